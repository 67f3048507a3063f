"""Which stretches of a text are taken, so that no fact stands inside another of its kind."""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Taken:
    """Stretches that do not overlap, kept in order."""

    def __init__(self, stretches: Iterable[tuple[int, int]] = ()) -> None:
        self._stretches: list[tuple[int, int]] = []
        for start, end in stretches:
            self.take(start, end)

    def take(self, start: int, end: int) -> bool:
        """Take a stretch if it is free, and say whether it was."""
        at = bisect_left(self._stretches, (start, start))
        before = self._stretches[at - 1][1] if at else 0
        after = self._stretches[at][0] if at < len(self._stretches) else end
        if before > start or after < end:
            return False
        insort(self._stretches, (start, end))
        return True
