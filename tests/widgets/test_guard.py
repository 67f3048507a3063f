"""Whatever a page sends and whatever goes wrong: nothing escapes a callback, the reader and the log are told."""

from __future__ import annotations

import asyncio

import frames
import pytest

from explorer import charts
from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Board, Compare, Export, Filters, Groups, Ledger, Paper, Papers, Plot, Report, Search
from explorer.widgets.address import Address
from explorer.widgets.base import Guard
from explorer.widgets.page import Brand, Notice

MAKERS = {
    "Address": Address,
    "Board": lambda session: Board(session, charts.Count("venue")),
    "Brand": Brand,
    "Compare": Compare,
    "Export": Export,
    "Filters": Filters,
    "Groups": Groups,
    "Ledger": lambda session: Ledger(session, Session(frames.plain())),
    "Notice": Notice,
    "Paper": Paper,
    "Papers": Papers,
    "Plot": lambda session: Plot(session, charts.Count("venue"), charts.Count("keywords")),
    "Report": Report,
    "Search": Search,
}
ODD = [None, 1, -(10**400), 1e308, "", "__class__", "x" * 10_000, [], [[]], {}, {"do": {}}, "a\ud800"]
VERBS = ["open", "read", "pick", "sort", "clear", "window", "drop", "toggle", "range", "file", "save", "narrow",
         "part", "keep", "rename", "start", "rows", "view", "pair", "source", "close", "choose", "pin", "unpin",
         "move", "edit", "reset", "look", "width", "own"]  # fmt: skip
PARTS = ["id", "by", "what", "version", "start", "stop", "field", "value", "low", "high", "suffix", "mark", "label",
         "key", "name", "to", "rows", "view", "ids", "row", "paper", "form", "option", "chart", "asked", "turn",
         "width"]  # fmt: skip
SHAPES = [
    {},
    {"do": 1},
    {"do": None},
    {"do": "__class__"},
    {"do": "_init__"},
    {"do": ["read"]},
    {"do": {"do": "read"}},
]


@pytest.fixture
def session():
    return Session(frames.plain().assign(paper=list("abcd")), picked=("a", "b"))


@pytest.fixture(params=sorted(MAKERS))
def widget(request, session):
    return MAKERS[request.param](session)


def tell(widget, content, method="custom", part="content"):
    widget._handle_msg({"content": {"data": {"method": method, part: content}}, "buffers": []})


def test_a_message_of_no_shape_changes_nothing(widget, session):
    before = session.view

    for message in [*SHAPES, *ODD]:
        tell(widget, message)

    assert session.view == before


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: repr(odd)[:20])
def test_whatever_is_asked_with_odd_values_raises_nothing_and_is_told_in_a_line(widget, session, odd):
    told = []
    session.observe(lambda change: told.append(change["new"]), "problem")

    for verb in VERBS:
        tell(widget, {"do": verb})
        tell(widget, {"do": verb, **dict.fromkeys(PARTS, odd)})
    session.query = Query("recursive")

    assert [problem for problem in told if "\n" in problem or len(problem) > 400] == []
    assert set(session.selected.index) == {"a", "b"}
    assert set(session.picked) <= set(session.papers.index)


def test_a_state_that_no_page_of_ours_sets_is_not_taken(widget):
    before = widget.get_state()

    for state in ({}, {"value": 1, "chosen": "x", "width": []}, {"_esm": "x", "view": {}, "offers": 1}):
        tell(widget, state, "update", "state")

    assert {**widget.get_state(), "problem": ""} == {**before, "problem": ""}


@pytest.mark.parametrize("message", [{}, {"content": {}}, {"content": {"data": {"method": "odd"}}}, {"content": None}])
def test_what_is_no_message_raises_nothing(session, message):
    search = Search(session)

    search._handle_msg(message)

    assert search.value == ""


PICKED, ASKED, READ = ("picked", ("c",)), ("query", Query("recursive")), ("reading", "b")
CALLBACKS = {  # a method of each widget, and the change that comes to it
    "Address": ("watch", PICKED),
    "Board": ("_shown", ("pinned", (charts.Lengths(),))),
    "Compare": ("_compared", ("picked", ("a", "c"))),
    "Export": ("watch", PICKED),
    "Filters": ("_facet", ASKED),
    "Groups": ("_compared", ASKED),
    "Ledger": ("_tell", READ),
    "Paper": ("watch", READ),
    "Papers": ("_window", ASKED),
    "Plot": ("_frame", ASKED),
    "Search": ("watch", ASKED),
}


def broken(*_: object, **__: object):
    raise ValueError("a hole\nin the paper")


@pytest.mark.parametrize("name", sorted(CALLBACKS))
def test_an_error_in_a_callback_is_logged_and_told_in_one_sentence(session, name, caplog, monkeypatch, numbered):
    widget = MAKERS[name](session)
    method, change = CALLBACKS[name]
    monkeypatch.setattr(type(widget).__mro__[1], method, broken)

    session.set_trait(*change)

    assert session.problem == f"{name} failed: a hole. (Error {numbered}.)"
    assert "ValueError: a hole\nin the paper" in caplog.text


def test_an_error_in_a_later_turn_is_told_too(session, caplog, monkeypatch, numbered):
    plot = MAKERS["Plot"](session)
    monkeypatch.setattr(Plot, "_frame", broken)

    async def followed() -> None:
        told = asyncio.Event()
        session.observe(lambda change: change["new"] and told.set(), "problem")
        session.query = Query("recursive")
        await asyncio.wait_for(told.wait(), 5)

    asyncio.run(followed())

    assert plot.chart == charts.Count("venue")
    assert session.problem == f"Plot failed: a hole. (Error {numbered}.)"
    assert "ValueError" in caplog.text


def test_an_error_without_words_is_called_by_its_name(session, numbered):
    with Guard(session, "Plot"):
        raise ValueError

    assert session.problem == f"Plot failed: ValueError. (Error {numbered}.)"
