from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from chart_frames import frame_of
from chart_pictures import SVG, numbers, parts, texts

from explorer.charts import LIGHT, Share, UnfitError, held, mark_query
from explorer.charts.marks import alternative, marks
from explorer.query import Query


@pytest.fixture
def shared():
    """Five papers of 2023 and 2024: two of the three of 2024 are open; one states nothing of it."""
    return frame_of(
        is_open=[True, True, False, False, None],
        year=[2024, 2024, 2024, 2023, 2023],
        topics=[["a", "b"], ["a"], ["b"], None, ["a"]],
        venue=["V", "W", "V", "X", None],
    )


def lengths(svg):
    paths = [" ".join(path.get("d") for path in bar.iter(f"{SVG}path")) for bar in parts(svg, "bar")]
    sides = [[float(x) for x in re.findall(r"(-?[\d.]+) -?[\d.]+", path)] for path in paths]
    return [max(side) - min(side) for side in sides]


def test_shares_are_of_a_group_s_papers_that_state_the_field(shared):
    frame = Share("is_open", "year").frame(shared)

    assert numbers(frame) == [
        ("2023 · no, 100% of 1", 1),
        ("2023 · yes, 0% of 1", 0),
        ("2024 · no, 33% of 3", 1),
        ("2024 · yes, 67% of 3", 2),
    ]
    assert list(frame["share"]) == [1, 0, 1 / 3, 2 / 3]
    assert list(frame["start"]) == pytest.approx([0, 1, 0, 1 / 3])
    assert frame.attrs == {
        "title": "Share of is open by year of 5 papers",
        "note": "is open not stated by 1",
        "empty": "",
    }


def test_a_paper_is_in_every_group_that_it_states(shared):
    frame = Share("is_open", "topics").frame(shared)

    assert numbers(frame) == [
        ("a · yes, 100% of 2", 2),
        ("a · no, 0% of 2", 0),
        ("b · yes, 50% of 2", 1),
        ("b · no, 50% of 2", 1),
    ]


def test_the_rest_of_a_bar_stays_blank_and_the_title_says_what_was_cut(shared):
    frame = Share("venue", "year", limit=1, parts_limit=1).frame(shared)

    assert numbers(frame) == [("2024 · V, 67% of 3", 2)]
    assert frame.attrs["title"] == "Share of venue by year of 5 papers, year: top 1 of 2, venue: top 1 of 3"
    assert frame.attrs["note"] == "blank: other values; venue not stated by 1"


def test_ten_thousand_values_are_cut():
    papers = frame_of(venue=[f"v {place:05}" for place in range(10_000)], year=list(range(10_000)))

    frame = Share("venue", "year", parts_limit=20).frame(papers)

    assert len(frame) == 10 * 8
    assert frame.attrs["title"] == (
        "Share of venue by year of 10,000 papers, year: top 10 of 10,000, venue: top 8 of 10,000"
    )


def test_a_part_is_as_long_as_its_share_and_what_is_none_has_no_bar(shared):
    svg = Share("is_open", "year").svg(shared)

    whole, third, rest = lengths(svg)
    assert third + 1 == pytest.approx((whole + 1) / 3, abs=0.05)
    assert rest + 1 == pytest.approx((whole + 1) * 2 / 3, abs=0.05)
    assert texts(svg) == ["no", "yes", "2023", "1", "2024", "3", "100%", "33%", "67%"]


def test_each_value_has_its_colour_in_the_legend_and_in_the_bars(shared):
    svg = Share("is_open", "year").svg(shared, theme=LIGHT)

    colours = [re.search("fill: (#[0-9a-f]+)", ET.tostring(bar, encoding="unicode"))[1] for bar in parts(svg, "bar")]
    assert colours == [LIGHT.accent, LIGHT.accent, LIGHT.loss]


def test_every_part_is_an_element_that_says_its_name(shared):
    svg = Share("is_open", "year").svg(shared)

    names = [element.text for element in ET.fromstring(svg).iter(f"{SVG}title")]
    assert names[-1] == "Share of is open by year 2024 · yes, 67% of 3: 2 papers"
    assert len(names) == 4


def test_words_say_what_the_picture_shows(shared):
    words = alternative(Share("is_open", "year").frame(shared.head(3)))

    assert words == "Share of is open by year of 3 papers. All: 2024 · yes, 67% of 3 2, 2024 · no, 33% of 3 1."


def test_a_part_narrows_both_fields_and_takes_both_back(shared):
    mark = marks(Share("is_open", "year").frame(shared))[-1]

    narrowed = mark_query(Query(text="x"), mark)

    assert narrowed == Query(text="x", among={"is_open": (True,), "year": (2024,)})
    assert held(narrowed, mark)
    assert mark_query(narrowed, mark) == Query(text="x")


@pytest.mark.parametrize("by", ["year", "topics", "venue"])
def test_every_part_s_query_selects_as_many_papers_as_it_says(shared, by):
    frame = Share("is_open", by).frame(shared)

    found = [len(mark_query(Query(), mark).select(shared)) for mark in marks(frame)]

    assert found == list(frame["papers"])


def test_no_papers_are_said_to_be_none(shared):
    svg = Share("is_open", "year").svg(shared.head(0))

    assert texts(svg) == ["No papers are selected: there is nothing to count."]


def test_fields_that_no_paper_states_together_are_said_and_no_axis_drawn(shared):
    chart = Share("is_open", "year")

    assert texts(chart.svg(shared.tail(1))) == ["Share of is open by year: stated by none of 1 paper."]
    assert not chart.fits(shared.tail(1))


def test_one_paper_is_one_whole_bar(shared):
    svg = Share("is_open", "year").svg(shared.head(1))

    assert texts(svg) == ["yes", "2024", "1", "100%"]


@pytest.mark.parametrize(
    ("field", "by", "message"),
    [
        ("topics", "year", "'topics' holds lists, whose shares overlap; draw it with Crosstab."),
        ("year", "topics", "'year' holds numbers; draw it with Timeline if it is a year."),
        ("venue", "venue", "'venue' holds one side already; choose another field for the other."),
    ],
)
def test_fields_without_shares_are_refused(shared, field, by, message):
    with pytest.raises(UnfitError) as error:
        Share(field, by).frame(shared)

    assert str(error.value) == message


def test_the_frame_is_left_as_it_was_and_the_chart_is_a_value(shared):
    before, chart = shared.copy(), Share("is_open", "year", limit=3)

    chart.frame(shared)

    assert shared.equals(before)
    assert eval(repr(chart)) == chart
