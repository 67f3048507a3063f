"""OpenAlex works: as a page, a list, lines and alone, with abstracts put together again."""

import json
from pathlib import Path

import pytest
from stated import stated

from explorer.errors import DocumentError
from explorer.formats import load
from explorer.formats.openalex import abstract

DATA = Path(__file__).parents[1] / "data"

PAGE = DATA / "openalex.json"
WORKS = json.loads(PAGE.read_text())["results"]


def written(folder, text):
    path = folder / "works"
    path.write_text(text)
    return path


def test_a_work_gives_every_field():
    papers = load(PAGE, quiet=True)

    assert stated(papers, "W4000000001") == {
        "title": "How H2O folds",
        "abstract": "Water folds twice. Water folds",
        "openalex": "W4000000001",
        "doi": "10.1000/fold.8",
        "pmid": "38000001",
        "pmcid": "100001",
        "mag": "4000000001",
        "kind": "article",
        "year": 2024,
        "published": "2024-01-05 00:00:00",
        "citations": 12,
        "primary_topic": "Water",
        "topics": ["Water", "Origami"],
        "keywords": ["folding"],
        "concepts": ["Chemistry"],
        "mesh": ["Water"],
        "authors": ["Ada Łoś", "Ben Ode"],
        "affiliations": ["Paper Lab", "Map House"],
        "countries": ["PL"],
        "orcids": ["https://orcid.org/0000-0000-0000-0001"],
        "venue": "Journal of Folding",
        "publisher": "Map House",
        "issn": "1234-5678",
        "venue_kind": "journal",
        "volume": "7",
        "issue": "2",
        "pages": "11-19",
        "license": "cc-by",
        "url": "https://example.org/fold/8",
        "pdf_url": "https://example.org/fold/8.pdf",
        "is_oa": True,
        "oa_status": "gold",
        "language": "en",
        "is_retracted": False,
        "referenced_works": ["https://openalex.org/W1"],
        "counts_by_year": '[{"year": 2024, "cited_by_count": 12}]',
    }


def test_a_work_on_arxiv_is_known_by_its_id_there():
    papers = load(PAGE, quiet=True)

    assert stated(papers, "2401.00001") == {
        "title": "Folding maps",
        "openalex": "W4000000002",
        "doi": "10.48550/arxiv.2401.00001",
        "url": "https://openalex.org/W4000000002",
        "arxiv_id": "2401.00001",
    }


def test_a_part_of_what_was_found_is_said(capsys):
    load(PAGE)

    assert capsys.readouterr().out == "openalex.json: 2 papers read, it holds 2 of 1,203 records.\n"


SHAPES = {
    "list": json.dumps(WORKS),
    "lines": "\n".join(map(json.dumps, WORKS)),
    "page without meta": json.dumps({"results": WORKS}, indent=2),
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_each_shape_gives_the_same_papers(tmp_path, text):
    papers = load(written(tmp_path, text), quiet=True)

    assert papers.drop(columns="source").equals(load(PAGE, quiet=True).drop(columns="source"))
    assert papers.attrs["report"][0]["format"] == "OpenAlex JSON"


def test_one_work_alone_is_a_paper(tmp_path):
    papers = load(written(tmp_path, json.dumps(WORKS[0], indent=1)), quiet=True)

    assert papers.index.tolist() == ["W4000000001"]


@pytest.mark.parametrize(
    ("index", "text"),
    [
        ({"b": [1], "a": [0, 2]}, "a b a"),
        ({"a": [0], "b": [7]}, "a b"),
        ({"a": [10**18], "b": [0]}, "b a"),
        ({"a" * 1000: list(range(2000))}, None),
        ({"a": ["0"]}, None),
        ({"a": [True]}, None),
        ({"a": 0}, None),
        ({}, None),
        (["a"], None),
        (None, None),
    ],
    ids=str,
)
def test_an_abstract_is_put_together_from_its_index(index, text):
    assert (abstract(index) or None) == text


def test_an_index_that_makes_no_abstract_is_kept_as_it_is(tmp_path):
    work = {"id": "https://openalex.org/W1", "abstract_inverted_index": {"a": ["0"]}}

    papers = load(written(tmp_path, json.dumps(work)), quiet=True)

    assert stated(papers, "W1")["abstract_inverted_index"] == '{"a": ["0"]}'


def test_a_line_that_is_none_is_skipped_and_named(tmp_path):
    text = f"{json.dumps(WORKS[0])}\n{{]\n[1]\n{json.dumps(WORKS[1])}"

    papers = load(written(tmp_path, text), quiet=True)

    assert len(papers) == 2
    assert papers.attrs["report"][0]["skips"] == [
        "line 2: no JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1))",
        "line 3: expected an object, found something else",
    ]


def test_a_truncated_page_says_where_it_ends(tmp_path):
    path = written(tmp_path, PAGE.read_text()[:300])

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}, line 9, column 7: the JSON ends in the middle; the file was cut off;"
        ' expected a list of papers, or {"data": [...]}.'
    )


def test_a_page_without_works_says_what_was_expected(tmp_path):
    path = written(tmp_path, '{"results": [null], "abstract_inverted_index": 1}')

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}: none of its 1 records is a paper (record 1: expected an object, found null);"
        " expected works as OpenAlex gives them."
    )
