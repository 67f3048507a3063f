"""How much each word says of each paper: BM25 over stems of title and abstract."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from explorer.search.stems import stem
from explorer.terms import fold

# Lucene's, and what papers say of themselves: they would be all that two papers share.
STOP = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "for", "if", "in", "into", "is", "it", "no", "not",
    "of", "on", "or", "such", "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "will",
    "with", "we", "our", "can", "from", "com", "http", "https", "org", "www", "which", "have", "has",
    "been", "its", "also", "than", "both",
})  # fmt: skip

Whole = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class BM25:
    """Hold for each stem the papers that write it, and its weight in each.

    Stems are in the order of the alphabet, and the papers of each in theirs: those of stem *n* are
    ``papers[starts[n]:starts[n + 1]]``. All of it is flat arrays, so that a file of them can be mapped.
    """

    stems: pa.Array
    starts: Whole
    papers: Small
    weights: Array
    lengths: Array  # of each paper's weights, as one vector
    found: dict[str, slice] = field(
        default_factory=dict, repr=False, compare=False
    )  # places of stems asked for before

    def scores(self, wanted: Mapping[str, float]) -> npt.NDArray[np.float64]:
        """Add up for each paper the weights of some stems, each so many times."""
        total = np.zeros(len(self.lengths))
        for word, times in wanted.items():
            place = self._slice(word)
            total[self.papers[place]] += self.weights[place] * np.float32(times)
        return total

    def weigh(self, wanted: Iterable[str], rows: Whole) -> dict[str, Array]:
        """Give the weights that some stems have in some papers, 0 where a paper does not write one."""
        return {word: self._in(self._slice(word), rows) for word in wanted}

    def _slice(self, word: str) -> slice:
        if word not in self.found:
            self.found[word] = self._looked_up(word)
        return self.found[word]

    def _looked_up(self, word: str) -> slice:
        at = bisect_left(range(len(self.stems)), word, key=lambda number: self.stems[number].as_py())
        is_known = at < len(self.stems) and self.stems[at].as_py() == word
        return slice(self.starts[at], self.starts[at + 1]) if is_known else slice(0, 0)

    def _in(self, place: slice, rows: Whole) -> Array:
        papers, weights = self.papers[place], self.weights[place]
        if not len(papers):
            return np.zeros(len(rows), np.float32)
        at = np.minimum(np.searchsorted(papers, rows), len(papers) - 1)
        return np.where(papers[at] == rows, weights[at], np.float32(0))


def bag(text: str) -> Counter[str]:
    """Cut a text into its stems, in any order; what every text says is left out."""
    return Counter(stem(word) for word in fold(text) if word not in STOP)
