"""Rows on both sides of zero: to the right what is used more, to the left what is used less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.charts.fields import fitted, width_of
from explorer.charts.marks import Mark, marks
from explorer.charts.scales import Scale, scale_of
from explorer.charts.sheet import SIZE, Sheet, empty_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme
    from explorer.charts.words import Side

_SMALL = 11.0
_EDGE, _GAP = 4.0, 12.0
_HEAD, _ROW, _FOOT, _BAR = 26.0, 22.0, 42.0, 12.0


@dataclass(frozen=True)
class _Ground:
    """Hold the width of the words, where the axis begins and ends, and where the two columns of numbers end."""

    names: float
    left: float
    right: float
    ends: tuple[float, float]
    scale: Scale

    def place(self, value: float) -> float:
        """Say where a number stands."""
        return self.left + (self.right - self.left) * self.scale.place(value)


def draw_diverging(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a row a word with its bar and its numbers, a heading over each group, and one axis below all."""
    if frame.empty:
        return empty_sheet(frame, theme)
    shown = marks(frame)
    groups = list(dict.fromkeys(mark["group"] for mark in shown))
    bottom = _HEAD * len(groups) + _ROW * len(shown)
    sheet = Sheet(frame, theme, bottom + _FOOT)
    ground = _ground(sheet.room, shown)
    for share, text in ground.scale.ticks:
        sheet.upright(ground.left + (ground.right - ground.left) * share, _HEAD - 6, bottom + 4, faint=text != "0")
    top, group = 0.0, None
    for place, mark in enumerate(shown):
        if mark["group"] != group:
            group = mark["group"]
            _heading(sheet, ground, mark, top + _HEAD / 2)
            top += _HEAD
        _row(sheet, ground, f"mark-{place}", mark, top)
        top += _ROW
    _foot(sheet, ground, bottom)
    return sheet


def _ground(room: float, shown: Sequence[Mark]) -> _Ground:
    """Divide the width: words, bars, and the numbers of papers here and elsewhere."""
    names = min(max(width_of(mark["word"], SIZE) for mark in shown), 0.3 * room)
    here, others = (max(map(_width, column)) for column in zip(*map(_numbers, shown), strict=True))
    ends = (room - _EDGE - others - _GAP, room - _EDGE)
    heights = [mark["z"] for mark in shown]
    scale = scale_of([min(0.0, *heights), max(0.0, *heights)], from_zero=True)
    left = _EDGE + names + _GAP
    return _Ground(names, left, max(ends[0] - here - _GAP, left + 24), ends, scale)


def _numbers(mark: Mark) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what stands in the columns of numbers: heading and number of each."""
    return (_of(mark["of"]), f"{mark['papers']:,}"), (_of_others(mark["of_others"]), f"{mark['others']:,}")


def _width(texts: Sequence[str]) -> float:
    return max(width_of(text, _SMALL) for text in texts)


def _of(papers: int) -> str:
    return f"of {papers:,}"


def _of_others(papers: int) -> str:
    return f"of {papers:,} other{'' if papers == 1 else 's'}"


def _heading(sheet: Sheet, ground: _Ground, mark: Mark, y: float) -> None:
    """Write a group's name, and over the numbers of how many papers they are."""
    if mark["group"]:
        room = ground.right - _EDGE
        sheet.write(_EDGE, y, fitted(mark["group"], SIZE, room / 1.1), weight="bold")
    for x, text in zip(ground.ends, (_of(mark["of"]), _of_others(mark["of_others"])), strict=True):
        sheet.write(x, y, text, colour=sheet.theme.muted, size=_SMALL, side="right")


def _row(sheet: Sheet, ground: _Ground, part: str, mark: Mark, top: float) -> None:
    """Draw a word, its bar from zero on, and its numbers."""
    y = top + _ROW / 2
    sheet.catch(part, 0, top, sheet.room, _ROW)
    sheet.write(_EDGE, y, fitted(mark["word"], SIZE, ground.names), part=f"{part} label")
    start, end = sorted((ground.place(0), ground.place(mark["z"])))
    colour = sheet.theme.accent if mark["z"] > 0 else sheet.theme.loss
    sheet.box((start, y - _BAR / 2), (end - start, _BAR), part=f"{part} bar", colour=colour)
    for x, number in zip(ground.ends, (mark["papers"], mark["others"]), strict=True):
        sheet.write(x, y, f"{number:,}", part=f"{part} number", colour=sheet.theme.muted, size=_SMALL, side="right")


def _foot(sheet: Sheet, ground: _Ground, bottom: float) -> None:
    """Write the ticks that have room below the axis, and on each side of zero what it stands for."""
    sheet.rule(ground.left, ground.right, bottom)
    end = 0.0
    for share, text in ground.scale.ticks:
        x, half = ground.left + (ground.right - ground.left) * share, width_of(text, _SMALL) / 2
        if x - half >= end:
            sheet.write(x, bottom + 14, text, colour=sheet.theme.muted, size=_SMALL, side="center")
            end = x + half + 8
    zero = ground.place(0)
    sides: list[tuple[str, float, Side, float]] = [
        ("used more →", zero, "left", sheet.room - _EDGE - zero),
        ("← used less", zero - 6, "right", zero - ground.left),
    ]
    for text, x, side, room in sides:
        if room >= width_of(text, _SMALL):
            sheet.write(x, bottom + 32, text, colour=sheet.theme.muted, size=_SMALL, side=side)
