"""What is made of a column once, and kept for as long as the column lives."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


class PerColumn(Generic[T]):
    """Make something of an Arrow column, or find it again: such a column never changes."""

    def __init__(self, make: Callable[[pa.ChunkedArray], T]) -> None:
        self._make = make
        self._kept: dict[int, tuple[weakref.ref[pa.ChunkedArray], T]] = {}

    def __call__(self, values: pd.Series) -> T:
        """Give what is made of some values; what is no Arrow column is brought there first."""
        column = arrow(values)
        held, made = self._kept.get(id(column), (None, None))
        if held is not None and held() is column:
            return made  # type: ignore[return-value] # it was made where it is held
        found = self._make(column)
        self._kept[id(column)] = (weakref.ref(column, self._forgetting(id(column))), found)
        return found

    def _forgetting(self, key: int) -> Callable[[object], Any]:
        return lambda _: self._kept.pop(key, None)


def arrow(values: pd.Series) -> pa.ChunkedArray:
    """Give a column as Arrow holds it."""
    held = values.array
    found = held.__arrow_array__() if hasattr(held, "__arrow_array__") else pa.array(values, from_pandas=True)
    return found if isinstance(found, pa.ChunkedArray) else pa.chunked_array([found])
