"""The filters."""

from __future__ import annotations

import frames
import pytest

import explorer as ex
from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Filters


@pytest.fixture
def session():
    return Session(frames.plain())


def facet(filters, field):
    return next(facet for facet in filters.facets if facet["field"] == field)


def counts(filters, field):
    return {choice["label"]: choice["count"] for choice in facet(filters, field)["values"]}


def test_values_come_with_their_counts_most_frequent_first(session):
    filters = Filters(session, "venue")

    assert list(counts(filters, "venue").items()) == [("ICLR", 2), ("ECCV", 1), ("not stated", 1)]


def test_counts_follow_the_query(session):
    filters = Filters(session, "venue")

    session.query = Query(text="recursive")

    assert counts(filters, "venue") == {"ICLR": 1, "ECCV": 1}


def test_a_click_narrows_and_a_second_one_takes_it_back(session):
    filters = Filters(session, "venue")

    filters.receive({"do": "toggle", "field": "venue", "value": "ICLR"})
    narrowed = session.query
    filters.receive({"do": "toggle", "field": "venue", "value": "ICLR"})

    assert narrowed == Query(among={"venue": ("ICLR",)})
    assert session.query == Query()


def test_a_query_set_elsewhere_ticks_the_values(session):
    filters = Filters(session, "venue")

    session.query = Query(among={"venue": ("ECCV",)})

    assert [choice["label"] for choice in facet(filters, "venue")["values"] if choice["on"]] == ["ECCV"]


def test_a_wanted_value_that_no_paper_has_stays_to_be_taken_off(session):
    filters = Filters(session, "venue")

    session.query = Query(text="trees", among={"venue": ("ICLR",)})

    assert counts(filters, "venue") == {"ICLR": 0, "not stated": 1}


def test_a_number_has_a_range(session):
    filters = Filters(session, "year")

    filters.receive({"do": "range", "field": "year", "low": 2022, "high": None})

    assert session.query == Query(between={"year": (2022, None)})
    assert {key: facet(filters, "year")[key] for key in ("kind", "lowest", "highest", "low", "high")} == {
        "kind": "number",
        "lowest": 2021,
        "highest": 2023,
        "low": 2022,
        "high": None,
    }


def test_a_date_has_a_range_of_days(session):
    filters = Filters(session, "published")

    assert (facet(filters, "published")["lowest"], facet(filters, "published")["highest"]) == (
        "2021-11-09",
        "2023-02-01",
    )


def test_a_link_is_stated_or_not(session):
    filters = Filters(session, "code_url")

    filters.receive({"do": "toggle", "field": "code_url", "value": True})
    stated = session.query
    filters.receive({"do": "toggle", "field": "code_url", "value": None})

    assert counts(filters, "code_url") == {"stated": 2, "not stated": 2}
    assert stated == Query(has=("code_url",))
    assert session.query == Query(among={"code_url": (None,)})


def test_clearing_a_field_asks_nothing_of_it(session):
    filters = Filters(session, "year")
    session.query = Query(text="recursive", between={"year": (2022, 2023)})

    filters.receive({"do": "clear", "field": "year"})

    assert session.query == Query(text="recursive")


def test_fields_that_the_papers_lack_are_not_offered(session):
    assert list(Filters(session, "doi", "venue", "citations").fields) == ["venue"]


def test_without_names_every_field_that_tells_papers_apart_is_offered(session):
    assert list(Filters(session).fields) == [
        "year",
        "authors",
        "keywords",
        "venue",
        "published",
        "upvotes",
        "code_url",
    ]


def test_one_click_selects_once_however_many_filters_watch(session):
    filters = [Filters(session, "venue"), Filters(session, "year"), Filters(session, "keywords")]
    told = []
    session.observe(told.append, "selected")

    filters[0].receive({"do": "toggle", "field": "venue", "value": "ICLR"})

    assert len(told) == 1


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_offered(name):
    filters = Filters(Session(frames.ugly(name)))

    assert isinstance(filters.facets, list)


def test_a_wanted_value_far_down_the_list_can_be_taken_off():
    papers = ex.conform([{"id": f"p{at}", "title": f"T{at}", "venue": f"v{at:04}"} for at in range(400)])
    session = Session(papers, query=Query(among={"venue": ("v0399",)}))

    on = [choice["label"] for choice in facet(Filters(session, "venue"), "venue")["values"] if choice["on"]]

    assert on == ["v0399"]


def test_a_range_upside_down_is_turned_round(session):
    filters = Filters(session, "year")

    filters.receive({"do": "range", "field": "year", "low": 2023, "high": 2022})

    assert session.query == Query(between={"year": (2022, 2023)})
