"""What is made of papers' texts once, and kept for as long as the texts live."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import pandas as pd
import pyarrow as pa

from explorer.percolumn import Kept
from explorer.terms import DEFAULT_FIELDS

T = TypeVar("T")

_TEXT = pd.ArrowDtype(pa.string())


class Once(Kept[T]):
    """Make something of the texts of papers, or find it again: an Arrow column never changes."""

    def __init__(self, make: Callable[[pd.DataFrame], T]) -> None:
        super().__init__()
        self._make = make

    def __call__(self, papers: pd.DataFrame) -> T:
        """Give what is made of some papers."""
        found = self.known(papers)
        return self.keep(papers, self._make(papers)) if found is None else found

    def known(self, papers: pd.DataFrame) -> T | None:
        """Give what was made of some papers before."""
        return self._find(_columns(papers))

    def keep(self, papers: pd.DataFrame, made: T) -> T:
        """Keep what was made of some papers until their texts are gone."""
        return self._keep(_columns(papers), made)


def _columns(papers: pd.DataFrame) -> list[pa.ChunkedArray]:
    texts = [papers[name] for name in DEFAULT_FIELDS if name in papers]
    return [text.astype(_TEXT).array.__arrow_array__() for text in texts]
