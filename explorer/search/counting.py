"""Which papers state which value of a field, and how many: numbers in place of values, no object a paper."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from explorer.search.bits import packed, size, unpacked, width
from explorer.search.folding import whole

if TYPE_CHECKING:
    import numpy.typing as npt

    from explorer.query import Value
    from explorer.rows import Mask, Rows
    from explorer.search.bits import Bits

    Numbers = npt.NDArray[Any]

ROOM = 2  # numbers of 64 papers that a value's bits may take for each code that they spare: a fourth of the time
SOON = 6  # codes that are looked at in the time in which as many bits, 64 at once, are counted


class Counter:
    """Count the values of a field among some of the papers; a paper counts once for each value that it states.

    Each value has a code, and the last code stands for *not stated*. The codes of a paper stand side by side.
    """

    def __init__(self, column: pa.Array | pa.ChunkedArray) -> None:
        self.column = column
        held = whole(column)
        self.is_list = pa.types.is_list(held.type) or pa.types.is_large_list(held.type)
        self._papers = len(held)
        self._starts: Numbers | None
        self.dictionary, self._codes, self._starts = (_of_lists if self.is_list else _of_values)(held)

    def count(self, papers: Bits) -> list[tuple[Value, int]]:
        """Count among some papers, most frequent first, *not stated* (None) last."""
        times = self._times(papers)
        places = np.flatnonzero(times[:-1])
        found = list(zip(self.dictionary.take(pa.array(places)).to_pylist(), times[places].tolist(), strict=True))
        found.sort(key=_frequent_first)
        missing = int(times[-1])
        return [*found, (None, missing)] if missing else found

    def stating(self, states: Mask) -> Bits:
        """Give the papers that state any of some values, or nothing, where that is the last of the states."""
        if self._is_small:
            found: Bits = np.bitwise_or.reduce(self._bits[states], axis=0)
            return found
        wanted = states[self._codes]
        return packed(wanted if self._starts is None else _any(wanted, self._starts))

    def _times(self, papers: Bits) -> Numbers:
        numbers, states = width(self._papers), len(self.dictionary) + 1
        if self._is_small and size(papers) * len(self._codes) * SOON > states * numbers * self._papers:
            return np.array([size(bits & papers) for bits in self._bits])
        codes = _of_rows(self._codes, self._starts, np.flatnonzero(unpacked(papers, self._papers)))
        return np.bincount(codes, minlength=states)

    @property
    def _is_small(self) -> bool:
        return (len(self.dictionary) + 1) * width(self._papers) <= ROOM * len(self._codes)

    @cached_property
    def _bits(self) -> Bits:
        """Give the papers of each value, and those that state nothing."""
        papers = np.arange(self._papers)
        rows = papers if self._starts is None else np.repeat(papers, np.diff(self._starts))
        states = len(self.dictionary) + 1
        ends = np.cumsum(np.bincount(self._codes, minlength=states))
        made = np.zeros((states, width(self._papers)), np.uint64)
        mask = np.zeros(self._papers, np.bool_)
        for bits, stating in zip(made, np.split(rows[np.argsort(self._codes, kind="stable")], ends[:-1]), strict=True):
            mask[stating] = True
            bits[:] = packed(mask)
            mask[stating] = False
        return made


def _of_values(values: pa.Array) -> tuple[pa.Array, Numbers, None]:
    """Give the values, the code of each paper's, and no starts: a paper has one code."""
    coded = values.dictionary_encode()
    nothing = len(coded.dictionary)
    codes = pc.fill_null(coded.indices, nothing).to_numpy(zero_copy_only=False)
    return coded.dictionary, codes.astype(_kind(nothing)), None


def _of_lists(lists: pa.Array) -> tuple[pa.Array, Numbers, Numbers]:
    """Give the values, the codes of all papers, each once a paper, and where those of each paper start."""
    coded = pc.list_flatten(lists).dictionary_encode()
    nothing = len(coded.dictionary)
    is_stated = coded.indices.is_valid()
    rows = pc.list_parent_indices(lists).filter(is_stated).to_numpy().astype(np.int64)
    codes = coded.indices.filter(is_stated).to_numpy()
    silent = np.flatnonzero(pc.equal(pc.fill_null(pc.list_value_length(lists), 0), 0))
    pairs = np.sort(np.concatenate([rows * (nothing + 1) + codes, silent * (nothing + 1) + nothing]))
    pairs = pairs[np.diff(pairs, prepend=-1) > 0]
    rows, codes = np.divmod(pairs, nothing + 1)
    starts = np.searchsorted(rows, np.arange(len(lists) + 1)).astype(np.int32)
    return coded.dictionary, codes.astype(_kind(nothing)), starts


def _kind(largest: int) -> np.dtype[Any]:
    return np.min_scalar_type(largest)


def _of_rows(codes: Numbers, starts: Numbers | None, rows: Rows) -> Numbers:
    if starts is None:
        return codes[rows]
    lengths = starts[rows + 1] - starts[rows]
    before = np.cumsum(lengths) - lengths
    found: Numbers = codes[np.repeat(starts[rows] - before, lengths) + np.arange(lengths.sum())]
    return found


def _any(wanted: Mask, starts: Numbers) -> Mask:
    """Say of each paper whether one of its codes is wanted."""
    before = np.concatenate([[0], np.cumsum(wanted)])[starts]
    return before[1:] > before[:-1]


def _frequent_first(counted: tuple[Value, int]) -> tuple[int, str]:
    return -counted[1], str(counted[0])
