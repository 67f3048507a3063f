"""PubMed's articles and books, with dates no more whole than they are."""

from pathlib import Path

import pytest
from stated import stated

from explorer.errors import DocumentError
from explorer.formats import load

DATA = Path(__file__).parents[1] / "data"
SET = DATA / "pubmed.xml"
NOTHING = "it has neither id nor title nor abstract"
HIDDEN = "holds declarations, which can hide an attack; expected XML without declarations of its own"


def written(folder, text):
    path = folder / "set.xml"
    path.write_text(text)
    return path


def test_an_article_gives_every_field():
    papers = load(SET, quiet=True)

    assert stated(papers, "38000001") == {
        "title": "How H2O folds.",
        "abstract": "BACKGROUND: Water folds.\nRESULTS: It did, p<0.05.",
        "pmid": "38000001",
        "doi": "10.1000/fold.8",
        "pmcid": "PMC100001",
        "pii": "F8",
        "url": "https://pubmed.ncbi.nlm.nih.gov/38000001/",
        "copyright": "© Map House",
        "authors": ["Ada Łoś Jr", "The Folders"],
        "affiliations": ["Paper Lab."],
        "orcids": ["0000-0000-0000-0001"],
        "venue": "Journal of folding",
        "venue_short": "J Fold",
        "issn": "1234-5678",
        "volume": "7",
        "issue": "2",
        "pages": "11-9",
        "published": "2024-01-05 00:00:00",
        "year": 2024,
        "language": "eng",
        "kind": "Journal Article",
        "publication_types": ["Journal Article", "Review"],
        "published_online": "2023-12-09 00:00:00",
        "keywords": ["folding", "Water"],
        "chemicals": ["Water"],
        "grants": ["Fund F-1"],
        "corrections": ["ErratumIn: J Fold. 2024;7(3):1"],
        "conflicts": "None.",
    }


def test_an_article_without_a_whole_date_gives_its_year_and_the_text():
    papers = load(SET, quiet=True)

    assert stated(papers, "38000002") == {
        "title": "Falten.",
        "pmid": "38000002",
        "url": "https://pubmed.ncbi.nlm.nih.gov/38000002/",
        "venue": "J Fold",
        "venue_short": "J Fold",
        "year": 2023,
        "title_original": "Falten.",
        "published_text": "2023 Dec-2024 Jan",
    }


def test_a_chapter_of_a_book_gives_every_field():
    papers = load(SET, quiet=True)

    assert stated(papers, "38000003") == {
        "title": "A chapter of folds",
        "abstract": "Chapters fold.",
        "pmid": "38000003",
        "doi": "10.1000/book",
        "url": "https://pubmed.ncbi.nlm.nih.gov/38000003/",
        "authors": ["C Wu"],
        "venue": "All folds",
        "volume": "2",
        "year": 2022,
        "language": "eng",
        "kind": "Book",
        "publication_types": ["Book"],
        "keywords": ["books"],
        "published_text": "2022 03",
        "bookaccession": "NBK1",
        "editors": ["Dora Quist"],
        "publisher": "Map House",
        "isbn": "9780000000001",
        "edition": "3",
    }


def test_what_pubmed_took_back_is_skipped_and_named(capsys):
    load(SET)

    assert capsys.readouterr().out == ("pubmed.xml: 3 papers read, 1 skipped (PMID 38000009: PubMed took it back).\n")


@pytest.mark.parametrize(
    ("date", "given"),
    [
        ("<Year>2024</Year><Month>01</Month><Day>05</Day>", {"published": "2024-01-05 00:00:00", "year": 2024}),
        ("<Year>2024</Year><Month>Jan</Month>", {"published_text": "2024 Jan", "year": 2024}),
        ("<Year>2024</Year><Season>Winter</Season>", {"published_text": "2024 Winter", "year": 2024}),
        ("<MedlineDate>Spring 2024</MedlineDate>", {"published_text": "Spring 2024", "year": 2024}),
        ("<Year>2024</Year>", {"year": 2024}),
        ("<Year>2024</Year><Month>02</Month><Day>30</Day>", {"published_text": "2024-02-30", "year": 2024}),
        ("", {}),
    ],
)
def test_a_date_is_as_whole_as_it_is_stated(tmp_path, date, given):
    issue = f"<Journal><JournalIssue><PubDate>{date}</PubDate></JournalIssue></Journal>"
    article = f"<MedlineCitation><PMID>1</PMID><Article>{issue}</Article></MedlineCitation>"

    papers = load(written(tmp_path, f"<PubmedArticle>{article}</PubmedArticle>"), quiet=True)

    held = stated(papers, "1")
    assert {name: held[name] for name in ("published", "published_text", "year") if name in held} == given


def test_a_truncated_set_gives_the_articles_before_the_end(tmp_path):
    text = SET.read_text().partition("<PubmedBookArticle>")[0]

    papers = load(written(tmp_path, text), quiet=True)

    assert papers.index.tolist() == ["38000001", "38000002"]
    assert papers.attrs["report"][0]["skips"] == [
        "line 39, column 1: the XML ends in the middle, and what comes after it is lost"
    ]


def test_an_empty_set_is_a_frame_without_rows(tmp_path):
    papers = load(written(tmp_path, "<PubmedArticleSet/>"), quiet=True)

    assert len(papers) == 0
    assert papers.attrs["report"][0]["note"] == "PubMed found no article"


REFUSED = {
    "articles that say nothing": (
        "<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>",
        f": none of its records is a paper (record 1: {NOTHING}); expected articles as PubMed gives them.",
    ),
    "a cut": (
        "<PubmedArticleSet><PubmedArticle>",
        ", line 1, column 34: the XML ends in the middle; the file was cut off; expected XML that is whole.",
    ),
    "declarations": (
        '<!DOCTYPE PubmedArticleSet [<!ENTITY a "b">]><PubmedArticleSet/>',
        f": its document type 'PubmedArticleSet' {HIDDEN}.",
    ),
}


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_a_set_that_cannot_be_read_says_why(tmp_path, text, said):
    path = written(tmp_path, text)

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == f"{path}{said}"
