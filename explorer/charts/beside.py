"""Where names stand beside circles, so that they touch nothing that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Box = tuple[float, float, float, float]  # left, top, right, bottom
    Circle = tuple[float, float, float]  # its middle and its radius
    Point = tuple[float, float]
    Line = tuple[Point, Point]
    Points = npt.NDArray[np.float64]

_LINE, _GAP = 15.0, 4.0
_STEPS = 12  # points along a line, for names to keep away from


class Beside:
    """Remember what is taken in a box, by circles and by the names that were placed."""

    def __init__(self, whole: Box, circles: Sequence[Circle], lines: Sequence[Line]) -> None:
        self._whole, self._points = whole, _along(lines)
        self._taken = [(x - radius, y - radius, x + radius, y + radius) for x, y, radius in circles]

    def place(self, circle: Circle, width: float) -> Point | None:
        """Take the room of a name beside its circle, where fewest lines cross it, and say where it begins."""
        free = [box for box in _beside(circle, width) if _inside(box, self._whole) and not _touches(box, self._taken)]
        if not free:
            return None
        box = min(free, key=self._crossed)
        self._taken.append(box)
        return box[0], (box[1] + box[3]) / 2

    def _crossed(self, box: Box) -> int:
        """Count the points of lines in a box."""
        return int(((self._points > box[:2]) & (self._points < box[2:])).all(axis=1).sum())


def _along(lines: Sequence[Line]) -> Points:
    """List some points of every line."""
    ends = np.array(lines, dtype=float).reshape(-1, 2, 2)
    steps = np.linspace(0, 1, _STEPS)[:, None, None]
    points: Points = (ends[:, 0] * (1 - steps) + ends[:, 1] * steps).reshape(-1, 2)
    return points


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
