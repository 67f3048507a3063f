import hashlib

import pandas as pd
import pytest

from explorer.errors import DocumentError
from explorer.formats import load, shipped

LONG = "We say at length what was tried, on which data and how far it went. " * 6


def page(*texts):
    return "\n\n".join(["Daily Papers", "byAK and the research community", "Aug 2", *texts])


def test_the_shipped_document_is_the_one_it_was():
    content = (shipped() / "daily-papers-jul-29.txt").read_bytes()

    assert hashlib.sha256(content).hexdigest().startswith("552235fe05601b8f2478fddb35348c6d")


def test_the_shipped_document_gives_36_papers_and_nothing_that_it_does_not_say():
    papers = load(shipped(), quiet=True)

    assert papers.shape == (36, 4)
    assert set(papers.columns) == {"title", "abstract", "source", "position"}
    assert papers["position"].tolist() == list(range(1, 37))
    assert papers.notna().all(axis=None)
    assert papers.index[0] == "sliced-recursive-transformer"


def test_the_day_above_the_list_is_the_documents_and_not_the_papers():
    report = load(shipped(), quiet=True).attrs["report"]

    assert report["saved"].dropna().tolist() == ["Jul 29"]


def test_a_page_without_links_gives_titles_and_abstracts_in_turn(read):
    papers = read("page-plain.txt")

    assert papers["title"].tolist() == [
        "Turning Pages: A Study of Reading",
        "Why <script>alert(1)</script> Is No Title?",
        "A Title Alone",
        "Closing Books",
    ]
    assert papers["abstract"].str.slice(9, 15).tolist() == ["readin", "markup", pd.NA, "closin"]


def test_a_second_paragraph_stays_with_its_abstract(read):
    abstract = read("page-plain.txt")["abstract"].iloc[1]

    assert "how far it went. We study its second paragraph" in abstract


def test_a_title_without_abstract_is_said(read):
    (row,) = read("page-plain.txt").attrs["report"]

    assert row["note"] == "papers without an abstract: 1, the first is number 3"


def test_a_page_with_addresses_between_its_lines_gives_every_field(read):
    papers = read("page-links.md")

    assert papers.index.tolist() == ["2401.00001", "2401.00002"]
    assert papers["title"].tolist() == ["Turning Pages: A Study of Reading", "Closing Books"]
    assert papers["abstract"].str.slice(0, 16).tolist() == ["We study reading", "We study closing"]
    assert papers["upvotes"].tolist() == [7, pd.NA]
    assert papers["author_count"].tolist() == [3, pd.NA]
    assert papers["published"].tolist() == [pd.Timestamp("2024-01-02"), pd.NA]
    assert papers["published_text"].tolist() == [pd.NA, "Jan 3"]
    assert papers["comments"].tolist() == [4, pd.NA]
    assert papers["organization"].tolist() == [pd.NA, "A Library"]
    assert papers["url"].tolist() == [f"https://huggingface.co/papers/{name}" for name in papers.index]
    assert papers["position"].tolist() == [1, 2]


def test_a_page_with_numbered_links_gives_every_field(read):
    papers = read("page-references.md")

    assert papers.index.tolist() == ["2401.00001", "2401.00002", "the-last-page"]
    assert papers["title"].tolist()[1:] == ["[Re] Closing Books", "The Last Page"]
    assert not papers["abstract"].str.contains("\n|truncated").any()
    assert papers["upvotes"].tolist() == [pd.NA, 12, 1]
    assert papers["author_count"].tolist() == [3, pd.NA, pd.NA]
    assert papers["published"].tolist() == [pd.Timestamp("2024-01-02"), pd.NA, pd.NA]
    assert papers["published_text"].tolist() == [pd.NA, "Jan 3", pd.NA]
    assert papers["comments"].tolist() == [4, pd.NA, pd.NA]
    assert papers["organization"].tolist() == [pd.NA, "A Library", pd.NA]


def test_what_a_page_says_of_its_own_making_is_in_the_report(read):
    (row,) = read("page-references.md").attrs["report"]

    assert row["saved"] == "Feb 1"
    assert row["note"] == (
        "captured 2026-02-01T10:00:00+00:00; dates without a year: 1, kept as text in published_text; "
        "its end was cut off before it came here, so the last abstract may not be whole"
    )


def test_a_page_cut_after_a_title_keeps_the_title(written):
    papers = load(written(page("One", LONG, "Two")), quiet=True)

    assert papers["title"].tolist() == ["One", "Two"]
    assert papers["abstract"].tolist() == [LONG.strip(), pd.NA]


def test_a_page_without_its_menu_and_day_still_gives_its_papers(written):
    text = f"Daily Papers\n\nby AK and the research community\n\nDaily\n\nWeekly\n\nOne\n\n{LONG}"

    papers = load(written(text), quiet=True)

    assert papers["title"].tolist() == ["One"]


def test_a_page_without_papers_is_refused(written):
    path = written(page())

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (
        f"{path}: there is no paper under its heading; "
        "expected the page's heading and then a title and an abstract a paper."
    )


def test_a_line_of_9_mb_is_refused_with_its_place(written):
    path = written(page("One", "x" * 9_000_000))

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == f"{path}, line 9: the line is 9 MB long; expected at most 8 MB."
