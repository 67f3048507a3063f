"""Which paper states which value of a column: as numbers, so that a million papers are counted at once."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Stated:
    """Hold that the paper at place `paper` states ``known[code]``, once for each value that it states."""

    papers: int
    paper: np.ndarray
    code: np.ndarray
    known: list[object]

    @property
    def missing(self) -> int:
        """Count the papers that state nothing."""
        return self.papers - int(self.states().sum())

    def states(self, code: int | None = None) -> np.ndarray:
        """Say for each paper whether it states a value, or any."""
        there = np.zeros(self.papers, dtype=bool)
        there[self.paper if code is None else self.paper[self.code == code]] = True
        return there

    def counts(self, papers: np.ndarray | None = None) -> np.ndarray:
        """Count the papers behind each value, or those of them that are wanted."""
        codes = self.code if papers is None else self.code[papers[self.paper]]
        return np.bincount(codes, minlength=len(self.known))

    def among(self, papers: np.ndarray) -> Stated:
        """Return what the wanted papers state."""
        wanted = papers[self.paper]
        return Stated(self.papers, self.paper[wanted], self.code[wanted], self.known)

    def distinct(self) -> int:
        """Count the values that are stated."""
        return int((self.counts() > 0).sum())

    def most(self, limit: int) -> list[int]:
        """Choose the most frequent values, then by name."""
        counts = self.counts()
        there = np.flatnonzero(counts).tolist()
        return heapq.nsmallest(limit, there, key=lambda code: (-counts[code], self.known[code]))

    def in_order(self, codes: Sequence[int]) -> list[int]:
        """Put numbers in their order; what else was chosen stays as it is."""
        numbers = all(type(self.known[code]) is int for code in codes)
        return sorted(codes, key=lambda code: self.known[code]) if numbers else list(codes)  # type: ignore[arg-type,return-value] # all are whole numbers


def stated_in(values: pd.Series) -> Stated:
    """Read which paper states which value; a value that stands twice in a list counts once."""
    array = _as_arrow(values)
    paper = np.arange(len(array))
    listed = pa.types.is_list(array.type) or pa.types.is_large_list(array.type)
    if listed:
        paper, array = pc.list_parent_indices(array).to_numpy(), pc.list_flatten(array)
    encoded = array.dictionary_encode()
    code = pc.fill_null(encoded.indices, -1).to_numpy().astype(np.int64)
    paper, code = paper[code >= 0], code[code >= 0]
    known = encoded.dictionary.to_pylist()
    if listed:
        paper, code = np.divmod(_once(paper * max(len(known), 1) + code), max(len(known), 1))
    return Stated(len(values), paper, code, known)


def _once(pairs: np.ndarray) -> np.ndarray:
    """Put numbers in their order, each once: ten times as fast as numpy's `unique`, which hashes them."""
    pairs.sort()
    return pairs[np.diff(pairs, prepend=-1) > 0]


def _as_arrow(values: pd.Series) -> pa.Array:
    """Turn a column into one Arrow array."""
    arrow = isinstance(values.dtype, pd.ArrowDtype)
    array = pa.array(values if arrow else values.astype(object), from_pandas=not arrow)
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
