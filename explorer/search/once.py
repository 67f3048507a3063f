"""What is made of papers' texts once, and kept for as long as the texts live."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import Generic, TypeVar

import pandas as pd
import pyarrow as pa

from explorer.terms import DEFAULT_FIELDS

T = TypeVar("T")

_TEXT = pd.ArrowDtype(pa.string())


class Once(Generic[T]):
    """Make something of the texts of papers, or find it again: an Arrow column never changes."""

    def __init__(self, make: Callable[[pd.DataFrame], T]) -> None:
        self._make = make
        self._kept: dict[tuple[int, ...], tuple[list[weakref.ref[pa.ChunkedArray]], T]] = {}

    def __call__(self, papers: pd.DataFrame) -> T:
        """Give what is made of some papers."""
        found = self.known(papers)
        if found is None:
            found = self.keep(papers, self._make(papers))
        return found

    def known(self, papers: pd.DataFrame) -> T | None:
        """Give what was made of some papers before."""
        columns = _columns(papers)
        held, found = self._kept.get(_key(columns), ([], None))
        is_same = bool(held) and all(ref() is column for ref, column in zip(held, columns, strict=True))
        return found if is_same else None

    def keep(self, papers: pd.DataFrame, made: T) -> T:
        """Keep what was made of some papers until their texts are gone."""
        columns = _columns(papers)
        key = _key(columns)
        self._kept[key] = ([weakref.ref(column, lambda _: self._kept.pop(key, None)) for column in columns], made)
        return made


def _columns(papers: pd.DataFrame) -> list[pa.ChunkedArray]:
    texts = [papers[name] for name in DEFAULT_FIELDS if name in papers]
    return [text.astype(_TEXT).array.__arrow_array__() for text in texts]


def _key(columns: list[pa.ChunkedArray]) -> tuple[int, ...]:
    return tuple(map(id, columns))
