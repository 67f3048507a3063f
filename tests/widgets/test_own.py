"""What a reader says of a paper: in the pane, on the cards, in the filters, and to nobody who may not."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import frames
import pytest

import explorer as ex
from explorer import charts
from explorer.own.change import Change
from explorer.own.place import NOTES, told
from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Board, Compare, Filters, Groups, Ledger, Paper, Papers, Plot
from explorer.widgets.own import Following


@pytest.fixture
def opened(tmp_path, monkeypatch):
    """Open a session on notes that are written, shared or only read: another window each time."""

    def session(access="write"):
        papers = ex.annotate(frames.plain(), tmp_path / "list.notes.jsonl")
        papers.attrs["own"]["access"] = access
        return Session(papers)

    monkeypatch.setenv(NOTES, told("write", None)[NOTES])
    return session


def sent(widget):
    messages = []
    widget.send = lambda message, buffers=None: messages.append(message)  # noqa: ARG005
    return messages


def ask(widget, field, value, **more):
    widget._hear(widget, {"do": "own", "paper": "a", "field": field, "value": value, "n": 7, **more}, [])


def test_a_change_is_written_then_acknowledged_then_shown(opened):
    session = opened()
    pane = Paper(session)
    messages = sent(pane)

    ask(pane, "status", "to read")

    assert messages == [{"noted": 7}]
    assert '"status": "to read"' in session.notes.file.read_text()
    assert (pane.own["status"], pane.own["access"], pane.own["why"]) == ("to read", "write", "")
    assert session.selected["status"].dropna().to_dict() == {"a": "to read"}


def test_the_owner_signs_nothing_and_a_visitor_signs_each_change(opened):
    ask(Paper(opened()), "stars", 3, by="Eve")
    visitors = Paper(opened("shared"))
    ask(visitors, "tag", "x", by=" Ann ")
    ask(visitors, "note", "Fine.", was="")

    signed = visitors.own["signed"]

    assert signed["stars"] == ""
    assert signed["tags"]["x"].startswith("Ann, 20")
    assert signed["note"].startswith("a visitor, 20")


def test_a_forged_message_writes_nothing_where_notes_are_read_only(opened):
    session = opened("read")
    widgets = [Paper(session), Papers(session)]
    messages = [sent(widget) for widget in widgets]

    for widget in widgets:
        ask(widget, "status", "read", by="Eve", access="write")

    assert messages == [[{"noted": 7, "failed": "Notes are read-only here."}]] * 2
    assert session.problem == "Notes are read-only here."
    assert not session.notes.file.exists()


@pytest.mark.parametrize(
    "forged",
    [
        {"paper": None}, {"paper": {"a": 1}}, {"paper": "elsewhere"}, {"field": ["status"]}, {"field": None},
        {"value": {"x": 1}}, {"value": [1] * 99}, {"by": {"x": ["y"]}, "value": 8}, {"was": 3, "value": []},
    ],
)  # fmt: skip
def test_a_message_that_says_nonsense_is_refused_in_a_sentence(opened, forged):
    pane = Paper(opened("shared"))
    messages = sent(pane)

    ask(pane, **{"field": "status", "value": "to read", **forged})

    assert [message["noted"] for message in messages] == [7]
    assert messages[0]["failed"] == pane.session.problem
    assert not pane.session.notes.file.exists()


def test_papers_without_a_place_for_notes_have_no_editor():
    session = Session(frames.plain())
    pane = Paper(session)

    ask(pane, "status", "read")

    assert pane.own == {}
    assert session.problem == "Nothing can be noted of 'a'."


def test_a_pane_says_why_nothing_can_be_written(opened, monkeypatch):
    session = opened()
    monkeypatch.setattr("os.access", lambda *_: False)

    own = Paper(session).own

    assert (own["access"], own["why"]) == (
        "read",
        f"{session.notes.file} cannot be written here: what you note would be lost.",
    )


def test_own_columns_are_not_said_twice(opened):
    pane = Paper(opened())

    ask(pane, "tag", "mine")

    assert not {"tags", "status", "stars", "note"} & {field["label"] for field in pane.paper["fields"]}
    assert (pane.own["tags"], pane.own["known"]) == (["mine"], ["mine"])


def test_the_first_tag_makes_a_filter_without_a_reload_and_stars_are_choices(opened):
    session = opened()
    filters = Filters(session, "status", "tags", "stars", "venue")
    before = [facet["field"] for facet in filters.facets]

    ask(Paper(session), "tag", "x")
    ask(Paper(session), "stars", 5)

    assert before == ["venue"]
    assert [facet["field"] for facet in filters.facets] == ["tags", "stars", "venue"]
    assert [(value["label"], value["count"]) for value in filters.facets[1]["values"]] == [("5", 1), ("not stated", 3)]


def test_a_filter_of_a_taken_name_offers_the_readers_too(tmp_path):
    papers = ex.conform([{"id": "a", "title": "One", "tags": ["theirs"]}, {"id": "b", "title": "Two"}])
    session = Session(ex.annotate(papers, tmp_path / "x.notes.jsonl"))
    filters = Filters(session, "tags")

    session.note(Change("b", "tag", "mine"))

    assert [facet["field"] for facet in filters.facets] == ["tags", "own_tags"]


def test_a_card_shows_what_is_said_and_the_list_stays_where_it_is(opened):
    session = opened()
    papers = Papers(session)
    before = papers.view["version"]

    ask(papers, "stars", 2)
    session.note(Change("c", "tag", "x"))

    assert papers.view["version"] == before
    assert [(row["id"], row["badges"][0]["text"]) for row in papers.view["changed"]] == [("c", "x")]
    assert papers.view["rows"][0]["badges"][0] == {"kind": "own-stars", "text": "★★"}
    assert papers.view["sorts"][-1] == {"by": "-stars", "label": "stars, highest first"}


def test_a_paper_that_leaves_the_list_makes_a_new_view_that_keeps_its_place(opened):
    session = opened()
    for paper in "ab":
        session.note(Change(paper, "status", "to read"))
    papers = Papers(session)
    session.query = Query(among={"status": ("to read",)})
    before = papers.view["version"], papers.view["kept"]

    session.note(Change("a", "status", "read"))

    assert before[1] is False
    assert (papers.view["version"], papers.view["kept"]) == (before[0] + 1, True)
    assert papers.view["count"] == "1 of 4 papers"


def test_charts_of_own_columns_come_when_there_is_something_to_count(opened):
    session = opened()
    plot = Plot(session, charts.Count("venue"), charts.Count("status"))
    board = Board(session, charts.Count("status"))

    session.note(Change("a", "status", "read"))

    assert plot.names == ["Venue", "Status"]
    assert [tile["name"] for tile in board.tiles] == ["Status"]


def test_groups_and_matrix_follow_own_columns(opened):
    session = opened()
    groups, matrix = Groups(session, "venue"), Compare(session)
    session.picked = ("a", "b")

    for paper, status in ("a", "read"), ("b", "dropped"), ("c", "read"):
        session.note(Change(paper, "status", status))
    groups.receive({"do": "part", "by": "status"})

    assert set(groups._parting.groups) == {"read", "dropped"}
    assert "status" in {line["row"] for line in matrix.board["lines"]}


def test_a_ledgers_rows_follow_what_is_said_of_their_papers(tmp_path):
    papers = ex.conform([{"id": "a", "title": "Trees", "abstract": "It is 30% faster."}, {"id": "b", "title": "B"}])
    facts = ex.extract(papers)
    reader = Session(ex.enrich(ex.annotate(papers, tmp_path / "x.notes.jsonl"), facts), facts)
    rows = Ledger(Session(ex.ledger(reader.papers, facts)), reader)

    reader.note(Change("a", "tag", "x"))

    assert [list(tags) for tags in rows.session.selected.dropna(subset="tags")["tags"]] == [["x"]]


def test_another_windows_change_is_followed_while_the_page_is_open(opened, monkeypatch):
    monkeypatch.setattr("explorer.widgets.own.OFTEN", 0.001)
    here, there = opened(), opened()
    page = SimpleNamespace(comm=object())

    async def until_seen():
        Following(here, page)
        seen = asyncio.get_running_loop().create_future()
        here.observe(seen.set_result, "selected")
        there.note(Change("a", "tag", "x"))
        await asyncio.wait_for(seen, 10)
        page.comm = None

    asyncio.run(until_seen())

    assert list(here.selected.loc["a", "tags"]) == ["x"]
