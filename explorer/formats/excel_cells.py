"""What a cell of a workbook holds, and how our values are spelt in one."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pyarrow as pa

from explorer.columns import REAL
from explorer.formats.cells import typed, written

# https://support.microsoft.com/office/1672b34d-7043-467e-8e27-269d656771c3: limits of Excel.
LONGEST, MOST_ROWS, EXACT = 32_767, 1_048_575, 10**15
PAPERS, ABOUT, LONGER = "papers", "about", "longer"
FIRST_DAY = datetime(1900, 3, 1)  # noqa: DTZ001 - Excel knows no zones, and takes 1900 for a leap year
# ECMA-376, ST_Xstring: what XML cannot hold is written as _x000B_, and an own _x000B_ as _x005F_x000B_.
_UNHELD = re.compile("[\0-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_CUT = re.compile("(?<!_x[0-9A-Fa-f]{4})_(x[0-9A-Fa-f]{0,4})?$")
_WRITTEN = re.compile("_x([0-9A-Fa-f]{4})_")


def spelt(value: Any) -> Any:  # noqa: ANN401 - a value of a papers frame, and one that Excel holds exactly
    """Spell a value so that Excel holds it exactly: as it is, or as a text."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return value if abs(value) < EXACT else str(value)
    if isinstance(value, float):
        return value if float(f"{value:.16g}") == value and abs(value) < 1e300 else repr(value)
    if isinstance(value, datetime) and value >= FIRST_DAY:
        return value
    return escaped(written(value))


def restored(kind: pa.DataType, value: Any) -> Any:  # noqa: ANN401 - a cell's value, and one of that type
    """Read a cell of a column whose type is known."""
    if isinstance(value, str):
        return typed(kind, value)
    return float(value) if kind == REAL and isinstance(value, int) and not isinstance(value, bool) else value


def escaped(text: str) -> str:
    """Write what XML cannot hold as Excel does."""
    return _UNHELD.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """Read what `escaped` wrote, or Excel."""
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def pieces(text: str) -> list[str]:
    """Part a text that is too long for a cell; Excel counts in halves of what lies beyond the BMP."""
    found = []
    while len(text) > LONGEST // 2 and len(text.encode("utf-16-le")) > 2 * LONGEST:
        halved = _CUT.search(text, 0, LONGEST // 2)  # no piece ends within an escape
        end = halved.start() if halved else LONGEST // 2
        found.append(text[:end])
        text = text[end:]
    return [*found, text]


def is_cut(text: str) -> bool:
    """Say whether a cell's text may be a piece of a longer one."""
    return len(escaped(text)) > LONGEST // 2 - 2 * len("_x005F_")  # a piece may end before an escape and in one
