"""What one reader sees."""

from __future__ import annotations

from urllib.parse import parse_qs

import frames
import pytest

from explorer import charts, conform
from explorer.errors import FieldError
from explorer.query import Query
from explorer.session import Session


@pytest.fixture
def session():
    return Session(frames.plain())


def test_at_first_every_paper_is_selected(session):
    assert list(session.selected.index) == ["a", "b", "c", "d"]


def test_one_change_of_the_query_selects_once_and_tells_once(session):
    told = []
    session.observe(lambda change: told.append(list(change.new.index)), "selected")

    session.query = Query(text="recursive")

    assert told == [["a", "b"]]


def test_an_equal_query_changes_nothing(session):
    session.query = Query(text="recursive")
    told = []
    session.observe(told.append, "selected")

    session.query = Query(text="recursive")

    assert told == []


def test_a_query_that_cannot_be_answered_leaves_the_view_as_it_was(session):
    session.query = Query(text="graphs")

    with pytest.raises(FieldError):
        session.query = Query(has=("doi",))

    assert session.query == Query(text="graphs")
    assert list(session.selected.index) == ["c"]


def test_a_query_that_cannot_be_sorted_leaves_the_view_as_it_was(session):
    with pytest.raises(FieldError):
        session.query = Query(sort=("doi",))

    assert session.query == Query()


def test_an_address_brings_query_picks_and_the_open_paper_back(session):
    session.query = Query(text="recursive", among={"venue": ("ICLR",)})
    session.toggle("b")
    session.toggle("c")
    session.reading = "b"
    other = Session(frames.plain())

    other.open(f"?{session.to_url()}")

    assert (other.query, other.picked, other.reading) == (session.query, ("b", "c"), "b")


def test_an_address_brings_groups_and_pinned_charts_back(session):
    session.groups = {"new? & odd": Query(between={"year": (2023, None)}), "vision": Query("vision")}
    session.pinned = (charts.Count("venue", limit=5), charts.Crosstab("venue", "year"))
    other = Session(frames.plain())

    other.open(f"?{session.to_url()}")

    assert (other.groups, other.pinned) == (session.groups, session.pinned)


def test_a_group_or_a_chart_that_cannot_be_is_passed_over(session):
    session.open("?group=odd%3Fis.bogus%3D1&group=a%3Fq%3Dvision&chart=charts.Session()&chart=charts.Count('venue')")

    assert session.groups == {"a": Query("vision")}
    assert session.pinned == (charts.Count("venue"),)


def test_what_an_address_asks_of_other_papers_is_carried_along(session):
    asked = "q=vision&pick=a&pick=other&read=gone&group=odd%3Fis.bogus%3D1"

    session.open(f"?{asked}")
    session.query = Query("recursive")

    assert parse_qs(session.to_url()) == {
        "q": ["recursive"],
        "pick": ["a", "other"],
        "read": ["gone"],
        "group": ["odd?is.bogus=1"],
    }


def test_a_field_of_other_papers_is_refused_and_carried_along(session):
    with pytest.raises(FieldError):
        session.open("?is.bogus=1&sort=-bogus&is.venue=ICLR")

    assert parse_qs(session.to_url()) == {"is.venue": ["ICLR"], "is.bogus": ["1"], "sort": ["-bogus"]}


def test_picks_that_the_papers_lack_are_passed_over(session):
    session.open("?pick=gone&pick=a&read=gone")

    assert (session.picked, session.reading) == (("a",), "")


def test_a_second_toggle_puts_a_paper_back(session):
    session.toggle("a")
    session.toggle("a")

    assert session.picked == ()


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_make_a_session(name):
    papers = frames.ugly(name)

    assert len(Session(papers).selected) == len(papers)


def test_what_cannot_be_asked_in_an_address_does_not_spoil_the_rest(session):
    with pytest.raises(FieldError) as error:
        session.open("?q=recursive&is.bogus=1&sort=bogus&is.venue=ICLR")

    assert str(error.value).startswith("No field 'bogus'; known: ")
    assert session.query == Query(text="recursive", among={"venue": ("ICLR",)})


def test_what_fits_the_text_best_comes_first_unless_another_order_is_asked_for():
    session = Session(conform([{"id": "a", "abstract": "On graphs and trees."}, {"id": "b", "title": "Graphs"}]))

    session.query = Query(text="graphs")

    assert list(session.selected.index) == ["b", "a"]
    session.query = Query(text="graphs", sort=("id",))
    assert list(session.selected.index) == ["a", "b"]
    assert list(session.query.select(session.papers).index) == ["a", "b"]
