"""What a column of a papers frame may hold, and how a document's values become one."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer.errors import DocumentError
from explorer.values import parsed, plain, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEXT, NUMBER, REAL, FLAG = pa.string(), pa.int64(), pa.float64(), pa.bool_()
LIST, DATE = pa.list_(pa.string()), pa.timestamp("ms")
WIDEST = 2_000  # fields; no list of papers has more, and each costs time and room
LARGE = 1 << 26  # bytes; chunks of a column that is not are put together
FIRST, LAST = -62_135_596_800_000, 253_402_300_799_999  # the years 1 to 9999, in ms since 1970
PLACES = ("map_x", "map_y")  # where a paper stands on the map: to be asked for, not to be read
KNOWN: dict[str, pa.DataType] = {
    **dict.fromkeys(("id", "title", "abstract", "url", "code_url", "project_url", "pdf_url", "source"), TEXT),
    **dict.fromkeys(("doi", "arxiv_id", "pmid", "isbn", "issn", "key", "kind", "language", "license"), TEXT),
    **dict.fromkeys(("venue", "publisher", "volume", "issue", "pages", "journal_ref", "comment"), TEXT),
    **dict.fromkeys(("status", "note"), TEXT),
    **dict.fromkeys(("authors", "editors", "affiliations", "keywords", "categories", "topics", "tags"), LIST),
    **dict.fromkeys(("author_count", "upvotes", "comments", "citations", "year", "position"), NUMBER),
    **dict.fromkeys(("code_stars", "stars"), NUMBER),
    **dict.fromkeys(("published", "updated", "listed"), DATE),
}


def of_records(records: Sequence[Mapping[str, Any]], problems: list[str], first: int = 1) -> dict[str, pa.Array]:
    """Make a column of each field that any record has; `first` is the first record's number in its document."""
    names = dict.fromkeys(chain(("id", "title", "abstract"), chain.from_iterable(records)))
    if len(names) > WIDEST:
        raise DocumentError("document", f"its papers have {len(names):,} fields; expected at most {WIDEST:,}")
    return {text(name): column(str(name), [record.get(name) for record in records], problems, first) for name in names}


def column(field: str, values: Sequence[Any], problems: list[str], first: int = 1) -> pa.Array:
    """Make one Arrow column of a document's values, and add to `problems` each date that is none."""
    alike = _alike(field, values)
    if alike is not None:
        return alike
    wanted, present = KNOWN.get(field), [plain(value) for value in values]
    if wanted == DATE:
        present = [_dated(field, place, value, problems) for place, value in enumerate(present, first)]
    if wanted == LIST:
        present = [value if value is None or isinstance(value, list) else [text(value)] for value in present]
    if wanted == NUMBER:
        numbers = [_number(value) for value in present]
        present = numbers if {_kind(value) for value in numbers} <= _ACCEPTED[NUMBER] | {None} else present
    kinds = {_kind(value) for value in present} - {None}
    for kind in () if wanted == TEXT else (wanted, FLAG, NUMBER, REAL, DATE, LIST):
        if kind is not None and kinds <= _ACCEPTED[kind] and (kinds or kind == wanted):
            return pa.array(present, kind)
    return pa.array([value if value is None else text(value) for value in present], TEXT)


def cast(field: str, array: pa.Array | pa.ChunkedArray, problems: list[str]) -> pa.Array | pa.ChunkedArray:
    """Bring an Arrow column to one of our types, by way of its values where Arrow has no direct one.

    A large column in chunks that is of our type stays as it is, for it may lie on disk and be larger than memory.
    """
    if isinstance(array, pa.ChunkedArray):
        if array.nbytes < LARGE:
            return cast(field, array.combine_chunks(), problems)
        return stacked(common(field, [cast(field, chunk, problems) for chunk in array.chunks]))
    wanted = _plainest(array.type)
    if wanted == DATE:
        array = _within(field, array.cast(DATE, safe=False), problems)
    if wanted is None or KNOWN.get(field, wanted) != wanted or (wanted == LIST and array.flatten().null_count):
        return column(field, array.to_pylist(), problems)
    try:
        return _clean(array.cast(wanted))
    except pa.ArrowInvalid:  # an unsigned number over 2**63
        return column(field, array.to_pylist(), problems)


def common(field: str, arrays: Sequence[pa.Array]) -> list[pa.Array]:
    """Bring the same field of several documents to one type: their own, a wider number, or text."""
    kinds = {array.type for array in arrays if array.null_count < len(array)}
    if not kinds:
        kinds = {array.type for array in arrays}
        kinds = {KNOWN[field]} if field in KNOWN else kinds if len(kinds) == 1 else {TEXT}
    if len(kinds) == 1:
        kind = kinds.pop()
        return [array if array.type == kind else pa.nulls(len(array), kind) for array in arrays]
    whole = column(field, [value for array in arrays for value in array.to_pylist()], [])
    ends = np.cumsum([len(array) for array in arrays])
    return [whole.slice(end - len(array), len(array)) for end, array in zip(ends, arrays, strict=True)]


def stacked(arrays: Sequence[pa.Array | pa.ChunkedArray]) -> pa.Array | pa.ChunkedArray:
    """Put columns of one type under each other: in one piece, or in the chunks they have where they are large."""
    pieces = [array.chunks if isinstance(array, pa.ChunkedArray) else [array] for array in arrays]
    whole = pa.chunked_array([piece for several in pieces for piece in several], arrays[0].type)
    return whole if whole.nbytes >= LARGE else whole.combine_chunks()


def frame(arrays: Mapping[str, pa.Array | pa.ChunkedArray]) -> pd.DataFrame:
    """Put Arrow columns side by side as a frame, without copying."""
    return pd.DataFrame({name: pd.arrays.ArrowExtensionArray(array) for name, array in arrays.items()})


def _alike(field: str, values: Sequence[Any]) -> pa.Array | None:
    """Let Arrow itself read values that are all of one of our types; the rest is read one by one."""
    types = set(map(type, values)) - {type(None)}
    kind = _OURS.get(types.pop()) if len(types) == 1 else None
    if kind is None or KNOWN.get(field, kind) != kind:
        return None
    try:
        array = pa.array(values, kind)
    except (pa.ArrowException, OverflowError, UnicodeError):
        return None
    if kind == LIST and (array.flatten().null_count or not _clean(array.flatten()).equals(array.flatten())):
        return None
    array = _clean(array)
    return None if array.null_count == len(array) else array


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


_OURS = {str: TEXT, int: NUMBER, float: REAL, bool: FLAG, list: LIST, datetime: DATE}
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


def _within(field: str, array: pa.Array, problems: list[str]) -> pa.Array:
    """Drop the dates that no calendar has, and say so."""
    numbers = array.cast(NUMBER)
    is_good = pc.and_(pc.greater_equal(numbers, FIRST), pc.less_equal(numbers, LAST))
    lost = pc.sum(pc.invert(is_good)).as_py()
    problems += [f"{field}: {lost} dates outside the years 1 to 9999 are missing"] if lost else []
    return pc.if_else(is_good, array, pa.scalar(None, DATE)) if lost else array


def _has_zero_byte(texts: pa.Array) -> bool:
    """Look at the bytes themselves: a search in each text takes twenty times as long."""
    _, offsets, content = texts.buffers()
    if not content or not len(texts):
        return False
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return not np.frombuffer(content, np.uint8)[ends[0] : ends[-1]].all()


def _clean(array: pa.Array) -> pa.Array:
    """Make empty texts, empty lists and NaN missing."""
    if array.type == TEXT:
        if _has_zero_byte(array):
            array = pc.replace_substring(array, "\0", "\N{REPLACEMENT CHARACTER}")
        missing = pc.or_(pc.equal(array, ""), pc.utf8_is_space(array))
    elif array.type == LIST:
        missing = pc.equal(pc.list_value_length(array), 0)
    elif array.type == REAL:
        missing = pc.is_nan(array)
    else:
        return array
    return pc.if_else(missing, pa.scalar(None, array.type), array) if pc.any(missing).as_py() else array
