"""Upright bars, side by side: for numbers and dates, in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.charts.fields import width_of
from explorer.charts.sheet import Sheet, empty_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_HEIGHT = 216.0
_HEAD = 20.0
_FOOT = 26.0
_WIDEST = 64.0
_SMALL = 11.0
_TENS = tuple(digit * 10**power for power in range(6) for digit in (1, 2, 5))
_TWELVES = (1, 2, 3, 6, *range(12, 10_000, 12))


def draw_columns(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a bar a column from zero on, with the numbers above it or, where they are many, an axis."""
    if frame.empty:
        return empty_sheet(frame, theme)
    sheet = Sheet(frame, theme, _HEIGHT)
    papers, ticks = list(frame["papers"]), list(frame["tick"])
    left = max(width_of(f"{max(papers):,}", _SMALL) + 10, width_of(ticks[0], _SMALL) / 2, 24)
    right = sheet.room - max(width_of(ticks[-1], _SMALL) / 2, 8)
    slot = min((right - left) / len(papers), _WIDEST)
    numbered = slot >= width_of(f"{max(papers):,}", _SMALL) + 4
    levels = [0] if numbered else whole_levels(max(papers))
    scale = (_HEIGHT - _HEAD - _FOOT) / max(*papers, levels[-1])
    _axis(sheet, levels, scale, left, left + slot * len(papers))
    for place, count in enumerate(papers):
        _column(sheet, place, left + slot * place, slot, count * scale)
        if numbered and count:
            _number(sheet, place, left + slot * (place + 0.5), count, scale)
    _ticks(sheet, ticks, left, slot)
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


def _axis(sheet: Sheet, levels: Sequence[int], scale: float, left: float, right: float) -> None:
    """Draw a thin line a level; the numbers only where there is more than the ground."""
    for level in levels:
        y = _HEIGHT - _FOOT - level * scale
        sheet.rule(left, right, y)
        if len(levels) > 1:
            sheet.write(left - 6, y, f"{level:,}", colour=sheet.theme.muted, size=_SMALL, side="right")


def _column(sheet: Sheet, place: int, left: float, slot: float, height: float) -> None:
    """Draw one column, and what catches the pointer above it."""
    gap = min(slot * 0.2, 6.0)
    sheet.catch(f"mark-{place}", left, 0, slot, _HEIGHT - _FOOT)
    top = _HEIGHT - _FOOT - height
    if height:
        sheet.box((left + gap / 2, top), (slot - gap, height), part=f"mark-{place} bar")


def _number(sheet: Sheet, place: int, middle: float, count: int, scale: float) -> None:
    """Write a column's number above it."""
    y = _HEIGHT - _FOOT - count * scale - 9
    part = f"mark-{place} number"
    sheet.write(middle, y, f"{count:,}", part=part, colour=sheet.theme.muted, size=_SMALL, side="center")


def _ticks(sheet: Sheet, ticks: Sequence[str], left: float, slot: float) -> None:
    """Write the ticks that have room below their columns."""
    y = _HEIGHT - _FOOT + 13
    for place in shown(ticks, slot):
        middle = left + slot * (place + 0.5)
        sheet.write(middle, y, ticks[place], colour=sheet.theme.muted, size=_SMALL, side="center")
