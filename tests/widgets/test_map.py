from __future__ import annotations

import asyncio

import numpy as np
import pytest

import explorer as ex
from explorer.charts.colouring import NOT_STATED, OTHER, colourable, colours_of
from explorer.query import Query
from explorer.search import layout
from explorer.session import Session
from explorer.widgets import ground, laying
from explorer.widgets.ground import SELECTED
from explorer.widgets.map import Map

FISH = "salmon trout river swims water"
BIRD = "eagle hawk mountain flies wind"


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_CACHE", str(tmp_path))


@pytest.fixture
def session():
    return Session(animals(12))


@pytest.fixture
def shown(session):
    return Map(session)


@pytest.fixture
def pictures(shown):
    seen = []
    shown.observe(lambda change: seen.append(change["new"]), "picture")
    return seen


def animals(count):
    return ex.conform(
        [
            {
                "id": f"p{at}",
                "title": f"Study {at}",
                "abstract": f"{(FISH, BIRD)[at % 2]} {at}",
                "topics": [("fish", "bird")[at % 2], "animals"],
                "published": f"{2020 + at % 3}-05-01",
            }
            for at in range(count)
        ]
    )


def send(widget, **message):
    widget._handle_custom_msg(message, [])


def sent(widget):
    """Collect what a widget sends its front end."""
    heard = []
    widget.send = heard.append
    return heard


def selected_in(widget):
    return [bool(mark & SELECTED) for mark in widget.points]


def test_few_papers_have_their_places_at_once(session, shown):
    assert shown.state == {"is": "there", "papers": 12, "takes": "about 5 seconds"}
    assert len(shown.places) == 12 * 4
    assert selected_in(shown) == [True] * 12
    assert {"map_x", "map_y", "cluster"} <= {*session.papers.columns}
    assert session.problem == ""


def test_places_are_those_of_the_layout(session, shown):
    places = np.frombuffer(shown.places, "<u2").reshape(-1, 2) / 65_535

    laid = session.papers[["map_x", "map_y"]].to_numpy(dtype=float)
    assert np.abs(places - laid).max() < 1e-4


def test_a_query_draws_once_and_leaves_the_others_faint(session, shown, pictures):
    session.query = Query(among={"topics": ("fish",)})

    assert [picture["selected"] for picture in pictures] == [6]
    assert selected_in(shown) == [True, False] * 6


def test_a_name_narrows_the_query_to_its_papers_and_a_second_click_takes_it_back(session, shown):
    name = shown.picture["names"][0]

    send(shown, do="name", name=name["name"])
    narrowed, some = session.query, len(session.selected)
    held = [part["held"] for part in shown.picture["names"]]
    send(shown, do="name", name=name["name"])

    assert narrowed == Query(among={"cluster": (name["name"],)})
    assert some == name["papers"]
    assert held.count(True) == 1
    assert session.query == Query()


def test_a_frame_narrows_the_query_to_a_part_of_the_map(session, shown):
    send(shown, do="frame", low=[0, 0.12345], high=[0.5, 1])

    assert session.query == Query(between={"map_x": (0.0, 0.5), "map_y": (0.123, 1.0)})
    assert eval(repr(session.query)) == session.query
    assert Query.from_url(session.query.to_url()) == session.query
    assert shown.picture["asked"] == [(0.0, 0.5), (0.123, 1.0)]


def test_clear_asks_nothing_of_the_map_any_more(session, shown):
    session.query = Query(text="salmon", between={"map_x": (0.0, 0.5)}, among={"cluster": ("x",)})

    send(shown, do="clear")

    assert session.query == Query(text="salmon")
    assert shown.picture["narrowed"] is False


def test_a_link_that_asks_for_a_part_of_the_map_finds_it(session):
    with pytest.raises(ex.ExplorerError, match="No field 'map_x'"):
        session.open("in.map_x=[0,0.5]&q=salmon")
    before = session.query

    Map(session)

    assert before == Query(text="salmon")
    assert session.query == Query(text="salmon", between={"map_x": (0, 0.5)})


def test_a_point_says_its_title_and_opens_its_paper(session, shown):
    heard = sent(shown)

    send(shown, do="tell", point=3, turn=5)
    send(shown, do="read", point=3)

    assert heard == [{"point": 3, "turn": 5, "title": "Study 3"}]
    assert session.reading == "p3"
    assert shown.reading == 3


@pytest.mark.parametrize("point", [-1, 12, 10**9])
def test_a_point_that_is_none_does_nothing(session, shown, point):
    heard = sent(shown)

    send(shown, do="tell", point=point, turn=1)
    send(shown, do="read", point=point)

    assert heard == []
    assert session.reading == ""


def test_the_paper_that_is_open_is_pointed_out(session, shown):
    session.reading = "p7"

    assert shown.reading == 7


def test_the_colours_are_those_of_a_field_and_the_address_keeps_it(session, shown):
    shown.field = "topics"

    assert [entry["label"] for entry in shown.picture["legend"]] == ["animals", "bird", "fish"]
    assert session.choices == {"colour": ("topics",)}
    assert Map(Session(session.papers, choices=session.choices)).field == "topics"


def test_a_choice_moves_the_field(session, shown):
    session.choose("colour", "published")
    moved = shown.field
    session.choose("colour")

    assert (moved, shown.field) == ("published", "cluster")


def test_a_colour_narrows_the_query_to_its_papers(session, shown):
    shown.field = "published"

    send(shown, do="colour", label="2021")

    assert session.query == Query(between={"published": ("2021-01-01", "2021-12-31")})
    assert len(session.selected) == 4
    assert [entry["held"] for entry in shown.picture["legend"]] == [False, True, False]


def test_a_paper_of_several_groups_has_the_colour_of_the_largest():
    papers = animals(4)

    colours = colours_of(papers, "topics")

    assert [mark["label"] for mark in colours.marks] == ["animals", "bird", "fish"]
    assert colours.codes.tolist() == [0, 0, 0, 0]


def test_what_is_not_among_the_largest_groups_is_other_and_what_is_missing_is_not_stated():
    papers = ex.conform([{"id": f"p{at}", "kind": kind} for at, kind in enumerate([*"aabbccddeeffg", None])])

    codes = colours_of(papers, "kind").codes

    assert codes[-2:].tolist() == [OTHER, NOT_STATED]
    assert codes[:12].tolist() == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]


def test_only_fields_that_part_the_papers_give_colours(shown):
    assert [offered["field"] for offered in shown.fields] == ["cluster", "topics", "published"]
    assert colourable(animals(1)) == []


def test_above_a_number_of_points_the_papers_of_each_cell_are_counted(session, monkeypatch):
    monkeypatch.setattr("explorer.widgets.map.MOST", 10)
    shown = Map(session)

    cells = np.frombuffer(shown.points, "<u4").reshape(-1, 3)

    assert shown.picture["cells"] == list(ground.CELLS)
    assert shown.places == b""
    assert cells[:, 0].sum() == cells[:, 1].sum() == 12


def test_a_closer_look_at_cells_shows_points(session, monkeypatch):
    monkeypatch.setattr("explorer.widgets.map.MOST", 10)
    shown = Map(session)

    shown.set_state({"extent": [0.0, 0.0, 0.4, 1.0]})

    assert shown.picture["cells"] == []
    assert len(shown.points) == int((session.papers["map_x"] <= 0.4).sum())


@pytest.mark.parametrize("extent", [[], [0, 0, 1], [1, 1, 0, 0], [float("nan")] * 4, [0, 0, float("inf"), 1]])
def test_a_part_of_the_map_that_is_none_is_the_whole(shown, extent):
    shown.set_state({"extent": extent})

    assert shown.extent == ground.WHOLE


def test_many_papers_are_laid_out_while_the_reader_goes_on(session, monkeypatch):
    monkeypatch.setattr(layout, "FEW", 5)
    monkeypatch.setattr(
        layout, "_placed", lambda weights, tell, *_: (tell(0.5), layout.placed(layout.reduced(weights)))[1]
    )

    async def script():
        shown = Map(session)
        first = shown.state["is"]
        arrived = asyncio.Event()
        shown.observe(lambda _: arrived.set(), "picture")
        await asyncio.wait_for(arrived.wait(), 20)
        return first, shown.state["is"], shown.done

    assert asyncio.run(script()) == ("works", "there", 0.5)


def test_very_many_papers_are_asked_for_first(session, monkeypatch):
    monkeypatch.setattr(layout, "FEW", 5)
    monkeypatch.setattr(layout, "MANY", 10)
    monkeypatch.setattr(layout, "_placed", lambda weights, *_: layout.placed(layout.reduced(weights)))
    shown = Map(session)
    before = shown.state["is"]

    send(shown, do="make")

    assert (before, shown.state["is"]) == ("asks", "there")


def test_a_map_that_cannot_be_made_says_so_and_can_be_asked_for_again(session, monkeypatch):
    monkeypatch.setattr(layout, "FEW", 5)
    monkeypatch.setattr(layout, "MANY", 10)

    async def script():
        shown = Map(session)
        monkeypatch.setattr(layout, "layout", lambda *_: (_ for _ in ()).throw(ex.ExplorerError("No room.")))
        send(shown, do="make")
        told = asyncio.Event()
        session.observe(lambda _: told.set(), "problem")
        await asyncio.wait_for(told.wait(), 20)
        return shown.state["is"]

    assert asyncio.run(script()) == "asks"
    assert session.problem.startswith("Map failed: No room. (Error ")


def test_papers_that_came_with_their_places_are_not_laid_out_again(session, shown, monkeypatch):
    monkeypatch.setattr(layout, "known", lambda _: pytest.fail("looked for"))

    again = Map(Session(session.papers))

    assert again.places == shown.places


def test_places_that_are_none_are_made_anew(session, shown):
    odd = session.papers.assign(map_x=7.0)

    again = Map(Session(odd))

    assert again.places == shown.places


@pytest.mark.parametrize("count", [0, 1, 4])
def test_a_handful_of_papers_has_a_map_without_names(count):
    shown = Map(Session(animals(12).head(count)))

    assert shown.picture["names"] == []
    assert len(shown.points) == count


@pytest.mark.parametrize(
    ("papers", "said"),
    [(36, "about 5 seconds"), (10_000, "about 15 seconds"), (100_000, "about 2 minutes"), (50_000, "about 1 minute")],
)
def test_how_long_it_takes_is_said_as_people_do(papers, said):
    assert laying.about(papers) == said
