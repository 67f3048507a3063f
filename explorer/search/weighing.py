"""The words of papers weighed: in memory where papers are few, and else on the disk, some millions at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from explorer.search.bm25 import BM25, Array, Small, Whole
from explorer.search.pairs import Pairs

USUAL = Path(__file__).with_name("common.txt")
# Chosen on the 809 training queries of SciFact, not on those that `make quality` prints.
SATURATION = 1.2  # k1: how soon more of a word says no more
LENGTH = 0.75  # b: how much a long text's words count for less
PRIOR = 500  # papers of any field beside those read: of few papers nobody can tell which words all papers write
_READ = 0.8  # the part of the time that reading takes; the rest goes to weighing

Tell = Callable[[float], None]  # hears how much of it is done, 0 to 1


def read(papers: pd.DataFrame, tell: Tell | None = None, folder: Path | None = None) -> BM25:
    """Weigh the words of some papers; what is held of them lies in a folder, where one is given."""
    said = tell or (lambda _: None)
    pairs = Pairs(len(papers), folder)
    pairs.read(papers, lambda share: said(_READ * share))
    stems, counts = pairs.alphabet()
    return _weighed(pairs, stems, counts, lambda share: said(_READ + (1 - _READ) * share))


def _weighed(pairs: Pairs, stems: pa.Array, counts: Whole, tell: Tell) -> BM25:
    """Weigh each word of each paper: S. Robertson and H. Zaragoza, *BM25 and Beyond*, 2009; idf as in Lucene."""
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    rare, room = _rarity(counts, stems, pairs.count), _room(pairs.lengths())
    places: Small = pairs.array("papers", np.int32, (int(starts[-1]),))
    weights: Array = pairs.array("weights", np.float32, places.shape)
    squares = np.zeros(pairs.count)
    for first, last, (codes, papers, times) in pairs.runs(starts):
        run = slice(starts[first], starts[last])
        places[run] = papers
        weights[run] = rare[codes] * times * (SATURATION + 1) / (times + room[papers])
        squares += np.bincount(papers, weights[run].astype(float) ** 2, pairs.count)
        tell(float(starts[last] / starts[-1]))
    return BM25(stems, starts, places, weights, np.sqrt(squares).astype(np.float32))


def _rarity(counts: Whole, stems: pa.Array, papers: int) -> Array:
    """Say how rare each stem is among the papers, and those of any field beside them."""
    shares = _shares()
    usual = np.array([shares.get(word, 0.0) for word in stems.to_pylist()], np.float32)
    writing = counts + PRIOR * usual
    rarity: Array = np.log1p((papers + PRIOR - writing + 0.5) / (writing + 0.5))
    return rarity


def _room(lengths: Whole) -> Array:
    """Say of each paper how many times a word must stand in it to say half of what it can say."""
    mean = max(float(lengths.mean()) if len(lengths) else 1, 1)
    room: Array = SATURATION * (1 - LENGTH + LENGTH * lengths / mean)
    return room


@cache
def _shares() -> dict[str, float]:
    """Read which stems papers write whatever they are about, and what part of papers."""
    lines = [line.split() for line in USUAL.read_text("utf-8").splitlines() if not line.startswith("#")]
    return {word: int(share.removesuffix(":")) / 100 for share, *words in lines for word in words}
