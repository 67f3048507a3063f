"""Semantic Scholar papers: a search, a list, one alone, citations, and nulls."""

import json
from pathlib import Path

import pytest
from stated import stated

from explorer.errors import DocumentError
from explorer.formats import load, save

DATA = Path(__file__).parents[1] / "data"

PAGE = DATA / "semantic-scholar.json"
FOUND = json.loads(PAGE.read_text())["data"]


def written(folder, text):
    path = folder / "papers"
    path.write_text(text)
    return path


def test_a_paper_gives_every_field():
    papers = load(PAGE, quiet=True)

    assert stated(papers, "2401.00001") == {
        "title": "Folding maps",
        "abstract": "We fold maps.",
        "arxiv_id": "2401.00001",
        "doi": "10.1000/fold.7",
        "corpusId": 7,
        "pmid": "38000001",
        "pmcid": "100001",
        "DBLP": "journals/fold/7",
        "published": "2024-01-05 00:00:00",
        "citations": 12,
        "citing_papers": '[{"paperId": "bbbb", "title": "Cites it"}]',
        "categories": ["Mathematics", "Computer Science"],
        "pdf_url": "https://example.org/fold/7.pdf",
        "license": "CCBY",
        "tldr": "Maps fold.",
        "tldr_model": "tldr@v2.0.0",
        "bibtex": "@Article{A}",
        "kind": "JournalArticle",
        "publicationTypes": ["JournalArticle", "Review"],
        "authors": ["Ada Łoś", "Ben Ode"],
        "affiliations": ["Paper Lab"],
        "venue": "Journal of Folding",
        "journal": "ArXiv",
        "venue_kind": "journal",
        "issn": "1234-5678",
        "volume": "7",
        "pages": "11-19",
        "paperId": "aaaa000000000000000000000000000000000001",
        "url": "https://example.org/s2/7",
        "year": 2024,
        "referenceCount": 1,
        "influentialCitationCount": 2,
        "isOpenAccess": True,
        "references": '[{"paperId": "cccc", "title": "Is cited"}]',
    }


def test_a_paper_of_nulls_states_nothing_else():
    papers = load(PAGE, quiet=True)

    name = "aaaa000000000000000000000000000000000002"
    assert stated(papers, name) == {"title": "Old folds", "paperId": name}


def test_what_is_null_is_skipped_and_named(capsys):
    load(PAGE)

    assert capsys.readouterr().out == (
        "semantic-scholar.json: 2 papers read, 1 skipped (record 3: expected an object, found null),"
        " it holds 3 of 1,203 records.\n"
    )


SHAPES = {
    "list": json.dumps(FOUND),
    "lines": "\n".join(map(json.dumps, FOUND[:2])),
    "recommended": json.dumps({"recommendedPapers": FOUND}),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_each_shape_gives_the_same_papers(tmp_path, text):
    papers = load(written(tmp_path, text), quiet=True)

    assert papers.drop(columns="source").equals(load(PAGE, quiet=True).drop(columns="source"))
    assert papers.attrs["report"][0]["format"] == "Semantic Scholar JSON"


def test_one_paper_alone_is_read(tmp_path):
    papers = load(written(tmp_path, json.dumps(FOUND[0], indent=1)), quiet=True)

    assert papers.index.tolist() == ["2401.00001"]


@pytest.mark.parametrize("side", ["citingPaper", "citedPaper"])
def test_a_list_of_citations_gives_the_papers_and_what_was_said_of_them(tmp_path, side):
    text = json.dumps({"data": [{"contexts": ["as in [3]"], side: FOUND[1]}]})

    papers = load(written(tmp_path, text), quiet=True)

    assert papers["title"].tolist() == ["Old folds"]
    assert papers["contexts"].tolist() == [["as in [3]"]]


def test_what_explorer_wrote_of_such_papers_is_its_own(tmp_path):
    papers = load(PAGE, quiet=True)

    again = load(save(papers, tmp_path / "a.jsonl"), quiet=True)

    assert again.attrs["report"][0]["format"] == "JSON Lines"
    assert again.equals(papers)


def test_a_truncated_page_says_where_it_ends(tmp_path):
    path = written(tmp_path, PAGE.read_text()[:200])

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}, line 6, column 79: the JSON ends in the middle; the file was cut off;"
        ' expected a list of papers, or {"data": [...]}.'
    )


def test_a_page_of_nulls_says_what_was_expected(tmp_path):
    path = written(tmp_path, '{"paperId": null, "data": [null]}')

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}: none of its 1 records is a paper (record 1: expected an object, found null);"
        " expected papers as Semantic Scholar gives them."
    )
