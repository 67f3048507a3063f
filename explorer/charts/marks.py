"""What a mark of a chart says, and the part of a query that it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer.charts.fields import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from explorer.query import Query

Mark = dict[str, Any]


def marks(frame: pd.DataFrame) -> list[Mark]:
    """List a frame's marks as plain Python values."""
    return [{str(key): value for key, value in mark.items()} for mark in frame.to_dict("records")]


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
    """Narrow a query to the papers a mark stands for, or take that back where it is so already.

    A mark holds one part of a query, or several as ``parts``: a `field` with a `value`, with the ends `low` and
    `high`, with `every` value of a list, or with values `without` which it stands; or a `word` of the text.
    """
    if "parts" not in mark and "value" in mark:
        return query.narrow(mark["field"], mark["value"])
    put = _taken_off if held(query, mark) else _put_on
    for part in mark.get("parts", [mark]):
        query = put(query, part)
    return query


def held(query: Query, mark: Mapping[str, Any]) -> bool:
    """Say whether a query already holds what a mark stands for."""
    if "parts" in mark:
        return all(_is_held(query, part, alone=True) for part in mark["parts"])
    return _is_held(query, mark, alone=False)


def _is_held(query: Query, part: Mapping[str, Any], *, alone: bool) -> bool:
    if "word" in part:
        return part["word"] in query.text.split()
    field = part["field"]
    if "value" in part:
        values = query.among.get(field, ())
        return values == (part["value"],) if alone else part["value"] in values
    if "every" in part:
        return set(part["every"]) <= set(query.every.get(field, ()))
    if "without" in part:
        return set(part["without"]) <= set(query.exclude.get(field, ()))
    return tuple(query.between.get(field, ())) == (part["low"], part["high"])


def _put_on(query: Query, part: Mapping[str, Any]) -> Query:
    if "word" in part:
        return query.but(text=f"{query.text} {part['word']}".strip())
    field = part["field"]
    if "value" in part:
        return query.but(among={**query.among, field: (part["value"],)})
    if "every" in part:
        return query.but(every={**query.every, field: (*query.every.get(field, ()), *part["every"])})
    if "without" in part:
        return query.but(exclude={**query.exclude, field: (*query.exclude.get(field, ()), *part["without"])})
    return query.but(between={**query.between, field: (part["low"], part["high"])})


def _taken_off(query: Query, part: Mapping[str, Any]) -> Query:
    if "word" in part:
        return query.but(text=" ".join(word for word in query.text.split() if word != part["word"]))
    name = next(name for key, name in _HOLDERS.items() if key in part)
    return query.but(**{name: {field: v for field, v in getattr(query, name).items() if field != part["field"]}})


_HOLDERS = {"value": "among", "every": "every", "without": "exclude", "low": "between"}
