"""How many papers state each value of a field: numbers in place of values, counted without an object a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from explorer.search.folding import whole

if TYPE_CHECKING:
    import numpy.typing as npt

    from explorer.query import Value

    Mask = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.int32]


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
        self._values = coded.dictionary
        self._rows, self._codes = _stated(rows, coded.indices, once=is_list)

    def count(self, papers: Mask) -> list[tuple[Value, int]]:
        """Count among the papers of a mask, most frequent first, *not stated* (None) last."""
        times = np.bincount(self._codes[papers[self._rows]], minlength=len(self._values))
        places = np.flatnonzero(times)
        found = list(zip(self._values.take(pa.array(places)).to_pylist(), times[places].tolist(), strict=True))
        found.sort(key=_frequent_first)
        missing = int(papers[self._nothing].sum())
        return [*found, (None, missing)] if missing else found


def _stated(rows: pa.Array, codes: pa.Array, *, once: bool) -> tuple[Numbers, Numbers]:
    """Give the row and the code of each value that is stated, or of each that its paper states for the first time."""
    stated = codes.is_valid()
    where, what = (part.filter(stated).to_numpy().astype(np.int32) for part in (rows, codes))
    if not once:
        return where, what
    _, first = np.unique(where * np.int64(what.max(initial=0) + 1) + what, return_index=True)
    return where[first], what[first]


def _frequent_first(counted: tuple[Value, int]) -> tuple[int, str]:
    return -counted[1], str(counted[0])
