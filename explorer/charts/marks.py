"""What a mark of a chart says, and the part of a query that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer.charts.fields import counted
from explorer.terms import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    import pandas as pd

    from explorer.query import Query, Value

Mark = dict[str, Any]

_ASKED = {"every": "every", "any": "among", "without": "exclude"}  # where a query holds a mark's list of values


def marks(frame: pd.DataFrame) -> list[Mark]:
    """List a frame's marks as plain Python values."""
    columns = {str(name): column.astype(object).tolist() for name, column in frame.items()}
    return [dict(zip(columns, mark, strict=True)) for mark in zip(*columns.values(), strict=True)]


def spoken(mark: Mapping[str, Any]) -> str:
    """Say a mark: ``Topics vision: 7 papers``; one that stands for no number of papers says what it does stand for."""
    if "said" in mark:
        return f"{mark['label']}: {mark['said']}"
    return f"{mark['name']} {mark['label']}: {counted(mark['papers'], mark['noun'])}"


def alternative(frame: pd.DataFrame) -> str:
    """Say in words what the picture shows, the largest marks first."""
    said = [frame.attrs["title"], frame.attrs["note"]]
    title = "; ".join(part for part in said if part)
    if frame.empty:
        return f"{title}. {frame.attrs['empty']}"
    if "said" in frame:
        first = frame.sort_values("papers", ascending=False, kind="stable").head(5)
        pairs = [f"{spoken(mark)};" for mark in marks(first)]
        return f"{title}. {'Largest' if len(frame) > len(pairs) else 'All'}: {' '.join(pairs).rstrip(';')}."
    shown = zip(frame["label"], frame["papers"], strict=True)
    largest = sorted(shown, key=lambda pair: -pair[1])[:5]
    pairs = [f"{label} {papers:,}" for label, papers in largest]
    return f"{title}. {'Most' if len(frame) > len(pairs) else 'All'}: {', '.join(pairs)}."


def mark_query(query: Query, mark: Mapping[str, Any]) -> Query:
    """Narrow a query to the papers a mark stands for, or take that back where it is so already."""
    return _each(_taken_off, query, mark) if held(query, mark) else narrowed(query, mark)


def narrowed(query: Query, mark: Mapping[str, Any]) -> Query:
    """Narrow a query to the papers a mark stands for, among those that answer the query.

    A mark holds one part of a query, or several as ``parts``: a `field` with a `value`, with the ends `low` and
    `high`, with `every` value of a list, with `any` of some values, or with values `without` which it stands; or a
    `word` of the text.
    """
    return _each(_put_on, query, mark)


def held(query: Query, mark: Mapping[str, Any]) -> bool:
    """Say whether a query already holds what a mark stands for."""
    if "parts" in mark:
        return all(_is_held(query, part, alone=True) for part in mark["parts"])
    return _is_held(query, mark, alone=False)


def _each(act: Callable[[Query, Mapping[str, Any]], Query], query: Query, mark: Mapping[str, Any]) -> Query:
    for part in mark.get("parts", [mark]):
        query = act(query, part)
    return query


def _is_held(query: Query, part: Mapping[str, Any], *, alone: bool) -> bool:
    if "word" in part:
        return part["word"] in query.text.split() and set(parse(part["word"])) <= set(parse(query.text))
    field = part["field"]
    if "value" in part:
        values = query.among.get(field, ())
        one_of = values == (part["value"],) if alone else part["value"] in values
        return one_of or part["value"] in query.every.get(field, ())
    if listed := _listed(part):
        asked = set(getattr(query, _ASKED[listed]).get(field, ()))
        return set(part[listed]) == asked if listed == "any" else set(part[listed]) <= asked
    low, high = query.between.get(field, (None, None))
    return low is not None and high is not None and part["low"] <= low and high <= part["high"]


def _put_on(query: Query, part: Mapping[str, Any]) -> Query:
    if "word" in part:
        closed = query.text + '"' * (query.text.count('"') % 2)  # a phrase that is not finished would swallow it
        return query.but(text=f"{closed} {part['word']}".strip())
    field = part["field"]
    if "value" in part:
        among = query.among.get(field, ())
        if among and part["value"] not in among:  # a list that has one of those, and this one too
            return _more(query, "every", field, [part["value"]])
        return query.but(among={**query.among, field: (part["value"],)})
    if listed := _listed(part):
        query = query.but(among={**query.among, field: ()}) if listed == "any" else query
        return _more(query, _ASKED[listed], field, part[listed])
    low, high = query.between.get(field, (None, None))
    low = part["low"] if low is None else max(low, part["low"])
    high = part["high"] if high is None else min(high, part["high"])
    return query.but(between={**query.between, field: (low, high)})


def _taken_off(query: Query, part: Mapping[str, Any]) -> Query:
    if "word" in part:
        return query.but(text=" ".join(word for word in query.text.split() if word != part["word"]))
    field = part["field"]
    if "value" in part:
        query = _fewer(query, "every", field, [part["value"]])
        return _fewer(query, "among", field, [part["value"]])
    if listed := _listed(part):
        return _fewer(query, _ASKED[listed], field, part[listed])
    return query.but(between={name: ends for name, ends in query.between.items() if name != field})


def _listed(part: Mapping[str, Any]) -> str:
    """Name the list of values that a part holds; nothing where it holds none."""
    return next((name for name in _ASKED if name in part), "")


def _more(query: Query, where: str, field: str, values: Iterable[Value]) -> Query:
    asked = getattr(query, where)
    return query.but(**{where: {**asked, field: (*asked.get(field, ()), *values)}})


def _fewer(query: Query, where: str, field: str, values: Collection[Value]) -> Query:
    asked = getattr(query, where)
    return query.but(**{where: {**asked, field: tuple(held for held in asked.get(field, ()) if held not in values)}})
