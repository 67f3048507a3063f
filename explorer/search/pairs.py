"""Which papers write which stems, and how often: counted some thousand papers at a time, on the disk where many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer.comparison.cut import cut
from explorer.library.files import reserve
from explorer.search.bm25 import STOP, Whole
from explorer.search.stems import stem

TITLE = 3  # times that a word of a title counts
ROWS = 5_000  # papers that are read at once: what is held of their words meanwhile is 100 MB
ONCE = 4_000_000  # pairs that are put in order at once, where no stem alone has more

Part = npt.NDArray[np.int32]  # three rows: stems, papers, times


class Stems:
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


@dataclass
class Pairs:
    """Hold how often each paper writes each stem, one part a some thousand papers, in a folder where there is one."""

    count: int  # of papers
    folder: Path | None = None
    stems: Stems = field(default_factory=Stems)
    parts: list[Part] = field(default_factory=list)

    def read(self, papers: pd.DataFrame, tell: Callable[[float], None]) -> None:
        """Count the stems of papers; `tell` hears what share of them is read."""
        for at in range(0, max(self.count, 1), ROWS):
            part = _counted(papers.iloc[at : at + ROWS], at, self.stems)
            self.parts.append(self.array(f"part-{at}", np.int32, part.shape))
            self.parts[-1][:] = part
            tell(min(at + ROWS, self.count) / max(self.count, 1))

    def array(self, name: str, dtype: npt.DTypeLike, shape: tuple[int, ...]) -> npt.NDArray[Any]:
        """Make an array that lies in a file, where there is a folder."""
        if self.folder is None or 0 in shape:  # an empty file cannot be mapped
            return np.empty(shape, dtype)
        made = np.memmap(self.folder / name, dtype, "w+", shape=shape)
        reserve(self.folder / name)
        return made

    def lengths(self) -> Whole:
        """Count the words of each paper."""
        total = np.zeros(self.count, np.int64)
        for _, papers, times in self.parts:
            total += np.bincount(papers, times, self.count).astype(np.int64)
        return total

    def alphabet(self) -> tuple[pa.Array, Whole]:
        """Put the stems in the order of the alphabet, and say how many papers write each."""
        stems = pa.array(self.stems.numbers, pa.string())
        ordered = pc.sort_indices(stems)
        ranks = np.empty(len(ordered), np.int32)
        ranks[ordered.to_numpy()] = np.arange(len(ordered), dtype=np.int32)
        counts = np.zeros(len(ranks), np.int64)
        for part in self.parts:
            part[0] = ranks[part[0]]
            part[:] = part[:, np.argsort(part[0], kind="stable")]
            counts += np.bincount(part[0], minlength=len(ranks))
        return stems.take(ordered), counts

    def runs(self, starts: Whole) -> Iterator[tuple[int, int, Part]]:
        """Give all pairs by stem, then by paper: those of a run of stems at once, with the first and the last."""
        first = 0
        while first < len(starts) - 1:
            last = max(first + 1, int(np.searchsorted(starts, starts[first] + ONCE, "right")) - 1)
            places = [np.searchsorted(part[0], [first, last]) for part in self.parts]
            found = np.hstack([part[:, low:high] for part, (low, high) in zip(self.parts, places, strict=True)])
            yield first, last, found[:, np.argsort(found[0], kind="stable")]
            first = last


def _counted(papers: pd.DataFrame, first: int, stems: Stems) -> Part:
    """Count the stems of each paper: their numbers, the paper's place, how many times."""
    fields = [papers[name] for name in [*["title"] * TITLE, "abstract"] if name in papers]
    places, codes, vocabulary = cut(fields)
    codes = stems.of(vocabulary.to_list())[codes]
    size, is_told = max(len(stems.numbers), 1), codes >= 0
    pairs, times = np.unique(places[is_told] * size + codes[is_told], return_counts=True)
    return np.stack([pairs % size, pairs // size + first, times]).astype(np.int32)
