"""The values of a row that a page shows: those of most papers, and those that set a group apart."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from explorer.comparison.numbers import Numbers
    from explorer.rows import Mask


@dataclass(frozen=True)
class Cut:
    """Say how many values a row had: in all, and by group those in no other, and those that it has more often."""

    of: int
    only: tuple[int, ...]
    more: tuple[int, ...]


@dataclass(frozen=True)
class Few:
    """Choose `most` values of each sort; words that are `common`, of one letter or in one paper set nothing apart."""

    most: int
    common: Collection[str] = ()

    def of_field(self, numbers: Numbers) -> tuple[Numbers, Cut]:
        """Choose among the values of a field."""
        papers = numbers.tally.papers
        is_alone = ((papers > 0).sum(axis=1) == 1)[:, None]
        only, more = (papers > 0) & is_alone, (papers > 0) & (numbers.z > 0) & ~is_alone
        return self._chosen(numbers, only, more)

    def of_words(self, numbers: Numbers) -> tuple[Numbers, Cut]:
        """Choose among words."""
        papers, said = numbers.tally.papers, pa.array(numbers.tally.said)
        is_common = pc.is_in(said, value_set=pa.array(sorted(self.common), said.type))
        tells = pc.and_(pc.invert(is_common), pc.greater(pc.utf8_length(said), 1)).to_numpy(zero_copy_only=False)
        return self._chosen(
            numbers, np.zeros_like(papers, dtype=bool), (papers > 1) & (numbers.z > 0) & tells[:, None]
        )

    def _chosen(self, numbers: Numbers, only: Mask, more: Mask) -> tuple[Numbers, Cut]:
        cut = Cut(len(only), *(tuple(map(int, held.sum(axis=0))) for held in (only, more)))
        ranked = [(only, numbers.tally.papers), (more, numbers.z)]
        firsts = [self._first(held[:, at], by[:, at]) for held, by in ranked for at in range(held.shape[1])]
        return numbers.kept(np.unique(np.concatenate([np.arange(len(only))[: self.most], *firsts]))), cut

    def _first(self, held: Mask, by: np.ndarray) -> np.ndarray:
        """Choose the largest; of equal ones the first."""
        places = np.flatnonzero(held)
        return places[np.argsort(-by[places], kind="stable")[: self.most]]
