"""Level bars, one below the other: for values with names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.charts.fields import fitted, width_of
from explorer.charts.sheet import SIZE, Sheet, empty_sheet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_ROW = 24.0
_BAR = 14.0
_EDGE = 4.0
_GAP = 10.0


def draw_rows(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a bar a row from zero on, its name before it and its number at its end."""
    if frame.empty:
        return empty_sheet(frame, theme)
    sheet = Sheet(frame, theme, _ROW * len(frame))
    numbers = [f"{papers:,}" for papers in frame["papers"]]
    names = min(max(width_of(label, SIZE) for label in frame["label"]), 0.45 * sheet.room)
    start = _EDGE + names + _GAP
    room = sheet.room - start - _GAP - max(width_of(number, SIZE) for number in numbers) - _EDGE
    scale = room / frame["papers"].max()
    lengths = [papers * scale for papers in frame["papers"]]
    for place, label in enumerate(frame["label"]):
        sheet.write(_EDGE, _middle(place), fitted(label, SIZE, names), part=f"mark-{place} label")
        _bar(sheet, place, start, lengths[place], numbers[place])
    return sheet


def _middle(place: int) -> float:
    """Return the height of a row's middle."""
    return (place + 0.5) * _ROW


def _bar(sheet: Sheet, place: int, start: float, length: float, number: str) -> None:
    """Draw a row's bar, its number, and what catches the pointer around it."""
    mark, middle = f"mark-{place}", _middle(place)
    sheet.catch(mark, 0, place * _ROW, sheet.room, _ROW)
    sheet.box((start, middle - _BAR / 2), (length, _BAR), part=f"{mark} bar")
    sheet.write(start + length + 6, middle, number, part=f"{mark} number", colour=sheet.theme.muted)
