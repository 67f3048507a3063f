"""Charts side by side, one of them in the making."""

from __future__ import annotations

import asyncio

import frames
import pytest

from explorer.charts import Count, Crosstab, Timeline
from explorer.charts.code import code, kinds
from explorer.papers import conform
from explorer.query import Query
from explorer.session import Session
from explorer.widgets.board import Board

TOPICS, VENUES, BOTH = "charts.Count('topics')", "charts.Count('venue')", "charts.Crosstab('topics', 'venue')"


@pytest.fixture
def session():
    records = [
        {"title": "A", "topics": ["vision", "graphs"], "venue": "ICLR", "published": "2024-01-02", "upvotes": 3},
        {"title": "B", "topics": ["vision"], "venue": "ACL", "published": "2024-02-03", "upvotes": 5},
        {"title": "C", "topics": None, "venue": "ACL", "published": None, "upvotes": None},
    ]
    return Session(conform(records))


@pytest.fixture
def board(session):
    return Board(session, Count("topics"), Count("journal"), Crosstab("topics", "venue"))


@pytest.fixture
def sent(board, monkeypatch):
    """What is sent to the front end: a picture for each drawing."""
    said = []
    monkeypatch.setattr(board, "send", said.append)
    return said


def send(board, **message):
    board._handle_custom_msg(message, [])


def lines(board):
    return [tile["chart"] for tile in board.tiles]


def control(board, option):
    return next(control for control in board.composer["controls"] if control["option"] == option)


def values(board, option):
    return [choice["value"] for choice in control(board, option)["choices"]]


def test_it_begins_with_the_charts_that_the_papers_make(board, session):
    assert board.tiles == [{"chart": TOPICS, "name": "Topics"}, {"chart": BOTH, "name": "Topics by venue"}]
    assert session.pinned == ()
    assert board.pictures[TOPICS]["title"] == "Topics of 3 papers"


def test_the_first_chart_in_the_making_is_not_on_the_board(board):
    assert board.composer["code"] == "charts.Distribution('upvotes')"
    assert board.composer["code"] in board.pictures
    assert board.composer["is_pinned"] is False


def test_every_kind_of_chart_is_offered_or_says_why_not(board):
    why = {kind["name"]: kind["why"] for kind in board.composer["kinds"]}

    assert set(why) == set(kinds())
    assert why["Count"] == ""
    assert why["Figures"] == "These papers have no field 'figure'."


def test_a_kind_says_what_it_is(board):
    about = {kind["name"]: kind["about"] for kind in board.composer["kinds"]}

    assert about["Crosstab"] == "Count the papers at each crossing of two fields, as a heat map."


def test_another_kind_keeps_the_field_where_it_fits(board):
    send(board, do="choose", option="kind", value="Count")
    send(board, do="choose", option="field", value="venue")
    send(board, do="choose", option="kind", value="Crosstab")

    assert board.composer["code"] == "charts.Crosstab('venue', 'topics')"


def test_a_kind_that_does_not_fit_is_not_taken(board):
    send(board, do="choose", option="kind", value="Figures")

    assert board.composer["kind"] == "Distribution"


def test_the_controls_offer_what_fits(board):
    send(board, do="choose", option="kind", value="Scatter")

    assert values(board, "field") == ["published"]
    assert values(board, "y") == ["upvotes"]
    assert control(board, "limit")["value"] == 100


def test_a_chart_in_the_making_is_drawn_once_a_choice(board, sent):
    send(board, do="choose", option="kind", value="Timeline")

    assert [drawing["chart"] for drawing in sent] == ["charts.Timeline()"]


def test_a_limit_is_taken(board):
    send(board, do="choose", option="kind", value="Crosstab")
    send(board, do="choose", option="limit", value=3)

    assert control(board, "limit")["value"] == 3
    assert "limit=3" in board.composer["code"]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"do": "look out"},
        {"do": ["pin"]},
        {"do": "choose"},
        {"do": "choose", "option": "kind", "value": ["Count"]},
        {"do": "choose", "option": "kind", "value": "Chart"},
        {"do": "choose", "option": "field", "value": "journal"},
        {"do": "choose", "option": "field", "value": {"a": 1}},
        {"do": "choose", "option": "noun", "value": "cat"},
        {"do": "choose", "option": "limit", "value": 10**9},
        {"do": "choose", "option": "limit", "value": "3"},
        {"do": "unpin", "chart": VENUES},
        {"do": "unpin", "chart": 7},
        {"do": "move", "chart": TOPICS, "by": 40},
        {"do": "move", "chart": TOPICS, "by": [1]},
        {"do": "move", "chart": VENUES, "by": 1},
        {"do": "narrow", "chart": TOPICS, "mark": "0", "label": "vision"},
        {"do": "narrow", "chart": TOPICS, "mark": 0, "label": "no such mark"},
        {"do": "narrow", "chart": [TOPICS], "mark": 0, "label": "vision"},
        {"do": "clear", "chart": "charts.Count('title')"},
        {"do": "width", "width": "wide"},
        {"do": "width", "width": 10**6},
    ],
)
def test_forged_messages_are_passed_over(board, session, sent, message):
    before = (board.tiles, board.composer)

    board._handle_custom_msg(message, [])

    assert (board.tiles, board.composer) == before
    assert (session.pinned, session.query, session.problem) == ((), Query(), "")
    assert sent == []


def test_a_pinned_chart_comes_first_and_what_was_there_stays(board, session):
    send(board, do="choose", option="kind", value="Timeline")
    send(board, do="pin")

    assert session.pinned == (Timeline(), Count("topics"), Crosstab("topics", "venue"))
    assert lines(board) == ["charts.Timeline()", TOPICS, BOTH]
    assert board.composer["is_pinned"] is True
    assert session.to_url().startswith("chart=charts.Timeline%28%29&chart=")


def test_what_is_pinned_already_is_not_pinned_again(board, session):
    send(board, do="pin")
    send(board, do="pin")

    assert len(session.pinned) == 3


def test_a_pin_draws_only_what_is_not_drawn(board, sent):
    send(board, do="pin")
    send(board, do="choose", option="kind", value="Timeline")

    assert [drawing["chart"] for drawing in sent] == ["charts.Timeline()"]


def test_pins_of_the_session_are_shown(board, session, sent):
    session.pinned = (Count("venue"),)

    assert lines(board) == [VENUES]
    assert [drawing["chart"] for drawing in sent] == [VENUES]


def test_an_address_brings_the_board_back(board, session):
    send(board, do="pin")
    url = session.to_url()
    other = Session(session.papers)
    another = Board(other)

    other.open(f"?{url}")

    assert another.tiles == board.tiles


def test_an_address_without_charts_shows_those_it_begins_with(board, session):
    session.pinned = (Count("venue"),)

    session.open("?q=vision")

    assert lines(board) == [TOPICS, BOTH]


def test_a_chart_twice_in_an_address_is_one_tile(board, session):
    session.pinned = (Count("venue"), Count("venue"))

    assert lines(board) == [VENUES]


def test_a_tile_is_moved_and_stays_within_the_board(board):
    send(board, do="move", chart=TOPICS, by=1)
    moved = lines(board)
    send(board, do="move", chart=TOPICS, by=1)
    send(board, do="move", chart=BOTH, by=-1)

    assert moved == [BOTH, TOPICS]
    assert lines(board) == [BOTH, TOPICS]


def test_a_tile_is_unpinned(board, session):
    send(board, do="unpin", chart=TOPICS)

    assert session.pinned == (Crosstab("topics", "venue"),)
    assert TOPICS not in board.pictures


def test_to_begin_again_takes_off_what_was_pinned(board, session):
    send(board, do="pin")
    is_own = board.composer["is_own"]
    send(board, do="reset")

    assert (is_own, board.composer["is_own"]) == (True, False)
    assert session.pinned == ()
    assert lines(board) == [TOPICS, BOTH]


def test_an_edited_chart_is_replaced_in_its_place(board, session):
    send(board, do="edit", chart=BOTH)
    edited = board.composer
    send(board, do="choose", option="limit", value=4)
    send(board, do="pin", instead=True)

    assert (edited["code"], edited["edited"]) == (BOTH, BOTH)
    assert session.pinned == (Count("topics"), Crosstab("topics", "venue", limit=4))
    assert board.composer["edited"] == ""


def test_an_edited_chart_may_stay_beside_the_new_one(board, session):
    send(board, do="edit", chart=BOTH)
    send(board, do="choose", option="limit", value=4)
    send(board, do="pin")

    assert session.pinned == (Crosstab("topics", "venue", limit=4), Count("topics"), Crosstab("topics", "venue"))


def test_an_edited_chart_may_be_left_as_it_was(board, session):
    send(board, do="edit", chart=BOTH)
    send(board, do="edit", chart="")

    assert board.composer["edited"] == ""
    assert session.pinned == ()


def test_a_query_draws_every_chart_once(board, session, sent):
    session.query = Query(among={"topics": ("graphs",)})

    assert sorted(drawing["chart"] for drawing in sent) == sorted([board.composer["code"], TOPICS, BOTH])
    assert board.pictures[TOPICS]["title"] == "Topics of 1 paper"
    assert board.pictures[TOPICS]["held"] == [0]


def test_a_chart_in_the_making_that_is_pinned_is_drawn_once(board, session, sent):
    send(board, do="edit", chart=TOPICS)

    session.query = Query(text="A")

    assert sorted(drawing["chart"] for drawing in sent) == sorted([TOPICS, BOTH])


def test_a_chart_is_sent_as_the_numbers_that_are_shown(board, session, monkeypatch):
    files = []
    monkeypatch.setattr(board, "send", lambda said, buffers=(): files.append((said, *buffers)))
    session.query = Query(among={"venue": ("ACL",)})
    files.clear()

    send(board, do="save", chart=TOPICS, suffix=".csv")

    ((name, numbers),) = files
    assert name == {"name": "topics.csv"}
    assert numbers.decode("utf-8-sig").split() == ["topics,papers", "vision,1"]


def test_a_click_on_a_mark_is_one_change_of_the_query(board, session):
    seen = []
    session.observe(lambda change: seen.append(change["new"]), "selected")

    send(board, do="narrow", chart=TOPICS, mark=1, label="graphs")

    assert session.query == Query(among={"topics": ("graphs",)})
    assert len(seen) == 1


def test_clear_takes_a_chart_s_fields_off_the_query(board, session):
    session.query = Query(among={"topics": ("graphs",), "venue": ("ICLR",)}, text="a")

    send(board, do="clear", chart=BOTH)

    assert session.query == Query(text="a")


def test_a_new_width_draws_every_chart_once(board, sent):
    send(board, do="width", width=400)
    send(board, do="width", width=400)

    assert len(sent) == 3
    assert 'viewBox="0 0 400 ' in sent[0]["picture"]["svg"]


def test_a_front_end_that_comes_later_gets_what_is_drawn(board, sent):
    send(board, do="look")

    assert {drawing["chart"]: drawing["picture"] for drawing in sent} == board.pictures


def test_a_chart_that_these_papers_do_not_make_says_so_in_its_tile(board, session):
    session.pinned = (Count("journal"), Count("upvotes"), Count("topics"))

    assert board.pictures["charts.Count('journal')"]["why"].startswith("No field 'journal'; known: ")
    assert board.pictures["charts.Count('upvotes')"]["why"] == (
        "'upvotes' holds numbers; draw it with Timeline if it is a year."
    )
    assert board.pictures[TOPICS]["svg"]
    assert session.problem == ""


def test_an_error_in_one_chart_is_told_and_the_others_go_on(board, session, monkeypatch, numbered):
    def broken(*_: object):
        raise ValueError("a hole in the paper")

    monkeypatch.setattr(Count, "frame", broken)
    session.query = Query(has=("topics",))

    assert session.problem == f"{TOPICS} failed: a hole in the paper. (Error {numbered}.)"
    assert board.pictures[TOPICS]["why"] == "This chart could not be drawn."
    assert board.pictures[BOTH]["svg"]


def test_while_a_reader_types_only_the_last_query_is_drawn(board, session, sent):
    async def typing() -> int:
        drawn = asyncio.Event()
        board.send = lambda said: (sent.append(said), drawn.set() if len(sent) == 3 else None)
        for text in ("a", "b", "nowhere"):
            session.query = Query(text=text)
        before = len(sent)
        await asyncio.wait_for(drawn.wait(), 5)
        return before

    before = asyncio.run(typing())

    assert before == 0
    assert len(sent) == 3
    assert all(drawing["picture"]["summary"].endswith("there is nothing to count.") for drawing in sent[1:2])


def test_a_newer_query_takes_the_place_of_what_is_left_to_draw(board, session, sent):
    async def asked() -> None:
        done = asyncio.Event()

        def hear(said):
            sent.append(said)
            if len(sent) == 1:
                session.query = Query(text="nowhere")
            if len(sent) == 4:
                done.set()

        board.send = hear
        session.query = Query(text="a")
        await asyncio.wait_for(done.wait(), 5)

    asyncio.run(asked())

    assert len(sent) == 4
    assert len({drawing["chart"] for drawing in sent[1:]}) == 3


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_borne(name):
    session = Session(frames.ugly(name))
    board = Board(session, Count("title"))

    for kind in kinds():
        send(board, do="choose", option="kind", value=kind)
        send(board, do="pin")
    session.query = Query(text="x")

    assert session.problem == ""
    assert set(board.pictures) >= {code(chart) for chart in session.pinned}


def test_papers_without_anything_make_no_chart():
    board = Board(Session(frames.ugly("empty")))

    assert board.tiles == []
    assert board.composer["code"] == ""
    assert all(kind["why"] for kind in board.composer["kinds"])


def test_the_chart_in_the_making_and_the_edited_one_come_back(board, session):
    send(board, do="pin")
    send(board, do="choose", option="kind", value="Timeline")
    send(board, do="edit", chart=BOTH)
    other = Session(session.papers)
    again = Board(other, Count("topics"), Crosstab("topics", "venue"))

    other.open(f"?{session.to_url()}")

    assert session.choices == {"new": (BOTH,), "edit": (BOTH,)}
    assert again.composer == board.composer
    assert lines(again) == lines(board)


def test_the_first_chart_in_the_making_is_no_choice(board, session):
    first = board.composer["kind"]
    send(board, do="choose", option="kind", value="Timeline")
    kept = session.choices

    send(board, do="choose", option="kind", value=first)

    assert kept == {"new": ("charts.Timeline()",)}
    assert session.choices == {}


def test_a_chart_that_is_taken_off_is_edited_no_more(board, session):
    send(board, do="edit", chart=BOTH)

    send(board, do="unpin", chart=BOTH)

    assert board.composer["edited"] == ""
    assert "edit" not in session.choices
