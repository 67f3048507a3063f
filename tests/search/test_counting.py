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
from explorer.search.counting import Counter
from explorer.search.scan import Scan
from explorer.search.scan import _counter as counter

several = st.lists(st.sampled_from("abc") | st.none(), max_size=4) | st.none()
alone = st.sampled_from("abc") | st.none()


@given(st.lists(st.tuples(alone, st.booleans())))
def test_each_paper_counts_for_what_it_states(rows):
    counted = dict(Counter(pa.array([value for value, _ in rows], pa.string())).count(mask(rows)))

    assert counted == Tally(value for value, inside in rows if inside)


@given(st.lists(st.tuples(several, st.booleans())))
def test_each_paper_counts_once_for_each_of_its_values(rows):
    column = pa.array([values for values, _ in rows], pa.list_(pa.string()))

    counted = dict(Counter(column).count(mask(rows)))

    stated = Tally(value for values, inside in rows if inside for value in set(values or ()) - {None})
    missing = sum(inside for values, inside in rows if not values)
    assert counted == {**stated, **({None: missing} if missing else {})}


def mask(rows):
    return np.array([inside for _, inside in rows], bool)


@pytest.mark.parametrize("values", [[True, False, None, True], [1.5, float("nan"), 1.5], [2, 1, 2], [None, None]])
def test_any_kind_of_value_is_counted(values):
    counted = Counter(pa.array(values)).count(np.ones(len(values), bool))

    assert sum(times for _, times in counted) == len(values)


def test_the_most_frequent_come_first_equals_by_name_and_none_last():
    column = pa.chunked_array([["b", None, "a"], ["c", None, "c", None]])

    assert Counter(column).count(np.ones(7, bool)) == [("c", 2), ("a", 1), ("b", 1), (None, 3)]


def test_a_column_is_read_once_as_long_as_it_stays():
    scan = Scan(frames.plain())
    scan.counts("venue", Query())

    renewed = scan.renewed(scan.papers.assign(tags="new"))

    assert counter(renewed.papers["venue"]) is counter(scan.papers["venue"])
    assert renewed.counts("tags", Query()) == [("new", 4)]
