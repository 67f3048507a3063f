"""How long a field's texts are, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, UnfitError
from explorer.charts.fields import kind_of
from explorer.charts.groups import charted, placed_between
from explorer.rows import taken
from explorer.search.lengths import MISSING, lengths

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme
    from explorer.rows import Rows

    Counts = npt.NDArray[np.int64]

_MOST = 20


@dataclass(frozen=True)
class Lengths(Chart):
    """Count the papers whose text has so many words, in bins of one width.

    Parameters
    ----------
    field
        A column of strings. A mark narrows the query between words: ``abstract_words`` from 150 to 174.
    """

    field: str = "abstract"

    @property
    def subject(self) -> str:
        """Say which text's words are counted."""
        return f"Words in the {self.field.replace('_', ' ')}"

    @property
    def asks(self) -> str:
        """Name the number of words as a query knows it."""
        return f"{self.field}_words"

    def check(self, values: pd.Series) -> None:
        """Refuse everything but texts."""
        if (kind := kind_of(values)) != "texts":
            raise UnfitError(self.field, kind, "Lengths draws texts")

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count the papers in each bin: columns ``field, name, low, high, label, tick, papers``."""
        return self._counted(papers, self._words(papers))

    def seen(self, papers: pd.DataFrame, rows: Rows) -> pd.DataFrame:
        """Give the frame of some rows; the words of all papers are counted once, whatever is selected then."""
        if self.by and self.by not in papers:
            return super().seen(papers, rows)
        return self._counted(taken(papers[[self.by] if self.by else []], rows), self._words(papers)[rows])

    def _words(self, papers: pd.DataFrame) -> Counts:
        self.column(papers)  # raises where it holds no texts
        return lengths(papers[self.field])

    def _counted(self, papers: pd.DataFrame, words: Counts) -> pd.DataFrame:
        stated = np.flatnonzero(words != MISSING)
        bins = _binned(pd.Series(words[stated]))
        bins = bins.assign(label=_spans(bins), tick=[f"{low:,}" for low in bins["low"]])
        placed = placed_between(list(bins["low"]), words[stated], stated)
        return charted(self, papers, bins, placed, missing=len(words) - len(stated))

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a column a bin, a panel a group."""
        from explorer.charts.columns import draw_columns  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_columns(frame, theme)


def _binned(words: pd.Series) -> pd.DataFrame:
    """Count in the narrowest bins of a round width of which there are not too many."""
    if words.empty:
        return pd.DataFrame({"low": [], "high": [], "papers": []}, dtype=int)
    low, high = int(words.min()), int(words.max())
    widths = (digit * 10**power for power in range(18) for digit in (1, 2, 5))
    width = next(width for width in widths if high // width - low // width < _MOST)
    places = range(low // width, high // width + 1)
    counts = (words // width).value_counts().reindex(places, fill_value=0)
    starts = [place * width for place in places]
    return pd.DataFrame({"low": starts, "high": [start + width - 1 for start in starts], "papers": list(counts)})


def _spans(bins: pd.DataFrame) -> list[str]:
    """Say each bin: ``150 to 174``."""
    pairs = zip(bins["low"], bins["high"], strict=True)
    return [f"{low:,}" if low == high else f"{low:,} to {high:,}" for low, high in pairs]
