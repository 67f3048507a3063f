"""How many papers state one value and another: two fields, crossed."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, captioned
from explorer.charts.count import Count
from explorer.charts.fields import plain
from explorer.charts.groups import cut_of, unstated
from explorer.charts.marks import Mark
from explorer.charts.stated import Stated, stated_in
from explorer.errors import ExplorerError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme


@dataclass(frozen=True)
class Crossed(Chart):
    """Hold what the charts of two fields share: both are asked for, and a mark narrows both."""

    columns: ClassVar[tuple[str, ...]] = ("field", "by")

    by: str

    def check(self, values: pd.Series) -> None:
        """Refuse dates, records and numbers."""
        Count(self.field).check(values)

    def fits(self, papers: pd.DataFrame) -> bool:
        """Say whether some paper states both fields, holding what this chart draws."""
        try:
            rows, _, _ = self.both(papers)
        except ExplorerError:
            return False
        return bool(rows.distinct())

    def both(self, papers: pd.DataFrame) -> tuple[Stated, Stated, str]:
        """Say what each field states where a paper states both, and of how many a field is not stated."""
        rows, columns = stated_in(self.column(papers)), stated_in(self.sides(papers))
        missing = unstated({self.field: rows.missing, self.by: columns.missing})
        there = rows.states() & columns.states()
        return rows.among(there), columns.among(there), missing

    def parts(self, value: object, other: object) -> list[Mark]:
        """Give the two parts of a query that a crossing stands for."""
        return [{"field": self.field, "value": value}, {"field": self.by, "value": other}]

    @abstractmethod
    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count the papers at each crossing."""


@dataclass(frozen=True)
class Crosstab(Crossed):
    """Count the papers at each crossing of two fields, as a heat map.

    Parameters
    ----------
    field
        A column of strings, lists of strings, or booleans: a row a value.
    by
        Another such column, or one of whole numbers: a column a value. A mark narrows the query to both values.
    limit
        How many rows are drawn, the most frequent first; the title says what was cut.
    across
        How many columns are drawn.
    """

    limit: int = 10
    across: int = 6

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count the papers at each crossing: ``field, name, parts, row, column, down, across, label, papers``."""
        rows, columns, missing = self.both(papers)
        downs, acrosses = rows.most(self.limit), columns.in_order(columns.most(self.across))
        cells = crossings(rows, columns, downs, acrosses)
        parts = [self.parts(*pair) for pair in zip(cells.pop("down_value"), cells.pop("across_value"), strict=True)]
        labels = [f"{one} · {two}" for one, two in zip(cells["row"], cells["column"], strict=True)]
        cells = cells.assign(parts=pd.Series(parts, dtype=object), label=labels)
        cut = cut_of(self.field, rows, self.limit) + cut_of(self.by, columns, self.across)
        drawn = captioned(cells, self, len(papers), 0, cut=cut)
        drawn.attrs["note"] = missing
        return drawn

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a tile a crossing."""
        from explorer.charts.pairs import draw_tiles  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_tiles(frame, theme)


def crossings(rows: Stated, columns: Stated, downs: list[int], acrosses: list[int]) -> pd.DataFrame:
    """Count the papers at every crossing of the chosen values, also where there are none."""
    counts = np.array([columns.counts(rows.states(down))[acrosses] for down in downs]).ravel()
    grid = [(down, across) for down in range(len(downs)) for across in range(len(acrosses))]
    down_value = [rows.known[downs[down]] for down, _ in grid]
    across_value = [columns.known[acrosses[across]] for _, across in grid]
    return pd.DataFrame(
        {
            "down": [down for down, _ in grid],
            "across": [across for _, across in grid],
            "down_value": pd.Series(down_value, dtype=object),
            "across_value": pd.Series(across_value, dtype=object),
            "row": list(map(plain, down_value)),
            "column": list(map(plain, across_value)),
            "papers": counts.tolist(),
        }
    )
