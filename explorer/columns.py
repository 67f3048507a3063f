"""What a column of a papers frame may hold, and how a document's values become one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT, NUMBER, REAL, FLAG = pa.string(), pa.int64(), pa.float64(), pa.bool_()
LIST, DATE = pa.list_(pa.string()), pa.timestamp("ms")
KNOWN: dict[str, pa.DataType] = {
    **dict.fromkeys(("title", "abstract", "url", "code_url", "project_url", "venue", "doi", "source"), TEXT),
    **dict.fromkeys(("authors", "keywords", "topics"), LIST),
    **dict.fromkeys(("author_count", "upvotes", "comments", "year", "position", "code_stars"), NUMBER),
    **dict.fromkeys(("published", "listed"), DATE),
}
_DATES = ("%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%Y/%m/%d")


def column(field: str, values: Sequence[Any], problems: list[str]) -> pa.Array:
    """Make one Arrow column of a document's values, and add to `problems` each date that is none."""
    wanted, present = KNOWN.get(field), [plain(value) for value in values]
    if wanted == DATE:
        present = [_dated(field, place, value, problems) for place, value in enumerate(present, 1)]
    if wanted == LIST:
        present = [[value] if isinstance(value, str) else value for value in present]
    if wanted == NUMBER:
        present = [_number(value) for value in present]
    kinds = {_kind(value) for value in present} - {None}
    for kind in (wanted, FLAG, NUMBER, REAL, DATE, LIST):
        if kind is not None and kind != TEXT and kinds <= _ACCEPTED[kind] and (kinds or kind == wanted):
            return pa.array(present, kind)
    return pa.array([text(value) for value in present], TEXT)


def cast(field: str, array: pa.Array, problems: list[str]) -> pa.Array:
    """Bring an Arrow column to one of our types, by way of its values where Arrow has no direct one."""
    wanted = _plainest(array.type)
    if wanted is None or KNOWN.get(field, wanted) != wanted:
        return column(field, array.to_pylist(), problems)
    try:
        return _without_empty(array.cast(wanted, safe=wanted != DATE))
    except pa.ArrowInvalid:
        return column(field, array.to_pylist(), problems)


def common(field: str, arrays: Sequence[pa.Array]) -> list[pa.Array]:
    """Bring the same field of several documents to one type: their own, a wider number, or text."""
    kinds = {array.type for array in arrays if array.null_count < len(array)}
    if len(kinds) <= 1:
        kind = KNOWN.get(field) or next(iter(kinds), TEXT)
        return [array if array.type == kind else pa.nulls(len(array), kind) for array in arrays]
    whole = column(field, [value for array in arrays for value in array.to_pylist()], [])
    ends = np.cumsum([len(array) for array in arrays])
    return [whole.slice(end - len(array), len(array)) for end, array in zip(ends, arrays, strict=True)]


def parsed(written: str) -> datetime | None:
    """Read a date as people and services write it, as naive UTC; none where it is no whole date."""
    written = written.strip()
    forms: tuple[str | None, ...] = (None,) if re.match(r"\d{4}-?\d\d-?\d\d", written) else _DATES
    return next((found for form in forms if (found := _attempt(written, form))), None)


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a record
    """Make a value one of ours: a scalar, a list of texts, JSON text for what is nested, or none."""
    if isinstance(value, str):
        return text(value) if value.strip() else None
    if isinstance(value, (list, tuple, set, frozenset, np.ndarray)):
        return _listed(list(value))
    if isinstance(value, Mapping):
        return _json(value) if value else None
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value):  # noqa: PLR0124 - NaN
        return None
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, date):
        return _naive(value if isinstance(value, datetime) else datetime(value.year, value.month, value.day))  # noqa: DTZ001
    return value if isinstance(value, (bool, int, float)) else text(value)


def text(value: Any) -> str | None:  # noqa: ANN401 - any value of a record
    """Write a value as text without losing any of it: lists as JSON, dates as ISO 8601."""
    if value is None:
        return None
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode()
    if isinstance(value, (list, bool)):
        return _json(value)
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _listed(items: list[Any]) -> Any:  # noqa: ANN401 - a list of texts, or JSON text
    items = [item for item in items if item is not None and item != ""]
    if all(isinstance(item, str) for item in items):
        return [text(item) for item in items] or None
    return _json(items)


def _json(value: Any) -> str:  # noqa: ANN401 - any value of a record
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written.encode("utf-8", "replace").decode()


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _attempt(written: str, form: str | None) -> datetime | None:
    try:
        return _naive(datetime.strptime(written, form) if form else datetime.fromisoformat(written))  # noqa: DTZ007
    except (ValueError, OverflowError):
        return None


def _dated(field: str, place: int, value: Any, problems: list[str]) -> datetime | None:  # noqa: ANN401
    if value is None or isinstance(value, datetime):
        return value
    found = parsed(value) if isinstance(value, str) else None
    if found is None:
        problems.append(f"record {place}: {field} {value!r:.60} is no date such as 2024-10-31")
    return found


def _number(value: Any) -> Any:  # noqa: ANN401 - a number, or the value as it was
    if isinstance(value, str) and re.fullmatch(r"[+-]?\d{1,18}", value.strip()):
        return int(value)
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _kind(value: Any) -> str | None:  # noqa: ANN401 - a plain value
    if isinstance(value, int) and not isinstance(value, bool):
        return "number" if abs(value) < 2**53 else "long" if -(2**63) <= value < 2**63 else "longer"
    kinds = {bool: "flag", float: "real", str: "text", list: "list"}
    return None if value is None else kinds.get(type(value), "date")


_ACCEPTED = {
    FLAG: {"flag"},
    NUMBER: {"number", "long"},
    REAL: {"number", "real"},
    DATE: {"date"},
    LIST: {"list"},
}


def _plainest(kind: pa.DataType) -> pa.DataType | None:
    """Name the type of ours that holds every value of another, where one does."""
    tests = {
        FLAG: pa.types.is_boolean(kind),
        NUMBER: pa.types.is_integer(kind),
        REAL: pa.types.is_floating(kind),
        DATE: (pa.types.is_timestamp(kind) and kind.tz is None) or pa.types.is_date(kind),
        TEXT: pa.types.is_string(kind) or pa.types.is_large_string(kind),
        LIST: _is_list(kind) and _plainest(kind.value_type) == TEXT,
    }
    return next((ours for ours, fits in tests.items() if fits), None)


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _without_empty(array: pa.Array) -> pa.Array:
    if array.type == TEXT:
        missing = pc.equal(pc.utf8_trim_whitespace(array), "")
    elif array.type == LIST:
        missing = pc.equal(pc.list_value_length(array), 0)
    elif array.type == REAL:
        missing = pc.is_nan(array)
    else:
        return array
    return pc.if_else(missing, pa.scalar(None, array.type), array)
