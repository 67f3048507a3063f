"""Circles, the lines between them, and the names that have room; a panel a group where there are groups."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.charts.beside import Beside
from explorer.charts.columns import panels_across
from explorer.charts.fields import fitted, papers_of, width_of
from explorer.charts.legend import groups_in
from explorer.charts.marks import Mark, marks
from explorer.charts.sheet import SIZE, Sheet, empty_sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.beside import Circle, Line, Point
    from explorer.charts.theme import Theme

    Told = Sequence[tuple[str, Mark]]

_SMALL = 11.0
_EDGE, _HEAD, _FOOT = 4.0, 24.0, 34.0
_NAME, _NARROW_NAME = 132.0, 0.42  # how wide a name may be, and as a part of a panel
_LARGEST, _LARGE, _LEAST, _LACKING = 13.0, 9.0, 2.5, 3.0  # radius of a circle: alone, in a panel, of one, of none
_THICK, _THIN = 6.0, 0.8  # a line
_FEW = 4  # papers: fewer at most are not drawn as if they were many
_PALE = 0.45
_HANDLE = 6.0


@dataclass(frozen=True)
class _Panel:
    """Hold where a network stands, how large its largest circle is, and how many papers that and a line stand for."""

    left: float
    top: float
    width: float
    height: float
    largest: float
    most: int
    strongest: int

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Give the sides between which names stand."""
        return self.left + _EDGE, self.top, self.left + self.width - _EDGE, self.top + self.height

    def ends(self, mark: Mark) -> Line:
        """Turn a mark's two places into pixels, a circle and a name's height from the edges."""
        margin = self.largest + _EDGE
        across, down = self.width - 2 * margin, self.height - 2 * margin
        places = ((mark["x"], mark["y"]), (mark["end_x"], mark["end_y"]))
        first, second = ((self.left + margin + across * x, self.top + margin + down * y) for x, y in places)
        return first, second

    def radius(self, papers: int) -> float:
        """Give the radius of a circle whose area is its papers; a few papers are no large circle."""
        if not papers:
            return _LACKING
        return max(_LEAST, self.largest * math.sqrt(papers / max(self.most, _FEW)))

    def thickness(self, papers: int) -> float:
        """Give the width of a line of some papers."""
        return max(_THIN, _THICK * papers / max(self.strongest, _FEW))


def draw_nodes(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw lines as thick as they are papers in common, and circles whose area is their papers."""
    if frame.empty:
        return empty_sheet(frame, theme)
    told, groups = [(f"mark-{place}", mark) for place, mark in enumerate(marks(frame))], groups_in(frame)
    panels = _panels(told, len(groups), float(theme.width))
    bottom = panels[-1].top + panels[-1].height
    sheet = Sheet(frame, theme, bottom + _FOOT)
    for group, panel in enumerate(panels):
        if groups:
            name = fitted(groups[group], SIZE, panel.width - 2 * _EDGE)
            sheet.write(panel.left + _EDGE, panel.top - _HEAD / 2, name)
        colour = theme.groups[group] if groups else theme.accent
        _network(sheet, panel, [(part, mark) for part, mark in told if mark.get("across", 0) == group], colour)
    _legend(sheet, panels[0], bottom + _FOOT / 2, theme.muted if groups else theme.accent)
    return sheet


def _panels(told: Told, groups: int, width: float) -> list[_Panel]:
    """Place the panels of groups side by side, as few below each other as there is room for, on one scale."""
    nodes = [mark["papers"] for _, mark in told if mark["kind"] == "node"]
    most, strongest = max(nodes), max((mark["papers"] for _, mark in told if mark["kind"] == "link"), default=0)
    if not groups:
        return [_Panel(0.0, 0.0, width, 70 + 58 * math.sqrt(len(nodes)), _LARGEST, most, strongest)]
    across = panels_across(groups, width)
    wide, high = width / across, 60 + 36 * math.sqrt(len(nodes) / groups)
    corners = [(group % across * wide, group // across * (high + _HEAD) + _HEAD) for group in range(groups)]
    return [_Panel(left, top, wide, high, _LARGE, most, strongest) for left, top in corners]


def _network(sheet: Sheet, panel: _Panel, told: Told, colour: str) -> None:
    """Draw the lines of one network, the circles over them, and the names that have room."""
    links = [(part, mark) for part, mark in told if mark["kind"] == "link"]
    nodes = [(part, mark) for part, mark in told if mark["kind"] == "node"]
    circles = [(*panel.ends(mark)[0], panel.radius(mark["papers"])) for _, mark in nodes]
    radii = {(x, y): radius for x, y, radius in circles}
    lines = [_between(*panel.ends(mark), radii) for _, mark in links]
    for (part, mark), ends in zip(links, lines, strict=True):
        _link(sheet, part, ends, panel.thickness(mark["papers"]))
    for (part, mark), (x, y, radius) in zip(nodes, circles, strict=True):
        side = max(2 * radius + 4, 2 * _HANDLE)
        sheet.catch(part, x - side / 2, y - side / 2, side, side)
        sheet.dot(x, y, radius, part=f"{part} bar", colour=colour if mark["papers"] else sheet.theme.line)
    _names(sheet, panel, nodes, circles, lines)


def _between(start: Point, end: Point, radii: Mapping[Point, float]) -> Line:
    """Let a line begin and end at the edges of its circles, so that none shows through where they are pale."""
    length = math.dist(start, end) or 1.0
    across, down = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    near, far = (min(radii[place], length / 2) for place in (start, end))
    return (start[0] + across * near, start[1] + down * near), (end[0] - across * far, end[1] - down * far)


def _link(sheet: Sheet, part: str, ends: Line, width: float) -> None:
    """Draw a line, with a handle in its middle that catches the pointer."""
    (x, y), (end_x, end_y) = ends
    sheet.catch(part, (x + end_x) / 2 - _HANDLE, (y + end_y) / 2 - _HANDLE, 2 * _HANDLE, 2 * _HANDLE)
    sheet.link(*ends, width, part=f"{part} bar", colour=sheet.theme.muted, alpha=_PALE)


def _names(sheet: Sheet, panel: _Panel, nodes: Told, circles: Sequence[Circle], lines: Sequence[Line]) -> None:
    """Write the names of the most frequent first, each beside its circle, where it touches nothing that is there."""
    beside, widest = Beside(panel.box, circles, lines), min(_NAME, _NARROW_NAME * panel.width)
    named = [(*node, circle) for node, circle in zip(nodes, circles, strict=True) if node[1]["papers"]]
    for part, mark, circle in sorted(named, key=lambda node: -node[1]["papers"]):
        name = fitted(mark["row" if "row" in mark else "label"], _SMALL, widest)
        place = beside.place(circle, width_of(name, _SMALL)) if name else None
        if place:
            sheet.write(*place, name, part=f"{part} label", size=_SMALL)


def _legend(sheet: Sheet, panel: _Panel, y: float, colour: str) -> None:
    """Say what the largest circle and the thickest line stand for."""
    radius, muted, papers = panel.radius(panel.most), sheet.theme.muted, papers_of(panel.most)
    x = _EDGE + radius
    sheet.dot(x, y, radius, part="", colour=colour)
    sheet.write(x + radius + 6, y, papers, colour=muted, size=_SMALL)
    if panel.strongest:
        x += radius + 24 + width_of(papers, _SMALL)
        sheet.link((x, y), (x + 24, y), panel.thickness(panel.strongest), part="", colour=muted, alpha=_PALE)
        sheet.write(x + 34, y, f"{papers_of(panel.strongest)} in common", colour=muted, size=_SMALL)
