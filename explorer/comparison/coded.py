"""Which paper states which value of a field, as numbers: read once a column, and counted without an object a paper."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pandas.arrays import ArrowExtensionArray

from explorer.percolumn import PerColumn

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int32]
    Whole = npt.NDArray[np.int64]


class Coded:
    """Hold that the paper in each of some rows states the value of the code beside it, once for each value."""

    def __init__(self, column: pa.ChunkedArray) -> None:
        held = column.combine_chunks()
        is_list = pa.types.is_list(held.type) or pa.types.is_large_list(held.type)
        coded = (pc.list_flatten(held) if is_list else held).dictionary_encode()
        rows = pc.list_parent_indices(held) if is_list else pa.array(np.arange(len(held), dtype=np.int32))
        stated = coded.indices.is_valid()
        self.values: pa.Array = coded.dictionary
        self.rows, self.codes = (part.filter(stated).to_numpy().astype(np.int32) for part in (rows, coded.indices))
        if is_list:
            self.rows, self.codes = _once(self.rows, self.codes)

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
            written = list(map(str, self.objects(np.arange(len(self.values)))))
            order = np.array(sorted(range(len(written)), key=written.__getitem__), np.intp)
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        return rank

    def most(self, limit: int) -> list[Any]:
        """Give the values of most papers, then by what they are written as."""
        return list(self.objects(np.lexsort((self.rank, -self.times))[:limit]))

    def objects(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.object_]:
        """Give some of the values as a frame has them."""
        return ArrowExtensionArray(self.values)[places].to_numpy(dtype=object)


def _once(rows: Numbers, codes: Numbers) -> tuple[Numbers, Numbers]:
    """Leave out what a paper states again."""
    size = np.int64(codes.max(initial=0) + 1)
    pairs = rows * size + codes
    pairs.sort()  # and dropped by hand: numpy's `unique` takes several times as long
    once, codes_once = np.divmod(pairs[np.diff(pairs, prepend=-1) > 0], size)
    return once.astype(np.int32), codes_once.astype(np.int32)


coded = PerColumn(Coded)
