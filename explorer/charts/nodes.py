"""Circles, the lines between them, and the names that have room."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from explorer.charts.fields import fitted, papers_of, width_of
from explorer.charts.marks import Mark, marks
from explorer.charts.sheet import Sheet, empty_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt
    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

    Box = tuple[float, float, float, float]  # left, top, right, bottom
    Circle = tuple[float, float, float]  # its middle and its radius
    Point = tuple[float, float]
    Line = tuple[Point, Point]
    Points = npt.NDArray[np.float64]

_SMALL, _LINE = 11.0, 15.0
_EDGE, _GAP, _FOOT = 4.0, 4.0, 34.0
_NAME = 132.0
_LARGEST, _LEAST = 13.0, 2.5  # radius of a circle
_THICK, _THIN = 6.0, 0.8  # a line
_FEW = 4  # papers: fewer at most are not drawn as if they were many
_PALE = 0.45
_HANDLE = 6.0
_STEPS = 12  # points along a line, for names to keep away from


def draw_nodes(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw lines as thick as they are papers in common, and circles whose area is their papers."""
    if frame.empty:
        return empty_sheet(frame, theme)
    told = list(enumerate(marks(frame)))
    links = [(place, mark) for place, mark in told if mark["kind"] == "link"]
    nodes = [(place, mark) for place, mark in told if mark["kind"] == "node"]
    height = 70 + 58 * math.sqrt(len(nodes))
    sheet = Sheet(frame, theme, height + _FOOT)
    most, strongest = (max((mark["papers"] for _, mark in some), default=0) for some in (nodes, links))
    circles = [(*_on(sheet, height, mark)[0], _radius(mark["papers"], most)) for _, mark in nodes]
    radii = {(x, y): radius for x, y, radius in circles}
    lines = [_between(*_on(sheet, height, mark), radii) for _, mark in links]
    for (place, mark), ends in zip(links, lines, strict=True):
        _link(sheet, f"mark-{place}", ends, _thickness(mark["papers"], strongest))
    for (place, _), (x, y, radius) in zip(nodes, circles, strict=True):
        side = max(2 * radius + 4, 2 * _HANDLE)
        sheet.catch(f"mark-{place}", x - side / 2, y - side / 2, side, side)
        sheet.dot(x, y, radius, part=f"mark-{place} bar", colour=theme.accent)
    _names(sheet, nodes, circles, _along(lines), height)
    _legend(sheet, height + _FOOT / 2, most, strongest)
    return sheet


def _on(sheet: Sheet, height: float, mark: Mark) -> Line:
    """Turn a mark's two places into pixels, a circle and a name's height from the edges."""
    margin = _LARGEST + _EDGE
    across, down = sheet.room - 2 * margin, height - 2 * margin
    ends = ((mark["x"], mark["y"]), (mark["end_x"], mark["end_y"]))
    first, second = ((margin + across * x, margin + down * y) for x, y in ends)
    return first, second


def _between(start: Point, end: Point, radii: Mapping[Point, float]) -> Line:
    """Let a line begin and end at the edges of its circles, so that none shows through where they are pale."""
    length = math.dist(start, end) or 1.0
    across, down = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    near, far = (min(radii[place], length / 2) for place in (start, end))
    return (start[0] + across * near, start[1] + down * near), (end[0] - across * far, end[1] - down * far)


def _radius(papers: int, most: int) -> float:
    """Give the radius of a circle whose area is its papers; a few papers are no large circle."""
    return max(_LEAST, _LARGEST * math.sqrt(papers / max(most, _FEW)))


def _thickness(papers: int, most: int) -> float:
    """Give the width of a line of some papers."""
    return max(_THIN, _THICK * papers / max(most, _FEW))


def _link(sheet: Sheet, part: str, ends: Line, width: float) -> None:
    """Draw a line, with a handle in its middle that catches the pointer."""
    (x, y), (end_x, end_y) = ends
    sheet.catch(part, (x + end_x) / 2 - _HANDLE, (y + end_y) / 2 - _HANDLE, 2 * _HANDLE, 2 * _HANDLE)
    sheet.link(*ends, width, part=f"{part} bar", colour=sheet.theme.muted, alpha=_PALE)


def _names(
    sheet: Sheet, nodes: Sequence[tuple[int, Mark]], circles: Sequence[Circle], lines: Points, height: float
) -> None:
    """Write the names of the most frequent first, each beside its circle, where it touches nothing that is there."""
    taken = [(x - radius, y - radius, x + radius, y + radius) for x, y, radius in circles]
    whole = (_EDGE, 0.0, sheet.room - _EDGE, height)
    for (place, mark), circle in zip(nodes, circles, strict=True):
        name = fitted(mark["label"], _SMALL, _NAME)
        beside = _beside(circle, width_of(name, _SMALL))
        free = [box for box in beside if _inside(box, whole) and not _touches(box, taken)]
        if name and free:
            box = min(free, key=lambda box: _crossed(box, lines))
            taken.append(box)
            sheet.write(box[0], (box[1] + box[3]) / 2, name, part=f"mark-{place} label", size=_SMALL)


def _along(lines: Sequence[Line]) -> Points:
    """List some points of every line."""
    ends = np.array(lines, dtype=float).reshape(-1, 2, 2)
    steps = np.linspace(0, 1, _STEPS)[:, None, None]
    points: Points = (ends[:, 0] * (1 - steps) + ends[:, 1] * steps).reshape(-1, 2)
    return points


def _crossed(box: Box, points: Points) -> int:
    """Count the points in a box."""
    return int(((points > box[:2]) & (points < box[2:])).all(axis=1).sum())


def _beside(circle: Circle, width: float) -> list[Box]:
    """List where a name may stand: right, left, below, above."""
    x, y, radius = circle
    away, half = radius + _GAP, _LINE / 2
    corners = [
        (x + away, y - half),
        (x - away - width, y - half),
        (x - width / 2, y + radius + 1),
        (x - width / 2, y - radius - 1 - _LINE),
    ]
    return [(left, top, left + width, top + _LINE) for left, top in corners]


def _inside(box: Box, whole: Box) -> bool:
    """Say whether a box lies in another."""
    return box[0] >= whole[0] and box[1] >= whole[1] and box[2] <= whole[2] and box[3] <= whole[3]


def _touches(box: Box, taken: Sequence[Box]) -> bool:
    """Say whether a box overlaps one of some others."""
    left, top, right, bottom = box
    return any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken)


def _legend(sheet: Sheet, y: float, most: int, strongest: int) -> None:
    """Say what the largest circle and the thickest line stand for."""
    radius, muted = _radius(most, most), sheet.theme.muted
    x = _EDGE + radius
    sheet.dot(x, y, radius, part="", colour=sheet.theme.accent)
    sheet.write(x + radius + 6, y, papers_of(most), colour=muted, size=_SMALL)
    if strongest:
        x += radius + 24 + width_of(papers_of(most), _SMALL)
        sheet.link((x, y), (x + 24, y), _thickness(strongest, strongest), part="", colour=muted, alpha=_PALE)
        sheet.write(x + 34, y, f"{papers_of(strongest)} in common", colour=muted, size=_SMALL)
