"""What is made of columns once, and kept for as long as they live."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")


class Kept(Generic[T]):
    """Hold what was made of some Arrow columns, which never change, until one of them is gone."""

    def __init__(self) -> None:
        self._kept: dict[tuple[int, ...], tuple[list[weakref.ref[pa.ChunkedArray]], T]] = {}

    def _find(self, columns: Sequence[pa.ChunkedArray]) -> T | None:
        """Give what was made of these very columns."""
        held, found = self._kept.get(_key(columns), ([], None))
        is_same = bool(held) and all(ref() is column for ref, column in zip(held, columns, strict=True))
        return found if is_same else None

    def _keep(self, columns: Sequence[pa.ChunkedArray], made: T) -> T:
        """Hold what is made of some columns."""
        key = _key(columns)
        self._kept[key] = ([weakref.ref(column, lambda _: self._kept.pop(key, None)) for column in columns], made)
        return made


class PerColumn(Kept[T]):
    """Make something of an Arrow column, or find it again."""

    def __init__(self, make: Callable[[pa.ChunkedArray], T]) -> None:
        super().__init__()
        self._make = make

    def __call__(self, values: pd.Series) -> T:
        """Give what is made of some values; what is no Arrow column is brought there first."""
        column = arrow(values)
        found = self._find([column])
        return self._keep([column], self._make(column)) if found is None else found

    def known(self, values: pd.Series) -> T | None:
        """Give what was made of some values before."""
        return self._find([arrow(values)])


def arrow(values: pd.Series) -> pa.ChunkedArray:
    """Give a column as Arrow holds it."""
    held = values.array
    found = held.__arrow_array__() if hasattr(held, "__arrow_array__") else pa.array(values, from_pandas=True)
    return found if isinstance(found, pa.ChunkedArray) else pa.chunked_array([found])


def _key(columns: Sequence[pa.ChunkedArray]) -> tuple[int, ...]:
    return tuple(map(id, columns))
