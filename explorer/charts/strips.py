"""Marks along one axis, a row each: a shape where a number stands, a bar where a range does."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from explorer.charts.axes import axis_words
from explorer.charts.fields import fitted, width_of
from explorer.charts.figures import scale_for
from explorer.charts.marks import Mark, marks
from explorer.charts.sheet import BOLD, SIZE, Sheet, empty_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme
    from explorer.charts.words import Side

_SMALL = 11.0
_LEGEND, _HEADING, _FOOT = 26.0, 28.0, 44.0
_HIGH_ROW, _ROW = 38.0, 26.0
_EDGE, _GAP = 4.0, 14.0
_RADIUS, _BAR = 5.0, 4.0


def draw_strips(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a row a mark: its name, where it stands on the one axis, and its figure as written."""
    if frame.empty:
        return empty_sheet(frame, theme)
    high = _HIGH_ROW if frame["detail"].any() else _ROW
    shown = marks(frame)
    tops, bottom = _tops(shown, high)
    sheet = Sheet(frame, theme, bottom + _FOOT)
    _headings(sheet, shown, tops)
    names = min(max(width_of(mark[line], size) for mark in shown for line, size in _lines(mark)), 0.42 * sheet.room)
    left = _EDGE + names + _GAP
    figures = max(width_of(mark["figure"], SIZE) for mark in shown)
    right = sheet.room - _EDGE - min(figures, 0.2 * sheet.room) - _GAP
    _legend(sheet, list(frame["polarity"]))
    scale = scale_for(frame)
    _axis(sheet, [(left + (right - left) * share, text) for share, text in scale.ticks], bottom, shown[0])
    for place, mark in enumerate(shown):
        top = tops[place]
        sheet.catch(f"mark-{place}", 0, top, sheet.room, high)
        if place:
            sheet.rule(0, sheet.room, top, faint=True)
        _name(sheet, f"mark-{place}", mark, top + high / 2, names)
        ends = sorted(left + (right - left) * scale.place(mark[end]) for end in ("low", "high"))
        _mark(sheet, f"mark-{place}", mark, ends, top + high / 2)
        _figure(sheet, f"mark-{place}", mark["figure"], (left, *ends), top + high / 2)
    return sheet


def _tops(shown: Sequence[Mark], high: float) -> tuple[list[float], float]:
    """Put the rows below each other, with room for a heading before each group; say where they end."""
    tops, y, group = [], _LEGEND, None
    for mark in shown:
        if mark.get("across") != group:
            y, group = y + _HEADING, mark["across"]
        tops.append(y)
        y += high
    return tops, y


def _headings(sheet: Sheet, shown: Sequence[Mark], tops: Sequence[float]) -> None:
    """Write a group's name and number above its rows."""
    group = None
    for mark, top in zip(shown, tops, strict=True):
        if mark.get("across") != group:
            group, number = mark["across"], f" ({mark['of']:,})"
            name = fitted(mark["column"], SIZE, sheet.room / BOLD - 2 * _EDGE - width_of(number, SIZE)) + number
            sheet.write(_EDGE, top - 10, name, weight="bold")


def _lines(mark: Mark) -> list[tuple[str, float]]:
    """Name the lines of a mark's name, with the sizes of their letters."""
    return [("title", SIZE), ("detail", _SMALL)][: 2 if mark["detail"] else 1]


def _name(sheet: Sheet, part: str, mark: Mark, middle: float, room: float) -> None:
    """Write a mark's title, and what was measured below it."""
    lines = _lines(mark)
    for (line, size), shift in zip(lines, (-8, 8) if len(lines) > 1 else (0,), strict=True):
        colour = sheet.theme.ink if line == "title" else sheet.theme.muted
        role = "label" if line == "title" else "detail"
        sheet.write(
            _EDGE, middle + shift, fitted(mark[line], size, room), part=f"{part} {role}", colour=colour, size=size
        )


def _mark(sheet: Sheet, part: str, mark: Mark, ends: Sequence[float], y: float) -> None:
    """Draw a mark's shape, at both ends of its range where it has one."""
    start, end = ends
    if end - start > 2 * _RADIUS:
        corner, size = (start + _RADIUS, y - _BAR / 2), (end - start - 2 * _RADIUS, _BAR)
        sheet.box(corner, size, part=f"{part} bar", colour=_colour(sheet.theme, mark["polarity"]))
    for x in dict.fromkeys(ends):
        _shape(sheet, mark["polarity"], x, y, part=f"{part} bar")


def _shape(sheet: Sheet, polarity: str, x: float, y: float, *, part: str = "") -> None:
    """Draw what tells gains, losses and the rest apart without their colours."""
    colour = _colour(sheet.theme, polarity)
    if polarity == "gain":
        sheet.dot(x, y, _RADIUS, part=part, colour=colour)
    elif polarity == "loss":
        sheet.diamond(x, y, _RADIUS, part=part, colour=colour)
    else:
        side = 2 * _RADIUS - 1
        sheet.box((x - side / 2, y - side / 2), (side, side), part=part, colour=colour)


def _colour(theme: Theme, polarity: str) -> str:
    """Give the colour of gains, of losses, or of the rest."""
    return {"gain": theme.gain, "loss": theme.loss}.get(polarity, theme.muted)


def _figure(sheet: Sheet, part: str, figure: str, places: Sequence[float], y: float) -> None:
    """Write a mark's figure after it, or before it where there is more room."""
    left, start, end = places
    before, after = start - _RADIUS - 6 - left, sheet.room - _EDGE - end - _RADIUS - 6
    follows = after >= min(width_of(figure, SIZE), before)
    x, room = (end + _RADIUS + 6, after) if follows else (start - _RADIUS - 6, before)
    side: Side = "left" if follows else "right"
    sheet.write(x, y, fitted(figure, SIZE, room), part=f"{part} number", side=side)


def _axis(sheet: Sheet, ticks: Sequence[tuple[float, str]], bottom: float, axis: Mark) -> None:
    """Draw an upright line a tick, the one of zero stronger, and below them what has room and what it is."""
    every = next(every for every in range(1, len(ticks) + 1) if _apart(ticks[::every]))
    for place, (x, text) in enumerate(ticks):
        sheet.upright(x, _LEGEND, bottom + 4, faint=text != "0")
        if place % every == 0:
            sheet.write(x, bottom + 14, text, colour=sheet.theme.muted, size=_SMALL, side="center")
    sheet.rule(ticks[0][0], ticks[-1][0], bottom)
    words = fitted(", ".join(axis_words(axis)), _SMALL, sheet.room - 2 * _EDGE)
    end = max(ticks[-1][0], _EDGE + width_of(words, _SMALL))
    sheet.write(end, bottom + 32, words, colour=sheet.theme.muted, size=_SMALL, side="right")


def _apart(ticks: Sequence[tuple[float, str]]) -> bool:
    """Say whether no tick's words touch the next one's."""
    halves = [(x, width_of(text, _SMALL) / 2) for x, text in ticks]
    return all(one + half + 6 <= other - next_half for (one, half), (other, next_half) in pairwise(halves))


def _legend(sheet: Sheet, polarities: Sequence[str]) -> None:
    """Say in words what the shapes are that are there."""
    rest = sorted({polarity or "unstated" for polarity in polarities} - {"gain", "loss"})
    words = {polarity: polarity for polarity in ("gain", "loss") if polarity in polarities}
    x = _EDGE
    for polarity, text in {**words, **({"": ", ".join(rest)} if rest else {})}.items():
        _shape(sheet, polarity, x + _RADIUS, 10)
        fits = fitted(text, _SMALL, sheet.room - x - 20)
        sheet.write(x + 2 * _RADIUS + 5, 10, fits, colour=sheet.theme.muted, size=_SMALL)
        x += 2 * _RADIUS + 5 + width_of(text, _SMALL) + _GAP
