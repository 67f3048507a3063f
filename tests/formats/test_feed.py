"""Feeds of papers: arXiv's list of the day, a journal's, and any other."""

from pathlib import Path

import pytest
from stated import stated

from explorer.errors import DocumentError
from explorer.formats import load

DATA = Path(__file__).parents[1] / "data"
NOTHING = "it has neither id nor title nor abstract"


def written(folder, text):
    path = folder / "feed"
    path.write_text(text)
    return path


def rss(*items):
    return f'<rss version="2.0"><channel><title>Folds</title>{"".join(items)}</channel></rss>'


def test_the_list_of_a_day_gives_every_field():
    papers = load(DATA / "feed-arxiv.rss", quiet=True)

    assert stated(papers, "2401.00001") == {
        "title": "Folding maps",
        "abstract": "We fold maps, where $a < b$.",
        "arxiv_id": "2401.00001",
        "doi": "10.1000/fold.7",
        "authors": ["Ada Łoś", "Ben Ode", "Chi Wu"],
        "categories": ["cs.CG", "math.CO"],
        "url": "https://arxiv.org/abs/2401.00001",
        "guid": "oai:arXiv.org:2401.00001v2",
        "feed": "cs.CG updates on arXiv.org",
        "license": "http://creativecommons.org/licenses/by/4.0/",
        "announce_type": "replace-cross",
        "journal_ref": "J. Fold. 7 (2024) 1-9",
        "listed": "2024-01-02 05:00:00",
    }


def test_a_journals_feed_gives_every_field_without_marks():
    papers = load(DATA / "feed-journal.rdf", quiet=True)

    assert stated(papers, "on-h2o-folds") == {
        "title": "On H2O & folds",
        "abstract": "Water folds. Twice.",
        "doi": "10.1000/fold.8",
        "authors": ["Ada Łoś", "Ben Ode"],
        "categories": ["Water"],
        "url": "https://example.org/fold/7",
        "pages": "11-19",
        "feed": "Journal of Folding",
        "venue": "Journal of Folding",
        "volume": "7",
        "issue": "2",
        "issn": "1234-5678",
        "language": "en",
        "license": "CC BY",
        "publisher": "Map House",
        "published": "2024-01-05 00:00:00",
        "year": 2024,
        "prism_section": "Letters",
    }


def test_half_a_date_stays_text_and_many_names_in_one_are_parted():
    papers = load(DATA / "feed-journal.rdf", quiet=True)

    assert stated(papers, "half-a-date") == {
        "title": "Half a date",
        "authors": ["A. B. Łoś", "B. Ode"],
        "url": "https://example.org/fold/8",
        "feed": "Journal of Folding",
        "year": 2024,
        "published_text": "2024-02",
        "prism_publicationdate": "2024-02",
    }


def test_an_atom_feed_gives_every_field_and_the_text_of_its_content():
    papers = load(DATA / "feed-atom.xml", quiet=True)

    assert stated(papers, "folds-at-sea") == {
        "title": "Folds at sea",
        "abstract": "Waves < 3 m fold.",
        "authors": ["Dora Quist"],
        "categories": ["sea"],
        "url": "https://example.org/fold/9",
        "pdf_url": "https://example.org/fold/9.pdf",
        "guid": "urn:fold:9",
        "feed": "New folds",
        "published": "2024-02-01 08:00:00",
        "year": 2024,
        "updated": "2024-02-03 00:00:00",
    }


def test_a_feed_without_entries_is_a_frame_without_rows(tmp_path):
    papers = load(written(tmp_path, rss()), quiet=True)

    assert len(papers) == 0
    assert papers.attrs["report"][0]["note"] == "the feed holds no entry"


def test_an_entry_that_says_nothing_is_skipped_and_named(tmp_path):
    papers = load(written(tmp_path, rss("<item><title>A</title></item>", "<item/>")), quiet=True)

    assert papers.index.tolist() == ["a"]
    assert papers.attrs["report"][0]["skips"] == ["entry 2: it has neither id nor title nor abstract"]


REFUSED = {
    "entries that say nothing": (
        rss("<item/>"),
        f": none of its entries is a paper (entry 1: {NOTHING}); expected RSS or Atom with an entry a paper.",
    ),
    "a cut": (
        rss("<item/>")[:60],
        ", line 1, column 56: the XML ends in the middle; the file was cut off; expected XML that is whole.",
    ),
    "too much": (
        rss("<item/>" * 2_500_000),
        ": the feed is more than 16 MB; expected RSS or Atom with an entry a paper.",
    ),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_feed_that_cannot_be_read_says_why(tmp_path, text, said):
    path = written(tmp_path, text)

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == f"{path}{said}"
