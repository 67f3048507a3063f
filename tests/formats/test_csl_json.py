import json
import warnings

import pandas as pd
import pypandoc
import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from explorer.errors import DocumentError
from explorer.formats import load, save
from explorer.papers import conform

EXPECTED = 'expected a list of items such as {"id": "…", "type": "article-journal", "title": "…"}'


def items_of(path):
    return json.loads(path.read_bytes())


def test_every_field_of_an_item_is_there(read):
    paper = read("papers-csl.json").loc["2401.00001"]

    assert paper["title"] == "Turning Pages"
    assert paper["abstract"] == "We read."
    assert paper["authors"] == ["Ada Łoś", "Ben van Ode Jr.", "Reading and Co."]
    assert paper["editors"] == ["Dora Quist"]
    assert paper["published"] == pd.Timestamp("2024-01-02")
    assert paper["year"] == 2024
    assert paper[["venue", "publisher", "volume", "issue", "pages"]].tolist() == [
        "Book Days", "Page Co.", "7", "2", "12-23",
    ]  # fmt: skip
    assert paper["doi"] == "10.1000/abc"
    assert paper["url"] == "https://arxiv.org/abs/2401.00001v2"
    assert paper["arxiv_id"] == "2401.00001"
    assert paper[["issn", "isbn", "pmid", "language"]].tolist() == ["1234-5678", "978-1-23", "15170339", "en"]
    assert paper["keywords"] == ["pages", "books"]
    assert paper[["comment", "key", "kind"]].tolist() == ["Ten pages", "los2024", "inproceedings"]
    assert paper[["publisher-place", "catalog"]].tolist() == ["Spine", "A catalogue"]
    assert paper["accessed"] == '{"date-parts": [[2024, 5, 6]]}'
    assert paper["upvotes"] == 3


def test_a_date_may_be_less_than_a_day_and_an_id_a_number(read):
    papers = read("papers-csl.json")

    assert papers.index.tolist() == ["2401.00001", "7", "the-second-of-its-id"]
    assert papers.loc["7", ["year", "published_text"]].tolist() == [2023, "2023-05"]
    assert pd.isna(papers.loc["7", "kind"])
    assert papers.loc["the-second-of-its-id", ["year", "kind"]].tolist() == [2023, "bill"]
    assert papers["published"].notna().sum() == 1


def test_what_is_no_paper_is_named(data, capsys):
    load(data / "papers-csl.json")

    assert capsys.readouterr().out == (
        "papers-csl.json: 3 papers read, 2 skipped (record 4: expected an item, found a text, a number or a list; "
        "record 5: it has neither id nor title nor abstract), ids that several papers have, 1: 7.\n"
    )


def test_a_document_that_is_cut_off_is_refused(data, written):
    path = written((data / "papers-csl.json").read_bytes()[:-30], "cut.json")

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}, line 20, column 4: this is no whole JSON (Unterminated string starting at); {EXPECTED}."
    )


@pytest.mark.parametrize("wrong", ["issued", "author", "keyword", "custom", "DOI", "title", "id"])
@pytest.mark.parametrize("value", [7, None, True, "x", [], [1], {"date-parts": 1}, {"date-parts": [[None], []]}])
def test_no_value_of_a_wrong_type_stops_a_document(written, wrong, value):
    items = [{"id": "a", "type": "article-journal", "title": "One", wrong: value}]

    papers = load(written(json.dumps(items)), quiet=True)

    assert len(papers) == 1


def test_what_is_written_is_read_again(read, tmp_path):
    papers = read("papers-csl.json")

    again = load(save(papers, tmp_path / "again.json"), quiet=True)

    kept = [name for name in papers if name not in ("source", "position")]
    pd.testing.assert_frame_equal(again[kept], papers[kept])


def test_what_others_keep_in_custom_is_asked_only_where_no_variable_says_it(written):
    item = {"id": "a", "type": "book", "title": "One", "publisher": "", "custom": {"id": "b", "title": "Two"}}
    item["custom"] |= {"publisher": "Page Co.", "shelf": "7"}

    paper = load(written(json.dumps([item])), quiet=True).loc["a"]

    assert paper[["title", "publisher", "shelf"]].tolist() == ["One", "Page Co.", "7"]


@pytest.mark.parametrize("doi", [None, "10.48550/arXiv.2401.00002"])
def test_an_id_of_ours_comes_back_whatever_the_variables_state(tmp_path, doi):
    papers = conform([{"id": "x", "title": "One", "doi": doi, "year": 2020, "published": "2024-01-02"}])

    again = load(save(papers, tmp_path / "a.json"), quiet=True)

    assert again.index.tolist() == ["x"]
    assert again["year"].tolist() == [2020]


def test_dates_that_come_back_as_texts_are_said(tmp_path, capsys):
    moment = pd.Timestamp("2024-01-02")

    save(pd.DataFrame({"title": ["One"], "seen": [moment], "listed": [moment]}), tmp_path / "a.json")

    assert capsys.readouterr().out == "a.json: CSL-JSON does not hold seen.\n"


def test_an_item_holds_in_custom_only_what_its_variables_do_not(tmp_path):
    papers = conform([
        {
            "id": "x",
            "title": "One",
            "authors": ["Ludwig van Beethoven", "Reading, Inc."],
            "published": "2024-01-02T10:00:00",
            "keywords": ["a", "b, c"],
            "upvotes": 3,
        }
    ])  # fmt: skip

    (item,) = items_of(save(papers, tmp_path / "a.json"))

    assert item == {
        "id": "x",
        "type": "document",
        "title": "One",
        "author": [{"family": "van Beethoven", "given": "Ludwig"}, {"literal": "Reading, Inc."}],
        "issued": {"date-parts": [[2024, 1, 2]]},
        "keyword": "a, b, c",
        "custom": {"explorer": {"published": "2024-01-02T10:00:00", "keywords": ["a", "b, c"], "upvotes": 3}},
    }


def test_citeproc_renders_a_bibliography(read, tmp_path):
    items = items_of(save(read("papers-csl.json"), tmp_path / "a.json"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of each variable that is newer than it is
        source = CiteProcJSON(items)
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"].lower())]))
        rendered = [str(entry) for entry in bibliography.bibliography()]

    assert len(rendered) == len(items)
    assert any("Łoś, A." in entry and "Turning Pages" in entry and "2024" in entry for entry in rendered)


def test_pandoc_reads_the_same_titles_and_names(read, tmp_path):
    path = save(read("papers-csl.json"), tmp_path / "a.json")

    found = json.loads(pypandoc.convert_text(path.read_text(), "csljson", format="csljson"))

    assert {item["title"] for item in found} == {item["title"] for item in items_of(path)}
    assert {"family": "Łoś", "given": "Ada"} in found[0]["author"]
