"""Frames on which a chart could mislead: it says what is odd instead."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from chart_frames import frame_of
from chart_pictures import SVG, texts

from explorer.charts import Count, Crosstab, Distribution, Lengths, Scatter, Share, Timeline
from explorer.charts.scales import scale_of_counts

MANY = 10_000


def bars(svg):
    """Give what is drawn of each mark: its sides across and down."""
    drawn = [element for element in ET.fromstring(svg).iter() if element.get("class") == "bar"]
    paths = [path.get("d") for bar in drawn for path in bar.iter(f"{SVG}path")]
    corners = [[(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)] for path in paths]
    return [tuple((min(side), max(side)) for side in zip(*corner, strict=True)) for corner in corners]


def middles(sides):
    return [(low + high) / 2 for low, high in sides]


@pytest.fixture(scope="module")
def uneven():
    """Give 10,101 papers: 10,000 of one kind, 100 of another, and one."""
    kinds = [0] * MANY + [1] * 100 + [3]
    return frame_of(
        venue=[f"V{kind}" for kind in kinds],
        year=[2020 + kind for kind in kinds],
        upvotes=kinds,
        abstract=["word " * (kind + 1) for kind in kinds],
        is_open=[kind == 0 for kind in kinds],
    )


UNEVEN = (Count("venue"), Timeline("year"), Distribution("upvotes"), Lengths())


@pytest.mark.parametrize("chart", UNEVEN, ids=repr)
def test_counts_over_four_powers_of_ten_stand_on_a_log_scale_and_it_says_so(uneven, chart):
    frame = chart.frame(uneven)

    assert frame.attrs["note"] == "Papers: log scale"
    assert {"1", "10", "100", "1,000", "10k"} <= set(texts(chart.svg(uneven)))


@pytest.mark.parametrize("chart", UNEVEN, ids=repr)
def test_on_a_log_scale_dots_stand_a_power_apart_and_none_has_a_length(uneven, chart):
    drawn = bars(chart.svg(uneven))

    level = isinstance(chart, Count)
    most, hundred, one = middles([across if level else down for across, down in drawn])
    assert len(drawn) == 3
    assert most - hundred == pytest.approx(hundred - one, abs=0.2)
    assert {round(right - left) for (left, right), _ in drawn} == {8}


def test_groups_share_a_log_scale(uneven):
    chart = Count("venue", by="is_open")

    assert chart.frame(uneven).attrs["note"] == "Papers: log scale"
    assert len(bars(chart.svg(uneven))) == 3


def test_just_under_four_powers_of_ten_bars_begin_at_zero():
    assert not scale_of_counts([1, 9_999]).logarithmic
    assert scale_of_counts([1, 9_999]).place(0) == 0


@pytest.mark.parametrize(
    "chart",
    [Count("venue", by="topics"), Crosstab("venue", "topics"), Share("venue", "topics")],
    ids=repr,
)
def test_ten_thousand_categories_are_cut_and_said(chart):
    names = [f"v {place:05}" for place in range(MANY)]

    frame = chart.frame(frame_of(venue=names, topics=[[name] for name in names]))

    assert len(frame) <= 80
    assert re.search(r"venue: top \d+ of 10,000", frame.attrs["title"])
    assert re.search(r"topics: top \d+ of 10,000", frame.attrs["title"])


@pytest.mark.parametrize("by", ["", "venue"])
def test_sixty_years_give_way_to_a_coarser_step_in_every_group(by):
    papers = frame_of(published=["1964-07-01", "2024-07-01", "2024-07-02"], venue=["A", "A", "B"])

    frame = Timeline(by=by, step="day").frame(papers)

    assert len(frame) == 61 * (2 if by else 1)
    assert " by year, of 3 papers" in frame.attrs["title"]


@pytest.mark.parametrize(
    ("chart", "drawn"),
    [
        (Count("venue"), ["A", "3"]),
        (Count("venue", by="is_open"), ["yes (3)", "A", "3"]),
        (Timeline("year"), ["2020", "3"]),
        (Timeline("year", by="venue"), ["A (3)", "2020", "3"]),
        (Distribution("upvotes"), ["7", "3"]),
        (Lengths(), ["1", "3"]),
        (Crosstab("venue", "year"), ["2020", "A", "3"]),
        (Share("venue", "year"), ["A", "2020", "3", "100%"]),
    ],
    ids=repr,
)
def test_one_value_is_one_mark_without_a_range(chart, drawn):
    papers = frame_of(venue=["A"] * 3, is_open=[True] * 3, year=[2020] * 3, upvotes=[7] * 3, abstract=["word"] * 3)

    assert texts(chart.svg(papers)) == drawn


def test_papers_on_one_spot_are_drawn_on_an_axis_from_zero():
    papers = frame_of(year=[2020] * 3, upvotes=[7] * 3)

    frame = Scatter("year", "upvotes").frame(papers)

    assert len(frame) == 3
    assert frame.attrs["note"] == ""
