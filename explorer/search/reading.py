"""Papers read word by word: what a query's text means, and the answer where no index can give it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from explorer.search.folding import folded
from explorer.terms import Term

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd
    import pyarrow as pa

    Mask = npt.NDArray[np.bool_]

PIECE = 100_000  # papers folded into one array: it holds 2 GB at most


class Reader:
    """Say which papers hold some terms; what was folded for one query is there for the next."""

    def __init__(self, papers: pd.DataFrame) -> None:
        self._pieces = [papers.iloc[start : start + PIECE] for start in range(0, len(papers), PIECE)]
        self._folded: dict[tuple[int, tuple[str, ...]], pa.Array] = {}

    def holding(self, terms: Sequence[Term]) -> Mask:
        """Say which papers hold all terms, and none that is unwanted."""
        return np.concatenate([np.ones(0, bool), *(self._in_piece(at, terms) for at in range(len(self._pieces)))])

    def _in_piece(self, at: int, terms: Sequence[Term]) -> Mask:
        """Look for each further term only where the others were found."""
        holding = np.ones(len(self._pieces[at]), bool)
        for term in terms:
            rows = np.flatnonzero(holding)
            words = self._words(at, term.fields)
            found = pc.match_substring(words if len(rows) == len(holding) else words.take(rows), term.needle)
            holding[rows] = np.asarray(found) != term.unwanted
        return holding

    def _words(self, at: int, fields: tuple[str, ...]) -> pa.Array:
        if (at, fields) not in self._folded:
            self._folded[at, fields] = folded(self._pieces[at], fields)
        return self._folded[at, fields]
