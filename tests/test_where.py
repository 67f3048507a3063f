"""One query, one answer, whatever engine holds the papers."""

from __future__ import annotations

import duckdb
import frames
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import explorer as ex
from explorer.errors import FieldError, QueryError
from explorer.query import Query
from explorer.search.scan import Scan
from explorer.where import select

ASKED = {
    "": "abcd",
    "recursive": "ab",
    "RECURSIVE transformer": "a",
    "recurs*": "abc",
    '"recursive network"': "b",
    '"network recursive"': "",
    '"all a"': "",
    "title:recursive": "a",
    "-recursive": "cd",
    "venue:iclr": "bc",
    "-venue:iclr": "ad",
    "nowhere:word": "",
}


def answers(papers, query):
    return "".join(query.select(papers).index)


@pytest.mark.parametrize(("text", "ids"), ASKED.items())
def test_text_finds_whole_words_in_any_order(text, ids):
    assert answers(frames.plain(), Query(text=text)) == ids


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (Query(among={"venue": ("ICLR",)}), "bc"),
        (Query(among={"venue": ("ICLR", None)}), "bcd"),
        (Query(among={"keywords": ("vision",)}), "ac"),
        (Query(among={"keywords": (None,)}), "d"),
        (Query(among={"year": (2021, 2022)}), "ac"),
        (Query(every={"keywords": ("vision",)}), "ac"),
        (Query(every={"keywords": ("vision", "efficiency")}), "a"),
        (Query(every={"venue": ("ICLR", "ICML")}), ""),
        (Query(among={"year": ("2021",)}), ""),
        (Query(exclude={"venue": ("ICLR",)}), "ad"),
        (Query(exclude={"keywords": ("vision", None)}), "b"),
        (Query(between={"year": (2022, None)}), "bc"),
        (Query(between={"published": ("2021-11-09", "2021-11-09")}), "a"),
        (Query(between={"published": (None, "2022-06-30")}), "ac"),
        (Query(between={"abstract_words": (5, 7)}), "b"),
        (Query(between={"published": (None, "9999-12-31")}), "abc"),
        (Query(between={"published": ("2022-06-29T23:00:00-05:00", None)}), "b"),
        (Query(among={"keywords": (5,)}), ""),
        (Query(among={"upvotes": (10**30, 12, True)}), "b"),
        (Query(has=("upvotes",)), "abd"),
        (Query(has=("authors", "code_url")), "ad"),
        (Query(sort=("-upvotes",)), "badc"),
        (Query(sort=("title",)), "cdba"),
        (Query(text="recursive", among={"year": (2023,)}), "b"),
    ],
)
def test_every_condition_means_what_it_says(query, ids):
    assert answers(frames.plain(), query) == ids


def test_a_field_that_the_papers_lack_is_named_with_those_they_have():
    with pytest.raises(FieldError) as error:
        Query(has=("doi",)).select(ex.conform([{"id": "a", "title": "T", "abstract": "A"}]))

    assert str(error.value) == "No field 'doi'; known: id, title, abstract."


def test_lists_have_no_order():
    with pytest.raises(QueryError) as error:
        Query(sort=("authors",)).select(frames.plain())

    assert str(error.value) == "'authors' holds lists, which have no order."


@pytest.mark.parametrize(
    ("between", "message"),
    [
        ({"published": ("soon", None)}, "'soon' is no date; write it as 2024-01-31."),
        ({"year": ("x", None)}, "between ('x', None) does not fit a field of Int64."),
        ({"year": (10**30, None)}, f"between ({10**30}, None) does not fit a field of Int64."),
    ],
)
def test_a_limit_that_does_not_fit_its_field_is_refused(between, message):
    with pytest.raises(QueryError) as error:
        Query(between=between).select(frames.plain())

    assert str(error.value) == message


words = st.sampled_from(
    [
        "C++",
        "g^n",
        "naïve",
        "naïve",
        "日本語",
        "a_b",
        "x-y",
        "recursive",
        "Recursive",
        "ſ",
        "ß",
        "İ",
        "ΑΣ",
        "ας",
        "🙂",
        "'",
        '"',
        "-",
        "*",
        "title:",
        "?",
    ]
)
texts = st.lists(words, max_size=6).map(" ".join)
papers = st.lists(
    st.tuples(texts | st.none(), texts | st.none(), st.integers(0, 3) | st.none()), min_size=1, max_size=5
)


@settings(max_examples=60)
@given(rows=papers, text=texts, years=st.lists(st.integers(0, 3) | st.none(), max_size=2))
def test_pandas_polars_duckdb_and_the_scan_agree(rows, text, years):
    query = Query(text=text, among={"year": tuple(years)}, sort=("id",))
    table = pa.table(
        {
            "id": [f"p{at}" for at in range(len(rows))],
            "title": pa.array([row[0] for row in rows], pa.string()),
            "abstract": pa.array([row[1] for row in rows], pa.string()),
            "year": pa.array([row[2] for row in rows], pa.int64()),
        }
    )
    frame = table.to_pandas(types_mapper=pd.ArrowDtype).set_index("id")

    by_pandas = list(query.select(frame).index)

    assert list(Scan(frame).select(query).index) == by_pandas
    assert select(pl.from_arrow(table), query)["id"].to_list() == by_pandas
    assert [row[0] for row in select(duckdb.from_arrow(table), query).fetchall()] == by_pandas
