"""Counts from numbers are those of the values themselves."""

from __future__ import annotations

from collections import Counter as Tally

import frames
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.query import Query
from explorer.search.bits import everything, packed
from explorer.search.counting import Counter
from explorer.search.scan import Scan
from explorer.search.scan import _counter as counter

several = st.lists(st.sampled_from("abc") | st.none(), max_size=4) | st.none()
alone = st.sampled_from("abc") | st.none()


@given(st.lists(st.tuples(alone, st.booleans())))
def test_each_paper_counts_for_what_it_states(rows):
    counted = dict(Counter(pa.array([value for value, _ in rows], pa.string())).count(packed(mask(rows))))

    assert counted == Tally(value for value, inside in rows if inside)


@given(st.lists(st.tuples(several, st.booleans())))
def test_each_paper_counts_once_for_each_of_its_values(rows):
    column = pa.array([values for values, _ in rows], pa.list_(pa.string()))

    counted = dict(Counter(column).count(packed(mask(rows))))

    stated = Tally(value for values, inside in rows if inside for value in set(values or ()) - {None})
    missing = sum(inside for values, inside in rows if not values)
    assert counted == {**stated, **({None: missing} if missing else {})}


@pytest.mark.parametrize(("room", "soon"), [(0, 6), (9, 0), (9, 10**9)])  # by numbers, by few numbers, by bits
@pytest.mark.parametrize("values", [["a", None, "b"], [["a", "b", "a"], None, [], [None], ["b"]]])
def test_whatever_is_sooner_counts_the_same(values, room, soon, monkeypatch):
    monkeypatch.setattr("explorer.search.counting.ROOM", room)
    monkeypatch.setattr("explorer.search.counting.SOON", soon)

    counted = Counter(pa.array(values * 100)).count(packed(np.arange(100 * len(values)) < 10 * len(values)))

    stated = {"a": 10, "b": 10 if len(values) == 3 else 20, None: 10 if len(values) == 3 else 20}
    assert dict(counted) == stated


def mask(rows):
    return np.array([inside for _, inside in rows], bool)


@pytest.mark.parametrize("values", [[True, False, None, True], [1.5, float("nan"), 1.5], [2, 1, 2], [None, None]])
def test_any_kind_of_value_is_counted(values):
    counted = Counter(pa.array(values)).count(everything(len(values)))

    assert sum(times for _, times in counted) == len(values)


def test_the_most_frequent_come_first_equals_by_name_and_none_last():
    column = pa.chunked_array([["b", None, "a"], ["c", None, "c", None]])

    assert Counter(column).count(everything(7)) == [("c", 2), ("a", 1), ("b", 1), (None, 3)]


def test_a_column_is_read_once_as_long_as_it_stays():
    scan = Scan(frames.plain())
    scan.counts("venue", Query())

    renewed = scan.renewed(scan.papers.assign(tags="new"))

    assert counter(renewed.papers["venue"]) is counter(scan.papers["venue"])
    assert renewed.counts("tags", Query()) == [("new", 4)]
