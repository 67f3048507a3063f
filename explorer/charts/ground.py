"""How a sheet of sets and combinations is divided: names, level bars, columns, and what is above them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.charts.columns import whole_levels
from explorer.charts.fields import width_of
from explorer.charts.rows import sizes_of
from explorer.charts.sheet import SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from explorer.charts.marks import Mark

SMALL, EDGE, WIDE = 11.0, 4.0, 18.0  # letters, what is left free at the sides, upright bars
_GAP = 12.0
_TOP, _BARS, _MATRIX, _ROW = 20.0, 120.0, 14.0, 24.0  # number, bar, gap, then the rows
_BAR, _BETWEEN = 14.0, 10.0  # level bars, what is between those of two rows
_WIDEST, _FILLED = 34.0, 0.8  # a column, and the part of it that bars of groups fill
_LEAST, _NARROW, _THIN = 0.14, 14.0, 3.0  # the part of the width for the bars of the sets; what leaves none for them


@dataclass(frozen=True)
class Ground:
    """Hold where rows and columns stand, how long a paper is in each, and the levels of the axis."""

    groups: int
    above: float
    names: float
    start: float
    unit: float
    left: float
    slot: float
    levels: tuple[int, ...]
    scale: float

    @property
    def top(self) -> float:
        """Say where the bars of the combinations begin."""
        return self.above + _TOP + _BARS

    @property
    def sizes(self) -> tuple[float, float]:
        """Give how far a set's bar is from the next, and the size of its number."""
        return sizes_of(self.groups) if self.groups else (_BAR, SMALL)

    @property
    def row(self) -> float:
        """Say how high a set's row is."""
        return self.groups * self.sizes[0] + _BETWEEN if self.groups else _ROW

    @property
    def step(self) -> float:
        """Say how far an upright bar is from the next."""
        return _step(self.slot, self.groups)

    def middle(self, column: int) -> float:
        """Say where a column stands."""
        return self.left + self.slot * (column + 0.5)

    def level(self, row: int) -> float:
        """Say where a set's row stands."""
        return self.top + _MATRIX + self.row * (row + 0.5)

    def aside(self, mark: Mark) -> float:
        """Say how many bars a group's bar stands from the middle of those of all groups."""
        return float(mark["across"] - (self.groups - 1) / 2) if self.groups else 0.0


def ground_of(room: float, sets: Sequence[Mark], columns: Sequence[Mark], above: float) -> Ground:
    """Divide the width: names, the bars of the sets where there is room, an axis where numbers have none, columns."""
    groups = 1 + sets[-1]["across"] if "across" in sets[-1] else 0
    count, most = len(columns) // max(groups, 1), max(mark["papers"] for mark in columns)
    names = min(max(width_of(mark["row"], SIZE) for mark in sets), 0.27 * room)
    start = EDGE + names + _GAP
    number = max(width_of(f"{mark['papers']:,}", SMALL) for mark in sets) + 6
    free = room - EDGE - start - number - _GAP
    narrow, widest = max(_NARROW, groups * _THIN / _FILLED), max(_WIDEST, groups * WIDE / _FILLED)
    least = _LEAST * room if (free - _LEAST * room) / count >= narrow else 0.0
    free -= least
    levels, axis = [0], 0.0
    if _step(min(free / count, widest), groups) < width_of(f"{most:,}", SMALL) + 2:
        levels = whole_levels(most or 1)
        axis = width_of(f"{levels[-1]:,}", SMALL)
    slot = min((free - axis) / count, widest)
    left = room - EDGE - slot * count
    end = min(left - _GAP - axis - number, start + 0.4 * room) if least else start
    unit = (end - start) / (max(mark["papers"] for mark in sets) or 1)
    return Ground(groups, above, names, start, unit, left, slot, tuple(levels), _BARS / max(most, levels[-1], 1))


def _step(slot: float, groups: int) -> float:
    """Say how far a bar of a column is from the next."""
    return slot * _FILLED / groups if groups else slot
