"""A text has as many words as a plain reading of it counts."""

from __future__ import annotations

import re

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import explorer as ex
from explorer.query import Query
from explorer.search import lengths
from explorer.search.lengths import MISSING, word_counts
from explorer.search.scan import Scan

texts = st.lists(st.text(st.sampled_from("ab é強\t\n\x0b\x0c\r \x00\u00a0"), max_size=8) | st.none(), max_size=12)


@given(texts, texts)
def test_words_are_runs_of_anything_but_white_space(first, second):
    column = pa.chunked_array([pa.array(["x", *first], pa.string())[1:], pa.array(second, pa.string())])

    counted = word_counts(column).tolist()

    wanted = [MISSING if text is None else len(re.findall(r"[^\t\n\f\r ]+", text)) for text in first + second]
    assert counted == wanted


def test_texts_longer_than_what_is_looked_through_at_once_are_counted(monkeypatch):
    monkeypatch.setattr(lengths, "_BLOCK", 4)

    counted = word_counts(pa.chunked_array([["a long text of words", "", "b c", None, "d" * 9]]))

    assert counted.tolist() == [5, 0, 2, MISSING, 1]


@pytest.mark.parametrize("limits", [(2, 3), (None, 1), (2, None), (9, 9)])
def test_a_query_finds_by_counted_words_what_it_finds_by_reading(limits):
    papers = ex.conform(
        [{"id": f"{at}", "abstract": text} for at, text in enumerate(["a", "b c", "d e f", None, "g h"])]
    )
    query = Query(between={"abstract_words": limits})

    assert list(Scan(papers).select(query).index) == list(query.select(papers).index)


def test_words_are_counted_once(monkeypatch):
    papers = ex.conform([{"id": "a", "abstract": "one two"}, {"id": "b", "abstract": "three"}])
    scan = Scan(papers)
    scan.extent("abstract_words")
    monkeypatch.setattr(lengths, "_words_in", None)

    found = scan.select(Query(between={"abstract_words": (2, 2)}))

    assert list(found.index) == ["a"]
