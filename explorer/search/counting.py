"""How many papers state each value of a field: numbers in place of values, counted without an object a paper."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pandas.arrays import ArrowExtensionArray

from explorer.percolumn import PerColumn
from explorer.search.folding import whole

if TYPE_CHECKING:
    import numpy.typing as npt

    from explorer.query import Value
    from explorer.rows import Rows

    Mask = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.int32]
    Whole = npt.NDArray[np.int64]


class Counter:
    """Count the values of a field among some of the papers; a paper counts once for each value that it states."""

    def __init__(self, column: pa.Array | pa.ChunkedArray) -> None:
        self.column = column
        values = whole(column)
        is_list = pa.types.is_list(values.type) or pa.types.is_large_list(values.type)
        states_nothing = pc.equal(pc.fill_null(pc.list_value_length(values), 0), 0) if is_list else values.is_null()
        rows = pc.list_parent_indices(values) if is_list else pa.array(np.arange(len(values), dtype=np.int32))
        coded = (pc.list_flatten(values) if is_list else values).dictionary_encode()
        self._nothing = np.flatnonzero(states_nothing)
        self.values = coded.dictionary
        self.rows, self.codes = _stated(rows, coded.indices, once=is_list)  # of each paper and value

    def count(self, papers: Mask) -> list[tuple[Value, int]]:
        """Count among the papers of a mask, most frequent first, *not stated* (None) last."""
        times = np.bincount(self.codes[papers[self.rows]], minlength=len(self.values))
        places = np.flatnonzero(times)
        found = list(zip(self.values.take(pa.array(places)).to_pylist(), times[places].tolist(), strict=True))
        found.sort(key=_frequent_first)
        missing = int(papers[self._nothing].sum())
        return [*found, (None, missing)] if missing else found

    @cached_property
    def times(self) -> Whole:
        """Count the papers of each value."""
        return np.bincount(self.codes, minlength=len(self.values))

    @cached_property
    def rank(self) -> Numbers:
        """Put the values in the order of what they are written as."""
        if pa.types.is_string(self.values.type):  # UTF-8 is in the order of its characters
            order = pc.sort_indices(self.values).to_numpy()
        else:
            order = np.array(sorted(range(len(self.values)), key=list(map(str, self._objects())).__getitem__), np.intp)
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        return rank

    def most(self, limit: int) -> list[Any]:
        """Give the values of most papers, then by what they are written as."""
        return list(self._objects(np.lexsort((self.rank, -self.times))[:limit]))

    def _objects(self, places: Rows | slice = slice(None)) -> npt.NDArray[np.object_]:
        """Give some of the values as a frame has them."""
        return ArrowExtensionArray(self.values)[places].to_numpy(dtype=object)


def _stated(rows: pa.Array, codes: pa.Array, *, once: bool) -> tuple[Numbers, Numbers]:
    """Give the row and the code of each value that is stated, or of each that its paper states for the first time."""
    stated = codes.is_valid()
    where, what = (part.filter(stated).to_numpy().astype(np.int32) for part in (rows, codes))
    if not once:
        return where, what
    size = np.int64(what.max(initial=0) + 1)
    pairs = where * size + what
    pairs.sort()  # and dropped by hand: numpy's `unique` takes several times as long
    once = pairs[np.diff(pairs, prepend=-1) > 0]
    rows, codes = np.divmod(once, size)
    return rows.astype(np.int32), codes.astype(np.int32)


def _frequent_first(counted: tuple[Value, int]) -> tuple[int, str]:
    return -counted[1], str(counted[0])


counter = PerColumn(Counter)  # what is counted of a column is the same for all who ask
