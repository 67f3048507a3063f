"""The page, and what it adds."""

from __future__ import annotations

import frames
import pandas as pd
import pytest

from explorer import charts
from explorer.lists import merge
from explorer.papers import conform
from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Filters, Page, Papers, Plot, Report, Search
from explorer.widgets.address import Address
from explorer.widgets.page import Notice


@pytest.fixture
def session():
    return Session(frames.plain())


def opened(session, asked):
    """Open an address on a page of a session."""
    address = Address(session)
    address._handle_custom_msg({"do": "open", "asked": asked, "turn": 1}, [])
    return address


def test_a_page_adds_its_head_the_link_the_notice_and_the_report(session):
    page = Page(Papers(session), Search(session))

    head, *below = page.children
    assert [type(child).__name__ for child in head.children] == ["Brand", "Search", "Address"]
    assert [type(child).__name__ for child in below] == ["Papers", "Report", "Notice"]


def test_an_address_that_was_opened_brings_its_view_back(session):
    address = opened(session, "?q=recursive&is.venue=ICLR&pick=b")

    assert session.query == Query(text="recursive", among={"venue": ("ICLR",)})
    assert session.picked == ("b",)
    assert address.answered == 1


def test_going_back_brings_the_bare_view_back(session):
    opened(session, "?q=recursive&pick=b&show.plot=x")._handle_custom_msg({"do": "open", "asked": "", "turn": 2}, [])

    assert session.to_url() == ""


def test_where_a_notebook_begins_with_a_query_nothing_asked_has_an_address_too():
    session = Session(frames.plain(), query=Query("recursive"))
    address = Address(session)

    session.query = Query()

    assert address.url == "q="


def test_a_long_view_has_a_short_link_before_its_address_is_short(session):
    address = Address(session)

    session.query = Query(text="recursive " * 20)

    assert address.url == "q=" + "recursive+" * 20
    assert address.link.startswith("v=1")
    assert len(address.link) < 60


def test_a_view_too_long_for_a_link_is_told_and_the_address_stays(session):
    address = Address(session)

    session.query = Query(text="".join(map(chr, range(10_000, 80_000))).encode("utf-8", "ignore").decode())

    assert session.problem == "This view is too long for a link: the address holds what was shown before."
    assert address.url == ""


def test_a_damaged_link_is_told_in_a_sentence(session):
    opened(session, "?v=1AAAA")

    assert session.problem == "This link is damaged: a part of it was changed or cut. Ask for it again."


def test_the_address_follows_the_view(session):
    address = Address(session)

    session.query = Query(text="recursive")
    session.reading = "a"

    assert address.url == "q=recursive&read=a"


def test_an_address_that_these_papers_cannot_answer_is_told_in_a_sentence(session):
    notice = Notice(session)

    address = opened(session, "?has=doi")

    assert notice.problem == (
        "This page has no field 'doi': that part of the view is kept for the pages that have it."
    )
    assert session.query == Query()
    assert address.url == "has=doi"


def test_the_report_says_what_was_loaded(session):
    report = Report(session)

    assert report.line == "4 papers from 1 document"
    assert [document["text"] for document in report.documents] == ["records: 4 papers read."]


def test_of_papers_that_no_document_gave_the_report_says_how_many_they_are():
    report = Report(Session(pd.DataFrame({"title": ["One"]}, index=pd.Index(["a"], name="id"))))

    assert (report.line, report.documents) == ("1 paper", [])


def test_the_report_says_what_was_merged_and_by_what():
    one = conform([{"id": "a", "doi": "10.1000/x"}, {"id": "b", "title": "Sliced Nets"}], "a.bib")
    two = conform([{"id": "c", "doi": "10.1000/X"}, {"id": "d", "title": "Sliced nets"}], "b.ris")

    report = Report(Session(merge(one, two)))

    assert report.line == "4 papers from 2 documents, 2 records merged (1 by DOI, 1 by title)"
    assert [document["text"] for document in report.documents] == [
        "a.bib: 2 papers read.",
        "b.ris: 2 papers read, 2 merged (1 by DOI, 1 by title).",
    ]


def test_one_query_set_into_many_controls_selects_once(session):
    Page(Search(session), Filters(session), Papers(session))
    told = []
    session.observe(told.append, "selected")

    session.query = Query(text="recursive", among={"venue": ("ICLR",)}, between={"year": (2020, 2024)})

    assert len(told) == 1


def test_two_charts_on_a_page_keep_their_choices_apart(session):
    one, other = (Plot(session, charts.Count("venue"), charts.Count("keywords")) for _ in range(2))
    Page(one, other)

    other.chosen = 1

    assert (one.chosen, other.chosen) == (0, 1)
    assert session.choices == {"plot2": ("charts.Count('keywords')",)}


def test_only_the_search_of_the_first_session_stands_in_the_address(session):
    searches = Search(session), Search(Session(frames.plain()))

    Page(*searches)

    assert [search.addressed for search in searches] == [True, False]
