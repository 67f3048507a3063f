import pandas as pd
import pytest

from explorer.errors import DocumentError
from explorer.formats import load


def test_the_records_that_a_page_carries_are_the_apis(read):
    page, api = read("page-props.html"), read("hub-list.json")

    pd.testing.assert_frame_equal(page.drop(columns="source"), api.drop(columns="source"))
    assert page.attrs["report"][0]["saved"] == "2024-01-04"


def test_a_page_without_records_gives_what_it_shows(read):
    papers = read("page-visible.html")

    assert papers.index.tolist() == ["2401.00001", "2401.00002"]
    assert papers["title"].tolist() == ["Turning Pages: A Study of Reading", "Closing <b> Books"]
    assert papers["abstract"].tolist() == ["We read. We count.", "We close."]
    assert papers["upvotes"].tolist() == [7, pd.NA]
    assert papers["author_count"].tolist() == [3, 1]
    assert papers["published"].tolist() == [pd.Timestamp("2024-01-02 10:00"), pd.Timestamp("2024-01-03")]
    assert papers["url"].tolist() == [f"https://huggingface.co/papers/{name}" for name in papers.index]


def test_a_page_with_damaged_records_gives_what_it_shows_and_says_so(data, written):
    text = (data / "page-props.html").read_text()

    papers = load(written(text.replace("{&quot;dailyPapers", "{dailyPapers")), quiet=True)

    assert len(papers) == 2
    assert papers.attrs["report"][0]["note"].startswith(
        "read from the visible text, because data-props is damaged (Expecting property name"
    )


def test_a_search_page_names_its_records_differently(data, written):
    text = (data / "page-props.html").read_text()

    papers = load(written(text.replace("dailyPapers", "searchResults")), quiet=True)

    assert papers.index.tolist() == ["2401.00001", "2401.00002"]


def test_a_page_cut_in_its_records_says_what_it_could_not_read(data, written):
    text = (data / "page-props.html").read_text()
    path = written(text[:900])

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (f"{path}: the page shows no paper; expected a page of Daily Papers, saved whole.")


def test_another_page_is_refused(written):
    path = written("<!doctype html><p>Hello</p>")

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == (f"{path}: the page shows no paper; expected a page of Daily Papers, saved whole.")
