from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest
from chart_frames import frame_of
from chart_pictures import SVG, numbers, parts, texts

from explorer.charts import LIGHT, Crosstab, UnfitError, held, mark_query
from explorer.charts.marks import alternative, marks
from explorer.query import Query


def test_a_paper_counts_once_at_each_crossing_of_what_it_states(papers):
    frame = Crosstab("topics", "venue").frame(papers.assign(venue=papers["venue"].fillna("ACL")))

    assert numbers(frame) == [("vision · ICLR", 2), ("vision · ACL", 1), ("graphs · ICLR", 1), ("graphs · ACL", 0)]
    assert frame.attrs == {"title": "Topics by venue of 5 papers", "note": "topics not stated by 2", "empty": ""}


def test_what_is_missing_is_said_of_each_field(papers):
    frame = Crosstab("venue", "is_open").frame(papers)

    assert numbers(frame)[:2] == [("ICLR · yes", 2), ("<script>alert('&')</script> $x_1$ · yes", 1)]
    assert frame.attrs["note"] == "venue not stated by 1, is open not stated by 1"


def test_years_are_columns_in_their_order():
    papers = frame_of(venue=["A", "A", "B"], year=[2021, 2021, 2019])

    frame = Crosstab("venue", "year").frame(papers)

    assert numbers(frame) == [("A · 2019", 0), ("A · 2021", 2), ("B · 2019", 1), ("B · 2021", 0)]


def test_ten_thousand_values_are_cut_and_the_title_says_so():
    papers = frame_of(venue=[f"v {place:05}" for place in range(10_000)], topics=[["a"]] * 10_000)

    frame = Crosstab("venue", "topics").frame(papers)

    assert len(frame) == 10
    assert frame.attrs["title"] == "Venue by topics of 10,000 papers, venue: top 10 of 10,000"


def test_fields_that_no_paper_states_together_are_said_and_no_axis_drawn():
    chart = Crosstab("topics", "venue")

    papers = frame_of(topics=[["a"], None], venue=[None, "V"])

    assert texts(chart.svg(papers)) == ["Topics by venue: stated by none of 2 papers."]
    assert not chart.fits(papers)


def test_no_papers_are_said_to_be_none(papers):
    svg = Crosstab("topics", "venue").svg(papers.head(0))

    assert texts(svg) == ["No papers are selected: there is nothing to count."]


def test_one_paper_makes_one_tile(papers):
    svg = Crosstab("venue", "is_open").svg(papers.head(1))

    assert texts(svg) == ["yes", "ICLR", "1"]
    assert len(parts(svg, "bar")) == 1


def test_a_crossing_without_papers_has_a_name_but_no_tile(papers):
    svg = Crosstab("topics", "is_open").svg(papers)

    names = [element.text for element in ET.fromstring(svg).iter(f"{SVG}title")]
    assert names == [
        "Topics by is open vision · yes: 2 papers",
        "Topics by is open vision · no: 1 paper",
        "Topics by is open graphs · yes: 1 paper",
        "Topics by is open graphs · no: 0 papers",
    ]
    assert [len([part for part in mark if part.get("class") == "bar"]) for mark in parts(svg, "mark")] == [1, 1, 1, 0]


def test_a_tile_is_the_fuller_the_more_papers_there_are(papers):
    svg = Crosstab("topics", "is_open").svg(papers, theme=LIGHT)

    alphas = [re.search(r"opacity: ([\d.]+)", ET.tostring(bar, encoding="unicode"))[1] for bar in parts(svg, "bar")]
    assert alphas == ["0.55", "0.3", "0.3"]


def test_words_say_what_the_picture_shows(papers):
    words = alternative(Crosstab("topics", "is_open").frame(papers))

    assert words == (
        "Topics by is open of 5 papers; topics not stated by 2, is open not stated by 1. "
        "All: vision · yes 2, vision · no 1, graphs · yes 1, graphs · no 0."
    )


def test_a_tile_narrows_both_fields_and_takes_both_back(papers):
    mark = marks(Crosstab("topics", "is_open").frame(papers))[0]

    narrowed = mark_query(Query(text="x"), mark)

    assert narrowed == Query(text="x", among={"topics": ("vision",), "is_open": (True,)})
    assert held(narrowed, mark)
    assert mark_query(narrowed, mark) == Query(text="x")


def test_another_tile_asks_for_its_values_too(papers):
    first, second, *_ = marks(Crosstab("topics", "is_open").frame(papers))

    narrowed = mark_query(mark_query(Query(), first), second)

    assert narrowed == Query(among={"topics": ("vision",), "is_open": (True,)}, every={"is_open": (False,)})
    assert mark_query(narrowed, second) == Query(among={"is_open": (True,)})


@pytest.mark.parametrize("by", ["venue", "is_open", "year"])
def test_every_tile_s_query_selects_as_many_papers_as_it_says(papers, by):
    found = {
        m["label"]: len(mark_query(Query(), m).select(papers)) for m in marks(Crosstab("topics", by).frame(papers))
    }

    assert found == dict(numbers(Crosstab("topics", by).frame(papers)))


@pytest.mark.parametrize(
    ("field", "by", "message"),
    [
        ("topics", "topics", "'topics' holds one side already; choose another field for the other."),
        ("topics", "published", "'published' holds dates; words, flags and whole numbers make groups."),
        ("upvotes", "venue", "'upvotes' holds numbers; draw it with Timeline if it is a year."),
    ],
)
def test_fields_that_cannot_be_crossed_are_refused(papers, field, by, message):
    with pytest.raises(UnfitError) as error:
        Crosstab(field, by).frame(papers)

    assert str(error.value) == message


def test_the_frame_is_left_as_it_was_and_the_chart_is_a_value(papers):
    before, chart = papers.copy(), Crosstab("topics", "venue", across=3)

    chart.frame(papers)

    assert papers.equals(before)
    assert eval(repr(chart)) == chart
    assert chart.narrows == ("topics", "venue")


def test_many_long_names_leave_the_tiles_room():
    papers = frame_of(
        venue=["x" * 500 + str(place) for place in range(6)], topics=[["y" * 500 + str(p)] for p in range(6)]
    )

    svg = Crosstab("topics", "venue").svg(papers)

    assert len(parts(svg, "bar")) == 6
    assert max(len(text) for text in texts(svg)) < 40
