"""Charts with a mark a paper, whose papers are parted into groups."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pandas as pd
import pyarrow as pa
import pytest
from chart_frames import frame_of
from chart_pictures import texts

from explorer.charts import LIGHT, Figures, Scatter, mark_query
from explorer.charts.marks import marks, spoken
from explorer.papers import conform
from explorer.query import Query

AXIS = {"unit": "%", "measure": "delta", "polarity": "gain", "change": "increase", "better": "higher"}


def bars(svg):
    return [element for element in ET.fromstring(svg).iter() if element.get("class") == "bar"]


def ledger_of(*rows):
    """Make a ledger of gains in %: paper, figure, groups."""
    return conform(
        [
            {
                "id": f"row-{place}",
                "paper": paper,
                "title": f"On {paper}",
                "figure": f"{low}%",
                "low": low,
                "high": low,
            }
            | AXIS
            | {"models": models}
            for place, (paper, low, models) in enumerate(rows)
        ],
        "claims",
    )


@pytest.fixture
def ledger():
    return ledger_of(("a", 1.0, ["X", "Y"]), ("b", 3.0, ["X"]), ("c", 2.0, None))


def test_a_dot_says_its_group(papers):
    frame = Scatter("year", "upvotes", by="is_open").frame(papers)

    assert [spoken(mark) for mark in marks(frame)] == [
        "paper-4, yes: year 2022, upvotes 14",
        "paper-0, yes: year 2019, upvotes 1",
        "paper-1, no: year 2021, upvotes 0",
    ]
    assert frame.attrs == {
        "title": "Upvotes against year by is open of 5 papers",
        "note": "year not stated by 1, is open not stated by 1",
        "empty": "",
    }


def test_a_paper_of_several_groups_stands_in_each_side_by_side(papers):
    frame = Scatter("year", "upvotes", by="topics").frame(papers)

    assert list(zip(frame["value"], frame["column"], frame["shift"], strict=True)) == [
        ("paper-0", "vision", -0.5),
        ("paper-1", "vision", 0),
        ("paper-0", "graphs", 0.5),
    ]
    assert (
        frame.attrs["note"] == "year not stated by 1, topics not stated by 2; 1 paper in several groups, side by side"
    )


def test_only_papers_of_the_largest_groups_are_cut_to_the_limit():
    papers = frame_of(venue=[f"v{place}" for place in range(7)], year=[2020] * 7, upvotes=list(range(7)))

    frame = Scatter("year", "upvotes", by="venue", limit=2).frame(papers)

    assert list(frame["label"]) == ["paper-4, v4", "paper-5, v5"]
    assert frame.attrs["title"] == (
        "Upvotes against year by venue of 7 papers, top 2 of 6 by upvotes, venue: top 6 of 7"
    )


def test_each_group_has_its_colour_and_its_shape(papers):
    svg = Scatter("year", "upvotes", by="is_open").svg(papers, theme=LIGHT)

    drawn = [ET.tostring(bar, encoding="unicode") for bar in bars(svg)]
    assert [re.search("fill: (#[0-9a-f]+)", bar)[1] for bar in drawn] == [*[LIGHT.groups[0]] * 2, LIGHT.groups[1]]
    assert [" C " in bar for bar in drawn] == [True, True, False]
    assert texts(svg)[2:4] == ["yes (3)", "no (1)"]


def test_six_groups_have_six_shapes():
    papers = frame_of(venue=list("abcdef"), year=[2020] * 6, upvotes=[1] * 6)

    shapes = [path.get("d") for bar in bars(Scatter("year", "upvotes", by="venue").svg(papers)) for path in bar]

    assert len(set(shapes)) == 6


@pytest.mark.parametrize("by", ["venue", "topics", "is_open", "year"])
def test_every_dot_s_query_selects_its_paper(papers, by):
    chart = Scatter("published", "upvotes", by=by)

    found = [list(mark_query(Query(), mark).select(papers).index) for mark in marks(chart.frame(papers))]

    assert found == [[paper] for paper in chart.frame(papers)["value"]]
    assert chart.narrows == ("id", by)


def test_where_no_paper_states_a_group_it_is_said(papers):
    chart = Scatter("year", "upvotes", by="colour")
    nothing = papers.assign(colour=pd.array([None] * 5, dtype=pd.ArrowDtype(pa.string())))

    assert texts(chart.svg(nothing)) == ["Upvotes against year by colour: stated by none of 5 papers."]
    assert not chart.fits(nothing)
    assert not chart.fits(papers)


def test_figures_stand_in_sections_the_largest_group_first(ledger):
    frame = Figures(by="models").frame(ledger)

    assert list(zip(frame["label"], frame["of"], strict=True)) == [("On b, X", 2), ("On a, X", 2), ("On a, Y", 1)]
    assert frame.attrs == {
        "title": "Figures in %, increases, higher is better, by models: 2 of 3",
        "note": "models not stated by 1",
        "empty": "",
    }


def test_a_section_is_called_by_its_group(ledger):
    svg = Figures(by="models").svg(ledger)

    assert [text for text in texts(svg) if "(" in text] == ["X (2)", "Y (1)"]
    assert len(bars(svg)) == 3


def test_groups_of_figures_are_cut_and_the_title_says_so():
    rows = ledger_of(*[(f"p{place}", float(place), [f"B{place}"]) for place in range(8)])

    frame = Figures(by="models", limit=3).frame(rows)

    assert list(frame["label"]) == ["On p3, B3", "On p4, B4", "On p5, B5"]
    assert frame.attrs["title"] == (
        "Figures in %, increases, higher is better, by models: 6 of 8, top 3 of 6, models: top 6 of 8"
    )


def test_every_figure_s_query_selects_its_paper_in_its_group(ledger):
    chart = Figures(by="models")

    found = [list(mark_query(Query(), mark).select(ledger)["paper"]) for mark in marks(chart.frame(ledger))]

    assert found == [["b"], ["a"], ["a"]]
    assert chart.narrows == ("paper", "models")


def test_figures_without_groups_say_so(ledger):
    chart = Figures(by="models")

    assert texts(chart.svg(ledger.tail(1))) == ["Figures by models: stated by none of 1 paper."]
    assert not chart.fits(ledger.tail(1))
