"""One query, one answer, whatever engine holds the papers."""

from __future__ import annotations

import datetime as dt

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


values = {
    "venue": st.sampled_from(["a", "b", "é", ""]),
    "year": st.integers(0, 3),
    "score": st.sampled_from([0.0, 0.5, 2.0]),
    "is_open": st.booleans(),
    "published": st.sampled_from([dt.datetime(2024, 1, day, hour) for day in (1, 2) for hour in (0, 9)]),  # noqa: DTZ001 - as in a frame
}
kinds = {
    "venue": pa.string(),
    "year": pa.int64(),
    "score": pa.float64(),
    "is_open": pa.bool_(),
    "published": pa.timestamp("ms"),
    "keywords": pa.list_(pa.string()),
}
several = st.lists(values["venue"] | st.none(), max_size=3)
stated = st.fixed_dictionaries(
    {**{name: given | st.none() for name, given in values.items()}, "keywords": several | st.none()}
)
value = st.one_of(
    st.none(), *values.values(), st.sampled_from(["nowhere", "0", "2024-01-01", 1.0, 2, -(2**63), 10**30, "true"])
)
asked_of = st.dictionaries(st.sampled_from([*kinds]), st.lists(value, max_size=3).map(tuple), max_size=3)
limits = st.fixed_dictionaries(
    {},
    optional={
        "year": st.tuples(values["year"] | st.none(), st.integers(0, 3) | st.none()),
        "score": st.tuples(values["score"] | st.none(), st.integers(0, 3) | st.none()),
        "published": st.tuples(
            st.sampled_from(["2024-01-01", "2024-01-02T09:00:00"]), st.sampled_from(["2024-01-02", None])
        ),
    },
)


queries = st.builds(
    Query,
    among=asked_of,
    every=asked_of,
    exclude=asked_of,
    between=limits,
    has=st.sets(st.sampled_from([*kinds]), max_size=2),
)


@pytest.mark.parametrize("room", [0, 2])  # with numbers in place of values, and with a bit a paper for each value
@settings(max_examples=150, deadline=None)
@given(rows=st.lists(stated, min_size=1, max_size=8), query=queries)
def test_what_is_asked_of_counted_fields_is_what_is_asked_of_papers(room, rows, query):
    counted, uncounted = Scan(stating(rows)), Scan(stating(rows))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explorer.search.counting.ROOM", room)
        for name in kinds:
            counted.counts(name, Query())

        expected = said_of(lambda: query.select(stating(rows)))

        assert said_of(lambda: counted.select(query)) == expected
        assert said_of(lambda: uncounted.select(query)) == expected


def stating(rows):
    columns = {name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()}
    return pd.DataFrame(
        {name: pd.Series(column, dtype=pd.ArrowDtype(column.type)) for name, column in columns.items()}
    ).set_axis(pd.Index([f"p{at}" for at in range(len(rows))], name="id"))


def said_of(select):
    """Give the ids of what is selected, or what is said against it."""
    try:
        return list(select().index)
    except QueryError as error:
        return str(error)


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
