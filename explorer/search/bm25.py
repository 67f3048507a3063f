"""How much each word says of each paper: BM25 over stems of title and abstract."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer.comparison.cut import cut
from explorer.search.stems import stem
from explorer.terms import fold

USUAL = Path(__file__).with_name("common.txt")
# Chosen on the 809 training queries of SciFact, not on those that `make quality` prints.
SATURATION = 1.2  # k1: how soon more of a word says no more
LENGTH = 0.75  # b: how much a long text's words count for less
TITLE = 3  # times that a word of a title counts
PRIOR = 500  # papers of any field beside those read: of few papers nobody can tell which words all papers write
ROWS = 20_000  # papers that are read at once: what is held of their words meanwhile is 100 MB
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


def read(papers: pd.DataFrame) -> BM25:
    """Weigh the words of some papers."""
    stems = _Stems()
    parts = [_counted(papers.iloc[at : at + ROWS], at, stems) for at in range(0, max(len(papers), 1), ROWS)]
    codes, places, times = (np.concatenate(part) for part in zip(*parts, strict=True))
    alphabet = pa.array(stems.numbers, pa.string())
    ordered = pc.sort_indices(alphabet)
    ranks = np.empty(len(ordered), np.int32)
    ranks[ordered.to_numpy()] = np.arange(len(ordered), dtype=np.int32)
    codes = ranks[codes]
    order = np.argsort(codes, kind="stable")
    counts = np.bincount(codes, minlength=len(ranks))
    places, times = places[order], times[order]
    weights = _weights(counts, _usual(alphabet.take(ordered)), places, times, len(papers))
    lengths = np.sqrt(np.bincount(places, weights.astype(float) ** 2, len(papers))).astype(np.float32)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    return BM25(alphabet.take(ordered), starts, places, weights, lengths)


class _Stems:
    """Number stems in the order of their first words; a word of a stop list has none, and -1."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._of: dict[str, int] = dict.fromkeys(STOP, -1)  # a word's stem

    def of(self, words: Iterable[str]) -> npt.NDArray[np.int64]:
        """Give the number of each word's stem."""
        return np.fromiter(map(self._number, words), np.int64)

    def _number(self, word: str) -> int:
        if word not in self._of:
            self._of[word] = self.numbers.setdefault(stem(word), len(self.numbers))
        return self._of[word]


def _counted(papers: pd.DataFrame, first: int, stems: _Stems) -> tuple[Small, Small, Small]:
    """Count the stems of each paper: their numbers, the paper's place, how many times."""
    fields = [papers[name] for name in [*["title"] * TITLE, "abstract"] if name in papers]
    places, codes, vocabulary = cut(fields)
    codes = stems.of(vocabulary.to_list())[codes]
    size, is_told = max(len(stems.numbers), 1), codes >= 0
    pairs, times = np.unique(places[is_told] * size + codes[is_told], return_counts=True)
    return (pairs % size).astype(np.int32), (pairs // size + first).astype(np.int32), times.astype(np.int32)


def _weights(counts: Whole, usual: Array, places: Small, times: Small, papers: int) -> Array:
    """Weigh each word of each paper: S. Robertson and H. Zaragoza, *BM25 and Beyond*, 2009; idf as in Lucene."""
    writing = counts + PRIOR * usual
    rarity = np.log1p((papers + PRIOR - writing + 0.5) / (writing + 0.5))
    lengths = np.bincount(places, times, papers)
    room = SATURATION * (1 - LENGTH + LENGTH * lengths / max(lengths.mean() if papers else 1, 1))
    return (np.repeat(rarity, counts) * times * (SATURATION + 1) / (times + room[places])).astype(np.float32)


def _usual(stems: pa.Array) -> Array:
    """Say of each stem in what part of papers it stands, whatever they are about."""
    shares = _shares()
    return np.array([shares.get(word, 0.0) for word in stems.to_pylist()], np.float32)


@cache
def _shares() -> dict[str, float]:
    """Read which stems papers write whatever they are about, and what part of papers."""
    lines = [line.split() for line in USUAL.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {word: int(share.removesuffix(":")) / 100 for share, *words in lines for word in words}
