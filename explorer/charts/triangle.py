"""Titles, the tree that orders them, and a tile for every two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.charts.fields import fitted, width_of
from explorer.charts.marks import Mark, marks
from explorer.charts.pairs import tint
from explorer.charts.sheet import Sheet, empty_sheet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_SMALL, _EDGE, _GAP = 11.0, 4.0, 8.0
_LOWEST, _HIGHEST, _WIDEST = 14.0, 20.0, 26.0  # a row, and a tile
_NAMES, _TREE = 0.4, 0.1  # parts of the width
_PALE, _FULL = 0.06, 1.0
_KEYS, _KEY = 5, 16.0


@dataclass(frozen=True)
class _Ground:
    """Hold where titles, tree and tiles stand, how large a tile is, and what the fullest stands for."""

    names: float
    tree: tuple[float, float]
    left: float
    side: float
    row: float
    most: float
    least: float

    def across(self, alike: float) -> float:
        """Say where in the tree two parts meet that are so alike: the least alike at its left end."""
        start, end = self.tree
        return start + (end - start) * min(1.0, (alike - self.least) / max(self.most * 1.15 - self.least, 1e-9))


def draw_triangle(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a row a paper with its title, the tree, and its likeness to the papers above."""
    if frame.empty:
        return empty_sheet(frame, theme)
    told = [(f"mark-{place}", mark) for place, mark in enumerate(marks(frame))]
    papers = [mark for _, mark in told if mark["kind"] == "paper"]
    ground = _ground(theme.width, papers, [mark for _, mark in told if mark["kind"] != "paper"])
    sheet = Sheet(frame, theme, ground.row * len(papers) + _EDGE)
    drawn = {"join": _join, "paper": _title, "pair": _tile}
    for part, mark in told:
        drawn[mark["kind"]](sheet, ground, part, mark)
    _legend(sheet, ground)
    return sheet


def _ground(width: int, papers: list[Mark], others: list[Mark]) -> _Ground:
    """Divide the width: titles, tree, tiles."""
    names = min(max(width_of(mark["label"], _SMALL) for mark in papers), _NAMES * width)
    start = _EDGE + names + _GAP
    end = start + _TREE * width
    side = min((width - _EDGE - end - _GAP) / len(papers), _WIDEST)
    row = max(_LOWEST, min(side, _HIGHEST))
    alike = [mark["alike"] for mark in others]
    joins = [mark["alike"] for mark in others if mark["kind"] == "join"]
    return _Ground(names, (start, end), end + _GAP, side, row, max(*alike, 0.01), min(joins))


def _title(sheet: Sheet, ground: _Ground, part: str, mark: Mark) -> None:
    """Write a title with its number, and a pale tile where its row meets its column."""
    top = ground.row * mark["down"]
    sheet.catch(part, 0, top, ground.names + _EDGE, ground.row)
    label = fitted(mark["label"], _SMALL, ground.names)
    sheet.write(_EDGE, top + ground.row / 2, label, part=f"{part} label", size=_SMALL)
    corner = (ground.left + ground.side * mark["down"] + 0.5, top + 0.5)
    sheet.box(corner, (ground.side - 1, ground.row - 1), part=f"{part} bar", colour=sheet.theme.line)


def _join(sheet: Sheet, ground: _Ground, part: str, mark: Mark) -> None:
    """Draw where two parts of the tree meet, and a line to each."""
    (above, before), (below, after) = mark["start"], mark["end"]
    x, upper, lower = ground.across(mark["alike"]), *(ground.row * (at + 0.5) for at in (above, below))
    for y, own in ((upper, before), (lower, after)):
        sheet.link((x, y), (ground.across(own), y), 1, part=f"{part} stem", colour=sheet.theme.muted)
    sheet.link((x, upper), (x, lower), 1, part=f"{part} stem", colour=sheet.theme.muted)
    sheet.catch(part, x - 3, upper, 6, lower - upper)


def _tile(sheet: Sheet, ground: _Ground, part: str, mark: Mark) -> None:
    """Draw the tile of a pair, the fuller the more alike."""
    corner = (ground.left + ground.side * mark["across"], ground.row * mark["down"])
    sheet.catch(part, *corner, ground.side, ground.row)
    sheet.box((corner[0] + 0.5, corner[1] + 0.5), (ground.side - 1, ground.row - 1), part=f"{part} bar")
    tint(sheet, _shade(mark["alike"] / ground.most))


def _legend(sheet: Sheet, ground: _Ground) -> None:
    """Say in the free corner what the palest and the fullest tile stand for."""
    ends = ("0", f"{ground.most:.2f}")
    x = sheet.room - _EDGE - width_of(ends[1], _SMALL)
    if x - _KEYS * _KEY - 24 < ground.left + 3 * ground.side:
        return
    sheet.write(x, 12, ends[1], colour=sheet.theme.muted, size=_SMALL)
    for place in range(_KEYS):
        left = x - 6 - _KEY * (_KEYS - place)
        sheet.box((left, 6), (_KEY - 1, 12), part="")
        tint(sheet, _shade(place / (_KEYS - 1)))
    sheet.write(x - 12 - _KEY * _KEYS, 12, ends[0], colour=sheet.theme.muted, size=_SMALL, side="right")


def _shade(share: float) -> float:
    return _PALE + (_FULL - _PALE) * share
