"""Level bars, one below the other: for values with names, a bar a group where there are groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.charts.fields import fitted, width_of
from explorer.charts.legend import groups_in, legend_of
from explorer.charts.marks import Mark, marks
from explorer.charts.scales import Scale, scale_of_counts
from explorer.charts.sheet import SIZE, Sheet, empty_sheet

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_BETWEEN, _FOOT = 10.0, 22.0
_EDGE, _GAP = 4.0, 10.0
_SMALL, _RADIUS, _STEM = 11.0, 4.0, 1.5


@dataclass(frozen=True)
class _Plan:
    """Hold what all bars share: where they begin, how long the longest is, how far apart they are."""

    axis: Scale
    groups: int
    top: float
    start: float
    longest: float
    pitch: float
    size: float

    @property
    def high(self) -> float:
        return max(self.groups, 1) * self.pitch + _BETWEEN


def draw_rows(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a bar a row from zero on, its name before it and its number at its end; on a log scale, a dot."""
    if frame.empty:
        return empty_sheet(frame, theme)
    groups, axis = groups_in(frame), scale_of_counts(frame["papers"])
    names = list(frame.drop_duplicates("down")["row"] if groups else frame["label"])
    room = min(max(width_of(name, SIZE) for name in names), 0.45 * theme.width)
    legend, start, (pitch, size) = legend_of(groups, theme.width), _EDGE + room + _GAP, sizes_of(len(groups))
    longest = theme.width - start - _GAP - max(width_of(f"{papers:,}", size) for papers in frame["papers"]) - _EDGE
    plan = _Plan(axis, len(groups), legend.height, start, longest, pitch, size)
    bottom = plan.top + plan.high * len(names)
    sheet = Sheet(frame, theme, bottom + (_FOOT if axis.logarithmic else 0.0))
    legend.draw(sheet, lambda group, x, y: sheet.box((x - 5, y - 5), (10, 10), part="", colour=theme.groups[group]))
    _axis(sheet, plan, bottom)
    for place, name in enumerate(names):
        part = "" if groups else f"mark-{place} label"
        sheet.write(_EDGE, plan.top + plan.high * (place + 0.5), fitted(name, SIZE, room), part=part)
    for place, mark in enumerate(marks(frame)):
        _row(sheet, plan, f"mark-{place}", {"down": place, "across": 0, **mark})
    return sheet


def sizes_of(groups: int) -> tuple[float, float]:
    """Choose how far a level bar is from the next, and the size of its number."""
    if not groups:
        return 14.0, SIZE
    return (13.0, _SMALL) if groups <= 3 else (11.0, 10.0)


def _axis(sheet: Sheet, plan: _Plan, bottom: float) -> None:
    """Draw an upright line a power of ten, and below it which; bars from zero need none."""
    for share, text in plan.axis.ticks:
        x = plan.start + plan.longest * share
        sheet.upright(x, plan.top, bottom + 3, faint=share > 0)
        sheet.write(x, bottom + 13, text, colour=sheet.theme.muted, size=_SMALL, side="center")


def _row(sheet: Sheet, plan: _Plan, part: str, mark: Mark) -> None:
    """Draw a mark's bar or dot, its number, and what catches the pointer around it."""
    top = plan.top + plan.high * mark["down"]
    middle = top + _BETWEEN / 2 + plan.pitch * (mark["across"] + 0.5)
    if plan.groups:
        sheet.catch(part, plan.start, middle - plan.pitch / 2, sheet.room - plan.start, plan.pitch)
    else:
        sheet.catch(part, 0, top, sheet.room, plan.high)
    length, end = plan.longest * plan.axis.place(mark["papers"]), 6.0
    colour = sheet.theme.groups[mark["across"]] if plan.groups else sheet.theme.accent
    if plan.axis.logarithmic and mark["papers"]:
        sheet.box((plan.start, middle - _STEM / 2), (length, _STEM), part=f"{part} stem", colour=colour)
        sheet.dot(plan.start + length, middle, _RADIUS, part=f"{part} bar", colour=colour)
        end += _RADIUS
    elif mark["papers"]:
        thick = plan.pitch - 2 if plan.groups else plan.pitch
        sheet.box((plan.start, middle - thick / 2), (length, thick), part=f"{part} bar", colour=colour)
    muted, number = sheet.theme.muted, f"{mark['papers']:,}"
    sheet.write(plan.start + length + end, middle, number, part=f"{part} number", colour=muted, size=plan.size)
