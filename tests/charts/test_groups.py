"""Charts whose papers are parted into groups."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pandas as pd
import pyarrow as pa
import pytest
from chart_frames import frame_of
from chart_pictures import SVG, numbers, parts, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.charts import DARK, LIGHT, Count, Distribution, Lengths, Timeline, UnfitError, held, mark_query
from explorer.charts.marks import alternative, marks, spoken
from explorer.errors import FieldError
from explorer.query import Query

CHARTS = (
    Count("topics", by="venue"),
    Count("is_open", by="topics"),
    Count("venue", by="year"),
    Timeline("published", by="topics", step="month"),
    Timeline("year", by="is_open"),
    Distribution("upvotes", by="venue"),
    Distribution("upvotes", by="topics"),
    Lengths(by="year"),
)


def sides(svg):
    """Give the lower and the upper end of each bar, across and down."""
    paths = [path.get("d") for bar in parts(svg, "bar") for path in bar.iter(f"{SVG}path")]
    corners = [[(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)] for path in paths]
    return [tuple((min(side), max(side)) for side in zip(*corner, strict=True)) for corner in corners]


def test_each_value_is_counted_in_each_group(papers):
    frame = Count("topics", by="is_open").frame(papers)

    assert numbers(frame) == [("vision, yes", 2), ("vision, no", 1), ("graphs, yes", 1), ("graphs, no", 0)]
    assert list(frame["of"]) == [3, 1, 3, 1]
    assert list(frame["share"]) == [2 / 3, 1, 1 / 3, 0]
    assert frame.attrs == {
        "title": "Topics by is open of 5 papers",
        "note": "topics not stated by 2, is open not stated by 1",
        "empty": "",
    }


def test_a_paper_is_in_every_group_that_it_states(papers):
    frame = Timeline("year", by="topics").frame(papers)

    assert numbers(frame) == [
        ("2019, vision", 1),
        ("2020, vision", 0),
        ("2021, vision", 1),
        ("2022, vision", 0),
        ("2019, graphs", 1),
        ("2020, graphs", 0),
        ("2021, graphs", 0),
        ("2022, graphs", 0),
    ]


def test_all_groups_share_the_steps_of_all_papers(papers):
    frame = Timeline("published", by="is_open", step="month").frame(papers)

    assert numbers(frame[frame["column"] == "no"]) == [
        ("January 2024, no", 0),
        ("February 2024, no", 1),
        ("March 2024, no", 0),
        ("April 2024, no", 0),
        ("May 2024, no", 0),
    ]
    assert frame.attrs["title"] == "Published by is open, by month, of 5 papers"


def test_all_groups_share_the_bins_of_all_papers(papers):
    frame = Distribution("upvotes", by="venue").frame(papers)

    assert [len(frame[frame["across"] == group]) for group in range(3)] == [11, 11, 11]
    assert frame.attrs["title"] == "Upvotes by venue, in bins of 20, of 5 papers"
    assert numbers(frame[frame["papers"] > 0]) == [
        ("0 to 19, ICLR", 1),
        ("200 to 219, ICLR", 1),
        ("0 to 19, <script>alert('&')</script> $x_1$", 1),
        ("0 to 19, ACL", 1),
    ]


def test_words_are_counted_in_each_group(papers):
    frame = Lengths(by="is_open").frame(papers)

    assert numbers(frame[frame["papers"] > 0]) == [
        ("3, yes", 1),
        ("5, yes", 1),
        ("1, no", 1),
    ]
    assert frame.attrs["title"] == "Words in the abstract by is open of 5 papers"


def test_the_largest_groups_are_drawn_and_the_title_says_what_was_cut():
    papers = frame_of(venue=["a"] * 9, year=[2009, 2008, 2008, 2007, 2006, 2005, 2004, 2003, None])

    frame = Count("venue", by="year").frame(papers)

    assert list(frame["column"]) == ["2003", "2004", "2005", "2006", "2007", "2008"]
    assert frame.attrs["title"] == "Venue by year of 9 papers, year: top 6 of 7"
    assert frame.attrs["note"] == "year not stated by 1"


def test_ten_thousand_values_and_groups_are_cut():
    names = [f"v {place:05}" for place in range(10_000)]

    frame = Count("venue", by="topics").frame(frame_of(venue=names, topics=[[name] for name in names]))

    assert len(frame) == 12 * 6
    assert frame.attrs["title"] == (
        "Venue by topics of 10,000 papers, venue: top 12 of 10,000, topics: top 6 of 10,000"
    )


def test_a_mark_says_its_share_of_its_group(papers):
    said = [spoken(mark) for mark in marks(Count("topics", by="is_open").frame(papers))]

    assert said == [
        "vision, yes: 2 papers, 67% of 3",
        "vision, no: 1 paper, 100% of 1",
        "graphs, yes: 1 paper, 33% of 3",
        "graphs, no: 0 papers, 0% of 1",
    ]


def test_words_say_what_the_picture_shows_the_largest_first(papers):
    words = alternative(Timeline("year", by="is_open").frame(papers))

    assert words == (
        "Year by is open of 5 papers; year not stated by 1, is open not stated by 1. Largest: "
        "2019, yes: 1 paper, 33% of 3; 2022, yes: 1 paper, 33% of 3; 2021, no: 1 paper, 100% of 1; "
        "2020, yes: 0 papers, 0% of 3; 2021, yes: 0 papers, 0% of 3."
    )


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_every_mark_s_query_selects_as_many_papers_as_it_says(papers, chart):
    frame = chart.frame(papers)

    found = [len(mark_query(Query(), mark).select(papers)) for mark in marks(frame)]

    assert found == list(frame["papers"])
    assert chart.narrows == (chart.asks, chart.by)


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_a_mark_narrows_both_fields_and_takes_both_back(papers, chart):
    mark = marks(chart.frame(papers))[0]

    narrowed = mark_query(Query(text="x"), mark)

    assert held(narrowed, mark)
    assert {*narrowed.among, *narrowed.between} == set(chart.narrows)
    assert mark_query(narrowed, mark) == Query(text="x")


NAMES = st.one_of(st.none(), st.sampled_from(["a", "b", "ä b", "<c>", ""]))
PAPERS = st.lists(
    st.fixed_dictionaries(
        {
            "topics": st.one_of(st.none(), st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h"]))),
            "venue": NAMES,
            "year": st.one_of(st.none(), st.integers(1990, 2030)),
            "is_open": st.one_of(st.none(), st.booleans()),
            "upvotes": st.one_of(st.none(), st.integers(0, 10**9)),
            "published": st.one_of(st.none(), st.dates().map(str).filter(lambda day: day > "1700")),
            "abstract": st.one_of(st.none(), st.text("ab \n", max_size=20)),
        }
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(PAPERS, st.sampled_from(CHARTS))
def test_whatever_the_papers_every_mark_finds_as_many_as_it_says(rows, chart):
    papers = frame_of(**{name: [row[name] for row in rows] for name in rows[0]})

    frame = chart.frame(papers)

    assert len(frame) <= 400 * 6
    for mark in marks(frame[frame["papers"] > 0]):
        assert len(mark_query(Query(), mark).select(papers)) == mark["papers"]
    assert (len(frame) == 0) == (frame.attrs["empty"] != "")


def test_whole_numbers_among_floats_make_groups():
    papers = frame_of(venue=["a", "a", "b"])
    papers["score"] = pd.array(pa.array([1.0, float("nan"), 2.0]), dtype=pd.ArrowDtype(pa.float64()))

    frame = Count("venue", by="score").frame(papers)

    assert numbers(frame) == [("a, 1", 1), ("a, 2", 0), ("b, 1", 0), ("b, 2", 1)]
    assert frame.attrs["note"] == "score not stated by 1"


def test_numbers_that_no_float_holds_make_no_groups():
    papers = frame_of(venue=["a", "b"])
    papers["score"] = pd.array([1.0, float("inf")], dtype=pd.ArrowDtype(pa.float64()))

    assert not Count("venue", by="score").fits(papers)


@pytest.mark.parametrize(
    ("by", "message"),
    [
        ("published", "'published' holds dates; words, flags and whole numbers make groups."),
        ("score", "'score' holds numbers; words, flags and whole numbers make groups."),
        ("topics", "'topics' holds one side already; choose another field for the other."),
        ("colour", "No field 'colour'; known: topics, published, score."),
    ],
)
def test_what_makes_no_groups_is_refused(papers, by, message):
    papers = papers.assign(score=pd.array([0.5] * 5, dtype=pd.ArrowDtype(pa.float64())))
    chart = Count("topics", by=by)

    with pytest.raises((UnfitError, FieldError)) as error:
        chart.frame(papers[["topics", "published", "score"]])

    assert str(error.value) == message
    assert not chart.fits(papers)


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_where_no_paper_states_a_group_it_is_said_and_no_axis_drawn(papers, chart):
    nothing = papers.head(3).assign(**{chart.by: papers[chart.by].where([False] * 5)})

    assert texts(chart.svg(nothing)) == [f"{chart.name}: stated by none of 3 papers."]
    assert not chart.fits(nothing)


def test_where_no_group_states_the_field_the_rows_are_there_without_bars():
    papers = frame_of(venue=["a", None], is_open=[None, True])

    svg = Count("venue", by="is_open").svg(papers)

    assert texts(svg) == ["yes (1)", "a", "0"]
    assert parts(svg, "bar") == []


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_each_group_has_its_colour_in_the_legend_and_in_the_bars(papers, theme):
    svg = Count("topics", by="is_open").svg(papers, theme=theme)

    colours = [re.search("fill: (#[0-9a-f]+)", ET.tostring(bar, encoding="unicode"))[1] for bar in parts(svg, "bar")]
    assert colours == [theme.groups[0], theme.groups[1], theme.groups[0]]
    assert texts(svg)[2:4] == ["yes (3)", "no (1)"]


def test_the_bars_of_all_rows_share_one_scale_from_zero(papers):
    bars = sides(Count("topics", by="is_open").svg(papers))

    lengths = [right - left for (left, right), _ in bars]
    assert len({left for (left, _), _ in bars}) == 1
    assert lengths == pytest.approx([2 * lengths[1], lengths[1], lengths[1]], abs=0.05)


def test_a_panel_a_group_on_one_scale():
    papers = frame_of(year=[2020, 2020, 2020, 2020, 2021], is_open=[True, True, True, False, False])

    bars = sides(Timeline("year", by="is_open").svg(papers))

    heights = [bottom - top for _, (top, bottom) in bars]
    assert heights == pytest.approx([heights[0], heights[0] / 3, heights[0] / 3], abs=0.05)


def contrast(one, other):
    """Say the contrast of two colours as WCAG 2 does."""

    def light(colour):
        shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("theme", "grounds"), [(LIGHT, ["#ffffff", "#f5f6f8"]), (DARK, ["#0d1117", "#14171b", "#1b1f25"])]
)
def test_every_group_s_colour_stands_out_from_its_ground(theme, grounds):
    lowest = min(contrast(colour, ground) for colour in theme.groups for ground in grounds)

    assert len(set(theme.groups)) == 6
    assert lowest >= 3
