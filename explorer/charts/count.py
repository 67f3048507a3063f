"""How many papers state each value of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, UnfitError
from explorer.charts.fields import kind_of, plain, spaced
from explorer.charts.groups import charted, cut_of
from explorer.charts.stated import Stated, stated_in

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_GROUPED = 12  # values, where each has a bar a group
_ADVICE = {
    "numbers": ("numbers", "draw it with Timeline if it is a year"),
    "dates": ("dates", "draw it with Timeline"),
    "records": ("records", "choose a field of words"),
}


@dataclass(frozen=True)
class Count(Chart):
    """Count the papers behind each value of a field of words, lists of words or yes and no.

    Parameters
    ----------
    field
        A column of strings, lists of strings, or booleans.
    limit
        How many values are drawn, the most frequent first; at most twelve where there are groups. The
        title says what was cut.
    """

    limit: int = 20

    def check(self, values: pd.Series) -> None:
        """Refuse numbers, dates and records."""
        if kind := _ADVICE.get(kind_of(values)):
            raise UnfitError(self.field, *kind)

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count the papers behind each value: columns ``field, name, value, label, papers``."""
        stated = stated_in(self.column(papers))
        limit = min(self.limit, _GROUPED) if self.by else self.limit
        chosen = stated.most(limit)
        values = [stated.known[code] for code in chosen]
        rows = {"value": values, "label": list(map(plain, values)), "papers": stated.counts()[chosen].tolist()}
        cut = cut_of(self.field, stated, limit)
        cut = cut if self.by else cut.replace(f" {spaced(self.field)}:", "", 1)
        drawn = charted(self, papers, _frame(rows), _placed(stated, chosen), missing=stated.missing, cut=cut)
        return drawn.sort_values(["down", "across"], ignore_index=True) if "down" in drawn else drawn

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a level bar a value; those of its groups stand below each other."""
        from explorer.charts.rows import draw_rows  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_rows(frame, theme)


def _frame(rows: dict[str, list[Any]]) -> pd.DataFrame:
    """Make a frame whose values stay Python's own: a flag is no number."""
    return pd.DataFrame({**rows, "value": pd.Series(rows["value"], dtype=object)})


def _placed(stated: Stated, chosen: list[int]) -> tuple[np.ndarray, np.ndarray]:
    """Place each paper in the rows of the values that it states and that are drawn."""
    rows = np.full(len(stated.known) + 1, -1)
    rows[chosen] = range(len(chosen))
    drawn = rows[stated.code] >= 0
    return stated.paper[drawn], rows[stated.code[drawn]]
