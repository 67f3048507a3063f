import pandas as pd
import pytest

from explorer.formats import load, save
from explorer.formats.csv_people import (
    bare_initials_first,
    between_commas,
    given_first,
    initials_first,
    several_given_first,
)

OURS = ("source", "position")


def stated(papers, paper):
    """Give what a paper states, but for where it stood, with lists as lists."""
    row = papers.loc[paper].drop(list(OURS)).dropna()
    return {name: list(value) if hasattr(value, "tolist") else value for name, value in row.items()}


def test_every_field_of_scopus_is_there(read):
    papers = read("scopus.csv")

    assert stated(papers, "2-s2.0-1") == {
        "title": "Turning Pages",
        "abstract": "We read,\nand count.",
        "authors": ["A.B. Łoś", "C.-D. Van Ode"],
        "Author(s) ID": "1;2",
        "year": 2024,
        "venue": "Journal of Pages",
        "volume": "7",
        "issue": "2",
        "pages": "11-19",
        "citations": 3,
        "doi": "10.1000/turning.1",
        "url": "https://example.org/turning",
        "affiliations": ["House of Pages", "School of Reading"],
        "keywords": ["pages", "counting"],
        "Index Keywords": "Books; Numbers",
        "Funding Text 1": "We thank the readers",
        "References": "Others, 2020",
        "editors": ["Q. Quill"],
        "publisher": "Page Press",
        "issn": "12345678",
        "pmid": "99",
        "language": "English",
        "kind": "Article",
        "database": "Scopus",
    }
    assert stated(papers, "2-s2.0-2") == {"title": "Closing Books", "kind": "Erratum", "database": "Scopus"}
    assert papers.attrs["report"]["note"].tolist() == [
        "rows with more cells than the header: 1, read as a longer funding text"
    ]


def test_every_field_of_ieee_xplore_is_there(read):
    papers = read("ieee.csv")

    assert stated(papers, "turning-pages") == {
        "title": "Turning Pages",
        "abstract": "We read, and count.",
        "authors": ["A. Łoś", "C. -D. Ode"],
        "affiliations": ["House of Pages", "School of Reading"],
        "venue": "Journal of Pages",
        "Date Added To Xplore": "4 Feb 2024",
        "year": 2024,
        "volume": "7",
        "issue": "2",
        "pages": "11-19",
        "issn": "1234-5678",
        "isbn": "978-1",
        "doi": "10.1000/turning.1",
        "pdf_url": "https://example.org/turning.pdf",
        "keywords": ["pages", "counting"],
        "citations": 3,
        "license": "CCBY",
        "published": pd.Timestamp("2024-01-02"),
        "publisher": "Page Press",
        "Document Identifier": "Page Journals",
    }


def test_a_date_that_is_not_whole_stays_text(read):
    papers = read("ieee.csv")

    assert stated(papers, "closing-books") == {
        "title": "Closing Books",
        "Date Added To Xplore": "5 Feb 2024",
        "pages": "e7",
        "published_text": "October 2023",
        "publisher": "Page Press",
        "Document Identifier": "Page Journals",
    }


def test_every_field_of_the_web_of_science_is_there(read):
    papers = read("wos.txt")

    assert stated(papers, "WOS:0001") == {
        "title": "Turning Pages",
        "abstract": "We read, and count.",
        "publication_type": "J",
        "authors_short": "Los, A; Ode, B",
        "authors": ["Ada Łoś", "Ben Ode"],
        "venue": "JOURNAL OF PAGES",
        "language": "English",
        "kind": "Article",
        "keywords": ["pages", "counting"],
        "keywords_plus": "BOOKS; NUMBERS",
        "citations": 3,
        "publisher": "PAGE PRESS",
        "issn": "1234-5678",
        "published_text": "JAN 2",
        "year": 2024,
        "volume": "7",
        "issue": "2",
        "pages": "11-19",
        "doi": "10.1000/turning.1",
        "pmid": "99",
    }


def test_every_field_of_zotero_is_there(read):
    papers = read("zotero.csv")

    assert stated(papers, "2401.00001") == {
        "title": "Turning Pages",
        "abstract": "We read, and count.",
        "key": "AB12CD34",
        "kind": "preprint",
        "year": 2024,
        "authors": ["Ada Łoś", "Ben Ode"],
        "venue": "Journal of Pages",
        "isbn": "978-1",
        "issn": "1234-5678",
        "doi": "10.48550/arxiv.2401.00001",
        "url": "http://arxiv.org/abs/2401.00001",
        "arxiv_id": "2401.00001",
        "published": pd.Timestamp("2024-01-02"),
        "Date Added": "2024-03-04 05:06:07",
        "pages": "11-19",
        "issue": "2",
        "volume": "7",
        "publisher": "Page Press",
        "language": "en",
        "license": "CC BY",
        "Notes": "<p>mine</p>",
        "tags": ["to cite"],
        "keywords": ["pages", "counting"],
        "editors": ["Quentin Quill"],
    }
    assert papers.loc["EF56GH78", "published_text"] == "2023-11"


def test_every_field_of_pubmed_is_there(read):
    papers = read("pubmed.csv")

    assert stated(papers, "99") == {
        "title": "Turning Pages",
        "pmid": "99",
        "authors": ["AB Łoś", "C Ode"],
        "Citation": "J Pages. 2024;7:11-19.",
        "First Author": "Łoś AB",
        "venue": "J Pages",
        "year": 2024,
        "Create Date": "2024/01/02",
        "PMCID": "PMC1",
        "doi": "10.1000/turning.1",
    }


@pytest.mark.parametrize(
    ("turn", "given", "names"),
    [
        (given_first, ["Łoś, Ada (57202137758)", "Ode", "van der Ode, Ben"], ["Ada Łoś", "Ode", "Ben van der Ode"]),
        (initials_first, ["Di Carlo S., Wu S.-J., Yu Ch., Group"], ["S. Di Carlo", "S.-J. Wu", "Ch. Yu", "Group"]),
        (bare_initials_first, ["Łoś AB, Ode C."], ["AB Łoś", "C Ode"]),
        (between_commas, ["A Łoś, B Ode"], ["A Łoś", "B Ode"]),
        (several_given_first, ["Łoś, A.", "Ode, Jr., Ben"], ["A. Łoś", "Ben Ode Jr."]),
        (several_given_first, ["Łoś, Ada"], ["Łoś, Ada"]),
        (several_given_first, ["Łoś, A.", "Ben Ode"], ["Łoś, A.", "Ben Ode"]),
    ],
    ids=["given", "initials", "bare", "commas", "several", "one", "mixed"],
)
def test_each_way_to_write_people_gives_their_names(turn, given, names):
    assert turn(given) == names


@pytest.mark.parametrize(
    ("header", "cell", "field", "value"),
    [
        ("Paper Title,Venue", "One,V", "title", "One"),
        ("title,citationCount", "One,3", "citations", 3),
        ("title,Author(s)", "One,Ada Łoś; Ben Ode", "authors", ["Ada Łoś", "Ben Ode"]),
        ("title,doi", "One,https://doi.org/10.1000/X", "doi", "10.1000/x"),
        ("title,doi", "One,none", "doi", "none"),
        ("title,Link", "One,https://arxiv.org/abs/math/0306266v2", "arxiv_id", "math/0306266"),
        ("title,pdf url", "One,https://arxiv.org/pdf/2401.00001v1.pdf", "arxiv_id", "2401.00001"),
        ("title,url,Link", "One,a,b", "Link", "b"),
    ],
)
def test_usual_names_of_columns_are_ours(written, header, cell, field, value):
    papers = load(written(f"{header}\n{cell}\n"), quiet=True)

    found = papers[field].iloc[0]
    assert (list(found) if isinstance(value, list) else found) == value


def test_what_explorer_wrote_keeps_its_names(tmp_path):
    papers = pd.DataFrame({"title": ["One"], "Source title": ["A"], "EID": ["B"], "doi": ["10.1000/X"], "Link": ["c"]})

    again = load(save(papers, tmp_path / "a.csv"), quiet=True)

    assert again[list(papers)].to_dict("records") == papers.to_dict("records")


@pytest.mark.parametrize("name", ["scopus.csv", "ieee.csv", "wos.txt", "zotero.csv", "pubmed.csv"])
def test_an_export_is_written_and_read_again(read, name, tmp_path):
    papers = read(name)

    again = load(save(papers, tmp_path / "again.csv"), quiet=True)

    pd.testing.assert_frame_equal(again.drop(columns="source"), papers.drop(columns="source"), check_like=True)
