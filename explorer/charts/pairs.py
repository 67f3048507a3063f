"""Two fields at once: tiles where they cross, bars in parts, dots between two axes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.charts.fields import fitted, width_of
from explorer.charts.legend import groups_in, legend_of
from explorer.charts.marks import marks
from explorer.charts.scatter import axis_of
from explorer.charts.shapes import draw_shape
from explorer.charts.sheet import SIZE, Sheet, empty_sheet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.marks import Mark
    from explorer.charts.theme import Theme

_SMALL = 11.0
_EDGE, _GAP, _ROW = 4.0, 10.0, 26.0
_WIDEST, _HIGHEST = 72.0, 150.0  # a tile, and the head of its column
_TOP, _PLOT, _FOOT = 26.0, 220.0, 44.0
_RADIUS = 4.0
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


def draw_dots(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a dot a mark between two axes, in which the dots below shine through."""
    if frame.empty:
        return empty_sheet(frame, theme)
    legend = legend_of(groups_in(frame), theme.width)
    top = _TOP + legend.height
    sheet = Sheet(frame, theme, _PLOT + top + _FOOT)
    legend.draw(sheet, lambda group, x, y: draw_shape(sheet, group, x, y, _RADIUS))
    across, up = axis_of(frame, "x"), axis_of(frame, "y")
    left = _EDGE + max(width_of(text, _SMALL) for _, text in up.ticks) + 8
    right = theme.width - _EDGE - width_of(across.ticks[-1][1], _SMALL) / 2 - 4
    bottom = top + _PLOT
    _levels(sheet, [(bottom - _PLOT * share, text) for share, text in up.ticks], left, right)
    _uprights(sheet, [(left + (right - left) * share, text) for share, text in across.ticks], top)
    first = frame.iloc[0]
    sheet.write(_EDGE, top - 16, fitted(first["y_name"], _SMALL, right), colour=theme.muted, size=_SMALL)
    name = fitted(first["x_name"], _SMALL, right)
    sheet.write(right, bottom + 34, name, colour=theme.muted, size=_SMALL, side="right")
    for place, mark in enumerate(marks(frame)):
        shift = 2 * _RADIUS * mark.get("shift", 0)
        middle = (left + (right - left) * across.place(mark["x"]) + shift, bottom - _PLOT * up.place(mark["y"]))
        sheet.catch(f"mark-{place}", middle[0] - 6, middle[1] - 6, 12, 12)
        if legend.places:
            draw_shape(sheet, mark["across"], *middle, _RADIUS, part=f"mark-{place} bar")
        else:
            sheet.dot(*middle, _RADIUS, part=f"mark-{place} bar", colour=theme.accent)
        tint(sheet, 0.8 if legend.places else 0.6)
    return sheet


def draw_shares(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a bar a group, all of one length, in parts; what is left blank are the values that were cut."""
    if frame.empty:
        return empty_sheet(frame, theme)
    groups, values = _names(frame, "down", "row"), _names(frame, "across", "column")
    sizes = [f"{size:,}" for size in frame.drop_duplicates("down").sort_values("down")["of"]]
    names = min(max(width_of(name, SIZE) for name in groups), 0.34 * theme.width)
    left = _EDGE + names + _GAP
    length = theme.width - left - _GAP - max(width_of(size, SIZE) for size in sizes) - _EDGE
    legend = legend_of(values, theme.width)
    head = legend.height
    sheet = Sheet(frame, theme, head + _ROW * len(groups) + 4)
    legend.draw(sheet, lambda place, x, y: _key(sheet, place, x, y))
    for place, (name, size) in enumerate(zip(groups, sizes, strict=True)):
        middle = head + _ROW * (place + 0.5)
        sheet.write(_EDGE, middle, fitted(name, SIZE, names))
        sheet.write(left + length + 6, middle, size, colour=theme.muted)
        sheet.rule(left, left + length, middle + _ROW / 2 - 4)
    for place, mark in enumerate(marks(frame)):
        corner = (left + length * mark["start"], head + _ROW * mark["down"])
        _part(sheet, f"mark-{place}", corner, length * mark["share"], mark)
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
    sheet.write(middle, bottom - 5, fitted(name, _SMALL, _HIGHEST), colour=sheet.theme.muted, size=_SMALL, turned=True)


def _tile(sheet: Sheet, mark: str, corner: tuple[float, float], size: tuple[float, float]) -> None:
    """Draw one tile, and what catches the pointer around it; where there are no papers, none."""
    side, share = size
    if not share:
        return
    sheet.catch(mark, *corner, side, _ROW)
    sheet.box((corner[0] + 1, corner[1] + 1), (side - 2, _ROW - 2), part=f"{mark} bar")
    tint(sheet, _PALE + (_FULL - _PALE) * share)


def _levels(sheet: Sheet, ticks: list[tuple[float, str]], left: float, right: float) -> None:
    """Draw a level line a tick, and what it stands for before it."""
    for y, text in ticks:
        sheet.rule(left, right, y, faint=y != ticks[0][0])
        sheet.write(left - 6, y, text, colour=sheet.theme.muted, size=_SMALL, side="right")


def _uprights(sheet: Sheet, ticks: list[tuple[float, str]], top: float) -> None:
    """Draw an upright line a tick, and below it, where there is room, what it stands for."""
    end, bottom = 0.0, top + _PLOT
    for x, text in ticks:
        half = width_of(text, _SMALL) / 2
        sheet.upright(x, top, bottom + 4, faint=x != ticks[0][0])
        if x - half >= end:
            sheet.write(x, bottom + 14, text, colour=sheet.theme.muted, size=_SMALL, side="center")
            end = x + half + 6


def _part(sheet: Sheet, part: str, corner: tuple[float, float], length: float, mark: Mark) -> None:
    """Draw one part of a bar, with its share where there is room."""
    if not length:
        return
    gap = min(length * 0.2, 1.0)
    sheet.catch(part, *corner, length, _ROW)
    colour = _colour(sheet.theme, mark["across"])
    sheet.box((corner[0], corner[1] + 4), (length - gap, _ROW - 8), part=f"{part} bar", colour=colour)
    tint(sheet, _alpha(mark["across"]))
    share = f"{mark['share']:.0%}"
    if length >= width_of(share, _SMALL) + 4:
        middle = (corner[0] + length / 2, corner[1] + _ROW / 2)
        sheet.write(*middle, share, part=f"{part} number", size=_SMALL, side="center")


def _colour(theme: Theme, place: int) -> str:
    """Give the colour of a place in the legend: blue, orange, green, grey, and once more."""
    return (theme.accent, theme.loss, theme.gain, theme.muted)[place % 4]


def _alpha(place: int) -> float:
    """Make the second round of colours pale."""
    return _FULL if place < 4 else _FULL / 2.5


def _key(sheet: Sheet, place: int, x: float, y: float) -> None:
    """Draw the colour of a place in the legend."""
    sheet.box((x - 5, y - 5), (10, 10), part="", colour=_colour(sheet.theme, place))
    tint(sheet, _alpha(place))
