"""The cells of a CSV table: values of a papers frame as texts that no spreadsheet runs, and these values again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd

from explorer.columns import KNOWN, LIST, NUMBER, TEXT
from explorer.formats.cells import listed, parted
from explorer.formats.csv_names import ENDS

RUNS = tuple("=+-@\t\r\n＝＋－＠")
WHOLE = re.compile(r"-?(0|[1-9]\d{0,18})")
REAL = re.compile(r"-?(\d+\.\d*(e[+-]?\d+)?|\d+e[+-]?\d+|inf)|" + WHOLE.pattern)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?")
FLAG = re.compile("true|false")


def values(name: str, cells: list[str]) -> list[Any]:
    """Give a column's cells the type that all of them have, as `write` spells it; else they are text."""
    if KNOWN.get(name) == TEXT or name in ENDS:
        return [unguarded(cell) for cell in cells]
    if KNOWN.get(name) == LIST:
        return [parted(unguarded(cell)) for cell in cells]
    present = [cell for cell in cells if cell]
    for pattern, make in KINDS if KNOWN.get(name, NUMBER) == NUMBER and present else ():
        if all(map(pattern.fullmatch, present)) and (made := _made(make, cells)):
            return made
    if present and all(map(listed, present)):
        return [listed(cell) for cell in cells]
    return [unguarded(cell, typed=True) for cell in cells]


def _made(make: Callable[[str], Any], cells: list[str]) -> list[Any] | None:
    """Make a value of each cell that is not empty; nothing where one, written again, is another text."""
    try:
        values = [make(cell) if cell else None for cell in cells]
    except ValueError:  # of the form, but no calendar has it
        return None
    is_same = all(value is None or _cell(value) == cell for value, cell in zip(values, cells, strict=True))
    return values if is_same else None


def _number(cell: str) -> float:
    return int(cell) if WHOLE.fullmatch(cell) else float(cell)


def written(name: str, column: pd.Series) -> list[str]:
    """Write a column's values as cells; an empty one is nothing."""
    plain = column.array.__arrow_array__().to_pylist()
    if column.dtype == pd.ArrowDtype(TEXT):
        typed = KNOWN.get(name) != TEXT
        return [guarded(value, typed=typed) if value else "" for value in plain]
    return ["" if value is None else _cell(value) for value in plain]


def _cell(value: Any) -> str:  # noqa: ANN401 - a list, flag, date or number
    if isinstance(value, (list, bool)):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, datetime) else repr(value)


def guarded(text: str, *, typed: bool = False) -> str:
    """Put a guard before a text that a spreadsheet would run, or take for a value."""
    return f"'{text}" if _is_risky(text, typed=typed) else text


def unguarded(cell: str, *, typed: bool = False) -> str:
    """Take the guard off that `guarded` put there, and none else."""
    return cell[1:] if cell.startswith("'") and _is_risky(cell, typed=typed) else cell


def _is_risky(text: str, *, typed: bool) -> bool:
    """Say whether a text, behind any guards it has, would run or would come back as something else."""
    bare = text.lstrip("'")
    return bare.startswith(RUNS) or (typed and bool(_is_typed(bare)))


def _is_typed(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (REAL, FLAG, MOMENT)) or listed(text) is not None


KINDS: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (REAL, _number),
    (FLAG, "true".__eq__),
    (MOMENT, datetime.fromisoformat),
)
