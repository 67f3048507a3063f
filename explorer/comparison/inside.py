"""Which papers are in which groups, as one number a paper: a million of them are counted in all groups at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from explorer.rows import Mask, Rows

    Numbers = npt.NDArray[np.int32]
    Places = npt.NDArray[np.integer]
    Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Inside:
    """Hold of each paper the number of a line of `flags`, which says of each group whether the paper is in it.

    `among` says which papers are compared; without it, all are.
    """

    groups: tuple[str, ...]
    number: Numbers
    flags: Mask
    among: Mask | None = None

    @classmethod
    def of(cls, masks: Mapping[str, Mask], papers: int) -> Inside:
        """Give each of so many papers the number of the groups that it is in."""
        number, flags = np.zeros(papers, np.int32), np.zeros((1, 0), dtype=bool)
        for mask in masks.values():
            number, flags = _parted(number, flags, mask)
        return cls(tuple(masks), number, flags)

    def at(self, rows: Rows) -> Inside:
        """Give the same of some papers, as if there were no others."""
        return Inside(self.groups, self.number[rows], self.flags)

    def compared(self) -> Inside:
        """Give the same of the papers that are compared."""
        return self if self.among is None else self.at(np.flatnonzero(self.among))

    @cached_property
    def lines(self) -> Whole:
        """Count the papers of each line that are compared."""
        return self.lines_of(slice(None) if self.among is None else self.among)

    def lines_of(self, papers: Mask | slice) -> Whole:
        """Count some papers of each line."""
        return np.bincount(self.number[papers], minlength=len(self.flags))

    def grouped(self, lines: Whole) -> Whole:
        """Add up by group, shape (..., k), what is counted by line, (..., p)."""
        return lines @ self.flags.astype(np.int64)

    def counted(self, places: Places, codes: Places, values: int, times: Places | None = None) -> Whole:
        """Count by line, shape (values, p), the papers at some places that say what stands beside them, or how often.

        `codes` are the numbers of what they say, below `values`; `times` how often each says it, once by default.
        """
        size = len(self.flags)
        cells = codes.astype(np.int64) * size + self.number[places]
        found = np.bincount(cells, times, minlength=values * size)  # with times, floats: whole up to 2**53
        return found.astype(np.int64).reshape(values, size)


def _parted(number: Numbers, flags: Mask, mask: Mask) -> tuple[Numbers, Mask]:
    """Part each line in two by another group, and drop what no paper is in."""
    number = 2 * number + mask
    both = np.repeat(flags, 2, axis=0)
    flags = np.column_stack([both, np.arange(len(both)) % 2 == 1])
    used = np.bincount(number, minlength=len(flags)) > 0
    return (np.cumsum(used, dtype=np.int32) - 1)[number].astype(np.int32, copy=False), flags[used]
