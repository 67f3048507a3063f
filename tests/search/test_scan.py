"""Papers made ready: masks, counts and ranges."""

from __future__ import annotations

import datetime as dt

import frames
import pytest

from explorer.papers import conform
from explorer.query import Query
from explorer.search.scan import Scan


@pytest.fixture(scope="module")
def scan():
    return Scan(frames.plain())


def test_values_are_counted_most_frequent_first_and_those_not_stated_last(scan):
    assert scan.counts("venue", Query()) == [("ICLR", 2), ("ECCV", 1), (None, 1)]


def test_a_paper_counts_once_for_each_of_its_keywords_and_an_empty_list_states_none(scan):
    assert scan.counts("keywords", Query()) == [("vision", 2), ("efficiency", 1), ("theory", 1), (None, 1)]


def test_counts_are_those_under_the_query(scan):
    assert scan.counts("venue", Query(text="recursive")) == [("ECCV", 1), ("ICLR", 1)]


def test_what_the_query_asks_of_a_field_leaves_its_other_values_on_offer(scan):
    assert scan.counts("venue", Query(among={"venue": ("ECCV",)})) == [("ICLR", 2), ("ECCV", 1), (None, 1)]


def test_ranges_are_those_of_all_papers(scan):
    assert scan.extent("year") == (2021, 2023)
    assert scan.extent("abstract_words") == (3, 7)
    assert scan.extent("published") == (dt.datetime(2021, 11, 9, 10), dt.datetime(2023, 2, 1))  # noqa: DTZ001


def test_authors_are_found_by_name_and_a_phrase_never_runs_from_one_into_the_next(scan):
    found = [list(scan.select(Query(text=text)).index) for text in ("author:lovelace", 'author:"lovelace al"')]

    assert found == [["b", "d"], []]


@pytest.mark.parametrize("sort", [(), ("-upvotes",), ("venue", "-year"), ("year", "-year"), ("id",)])
def test_rows_come_in_the_order_of_a_plain_selection(scan, sort):
    query = Query(text="-nothing", has=("title",), sort=sort)

    assert list(scan.papers.index[scan.rows(query)]) == list(query.select(scan.papers).index)


def test_all_papers_are_selected_without_being_copied_and_stay_as_they_are(scan):
    selected = scan.select(Query())
    selected.attrs["query"] = "x"

    assert selected.equals(scan.papers)
    assert "query" not in scan.papers.attrs


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_counted_and_searched(name):
    papers = frames.ugly(name)
    scan = Scan(papers)

    assert list(scan.select(Query(text="-zebra")).index) == list(papers.index)
    assert all(isinstance(scan.counts(field, Query()), list) for field in papers.columns)


def test_what_is_asked_before_changes_no_answer():
    scan = Scan(conform([{"id": "a", "open": True}, {"id": "b", "open": False}]))

    found = [scan.rows(Query(among={"open": (value,)})).tolist() for value in (1, True, 1)]

    assert found == [[], [0], []]
