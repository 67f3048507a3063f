"""Two fields at once: tiles where they cross, bars in parts, dots between two axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.charts.base import marks
from explorer.charts.fields import fitted, width_of
from explorer.charts.sheet import SIZE, Sheet, empty_sheet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_SMALL = 11.0
_EDGE, _GAP, _ROW = 4.0, 10.0, 26.0
_WIDEST, _HIGHEST = 72.0, 100.0  # a tile, and the head of its column
_PALE, _FULL = 0.05, 0.55  # ink stays readable on the fullest tile, light and dark


def draw_tiles(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a tile a crossing, the fuller the more papers, with its number where there is room."""
    if frame.empty:
        return empty_sheet(frame, theme)
    rows, columns = _names(frame, "down", "row"), _names(frame, "across", "column")
    room = theme.width - 2 * _EDGE
    names = min(max(width_of(name, SIZE) for name in rows), 0.34 * room)
    left = _EDGE + names + _GAP
    side = min((room - names - _GAP) / len(columns), _WIDEST)
    turned = max(width_of(name, _SMALL) for name in columns) > side - 4
    head = min(max(width_of(name, _SMALL) for name in columns), _HIGHEST) + 8 if turned else 22.0
    sheet = Sheet(frame, theme, head + _ROW * len(rows) + 4)
    for place, name in enumerate(columns):
        _heading(sheet, name, left + side * (place + 0.5), head, turned=turned)
    for place, name in enumerate(rows):
        sheet.write(_EDGE, head + _ROW * (place + 0.5), fitted(name, SIZE, names))
    fullest = max(frame["papers"])
    numbered = side >= width_of(f"{fullest:,}", _SMALL) + 4
    for place, mark in enumerate(marks(frame)):
        corner = (left + side * mark["across"], head + _ROW * mark["down"])
        _tile(sheet, f"mark-{place}", corner, (side, mark["papers"] / fullest))
        if numbered and mark["papers"]:
            middle = (corner[0] + side / 2, corner[1] + _ROW / 2)
            sheet.write(*middle, f"{mark['papers']:,}", part=f"mark-{place} number", size=_SMALL, side="center")
    return sheet


def tint(sheet: Sheet, alpha: float) -> None:
    """Let the surface shine through what was drawn last."""
    sheet.artists[-1].set_alpha(round(alpha, 3))


def _names(frame: pd.DataFrame, place: str, name: str) -> list[str]:
    """List the names along one side, in their order."""
    return list(frame.drop_duplicates(place).sort_values(place)[name])


def _heading(sheet: Sheet, name: str, middle: float, bottom: float, *, turned: bool) -> None:
    """Write a column's name above it, upright where it is wider than the column."""
    if not turned:
        sheet.write(middle, bottom - 11, name, colour=sheet.theme.muted, size=_SMALL, side="center")
        return
    sheet.write(middle, bottom - 5, fitted(name, _SMALL, _HIGHEST), colour=sheet.theme.muted, size=_SMALL)
    sheet.texts[-1].set(rotation=90, rotation_mode="anchor")


def _tile(sheet: Sheet, mark: str, corner: tuple[float, float], size: tuple[float, float]) -> None:
    """Draw one tile, and what catches the pointer around it; where there are no papers, none."""
    side, share = size
    if not share:
        return
    sheet.catch(mark, *corner, side, _ROW)
    sheet.box((corner[0] + 1, corner[1] + 1), (side - 2, _ROW - 2), part=f"{mark} bar")
    tint(sheet, _PALE + (_FULL - _PALE) * share)
