from __future__ import annotations

import asyncio

import pytest

from explorer.charts import Count, Lengths, Terms, Timeline
from explorer.papers import conform
from explorer.query import Query
from explorer.session import Session
from explorer.widgets.plot import Plot


@pytest.fixture
def session():
    records = [
        {"title": "A", "topics": ["vision", "graphs"], "published": "2024-01-02"},
        {"title": "B", "topics": ["vision"], "published": "2024-02-03"},
        {"title": "C", "topics": None, "published": None},
    ]
    return Session(conform(records))


@pytest.fixture
def plot(session):
    return Plot(session, Count("topics"), Timeline("published"), Lengths())


@pytest.fixture
def drawings(plot):
    seen = []
    plot.observe(lambda change: seen.append(change["new"]), "picture")
    return seen


def send(plot, **message):
    plot._handle_custom_msg(message, [])


def test_the_first_picture_is_of_all_papers(plot):
    assert plot.picture["title"] == "Topics of 3 papers"
    assert plot.picture["note"] == "1 not stated"
    assert plot.picture["summary"] == "Topics of 3 papers; 1 not stated. All: vision 2, graphs 1."
    assert plot.picture["marks"] == [{"label": "vision", "papers": 2}, {"label": "graphs", "papers": 1}]
    assert plot.picture["svg"].count('class="mark"') == 2


def test_only_the_charts_that_fit_are_offered(plot):
    assert plot.names == ["Topics", "Published"]


def test_where_no_chart_fits_it_says_why(session):
    plot = Plot(session, Lengths(), Count("venue"))

    assert plot.picture["title"] == "No chart: none of the papers states abstract, venue."
    assert plot.picture["svg"] == ""


def test_a_query_draws_once(session, plot, drawings):
    session.query = Query(among={"topics": ("graphs",)})

    assert [drawing["title"] for drawing in drawings] == ["Topics of 1 paper"]
    assert plot.picture["held"] == [0]
    assert plot.picture["narrowed"] is True


def test_a_query_that_finds_nothing_says_so(session, plot):
    session.query = Query(text="nowhere")

    assert "No papers are selected: there is nothing to count." in plot.picture["svg"]


def test_a_click_on_a_mark_narrows_the_query_and_a_second_takes_it_back(session, plot):
    send(plot, do="narrow", mark=1, label=plot.picture["marks"][1]["label"])
    narrowed = session.query
    place = [mark["label"] for mark in plot.picture["marks"]].index("graphs")
    send(plot, do="narrow", mark=place, label=plot.picture["marks"][place]["label"])

    assert narrowed == Query(among={"topics": ("graphs",)})
    assert session.query == Query()


def test_a_click_on_a_bar_of_time_selects_its_papers(session, plot):
    plot.chosen = 1

    send(plot, do="narrow", mark=0, label=plot.picture["marks"][0]["label"])

    assert session.query == Query(between={"published": ("2024-01-02", "2024-01-02")})
    assert list(session.selected["title"]) == ["A"]


def test_a_click_on_a_picture_that_is_gone_does_nothing(session, plot):
    send(plot, do="narrow", mark=1, label="no such mark")

    assert session.query == Query()
    assert session.problem == ""


def test_clear_takes_the_chart_s_field_off_the_query(session, plot):
    session.query = Query(text="", among={"topics": ("graphs",)}, has=("title",))

    send(plot, do="clear")

    assert session.query == Query(has=("title",))


def test_whatever_clear_would_take_off_can_be_cleared(session, plot):
    session.query = Query(text="a", every={"topics": ("vision",)}, exclude={"topics": ("graphs",)})
    offered = plot.picture["narrowed"]

    send(plot, do="clear")

    assert offered is True
    assert session.query == Query(text="a")
    assert plot.picture["narrowed"] is False


@pytest.mark.usefixtures("plot")
def test_a_chart_is_told_what_is_selected_and_of_what(session, monkeypatch):
    told = []
    monkeypatch.setattr(
        Count, "seen", lambda chart, *frames: told.append(list(map(len, frames))) or chart.frame(frames[0])
    )

    session.query = Query(among={"topics": ("graphs",)})

    assert told == [[3, 1]]


def test_the_words_of_what_is_selected_narrow_the_text_and_are_cleared():
    records = [
        {"title": "A", "abstract": "a tree"},
        {"title": "B", "abstract": "tree"},
        {"title": "C", "abstract": "x"},
    ]
    session = Session(conform(records), query=Query(text="tree"))
    plot = Plot(session, Terms())
    clearable = [plot.picture["narrowed"]]

    send(plot, do="narrow", mark=1, label=plot.picture["marks"][1]["label"])
    narrowed, held = session.query, [plot.picture["marks"][place]["label"] for place in plot.picture["held"]]
    clearable.append(plot.picture["narrowed"])
    send(plot, do="clear")

    assert narrowed == Query(text="tree abstract:a")
    assert held == ["a"]
    assert clearable == [False, True]
    assert session.query == Query(text="tree")


def test_choosing_another_chart_draws_it_once(plot, drawings):
    plot.chosen = 1

    assert [drawing["title"] for drawing in drawings] == ["Published by day, of 3 papers"]


def test_a_choice_out_of_range_becomes_the_nearest(plot):
    plot.chosen = 7

    assert plot.chosen == 1


def test_a_new_width_draws_once(plot, drawings):
    plot.width = 320

    assert [drawing["svg"].split('viewBox="')[1].split('"')[0] for drawing in drawings] == ["0 0 320 48"]


@pytest.mark.parametrize(
    ("suffix", "first"), [(".svg", b"<svg"), (".png", b"\x89PNG"), (".pdf", b"%PDF"), (".csv", b"\xef\xbb\xbftopics")]
)
def test_the_chart_of_what_is_selected_is_sent_as_a_file(session, plot, suffix, first):
    sent = []
    plot.send = lambda message, buffers: sent.append((message, buffers[0]))
    session.query = Query(among={"topics": ("graphs",)})

    send(plot, do="save", suffix=suffix)

    ((message, file),) = sent
    assert message == {"name": f"topics{suffix}"}
    assert file.startswith(first)


def test_the_numbers_of_what_is_selected_are_sent(session, plot):
    sent = []
    plot.send = lambda _, buffers: sent.append(buffers[0].decode("utf-8-sig"))
    session.query = Query(among={"topics": ("graphs",)})

    send(plot, do="save", suffix=".csv")

    assert sent == ["topics,papers\r\ngraphs,1\r\nvision,1\r\n"]


def test_a_kind_of_file_that_there_is_not_is_told_to_the_reader(session, plot, numbered):
    send(plot, do="save", suffix=".gif")

    said = "Plot failed: topics.gif: no chart is a '.gif' file; known: .svg, .png, .pdf, .csv."
    assert session.problem == f"{said} (Error {numbered}.)"


def test_the_line_that_makes_the_chart_follows_the_choice(plot):
    assert plot.code == "charts.Count('topics')"

    plot.chosen = 1

    assert plot.code == "charts.Timeline()"


def test_an_error_while_drawing_is_told_to_the_reader(plot, monkeypatch, numbered):
    session = plot.session

    def broken(*_: object):
        raise ValueError("a hole in the paper")

    monkeypatch.setattr(Count, "frame", broken)
    session.query = Query(has=("topics",))

    assert session.problem == f"Plot failed: a hole in the paper. (Error {numbered}.)"


def test_while_a_reader_types_only_the_last_query_is_drawn(session, plot, drawings):
    async def typing() -> int:
        drawn = asyncio.Event()
        plot.observe(lambda _: drawn.set(), "picture")
        for text in ("n", "no", "nowhere"):
            session.query = Query(text=text)
        before = len(drawings)
        await asyncio.wait_for(drawn.wait(), 5)
        return before

    before = asyncio.run(typing())

    assert before == 0
    assert len(drawings) == 1
    assert "No papers are selected" in drawings[0]["svg"]


def test_the_chart_that_was_chosen_is_kept_and_the_first_is_not(session, plot):
    plot.chosen = 1
    kept = session.choices
    plot.chosen = 0

    assert kept == {"plot": ("charts.Timeline()",)}
    assert session.choices == {}


def test_the_chart_follows_what_an_address_chose(session, plot):
    session.choices = {"plot": ("charts.Timeline()",)}
    shown = plot.picture["title"]
    session.choices = {}

    assert shown == "Published by day, of 3 papers"
    assert plot.picture["title"] == "Topics of 3 papers"


def test_a_chart_of_another_page_is_passed_over_and_stays_chosen_there(session, plot):
    plot.chosen = 1

    session.choices = {"plot": ("charts.Figures(unit='%')",)}

    assert plot.chosen == 0
    assert session.choices == {"plot": ("charts.Figures(unit='%')",)}


@pytest.mark.parametrize(("asked", "drawn"), [(10**9, 2000), (-1, 240)])
def test_a_chart_is_as_wide_as_a_page_can_be(plot, asked, drawn):
    plot.width = asked

    assert plot.width == drawn
