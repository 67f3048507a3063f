"""A query as conditions that any engine answers: compiled with Narwhals, run where the papers are."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np

from explorer.errors import FieldError, QueryError
from explorer.terms import CAPITALS, NOT_A_WORD, Term, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from explorer.query import Query, Value
    from explorer.rows import Mask

    Schema = Mapping[str, nw.dtypes.DType]
    Haystack = Callable[[tuple[str, ...]], nw.Expr]

LARGEST = 2**63  # no column holds a larger number
WORDS = "_words"  # `abstract_words`: the number of words in `abstract`


def select(papers: pd.DataFrame, query: Query) -> pd.DataFrame:
    """Return the papers that answer a query, in the order that it asks for.

    Raises
    ------
    FieldError
        Where the query names a field that the papers lack.
    """
    frame, asked, words = _asked(papers, query)
    for condition in asked:
        frame = frame.filter(condition)
    ordered: pd.DataFrame = in_order(frame.drop(*words) if words else frame, query).to_native()
    return ordered.set_index("id") if _is_indexed(papers) else ordered


def holding(papers: pd.DataFrame, query: Query) -> Mask:
    """Say of each paper whether it answers a query; without a text, no column of the papers is copied for it."""
    frame, asked, _ = _asked(papers, query)
    if not asked:
        return np.ones(len(papers), dtype=bool)
    answers = frame.select(nw.all_horizontal(*asked, ignore_nulls=False).alias("answers"))["answers"]
    wanted: Mask = answers.to_numpy().astype(bool)
    return wanted


def _asked(papers: Any, query: Query) -> tuple[Any, list[nw.Expr], list[str]]:  # noqa: ANN401 - frames of any engine
    """Give a Narwhals frame with the words that a query looks in, its conditions, and what these columns are named."""
    frame: Any = nw.from_native(_with_id(papers))
    schema = frame.collect_schema()
    words = {fields: f"words of {', '.join(fields)}" for fields in {term.fields for term in parse(query.text)}}
    if words:
        frame = frame.with_columns(*(folded(fields, schema).alias(name) for fields, name in words.items()))
    return frame, conditions(query, schema, lambda fields: nw.col(words[fields])), list(words.values())


def conditions(query: Query, schema: Schema, look_in: Haystack) -> list[nw.Expr]:
    """Compile a query, except its order, to conditions that must all hold; none asks for every paper.

    `look_in` gives the column that holds the folded words of some fields.
    """
    asked: list[nw.Expr] = [_holds(term, look_in, schema) for term in parse(query.text)]
    asked += [_among(_known(name, schema), values, schema) for name, values in query.among.items()]
    asked += [_among(_known(name, schema), (value,), schema) for name, held in query.every.items() for value in held]
    asked += [~_among(_known(name, schema), values, schema) for name, values in query.exclude.items()]
    asked += [_between(name, low, high, schema) for name, (low, high) in query.between.items()]
    asked += [~is_missing(_known(name, schema), schema) for name in query.has]
    return asked


def folded(fields: tuple[str, ...], known: Schema) -> nw.Expr:
    """Return the words of some text fields, lower-case, each between spaces; a field's end breaks a phrase."""
    texts = [fold(name) for name in fields if isinstance(known.get(name), nw.String)]
    return nw.concat_str([nw.lit(""), *texts, nw.lit("")], separator=" \n ")


def fold(name: str) -> nw.Expr:
    """Return the words of a text field, lower-case, one space between them."""
    text = nw.col(name).fill_null("")
    for letter, small in CAPITALS.items():
        text = text.str.replace_all(letter, small, literal=True)
    return text.str.to_lowercase().str.replace_all(NOT_A_WORD, " ")


def word_count(name: str) -> nw.Expr:
    """Count the words of a text field: its runs of anything but white space."""
    return nw.col(name).str.replace_all(r"\S+", "w").str.replace_all(r"\s+", "").str.len_chars()


def is_missing(name: str, schema: Schema) -> nw.Expr:
    """Say whether a field states nothing; an empty list states nothing."""
    column = nw.col(name)
    if isinstance(schema[name], nw.List):
        return column.is_null() | (column.list.len() == 0).fill_null(value=True)
    return column.is_null()


def in_order(frame: Any, query: Query) -> Any:  # noqa: ANN401 - whatever frame Narwhals wraps
    """Return a Narwhals frame sorted as a query asks, what is not stated last."""
    if not query.sort:
        return frame
    names = order(query, frame.collect_schema())
    return frame.sort(names, descending=[name.startswith("-") for name in query.sort], nulls_last=True)


def order(query: Query, schema: Schema) -> list[str]:
    """Return the fields that a query sorts by; raise where one is missing or holds lists."""
    names = [_known(name.removeprefix("-"), schema) for name in query.sort]
    if lists := [name for name in names if isinstance(schema[name], nw.List)]:
        raise QueryError(f"{lists[0]!r} holds lists, which have no order.")
    return names


def _holds(term: Term, look_in: Haystack, schema: Schema) -> nw.Expr:
    if not any(name in schema for name in term.fields):
        return _always(schema, value=term.unwanted)
    found = look_in(term.fields).str.contains(term.needle, literal=True)
    return ~found if term.unwanted else found


def _always(schema: Schema, *, value: bool) -> nw.Expr:
    # Narwhals filters by columns only: nw.lit(False) raises InvalidOperationError.
    anything = nw.col(next(iter(schema))).is_null()
    return (anything | ~anything) if value else (anything & ~anything)


def _known(name: str, schema: Schema) -> str:
    if name not in schema:
        raise FieldError(name, tuple(schema))
    return name


def _among(name: str, values: tuple[Value, ...], schema: Schema) -> nw.Expr:
    stated = [_has_value(name, value, schema) for value in values if value is not None]
    missing = [is_missing(name, schema)] if None in values else []
    return functools.reduce(operator.or_, stated + missing)


def _has_value(name: str, value: Value, schema: Schema) -> nw.Expr:
    dtype = schema[name]
    if not _fits(value, dtype.inner if isinstance(dtype, nw.List) else dtype):
        return _always(schema, value=False)
    if isinstance(dtype, nw.List):
        return nw.col(name).list.contains(value).fill_null(value=False)
    equal: nw.Expr = nw.col(name) == _cast(value, dtype)
    return equal.fill_null(value=False)


def _between(name: str, low: Value, high: Value, schema: Schema) -> nw.Expr:
    if name not in schema and name.endswith(WORDS) and name.removesuffix(WORDS) in schema:
        return _within(word_count(name.removesuffix(WORDS)), low, high, nw.Int64())
    return _within(nw.col(_known(name, schema)), low, high, schema[name])


def _within(column: nw.Expr, low: Value, high: Value, dtype: nw.dtypes.DType) -> nw.Expr:
    if not all(limit is None or _fits(limit, dtype) for limit in (low, high)):
        raise QueryError(f"between ({low!r}, {high!r}) does not fit a field of {dtype}.")
    lowest = [] if low is None else [column >= _cast(low, dtype)]
    highest = [] if high is None else [_up_to(column, high, dtype)]
    inside: nw.Expr = functools.reduce(operator.and_, lowest + highest)
    return inside.fill_null(value=False)


def _up_to(column: nw.Expr, high: Value, dtype: nw.dtypes.DType) -> nw.Expr:
    limit = _cast(high, dtype)
    if isinstance(limit, dt.datetime) and len(str(high)) == len("2024-01-01"):
        limit = dt.datetime.combine(limit, dt.time.max)
    below: nw.Expr = column <= limit
    return below


def _cast(value: Value, dtype: nw.dtypes.DType) -> Any:  # noqa: ANN401 - the column's own type
    if not dtype.is_temporal():
        return value
    try:
        moment = dt.datetime.fromisoformat(str(value))
    except ValueError:
        raise QueryError(f"{value!r} is no date; write it as 2024-01-31.") from None
    moment = moment.astimezone(dt.UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return moment.date() if isinstance(dtype, nw.Date) else moment


def _fits(value: Value, dtype: Any) -> bool:  # noqa: ANN401 - a Narwhals type, or its class
    if dtype == nw.Boolean:
        return isinstance(value, bool)
    if dtype.is_numeric():
        return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < LARGEST
    return isinstance(value, str)


def _is_indexed(papers: object) -> bool:
    return getattr(getattr(papers, "index", None), "name", None) == "id"


def _with_id(papers: Any) -> Any:  # noqa: ANN401 - any frame that Narwhals knows
    return papers.reset_index() if _is_indexed(papers) else papers
