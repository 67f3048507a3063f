from __future__ import annotations

import pytest
from chart_frames import frame_of
from chart_pictures import numbers

from explorer.charts import Count, UnfitError


def test_a_paper_counts_once_for_each_value_in_its_list(papers):
    frame = Count("topics").frame(papers)

    assert numbers(frame) == [("vision", 3), ("graphs", 1)]
    assert list(frame["value"]) == ["vision", "graphs"]
    assert set(frame["field"]) == {"topics"}
    assert frame.attrs == {"title": "Topics of 5 papers", "note": "2 not stated", "empty": ""}


def test_words_are_counted_the_most_frequent_first_then_by_name(papers):
    frame = Count("venue").frame(papers)

    assert numbers(frame) == [("ICLR", 2), ("<script>alert('&')</script> $x_1$", 1), ("ACL", 1)]


def test_yes_and_no_are_words_and_stay_values(papers):
    frame = Count("is_open").frame(papers)

    assert numbers(frame) == [("yes", 3), ("no", 1)]
    assert list(frame["value"]) == [True, False]


def test_the_title_says_what_was_cut():
    papers = frame_of(venue=[f"venue {place:05}" for place in range(10_000)])

    frame = Count("venue").frame(papers)

    assert len(frame) == 20
    assert frame.attrs["title"] == "Venue of 10,000 papers, top 20 of 10,000"


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("upvotes", "'upvotes' holds numbers; draw it with Timeline if it is a year."),
        ("published", "'published' holds dates; draw it with Timeline."),
    ],
)
def test_numbers_and_dates_are_refused(papers, field, message):
    with pytest.raises(UnfitError) as error:
        Count(field).frame(papers)

    assert str(error.value) == message


def test_the_frame_is_left_as_it_was(papers):
    before = papers.copy()

    Count("topics").frame(papers)

    assert papers.equals(before)
