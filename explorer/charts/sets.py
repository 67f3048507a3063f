"""Sets as rows, combinations as columns: dots where they meet, bars that count them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.charts.columns import whole_levels
from explorer.charts.fields import fitted, width_of
from explorer.charts.marks import Mark, marks
from explorer.charts.sheet import SIZE, Sheet, empty_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_SMALL = 11.0
_EDGE, _GAP = 4.0, 12.0
_TOP, _BARS, _MATRIX, _ROW = 20.0, 120.0, 14.0, 24.0  # number, bar, gap, then the rows
_BAR, _WIDEST = 12.0, 34.0
_LEAST, _NARROW = 0.14, 14.0  # the part of the width for the bars of the sets; columns that leave no room for them
_DOT, _SPECK, _STEM = 5.0, 2.5, 2.5


@dataclass(frozen=True)
class _Ground:
    """Hold the width of the names, where bars and columns begin, how long a paper is, and the levels of the axis."""

    names: float
    start: float
    unit: float
    left: float
    slot: float
    levels: tuple[int, ...]
    scale: float

    def middle(self, place: int) -> float:
        """Say where a column stands."""
        return self.left + self.slot * (place + 0.5)

    def level(self, place: int) -> float:
        """Say where a set's row stands."""
        return _TOP + _BARS + _MATRIX + _ROW * (place + 0.5)


def draw_sets(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a row a set with its size, and a column a combination with its dots and its bar."""
    if frame.empty:
        return empty_sheet(frame, theme)
    told = list(enumerate(marks(frame)))
    sets = [(place, mark) for place, mark in told if mark["kind"] == "set"]
    columns = [(place, mark) for place, mark in told if mark["kind"] == "combination"]
    sheet = Sheet(frame, theme, _TOP + _BARS + _MATRIX + _ROW * len(sets) + 6)
    ground = _ground(sheet.room, [mark for _, mark in sets], [mark["papers"] for _, mark in columns])
    for row, (place, mark) in enumerate(sets):
        _set(sheet, ground, f"mark-{place}", row, mark)
    absent = _absent(ground, len(sets), [mark["members"] for _, mark in columns])
    sheet.specks(absent, min(_SPECK, ground.slot * 0.2))
    _columns(sheet, ground, columns, _TOP + _BARS + _MATRIX + _ROW * len(sets))
    return sheet


def _ground(room: float, sets: Sequence[Mark], counts: Sequence[int]) -> _Ground:
    """Divide the width: names, the bars of the sets where there is room, an axis where numbers have none, columns."""
    names = min(max(width_of(mark["label"], SIZE) for mark in sets), 0.27 * room)
    start = _EDGE + names + _GAP
    number = max(width_of(f"{mark['papers']:,}", _SMALL) for mark in sets) + 6
    free = room - _EDGE - start - number - _GAP
    least = _LEAST * room if (free - _LEAST * room) / len(counts) >= _NARROW else 0.0
    free -= least
    levels, axis = [0], 0.0
    if min(free / len(counts), _WIDEST) < width_of(f"{max(counts):,}", _SMALL) + 2:
        levels = whole_levels(max(counts))
        axis = width_of(f"{levels[-1]:,}", _SMALL)
    slot = min((free - axis) / len(counts), _WIDEST)
    left = room - _EDGE - slot * len(counts)
    end = min(left - _GAP - axis - number, start + 0.4 * room) if least else start
    unit = (end - start) / max(mark["papers"] for mark in sets)
    return _Ground(names, start, unit, left, slot, tuple(levels), _BARS / max(*counts, levels[-1]))


def _set(sheet: Sheet, ground: _Ground, part: str, row: int, mark: Mark) -> None:
    """Draw a set's name, its bar and its number."""
    y = ground.level(row)
    sheet.catch(part, 0, y - _ROW / 2, ground.left - 4, _ROW)
    sheet.rule(0, sheet.room, y - _ROW / 2, faint=True)
    sheet.write(_EDGE, y, fitted(mark["label"], SIZE, ground.names), part=f"{part} label")
    length = mark["papers"] * ground.unit
    if length:
        sheet.box((ground.start, y - _BAR / 2), (length, _BAR), part=f"{part} bar", colour=sheet.theme.muted)
    x = ground.start + (length + 6 if length else 0)
    sheet.write(x, y, f"{mark['papers']:,}", part=f"{part} number", colour=sheet.theme.muted, size=_SMALL)


def _columns(sheet: Sheet, ground: _Ground, columns: Sequence[tuple[int, Mark]], bottom: float) -> None:
    """Draw the bars of the combinations from zero on, with numbers or, where they have no room, an axis."""
    for level in ground.levels:
        y = _TOP + _BARS - level * ground.scale
        sheet.rule(ground.left, ground.left + ground.slot * len(columns), y)
        if len(ground.levels) > 1:
            sheet.write(ground.left - 6, y, f"{level:,}", colour=sheet.theme.muted, size=_SMALL, side="right")
    for column, (place, mark) in enumerate(columns):
        sheet.catch(f"mark-{place}", ground.left + ground.slot * column, 0, ground.slot, bottom)
        _combination(sheet, ground, f"mark-{place}", column, mark)


def _combination(sheet: Sheet, ground: _Ground, part: str, column: int, mark: Mark) -> None:
    """Draw a bar with its number, and below it a dot a set, the first tied to the last."""
    x, width, height = ground.middle(column), min(ground.slot * 0.62, 18.0), mark["papers"] * ground.scale
    top, rows, theme = _TOP + _BARS - height, mark["members"], sheet.theme
    sheet.box((x - width / 2, top), (width, height), part=f"{part} bar")
    if len(ground.levels) == 1:
        number = f"{mark['papers']:,}"
        sheet.write(x, top - 9, number, part=f"{part} number", colour=theme.muted, size=_SMALL, side="center")
    if len(rows) > 1:
        ends = (x, ground.level(rows[0])), (x, ground.level(rows[-1]))
        sheet.link(*ends, _STEM, part=f"{part} stem", colour=theme.ink)
    for row in rows:
        sheet.dot(x, ground.level(row), min(_DOT, ground.slot * 0.42), part=f"{part} dot", colour=theme.ink)


def _absent(ground: _Ground, sets: int, columns: Sequence[tuple[int, ...]]) -> list[tuple[float, float]]:
    """List where a set is in no combination."""
    cells = [(column, row) for column in range(len(columns)) for row in range(sets)]
    return [(ground.middle(column), ground.level(row)) for column, row in cells if row not in columns[column]]
