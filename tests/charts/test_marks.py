"""Marks that stand for several conditions at once."""

from __future__ import annotations

import pytest

from explorer.charts import held, mark_query
from explorer.query import Query

ASKED = Query(text="graph", among={"venue": ("ICLR",)})
PARTS = {
    "value": ({"field": "year", "value": 2024}, ASKED.but(among={"venue": ("ICLR",), "year": (2024,)})),
    "range": ({"field": "year", "low": 2023, "high": 2024}, ASKED.but(between={"year": (2023, 2024)})),
    "every": ({"field": "topics", "every": ("a", "b")}, ASKED.but(every={"topics": ("a", "b")})),
    "without": ({"field": "topics", "without": ("c",)}, ASKED.but(exclude={"topics": ("c",)})),
    "word": ({"word": "sparse"}, ASKED.but(text="graph sparse")),
}


@pytest.mark.parametrize(("part", "wanted"), PARTS.values(), ids=PARTS)
def test_a_part_narrows_and_is_taken_back(part, wanted):
    mark = {"parts": [part]}

    narrowed = mark_query(ASKED, mark)

    assert narrowed == wanted
    assert held(narrowed, mark)
    assert not held(ASKED, mark)
    assert mark_query(narrowed, mark) == ASKED


def test_all_parts_narrow_together_and_a_half_held_mark_is_completed():
    mark = {"parts": [part for part, _ in PARTS.values() if part.get("field") != "year"]}
    half = mark_query(ASKED, {"parts": mark["parts"][:1]})

    assert not held(half, mark)
    assert mark_query(half, mark) == mark_query(ASKED, mark)
    assert mark_query(mark_query(half, mark), mark) == ASKED


def test_a_mark_of_what_is_narrowed_already_narrows_it_further():
    narrowed = Query(every={"topics": ("a",)}, exclude={"topics": ("c",)})
    mark = {"parts": [{"field": "topics", "every": ("a", "b")}, {"field": "topics", "without": ("d",)}]}

    further = mark_query(narrowed, mark)

    assert further == Query(every={"topics": ("a", "b")}, exclude={"topics": ("c", "d")})
    assert held(further, mark)
    assert mark_query(further, mark) == Query(exclude={"topics": ("c",)})


def test_a_mark_without_a_value_left_out_is_held_whatever_else_is_left_out():
    mark = {"parts": [{"field": "topics", "every": ("a",)}, {"field": "topics", "without": ()}]}

    assert held(Query(every={"topics": ("a",)}, exclude={"topics": ("c",)}), mark)
    assert not held(Query(exclude={"topics": ("c",)}), mark)


def test_a_value_beside_one_that_is_asked_for_is_asked_for_too():
    asked = Query(among={"topics": ("a",)})

    narrowed = mark_query(asked, {"field": "topics", "value": "b"})

    assert narrowed == Query(among={"topics": ("a",)}, every={"topics": ("b",)})
    assert mark_query(narrowed, {"field": "topics", "value": "b"}) == asked


def test_a_range_stays_within_the_one_that_is_asked_for():
    asked = Query(between={"year": (2021, 2025)})

    narrowed = mark_query(asked, {"field": "year", "low": 2020, "high": 2022})

    assert narrowed == Query(between={"year": (2021, 2022)})
    assert held(narrowed, {"field": "year", "low": 2020, "high": 2022})


def test_a_word_is_found_beside_a_phrase_that_is_not_finished():
    mark = {"parts": [{"word": "abstract:graph"}]}

    narrowed = mark_query(Query('"deep model'), mark)

    assert narrowed == Query('"deep model" abstract:graph')
    assert held(narrowed, mark)
    assert not held(Query('"an abstract:graph thing"'), mark)
