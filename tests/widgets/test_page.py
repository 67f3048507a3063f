"""The page, and what it adds."""

from __future__ import annotations

import frames
import pytest

from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Filters, Page, Papers, Report, Search
from explorer.widgets.address import Address
from explorer.widgets.page import Notice


@pytest.fixture
def session():
    return Session(frames.plain())


def test_a_page_adds_its_head_the_notice_the_address_and_the_report(session):
    page = Page(Papers(session), Search(session))

    head, *below = page.children
    assert [type(child).__name__ for child in head.children] == ["Brand", "Search"]
    assert [type(child).__name__ for child in below] == ["Papers", "Address", "Report", "Notice"]


def test_an_address_that_was_opened_brings_its_view_back(session):
    address = Address(session)

    address.asked = "?q=recursive&is.venue=ICLR&pick=b"

    assert session.query == Query(text="recursive", among={"venue": ("ICLR",)})
    assert session.picked == ("b",)
    assert address.answered == address.asked


def test_the_address_follows_the_view(session):
    address = Address(session)

    session.query = Query(text="recursive")
    session.reading = "a"

    assert address.url == "q=recursive&read=a"


def test_an_address_that_these_papers_cannot_answer_is_told_in_a_sentence(session):
    notice, address = Notice(session), Address(session)

    address.asked = "?has=doi"

    assert notice.problem == (
        "This page has no field 'doi': that part of the view is kept for the pages that have it."
    )
    assert session.query == Query()
    assert address.url == "has=doi"


def test_the_report_says_what_was_loaded(session):
    report = Report(session)

    assert report.line == "4 papers from 1 document"
    assert [document["text"] for document in report.documents] == ["records: 4 papers read."]


def test_one_query_set_into_many_controls_selects_once(session):
    Page(Search(session), Filters(session), Papers(session))
    told = []
    session.observe(told.append, "selected")

    session.query = Query(text="recursive", among={"venue": ("ICLR",)}, between={"year": (2020, 2024)})

    assert len(told) == 1
