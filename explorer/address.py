"""A query as the part of an address that follows ``?``."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode

from explorer import short

if TYPE_CHECKING:
    from explorer.query import Query, Value


def write(query: Query) -> str:
    """Write a query; a string stands as it is unless it could be read as a number, a flag or null."""
    return urlencode(parts(query), errors="replace")


def parts(query: Query) -> short.Pairs:
    """Give the parts of an address that hold a query."""
    pairs = [("q", query.text)] if query.text else []
    pairs += [(f"is.{name}", _write(value)) for name, values in query.among.items() for value in values]
    pairs += [(f"all.{name}", _write(value)) for name, values in query.every.items() for value in values]
    pairs += [(f"not.{name}", _write(value)) for name, values in query.exclude.items() for value in values]
    pairs += [(f"in.{name}", json.dumps(limits)) for name, limits in query.between.items()]
    pairs += [("has", name) for name in query.has]
    return pairs + [("sort", name) for name in query.sort]


def pairs(url: str) -> short.Pairs:
    """Give the parts of an address, or of its part after ``?``; what stands in short form comes first, written out.

    Raises
    ------
    LinkError
        Where the short form cannot be read.
    """
    asked = plain(_after_question_mark(url))
    packed = [value for key, value in asked if key == short.KEY][-1:]
    return [pair for form in packed for pair in short.lengthened(form)] + [
        pair for pair in asked if pair[0] != short.KEY
    ]


def plain(asked: str) -> short.Pairs:
    """Give the parts of what follows ``?`` in an address, as they stand."""
    return parse_qsl(asked, keep_blank_values=True)


def read(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Read a query's fields from the parts of an address; pass over what is none of them."""
    given: dict[str, list[str]] = {}
    for key, value in pairs:
        given.setdefault(key, []).append(value)
    return {
        "text": given.get("q", [""])[-1],
        "among": _prefixed("is.", given),
        "every": _prefixed("all.", given),
        "exclude": _prefixed("not.", given),
        "between": dict(_limits(given)),
        "has": tuple(given.get("has", ())),
        "sort": tuple(given.get("sort", ())),
    }


def _write(value: Value) -> str:
    return value if isinstance(value, str) and _read(value) is value else json.dumps(value)


def _read(written: str) -> Value:
    try:
        value = json.loads(written)
    except (ValueError, RecursionError):
        return written
    return value if _is_plain(value) else written


def _is_plain(value: object) -> bool:
    return value is None or isinstance(value, (str, int)) or (isinstance(value, float) and math.isfinite(value))


def _after_question_mark(url: str) -> str:
    _, mark, asked = url.partition("?")
    return asked.partition("#")[0] if mark else url


def _prefixed(prefix: str, given: Mapping[str, list[str]]) -> dict[str, tuple[Value, ...]]:
    return {key.removeprefix(prefix): tuple(map(_read, held)) for key, held in given.items() if key.startswith(prefix)}


def _limits(given: Mapping[str, list[str]]) -> Iterator[tuple[str, tuple[Value, Value]]]:
    for key, held in given.items():
        limits = _pair(held[-1])
        if key.startswith("in.") and limits:
            yield key.removeprefix("in."), limits


def _pair(written: str) -> tuple[Value, Value] | None:
    try:
        limits = json.loads(written)
    except (ValueError, RecursionError):
        return None
    is_pair = isinstance(limits, list) and len(limits) == 2 and all(map(_is_plain, limits))
    return (limits[0], limits[1]) if is_pair else None
