"""Real days of the hub against each other, where they lie beside the checkout: nothing vanishes."""

from itertools import pairwise
from pathlib import Path

import pytest

from explorer.formats import load
from explorer.lists import common, merge, new
from explorer.papers import conform

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
HUB = sorted((SAMPLES / "hub_api").glob("*.json"))

pytestmark = pytest.mark.skipif(not HUB, reason="the real samples are not beside this checkout")


@pytest.fixture(scope="module")
def days():
    return [load(path, quiet=True) for path in HUB]


def test_all_days_add_up(days):
    papers = merge(*days)

    report = papers.attrs["report"]
    assert report["read"].sum() == sum(map(len, days)) == len(papers) + len(papers.attrs["ledger"])


def test_a_day_read_twice_is_that_day(days):
    for day in days:
        papers = merge(day, day)

        assert papers.index.equals(day.index)
        assert len(papers.attrs["ledger"]) == len(day)
        assert {row["by"] for row in papers.attrs["ledger"]} == {"id"}


def test_days_without_ids_are_found_by_their_titles_alone(days):
    for day in days:
        bare = conform(
            day.reset_index()[["title", "abstract", "authors"]].assign(title=day["title"].str.upper().array)
        )

        papers = merge(day, bare)

        assert papers.index.equals(day.index)
        assert {row["by"] for row in papers.attrs["ledger"]} == {"title"}
        assert [row["paper"] for row in papers.attrs["ledger"]] == day.index.tolist()


def test_titles_confuse_no_two_papers_of_all_days(days):
    everything = merge(*days)

    assert len(merge(everything, within=True)) == len(everything)


def test_each_day_is_what_is_new_and_what_was_there_the_day_before(days):
    for yesterday, today in pairwise(days):
        assert len(new(today, since=yesterday)) + len(common(today, yesterday)) == len(today)
