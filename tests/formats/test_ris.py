import json

import pandas as pd
import pypandoc
import pytest
import rispy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.errors import DocumentError
from explorer.formats import load, save
from explorer.formats.ris import read as read_ris
from explorer.papers import conform

WITH_FILES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_every_field_of_a_reference_is_there(read):
    paper = read("papers.ris").loc["L24"]

    assert paper["title"] == "Turning Pages by Hand"
    assert paper["abstract"] == "We read."
    assert paper["authors"] == ["Ada Łoś", "Ben Davis Jr.", "Reading Group"]
    assert paper["editors"] == ["Dora Quist"]
    assert paper["year"] == 2024
    assert paper["published"] == pd.Timestamp("2024-01-02")
    assert paper[["venue", "volume", "issue", "pages"]].tolist() == ["Journal of Pages", "7", "2", "12-23"]
    assert paper[["publisher", "issn", "isbn"]].tolist() == ["Page Co.", "1234-5678", "978-1-23-456789-7"]
    assert paper["doi"] == "10.1000/abc"
    assert paper[["url", "UR"]].tolist() == ["https://example.org/a", "https://example.org/b"]
    assert paper["pdf_url"] == "https://example.org/a.pdf"
    assert paper["keywords"] == ["pages", "books; old"]
    assert paper[["language", "comment", "key", "kind"]].tolist() == ["en", "Ten pages", "los2024", "article"]
    assert paper["arxiv_id"] == "2401.00001"
    assert paper[["JA", "XX"]].tolist() == ["J Pages", "one; two"]


def test_of_two_references_with_one_id_both_are_kept(read):
    papers = read("papers.ris")

    assert papers.index.tolist() == ["L24", "closing-books"]
    assert papers.loc["closing-books", "authors"] == ["Chi Wu"]
    assert papers.loc["closing-books", "kind"] == "inproceedings"
    assert papers.loc["closing-books", ["year", "published_text"]].tolist() == [1948, "1948/07"]
    assert papers["published"].notna().tolist() == [True, False]


def test_what_is_no_paper_is_named(data, capsys):
    load(data / "papers.ris")

    assert capsys.readouterr().out == (
        "papers.ris: 2 papers read, 1 skipped (line 43: it has neither id nor title nor abstract), "
        "IDs that several papers have, 1: L24.\n"
    )


def test_a_reference_without_an_end_is_read_and_named(data, written, capsys):
    papers = load(written((data / "papers.ris").read_bytes().partition(b"PB  -")[0], "cut.ris"))

    assert papers["pages"].tolist() == ["12-23"]
    assert capsys.readouterr().out == "cut.ris: 1 paper read, references without an end (ER): line 3.\n"


def test_a_document_without_references_is_refused(tmp_path):
    path = tmp_path / "prose"
    path.write_text("Dear reader,")

    with path.open("rb") as file, pytest.raises(DocumentError) as error:
        read_ris(file)

    assert str(error.value) == (
        "document: there is no reference in it; expected references such as TY  - JOUR, their tags, and ER."
    )


def test_every_field_of_web_of_science_is_there(read):
    paper = read("papers-wos.txt").loc["WOS:1"]

    assert paper["title"] == "Turning Pages by Hand"
    assert paper["abstract"] == "We read."
    assert paper["authors"] == ["Ada Los", "Ben Ode"]
    assert paper["affiliations"] == ["[Los, Ada] Univ Pages, Leaf.", "[Ode, Ben] Book Inst, Spine."]
    assert paper["published"] == pd.Timestamp("2004-06-08")
    assert paper["year"] == 2004
    assert paper[["venue", "volume", "issue", "pages"]].tolist() == ["JOURNAL OF PAGES", "43", "22", "12-23"]
    assert paper[["publisher", "issn", "language"]].tolist() == ["PAGE CO", "1234-5678", "English"]
    assert paper[["doi", "pmid", "kind"]].tolist() == ["10.1000/abc", "15170339", "inproceedings"]
    assert paper["citations"] == 31
    assert paper["keywords"] == ["pages", "books"]
    assert paper["keywords_plus"] == ["READING", "HANDS"]
    assert paper["categories"] == ["Books", "Pages"]
    assert paper["cited_references"] == "One A, 2001, J PAGES; Two B, 2002, J PAGES"


def test_web_of_science_may_give_less(read):
    paper = read("papers-wos.txt").loc["WOS:2"]

    assert paper["authors"] == ["C Wu"]
    assert paper[["published_text", "pages"]].tolist() == ["MAY-JUN 2005", "e12"]


def test_what_is_written_is_read_again(read, tmp_path):
    papers = read("papers.ris").drop(columns=["source", "position"])

    again = load(save(papers, tmp_path / "again.ris", quiet=True), quiet=True)

    pd.testing.assert_frame_equal(again[papers.columns], papers)


def test_a_reference_looks_like_one_of_a_reference_manager(tmp_path):
    papers = conform([
        {
            "id": "x",
            "title": "One",
            "authors": ["Ada Łoś"],
            "kind": "inproceedings",
            "venue": "ICLR",
            "published": "2024-01-02T10:00:00",
            "pages": "1-2",
        }
    ])  # fmt: skip

    content = save(papers, tmp_path / "a.ris").read_bytes().decode()

    assert content == (
        "TY  - CPAPER\r\nID  - x\r\nTI  - One\r\nAU  - Łoś, Ada\r\nT2  - ICLR\r\nPY  - 2024\r\n"
        "DA  - 2024/01/02/10:00:00\r\nSP  - 1\r\nEP  - 2\r\nER  - \r\n\r\n"
    )


@pytest.mark.parametrize(
    ("tags", "day", "text"),
    [
        ("PY  - 2020/03/04/Spring", "2020-03-04", "Spring"),
        ("PY  - 2024/Spring/\nDA  - 2024/01/05", "2024-01-05", "2024/Spring"),
        ("PY  - 2024/01//\nDA  - 2024/01/05", "2024-01-05", None),
        ("PY  - 2024/02//\nDA  - 2024/01/05", "2024-01-05", "2024/02"),
        ("PY  - 2024///Spring", None, "2024///Spring"),
        ("PY  - 2020/13/04/Spring", None, "2020/13/04/Spring"),
    ],
)
def test_a_date_says_a_day_and_more(written, tags, day, text):
    paper = load(written(f"TY  - JOUR\nTI  - One\n{tags}\nER  - \n"), quiet=True).iloc[0]

    assert paper.dropna().get("published") == (day and pd.Timestamp(day))
    assert paper.dropna().get("published_text") == text


@pytest.mark.parametrize(
    ("tags", "pages"),
    [
        ("SP  - 101\nEP  - 1", "101-1"),
        ("SP  - 11-19\nEP  - 19", "11-19"),
        ("SP  - 5\nEP  - 5", "5"),
        ("SP  - e7", "e7"),
    ],
)
def test_pages_go_from_the_first_to_the_last(written, tags, pages):
    papers = load(written(f"TY  - JOUR\nTI  - One\n{tags}\nER  - \n"), quiet=True)

    assert papers["pages"].tolist() == [pages]


def test_dates_with_what_they_say_more_and_pages_come_back(tmp_path):
    papers = conform(
        [
            {"title": "One", "published_text": "Spring", "published": "2024-01-02", "year": 2024, "pages": "101-1"},
            {
                "title": "Two",
                "published_text": "Fall",
                "published": "2024-01-02T10:00",
                "year": 2024,
                "pages": "1-101",
            },
        ]
    )

    again = load(save(papers, tmp_path / "a.ris"), quiet=True)

    pd.testing.assert_frame_equal(again[papers.columns], papers)


def test_what_cannot_be_held_is_said(tmp_path, capsys):
    papers = pd.DataFrame({"title": ["One", "a\nb"], "kind": ["review", "article"], "score": [0.5, 1.5]})

    save(papers, tmp_path / "a.ris")

    assert capsys.readouterr().out == (
        "a.ris: RIS does not hold score; Values that RIS, which has no escapes, cannot hold as they are: "
        "kind of 1, title of 1.\n"
    )


def test_no_paper_is_a_document_too(tmp_path):
    path = save(pd.DataFrame({"title": []}), tmp_path / "none.ris")

    assert load(path, quiet=True).empty


SOME = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\n")).filter(str.strip).map(str.strip)
RECORDS = st.lists(
    st.fixed_dictionaries({"id": SOME, "title": SOME}, optional={"abstract": SOME, "authors": st.lists(SOME)}),
    min_size=1,
    max_size=3,
)


@WITH_FILES
@given(RECORDS)
def test_rispy_reads_as_many_papers_with_their_titles(tmp_path, records):
    papers = conform(records)

    path = save(papers, tmp_path / "any.ris", quiet=True)

    again = rispy.loads(path.read_bytes().decode())
    assert [reference["title"] for reference in again] == papers["title"].tolist()


def test_pandoc_reads_the_same_titles_and_names(read, tmp_path):
    path = save(read("papers.ris"), tmp_path / "a.ris", quiet=True)

    found = json.loads(pypandoc.convert_text(path.read_text(), "csljson", format="ris"))

    assert [item["title"] for item in found] == ["Turning Pages by Hand", "Closing Books"]
    assert found[0]["author"][0] == {"family": "Łoś", "given": "Ada"}
    assert found[0]["container-title"] == "Journal of Pages"
    assert found[0]["DOI"] == "10.1000/abc"
