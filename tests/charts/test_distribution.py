from __future__ import annotations

from xml.etree import ElementTree as ET

import pandas as pd
import pyarrow as pa
import pytest
from chart_frames import frame_of
from chart_pictures import SVG, numbers, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.charts import Distribution, held, mark_query
from explorer.charts.base import UnfitError
from explorer.charts.marks import alternative, marks
from explorer.query import Query


def scores_of(*scores):
    """Make papers with a score that need not be whole."""
    values = pd.array(list(scores), dtype=pd.ArrowDtype(pa.float64()))
    return pd.DataFrame(
        {"score": values}, index=pd.Index([f"paper-{place}" for place in range(len(scores))], name="id")
    )


def test_whole_numbers_are_counted_in_bins_of_one_round_width_without_gaps(papers):
    frame = Distribution("upvotes").frame(papers)

    assert numbers(frame)[:3] == [("0 to 19", 4), ("20 to 39", 0), ("40 to 59", 0)]
    assert numbers(frame)[-1] == ("200 to 219", 1)
    assert len(frame) == 11
    assert set(frame["field"]) == {"upvotes"}
    assert frame.attrs == {"title": "Upvotes in bins of 20, of 5 papers", "note": "", "empty": ""}


def test_a_few_whole_numbers_have_a_bar_each(papers):
    frame = Distribution("year").frame(papers)

    assert numbers(frame) == [("2019", 1), ("2020", 0), ("2021", 2), ("2022", 1)]
    assert frame.attrs == {"title": "Year of 5 papers", "note": "1 not stated", "empty": ""}


def test_a_number_on_an_edge_lies_in_the_bin_that_begins_there():
    frame = Distribution("score").frame(scores_of(0.1, 0.2, 0.3, 0.31, 1.9, None))

    assert numbers(frame)[:4] == [
        ("0.1 to under 0.2", 1),
        ("0.2 to under 0.3", 1),
        ("0.3 to under 0.4", 2),
        ("0.4 to under 0.5", 0),
    ]
    assert numbers(frame)[-1] == ("1.9 to under 2", 1)
    assert frame.attrs == {"title": "Score in bins of 0.1, of 6 papers", "note": "1 not stated", "empty": ""}


def test_numbers_over_four_powers_of_ten_are_counted_in_them_and_it_says_so():
    frame = Distribution("upvotes").frame(frame_of(upvotes=[0, 1, 9, 10, 99, 10_000, None]))

    assert numbers(frame) == [
        ("0", 1),
        ("1 to 9", 2),
        ("10 to 99", 2),
        ("100 to 999", 0),
        ("1,000 to 9,999", 0),
        ("10,000 to 99,999", 1),
    ]
    assert list(frame["tick"])[-2:] == ["1,000 to 9,999", "10k to 100k"]
    assert frame.attrs["title"] == "Upvotes in powers of ten, of 7 papers"
    assert frame.attrs["note"] == "log scale, zero set apart; 1 not stated"


def test_just_under_four_powers_of_ten_stay_on_an_even_scale():
    frame = Distribution("upvotes").frame(frame_of(upvotes=[1, 9_999]))

    assert frame.attrs["title"] == "Upvotes in bins of 500, of 2 papers"
    assert frame.attrs["note"] == ""


def test_numbers_below_zero_have_no_powers():
    frame = Distribution("upvotes").frame(frame_of(upvotes=[-100_000, 0, 100_000]))

    assert frame["low"].iloc[0] == -100_000
    assert frame.attrs["title"] == "Upvotes in bins of 20k, of 3 papers"


def test_one_value_makes_one_bar_and_no_range():
    frame = Distribution("score").frame(scores_of(0.37, 0.37))

    assert numbers(frame) == [("0.37", 2)]
    assert list(frame["low"]) == list(frame["high"]) == [0.37]
    assert frame.attrs["title"] == "Score of 2 papers"


def test_numbers_near_each_other_are_told_apart():
    frame = Distribution("score").frame(scores_of(1_000_000.1, 1_000_000.2))

    assert frame["label"].iloc[0] == "1,000,000.1 to under 1,000,000.11"
    assert frame["tick"].is_unique


def test_numbers_that_no_axis_holds_are_counted_apart():
    frame = Distribution("score").frame(scores_of(1.5, float("inf"), -1e300, None))

    assert numbers(frame) == [("1.5", 1)]
    assert frame.attrs["note"] == "1 not stated; 2 too large for an axis"


def test_only_such_numbers_are_said_and_no_axis_drawn():
    svg = Distribution("score").svg(scores_of(float("inf"), None))

    assert texts(svg) == ["Score: too large for an axis in all of 1 paper that state it."]


@pytest.mark.parametrize(
    ("papers", "said"),
    [
        (frame_of(upvotes=[]), "No papers are selected: there is nothing to count."),
        (frame_of(upvotes=[None, None]), "Upvotes: stated by none of 2 papers."),
    ],
)
def test_where_there_is_nothing_to_draw_it_says_why(papers, said):
    assert texts(Distribution("upvotes").svg(papers)) == [said]
    assert not Distribution("upvotes").fits(papers)


def test_what_is_no_number_is_refused(papers):
    with pytest.raises(UnfitError) as error:
        Distribution("published").frame(papers)

    assert str(error.value) == "'published' holds dates; draw it with Timeline."


def test_words_say_what_the_picture_shows(papers):
    words = alternative(Distribution("year").frame(papers))

    assert words == "Year of 5 papers; 1 not stated. All: 2021 2, 2019 1, 2022 1, 2020 0."


def test_every_bar_is_an_element_that_says_its_name(papers):
    svg = Distribution("upvotes").svg(papers)

    names = [element.text for element in ET.fromstring(svg).iter(f"{SVG}title")]
    assert names[0] == "Upvotes 0 to 19: 4 papers"
    assert len(names) == 11


def test_a_bar_narrows_to_its_numbers_and_takes_that_back(papers):
    mark = marks(Distribution("upvotes").frame(papers))[0]

    narrowed = mark_query(Query(text="x"), mark)

    assert narrowed == Query(text="x", between={"upvotes": (0, 19)})
    assert held(narrowed, mark)
    assert mark_query(narrowed, mark) == Query(text="x")


FLOATS = st.floats(-1e20, 1e20, allow_nan=False).filter(lambda number: number == 0 or abs(number) > 1e-290)
WHOLE = st.integers(-(2**62), 2**62).map(float)


@settings(max_examples=60)
@given(st.lists(st.one_of(FLOATS, FLOATS.map(abs), WHOLE, st.none()), min_size=1, max_size=30))
def test_every_number_lies_in_one_bin_and_every_bin_s_query_finds_as_many(scores):
    papers = scores_of(*scores)

    frame = Distribution("score").frame(papers)

    assert frame["papers"].sum() == sum(score is not None and abs(score) < 2**63 for score in scores)
    assert len(frame) <= 22
    for mark in marks(frame[frame["papers"] > 0]):
        assert len(mark_query(Query(), mark).select(papers)) == mark["papers"]
