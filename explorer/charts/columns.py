"""Upright bars, side by side: for numbers and dates, in their order, a panel a group where there are groups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.charts.fields import fitted, width_of
from explorer.charts.legend import groups_in
from explorer.charts.marks import Mark, marks
from explorer.charts.scales import Scale, scale_of_counts
from explorer.charts.sheet import SIZE, Sheet, empty_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_HEIGHT, _HEAD, _FOOT = 216.0, 20.0, 26.0
_PANEL, _NAME, _NARROWEST = 156.0, 20.0, 250.0  # how high a group's panel and its name are, how narrow it may be
_WIDEST = 64.0
_SMALL, _RADIUS, _STEM = 11.0, 4.0, 1.5
_TENS = tuple(digit * 10**power for power in range(6) for digit in (1, 2, 5))
_TWELVES = (1, 2, 3, 6, *range(12, 10_000, 12))


@dataclass(frozen=True)
class _Plan:
    """Hold what all panels share: their ticks, their axis, the size of a slot, what is before the first."""

    axis: Scale
    levels: tuple[tuple[float, str], ...]
    ticks: tuple[str, ...]
    slot: float
    before: float
    high: float
    numbered: bool


def draw_columns(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a bar a column from zero on, or a dot on a log scale, with the numbers above or, where many, an axis."""
    if frame.empty:
        return empty_sheet(frame, theme)
    groups, drawn = groups_in(frame), marks(frame)
    panels = max(len(groups), 1)
    across = panels_across(panels, theme.width)
    width, high, head = theme.width / across, *((_PANEL, _NAME) if groups else (_HEIGHT, 0.0))
    plan = _plan(frame.head(len(frame) // panels), list(frame["papers"]), width, high - head)
    sheet = Sheet(frame, theme, high * -(-panels // across))
    for group in range(panels):
        left, top = group % across * width, group // across * high
        if groups:
            sheet.write(left + plan.before, top + 10, fitted(groups[group], SIZE, width - plan.before))
        _axis(sheet, plan, left + plan.before, top + head)
        for place, mark in enumerate(drawn):
            if mark.get("across", 0) == group:
                corner = (left + plan.before + plan.slot * mark.get("down", place), top + head)
                _column(sheet, plan, f"mark-{place}", corner, mark)
        _ticks(sheet, plan, left + plan.before, top + head + plan.high - _FOOT + 13)
    return sheet


def whole_levels(most: int) -> list[int]:
    """Choose three to six whole levels from zero to at least the most."""
    steps = (digit * 10**power for power in range(18) for digit in (1, 2, 5))
    step = next(step for step in steps if -(-most // step) <= 5)
    return list(range(0, -(-most // step) * step + 1, step))


def shown(ticks: Sequence[str], slot: float) -> list[int]:
    """Choose which ticks to write, so that none touches the next: round numbers and Januaries where there are."""
    widest = max(width_of(tick, _SMALL) for tick in ticks) + 12
    digits = [tick.replace(",", "") for tick in ticks]
    numbers = [int(digit) for digit in digits if digit.isdigit()]
    every = next(step for step in (_TENS if numbers else _TWELVES) if step * slot >= widest or step >= len(ticks))
    round_ones = [number % every == 0 for number in numbers] or [tick.startswith("Jan") for tick in ticks]
    start = round_ones.index(True) % every if True in round_ones else 0
    return list(range(start, len(ticks), every))


def panels_across(panels: int, width: float) -> int:
    """Choose how many panels stand side by side, so that the rows of them are as even as can be."""
    most = max(1, int(width // _NARROWEST))
    return -(-panels // -(-panels // most))


def _plan(columns: pd.DataFrame, counts: list[int], width: float, high: float) -> _Plan:
    """Choose the axis of all counts, and what a panel of some width has room for."""
    ticks, widest = tuple(columns["tick"]), width_of(f"{max(counts):,}", _SMALL)
    before = max(widest + 10, width_of(ticks[0], _SMALL) / 2, 24)
    slot = min((width - max(width_of(ticks[-1], _SMALL) / 2, 8) - before) / len(ticks), _WIDEST)
    axis, numbered = scale_of_counts(counts), slot >= widest + 4
    levels = axis.ticks
    if not axis.logarithmic:
        whole = [0] if numbered else whole_levels(max(counts, default=0) or 1)
        axis = scale_of_counts(counts, whole[-1])
        levels = tuple((axis.place(level), f"{level:,}") for level in whole)
    return _Plan(axis, levels, ticks, slot, before, high, numbered)


def _axis(sheet: Sheet, plan: _Plan, left: float, top: float) -> None:
    """Draw a thin line a level; the numbers only where there is more than the ground."""
    for share, text in plan.levels:
        y = top + plan.high - _FOOT - share * (plan.high - _HEAD - _FOOT)
        sheet.rule(left, left + plan.slot * len(plan.ticks), y)
        if len(plan.levels) > 1:
            sheet.write(left - 6, y, text, colour=sheet.theme.muted, size=_SMALL, side="right")


def _column(sheet: Sheet, plan: _Plan, part: str, corner: tuple[float, float], mark: Mark) -> None:
    """Draw one bar or dot, its number where there is room, and what catches the pointer above it."""
    sheet.catch(part, *corner, plan.slot, plan.high - _FOOT)
    if not mark["papers"]:
        return
    colour = sheet.theme.groups[mark["across"]] if "across" in mark else sheet.theme.accent
    height = plan.axis.place(mark["papers"]) * (plan.high - _HEAD - _FOOT)
    middle, top, gap = corner[0] + plan.slot / 2, corner[1] + plan.high - _FOOT - height, min(plan.slot * 0.2, 6.0)
    if plan.axis.logarithmic:
        sheet.box((middle - _STEM / 2, top), (_STEM, height), part=f"{part} stem", colour=colour)
        sheet.dot(middle, top, min(_RADIUS, plan.slot / 2), part=f"{part} bar", colour=colour)
    else:
        sheet.box((corner[0] + gap / 2, top), (plan.slot - gap, height), part=f"{part} bar", colour=colour)
    if plan.numbered:
        muted, number = sheet.theme.muted, f"{mark['papers']:,}"
        above = 9 + (_RADIUS if plan.axis.logarithmic else 0)
        sheet.write(middle, top - above, number, part=f"{part} number", colour=muted, size=_SMALL, side="center")


def _ticks(sheet: Sheet, plan: _Plan, left: float, y: float) -> None:
    """Write the ticks that have room below their columns."""
    for place in shown(plan.ticks, plan.slot):
        middle = left + plan.slot * (place + 0.5)
        sheet.write(middle, y, plan.ticks[place], colour=sheet.theme.muted, size=_SMALL, side="center")
