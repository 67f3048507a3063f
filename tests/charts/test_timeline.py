from __future__ import annotations

from datetime import date, timedelta

import pytest
from chart_frames import frame_of
from chart_pictures import numbers

from explorer.charts import Timeline, UnfitError


def test_months_without_papers_are_zero_and_every_month_knows_its_days(papers):
    frame = Timeline("published", step="month").frame(papers)

    assert numbers(frame) == [
        ("January 2024", 1),
        ("February 2024", 2),
        ("March 2024", 0),
        ("April 2024", 0),
        ("May 2024", 1),
    ]
    assert list(zip(frame["low"], frame["high"], strict=True))[1] == ("2024-02-01", "2024-02-29")
    assert frame.attrs == {"title": "Published by month, of 5 papers", "note": "1 not stated", "empty": ""}


def test_years_as_numbers_are_counted_and_asked_for_as_numbers(papers):
    frame = Timeline("year").frame(papers)

    assert numbers(frame) == [("2019", 1), ("2020", 0), ("2021", 2), ("2022", 1)]
    assert list(frame["low"]) == list(frame["high"]) == [2019, 2020, 2021, 2022]
    assert frame.attrs["title"] == "Year of 5 papers"


@pytest.mark.parametrize(
    ("days", "first", "bars"),
    [
        (1, "5 March 2020", 2),
        (79, "5 March 2020", 80),
        (80, "March 2020", 3),
        (3000, "2020", 9),
        (40_000, "2020s", 11),
    ],
)
def test_the_step_is_the_finest_with_at_most_eighty_bars(days, first, bars):
    start = date(2020, 3, 5)

    frame = Timeline().frame(frame_of(published=[str(start), str(start + timedelta(days=days))]))

    assert (frame["label"].iloc[0], len(frame)) == (first, bars)
    assert frame["papers"].sum() == 2


def test_sixty_years_of_days_give_way_to_years():
    papers = frame_of(published=["1964-07-01", "2024-07-01"])

    frame = Timeline(step="day").frame(papers)

    assert frame.attrs["title"] == "Published by year, of 2 papers"
    assert len(frame) == 61


def test_one_false_date_does_not_make_thousands_of_bars():
    papers = frame_of(published=["0001-01-01", "2024-07-01"])

    frame = Timeline().frame(papers)

    assert (frame["low"].iloc[-1], frame["high"].iloc[-1], len(frame)) == ("2000-01-01", "2099-12-31", 21)


@pytest.mark.parametrize(("field", "holds"), [("topics", "lists"), ("upvotes", "numbers"), ("venue", "texts")])
def test_what_is_no_date_is_refused(papers, field, holds):
    with pytest.raises(UnfitError) as error:
        Timeline(field).frame(papers)

    assert str(error.value) == f"'{field}' holds {holds}; Timeline draws dates and years."
