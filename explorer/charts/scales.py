"""From numbers to places along an axis, and the ticks that say which: from zero, cut, or in powers of ten."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ORDERS = 4  # powers of ten from the least number to the largest, from which on an axis counts in them
_APART = 0.08  # the part of such an axis that is left to zero
_NEAR, _NARROW = 0.75, 1e-4  # an axis is cut where its numbers are near each other, but not nearly the same
_STEPS = 5
_RAISED = str.maketrans("-+0123456789", "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹")
_LETTERS = {1e12: "T", 1e9: "B", 1e6: "M", 1e3: "k"}


@dataclass(frozen=True)
class Scale:
    """Hold where an axis begins and ends, as numbers or as powers of ten, and its ticks with their places."""

    low: float
    high: float
    logarithmic: bool
    start: float
    ticks: tuple[tuple[float, str], ...]

    def place(self, value: float) -> float:
        """Say where a number stands, from 0 at the axis's beginning to 1 at its end."""
        if not self.logarithmic:
            return (value - self.low) / (self.high - self.low)
        if not value:
            return 0.0
        return self.start + (1 - self.start) * (math.log10(value) - self.low) / (self.high - self.low)

    @property
    def remark(self) -> str:
        """Say what a reader would not expect of the axis."""
        if self.logarithmic:
            return "log scale, zero set apart" if self.start else "log scale"
        return f"axis starts at {said(self.low)}" if self.low > 0 else ""


def is_logarithmic(counts: Iterable[int]) -> bool:
    """Say whether counts, those of zero aside, span so many powers of ten that an axis counts in them."""
    above = [count for count in counts if count > 0]
    return bool(above) and max(above) >= min(above) * 10**_ORDERS


def scale_of(values: Sequence[float], *, from_zero: bool) -> Scale:
    """Choose the axis of some finite numbers: in powers of ten where they span four, else from zero or cut."""
    above = [value for value in values if value > 0]
    if above and min(values) >= 0 and math.log10(max(above)) - math.log10(min(above)) >= _ORDERS:
        return _logarithmic(min(above), max(above), zero=min(values) == 0)
    low, high = min(values), max(values)
    apart = high * _NARROW < high - low
    cut = not from_zero and apart and low > high * _NEAR
    return _linear(low if cut else min(low, 0.0), max(high, 0.0))


def scale_of_counts(counts: Iterable[int], top: int = 0) -> Scale:
    """Choose the axis of counts: from zero to their most, or to `top`; in powers of ten, where zero has no place."""
    if is_logarithmic(counts):
        return scale_of([float(count) for count in counts if count], from_zero=True)
    return Scale(0.0, float(max(top, *counts, 1)), logarithmic=False, start=0.0, ticks=())


def said(value: float) -> str:
    """Say a number as short as a tick has to be: ``1,500``, ``1.5M``, ``2×10⁴⁵``."""
    size = abs(value)
    if value == 0 or 1e-4 <= size < 1e4:
        return f"{value:,.6g}".replace("-", "−")
    for limit, letter in _LETTERS.items():
        if limit <= size < limit * 1000:
            return f"{value / limit:.6g}{letter}".replace("-", "−")
    digits, _, power = f"{value:.2e}".partition("e")
    times = f"{float(digits):g}×".replace("-", "−")
    return f"{'' if times == '1×' else times}10{raised(str(int(power)))}"


def raised(power: str) -> str:
    """Write a power as small figures: ``⁻⁴⁵``."""
    return power.translate(_RAISED)


def _logarithmic(low: float, high: float, *, zero: bool) -> Scale:
    """Let an axis run over whole powers of ten, with at most six ticks."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    every = math.ceil((last - first) / _STEPS)
    last += -(last - first) % every
    start = _APART if zero else 0.0
    powers = range(first, last + 1, every)
    shares = [start + (1 - start) * (power - first) / (last - first) for power in powers]
    plain = first >= -3 and last <= 12
    texts = [said(10.0**power) if plain else f"10{raised(str(power))}" for power in powers]
    ticks = list(zip(shares, texts, strict=True))
    return Scale(first, last, logarithmic=True, start=start, ticks=tuple([(0.0, "0")] * zero + ticks))


def _linear(low: float, high: float) -> Scale:
    """Let an axis run from one round number to another, with at most seven ticks."""
    least = max((high - low) / _STEPS, 1e-300) if high > low else 1.0
    power = math.floor(math.log10(least))
    step = next(step for step in (10.0**power * digit for digit in (1, 2, 5, 10)) if step >= least)
    first, last = math.floor(low / step), max(math.ceil(high / step), 1 if high == low else 0)
    ticks = [((place - first) / (last - first), said(place * step)) for place in range(first, last + 1)]
    return Scale(first * step, last * step, logarithmic=False, start=0.0, ticks=tuple(ticks))
