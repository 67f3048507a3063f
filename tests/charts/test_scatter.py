from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pandas as pd
import pyarrow as pa
import pytest
from chart_frames import frame_of
from chart_pictures import SVG, parts, texts

from explorer.charts import Scatter, UnfitError, held, mark_query
from explorer.charts.marks import alternative, marks
from explorer.charts.scatter import axis_of
from explorer.query import Query


def ticks(frame, side):
    return [text for _, text in axis_of(frame, side).ticks]


def middles(svg):
    """Give the middle of each dot, from left to right and downwards."""
    paths = [" ".join(path.get("d") for path in bar.iter(f"{SVG}path")) for bar in parts(svg, "bar")]
    corners = [[(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)] for path in paths]
    return [tuple((min(side) + max(side)) / 2 for side in zip(*corner, strict=True)) for corner in corners]


def test_a_paper_that_states_both_is_a_mark_the_largest_first(papers):
    frame = Scatter("year", "upvotes").frame(papers)

    assert list(zip(frame["x"], frame["y"], strict=True)) == [(2022, 14), (2021, 3), (2019, 1), (2021, 0)]
    assert list(frame["label"]) == list(frame["value"]) == ["paper-4", "paper-3", "paper-0", "paper-1"]
    assert list(frame["said"])[:2] == ["year 2022, upvotes 14", "year 2021, upvotes 3"]
    assert set(frame["field"]) == {"id"}
    assert frame.attrs == {"title": "Upvotes against year of 5 papers", "note": "year not stated by 1", "empty": ""}


def test_a_date_is_days_on_its_axis_and_a_day_in_words(papers):
    frame = Scatter("published", "upvotes").frame(papers)

    assert list(frame["x"] - frame["x"].min()) == [92, 30, 0, 2]
    assert frame["said"][0] == "published 2024-05-01, upvotes 14"
    assert ticks(frame, "x") == ["Jan 2024", "Feb 2024", "Mar 2024", "Apr 2024", "May 2024", "Jun 2024"]


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2024-03-05", "2024-03-05", ["5 Mar 2024", "6 Mar 2024"]),
        ("1964-07-01", "2024-07-01", ["1960", "1980", "2000", "2020", "2040"]),
        ("1969-12-30T18:00", "1970-01-01", ["30 Dec 1969", "31 Dec 1969", "1 Jan 1970", "2 Jan 1970"]),
    ],
)
def test_an_axis_of_dates_has_steps_of_the_calendar(first, last, shown):
    frame = Scatter("published", "upvotes").frame(frame_of(published=[first, last], upvotes=[1, 2]))

    assert ticks(frame, "x") == shown
    assert all(0 <= axis_of(frame, "x").place(day) <= 1 for day in frame["x"])


def test_between_whole_numbers_there_are_no_halves(papers):
    frame = Scatter("year", "upvotes").frame(papers.assign(upvotes=papers["is_open"].fillna(value=False).astype(int)))

    assert ticks(frame, "y") == ["0", "1"]
    assert ticks(frame, "x") == ["2019", "2020", "2021", "2022"]


def test_a_dot_is_where_its_numbers_are():
    papers = frame_of(year=[2020, 2021, 2022], upvotes=[0, 5, 10])

    dots = middles(Scatter("year", "upvotes").svg(papers))

    (right, top), (centre, middle), (left, bottom) = dots
    assert left < centre < right
    assert centre == pytest.approx((left + right) / 2, abs=0.1)
    assert middle == pytest.approx((top + bottom) / 2, abs=0.1)
    assert bottom - top == pytest.approx(220, abs=0.1)


def test_numbers_over_four_powers_of_ten_stand_on_a_log_axis_and_it_says_so():
    frame = Scatter("year", "upvotes").frame(frame_of(year=[2020, 2021, 2022], upvotes=[0, 1, 10_000]))

    assert frame.attrs["note"] == "Upvotes: log scale, zero set apart"
    assert ticks(frame, "y") == ["0", "1", "10", "100", "1,000", "10k"]


def test_an_axis_that_begins_above_zero_says_so():
    frame = Scatter("year", "upvotes").frame(frame_of(year=[2020, 2021], upvotes=[90, 100]))

    assert frame.attrs["note"] == "Upvotes: axis starts at 90"


def test_ten_thousand_papers_are_cut_and_the_title_says_so():
    papers = frame_of(year=[2020] * 10_000, upvotes=list(range(10_000)))

    frame = Scatter("year", "upvotes").frame(papers)

    assert list(frame["y"]) == list(range(9_999, 9_899, -1))
    assert frame.attrs["title"] == "Upvotes against year of 10,000 papers, top 100 of 10,000 by upvotes"


def test_numbers_that_no_axis_holds_are_said():
    papers = frame_of(year=[2020, 2021])
    papers["score"] = pd.array([1.5, float("inf")], dtype=pd.ArrowDtype(pa.float64()))

    chart = Scatter("year", "score")

    assert chart.frame(papers).attrs["note"] == "1 too large for an axis"
    assert texts(chart.svg(papers.tail(1))) == ["Score against year: too large for an axis in all that state both."]


def test_what_is_not_a_number_is_not_stated():
    papers = frame_of(year=[2020, 2021])
    papers["score"] = pd.array(pa.array([1.5, float("nan")]), dtype=pd.ArrowDtype(pa.float64()))

    frame = Scatter("year", "score").frame(papers)

    assert frame.attrs["note"] == "score not stated by 1"
    assert len(frame) == 1


def test_a_paper_is_called_by_its_title():
    papers = frame_of(year=[2020, 2021], upvotes=[2, 1])
    papers["title"] = pd.array(["On <b>\ngraphs", None], dtype=pd.ArrowDtype(pa.string()))

    svg = Scatter("year", "upvotes").svg(papers)

    names = [element.text for element in ET.fromstring(svg).iter(f"{SVG}title")]
    assert names == ["On <b> graphs: year 2020, upvotes 2", "paper-1: year 2021, upvotes 1"]


def test_no_papers_are_said_to_be_none(papers):
    svg = Scatter("year", "upvotes").svg(papers.head(0))

    assert texts(svg) == ["No papers are selected: there is nothing to count."]


def test_fields_that_no_paper_states_together_are_said_and_no_axis_drawn():
    chart, papers = Scatter("year", "upvotes"), frame_of(year=[2020, None], upvotes=[None, 3])

    assert texts(chart.svg(papers)) == ["Upvotes against year: stated by none of 2 papers."]
    assert not chart.fits(papers)


def test_one_paper_is_one_dot_on_axes_that_hold_it(papers):
    svg = Scatter("year", "upvotes").svg(papers.tail(1))

    assert len(parts(svg, "bar")) == 1
    assert {"Year", "Upvotes", "0"} < set(texts(svg))


def test_words_say_what_the_picture_shows(papers):
    words = alternative(Scatter("year", "upvotes").frame(papers.tail(2)))

    assert words == (
        "Upvotes against year of 2 papers. All: paper-4: year 2022, upvotes 14; paper-3: year 2021, upvotes 3."
    )


def test_a_dot_narrows_to_its_paper_and_takes_that_back(papers):
    mark = marks(Scatter("year", "upvotes").frame(papers))[0]

    narrowed = mark_query(Query(text="x"), mark)

    assert narrowed == Query(text="x", among={"id": ("paper-4",)})
    assert list(narrowed.but(text="").select(papers).index) == ["paper-4"]
    assert held(narrowed, mark)
    assert mark_query(narrowed, mark) == Query(text="x")


@pytest.mark.parametrize(
    ("x", "y", "message"),
    [
        ("venue", "upvotes", "'venue' holds texts; Scatter draws numbers and dates."),
        ("upvotes", "published", "'published' holds dates; Scatter draws numbers upwards."),
    ],
)
def test_what_has_no_place_is_refused(papers, x, y, message):
    with pytest.raises(UnfitError) as error:
        Scatter(x, y).frame(papers)

    assert str(error.value) == message


def test_the_frame_is_left_as_it_was_and_the_chart_is_a_value(papers):
    before, chart = papers.copy(), Scatter("year", "upvotes", limit=2)

    chart.frame(papers)

    assert papers.equals(before)
    assert eval(repr(chart)) == chart
