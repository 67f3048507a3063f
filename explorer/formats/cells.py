"""A value in a cell of a table: a list as one text, and a text as what it was."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd
import pyarrow as pa

from explorer.columns import DATE, FLAG, LIST, NUMBER, REAL, TEXT
from explorer.formats.dates import iso
from explorer.formats.json_text import loads

KINDS: dict[str, pa.DataType] = {
    "text": TEXT,
    "number": NUMBER,
    "real": REAL,
    "flag": FLAG,
    "date": DATE,
    "list": LIST,
}
NAMES = {kind: name for name, kind in KINDS.items()}


def joined(items: list[str]) -> str:
    """Join a list's texts by semicolons, or as JSON where one of them has its own."""
    cell = "; ".join(items)
    return cell if parted(cell) == items else json.dumps(items, ensure_ascii=False)


def parted(cell: str) -> list[str]:
    """Part a cell into a list's texts: at semicolons, unless it is JSON."""
    return listed(cell) or [part.strip() for part in cell.split(";")]


def is_nested(values: pd.Series[Any]) -> bool:
    """Say whether a column of texts holds JSON objects, which nobody reads in a list to cite or to paste."""
    stated = values.dropna() if values.dtype == pd.ArrowDtype(TEXT) else values[:0]
    return len(stated) > 0 and bool(stated.str.match(r'\s*(\{"|\[[{\[])').all())


def listed(cell: str) -> list[str] | None:
    """Read a cell that is a JSON list of texts; none where it is something else."""
    if not cell.startswith('["'):
        return None
    try:
        found = loads(cell)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) and all(isinstance(item, str) for item in found) else None


def written(value: Any) -> str:  # noqa: ANN401 - a value of a papers frame
    """Write a value as the text that `typed` reads again."""
    if isinstance(value, list):
        return joined(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return iso(value) if isinstance(value, datetime) else str(value)


def typed(kind: pa.DataType, cell: str) -> Any:  # noqa: ANN401 - a value of that kind, or the text
    """Read a cell as a value of one of our types; a text that is none stays a text."""
    try:
        return _READERS.get(kind, str)(cell)
    except (ValueError, KeyError):
        return cell


_READERS: dict[pa.DataType, Callable[[str], Any]] = {
    NUMBER: int,
    REAL: float,
    FLAG: {"true": True, "false": False}.__getitem__,
    DATE: datetime.fromisoformat,
    LIST: parted,
}
