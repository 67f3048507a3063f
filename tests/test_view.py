"""What a reader looks at, as a value."""

from __future__ import annotations

import frames
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer import charts
from explorer.address import pairs
from explorer.errors import ExplorerError, LinkError
from explorer.query import Query
from explorer.session import Session
from explorer.short import shortened
from explorer.view import View

PAPERS = frames.plain()
UGLY = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.sampled_from(
    ["&=?#%+", "图像 编码", "a?q=b", "\0\n"]
)
VALUES = UGLY | st.integers(-(10**6), 10**6) | st.booleans() | st.none()
FIELDS = st.dictionaries(UGLY, st.lists(VALUES, min_size=1, max_size=3), max_size=3)
QUERIES = st.builds(
    Query,
    text=UGLY,
    among=FIELDS,
    every=FIELDS,
    exclude=FIELDS,
    has=st.lists(UGLY, max_size=2),
    sort=st.lists(UGLY, max_size=2),
)
CHARTS = st.sampled_from(
    [charts.Count("topics"), charts.Crosstab("a&b", "=?"), charts.Lengths(), charts.Count("venue", limit=3)]
)
VIEWS = st.builds(
    View,
    query=QUERIES,
    picked=st.lists(UGLY, max_size=200, unique=True).map(tuple),
    reading=UGLY,
    groups=st.dictionaries(UGLY, QUERIES, max_size=30),
    pinned=st.lists(CHARTS, max_size=4).map(tuple),
    choices=st.dictionaries(UGLY, st.lists(UGLY, min_size=1, max_size=4).map(tuple), max_size=4),
)


@given(VIEWS)
def test_an_address_gives_the_same_view_back(view):
    assert View.of(pairs(f"?{view.to_url()}")) == view


@settings(max_examples=25)
@given(
    st.builds(Query, text=st.text()),
    st.lists(st.sampled_from("abcd"), unique=True),
    st.dictionaries(st.text(), st.builds(Query, text=st.text()), max_size=30),
)
def test_a_session_opens_what_another_one_wrote(query, picked, groups):
    session = Session(PAPERS, query=query, picked=tuple(picked), groups=groups)
    other = Session(PAPERS)

    other.open(f"?{session.to_url()}")

    assert other.to_url() == session.to_url()
    assert other.picked == session.picked


@settings(max_examples=25)
@given(st.text())
def test_whatever_is_opened_shows_something_or_says_a_sentence(url):
    session, said = Session(PAPERS), "."

    try:
        session.open(url)
    except ExplorerError as error:
        said = str(error)

    assert said.endswith(".")
    assert isinstance(session.view, View)


def test_a_long_view_is_written_in_short_form_and_read_back():
    papers = PAPERS.set_index(PAPERS.index + "-" + "x" * 600)
    session = Session(papers, query=Query("a"), picked=tuple(papers.index), groups={"trees": Query("tree")})
    other = Session(papers)

    other.open(f"?{session.to_url()}")

    assert session.to_url().startswith("v=1")
    assert other.view == session.view


def test_what_was_typed_last_overrules_a_short_form():
    session = Session(PAPERS)

    session.open(f"?{shortened([('q', 'recursive'), ('pick', 'a')])}&q=graphs")

    assert (session.query.text, session.picked) == ("graphs", ("a",))


def test_a_damaged_link_leaves_the_view_as_it_was():
    session = Session(PAPERS, query=Query("graphs"), picked=("a",))

    with pytest.raises(LinkError):
        session.open("?v=1AAAA")

    assert (session.query, session.picked) == (Query("graphs"), ("a",))


def test_choices_and_the_words_that_were_opened_come_back():
    session = Session(PAPERS)
    session.choose("plot", "charts.Lengths()")
    session.tell("b", "abstract", 2, 11)
    other = Session(PAPERS)

    other.open(f"?{session.to_url()}")

    assert session.to_url() == "read=b&at=abstract%3A2-11&show.plot=charts.Lengths%28%29"
    assert (other.choices, other.fact) == (session.choices, session.fact)


@pytest.mark.parametrize(
    "at", ["abstract:2", "abstract:2-9999999", "abstract:9-2", "year:0-1", "none:0-1", ":", "a:b-c"]
)
def test_words_that_are_not_there_are_passed_over(at):
    session = Session(PAPERS)

    session.open(f"?read=b&at={at}")

    assert (session.reading, session.fact) == ("b", {})


def test_a_place_in_a_paper_of_another_list_is_carried_along():
    session = Session(PAPERS)

    session.open("?read=other&at=abstract:2-11")

    assert session.to_url() == "read=other&at=abstract%3A2-11"


def test_a_view_prints_as_the_arguments_of_a_session():
    session = Session(
        PAPERS,
        query=Query("recursive"),
        picked=("b",),
        reading="b",
        place=("abstract", 2, 11),
        groups={"trees": Query("tree")},
        pinned=(charts.Count("venue"),),
        choices={"plot": ("charts.Lengths()",)},
    )

    assert session.view.said() == [
        "query=ex.Query(text='recursive')",
        "picked=('b',)",
        "reading='b'",
        "place=('abstract', 2, 11)",
        "groups={'trees': ex.Query(text='tree')}",
        "pinned=(charts.Count('venue'),)",
        "choices={'plot': ('charts.Lengths()',)}",
    ]
