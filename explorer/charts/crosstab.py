"""How many papers state one value and another: two fields, crossed."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import pandas as pd
import pyarrow as pa

from explorer.charts.base import Chart, UnfitError, captioned
from explorer.charts.count import Count
from explorer.charts.fields import kind_of, plain
from explorer.charts.marks import Mark
from explorer.errors import ExplorerError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme


@dataclass(frozen=True)
class Crossed(Chart):
    """Hold what the charts of two fields share: both are asked for, and a mark narrows both."""

    columns: ClassVar[tuple[str, ...]] = ("field", "by")

    by: str

    @property
    def name(self) -> str:
        """Say which two fields are crossed."""
        return f"{super().name} by {self.by.replace('_', ' ')}"

    @property
    def narrows(self) -> tuple[str, ...]:
        """Name both fields."""
        return (self.asks, self.by)

    def check(self, values: pd.Series) -> None:
        """Refuse dates, records and numbers."""
        Count(self.field).check(values)

    def fits(self, papers: pd.DataFrame) -> bool:
        """Say whether some paper states both fields, holding what this chart draws."""
        try:
            rows, columns = self.both(papers)
        except ExplorerError:
            return False
        return bool(len(rows) and len(columns))

    def both(self, papers: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
        """List the values of each field, ``paper, value``, for the papers that state both."""
        if self.by == self.field:
            raise UnfitError(self.by, "one side already", "choose another field for the other")
        rows, columns = stated(self.column(papers)), stated(self._other(papers))
        return rows[rows["paper"].isin(columns["paper"])], columns[columns["paper"].isin(rows["paper"])]

    def parts(self, value: object, other: object) -> list[Mark]:
        """Give the two parts of a query that a crossing stands for."""
        return [{"field": self.field, "value": value}, {"field": self.by, "value": other}]

    def missing(self, papers: pd.DataFrame) -> str:
        """Say which of the fields is stated by fewer than all."""
        left = {field: len(papers) - stated(papers[field])["paper"].nunique() for field in (self.field, self.by)}
        return ", ".join(
            f"{field.replace('_', ' ')} not stated by {count:,}" for field, count in left.items() if count
        )

    def _other(self, papers: pd.DataFrame) -> pd.Series:
        """Return the second field's values; whole numbers, such as years, are values too."""
        if self.by in papers.columns and _are_whole(papers[self.by]):
            return papers[self.by].reset_index(drop=True).astype(pd.ArrowDtype(pa.int64()))
        return Count(self.by).column(papers)

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
        rows, columns = self.both(papers)
        downs, acrosses = most(rows, self.limit), most(columns, self.across)
        cells = crossings(rows, columns, downs, acrosses)
        pairs = zip(cells.pop("down_value"), cells.pop("across_value"), strict=True)
        named = [(plain(down), plain(across), self.parts(down, across)) for down, across in pairs]
        cells[["row", "column", "parts"]] = pd.DataFrame(named, columns=["row", "column", "parts"], dtype=object)
        cells = cells.assign(label=[f"{one} · {two}" for one, two in zip(cells["row"], cells["column"], strict=True)])
        cut = cut_of(self.field, rows, self.limit) + cut_of(self.by, columns, self.across)
        drawn = captioned(cells, self, len(papers), 0, cut=cut)
        drawn.attrs["note"] = self.missing(papers)
        return drawn

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a tile a crossing."""
        from explorer.charts.pairs import draw_tiles  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_tiles(frame, theme)


def stated(values: pd.Series) -> pd.DataFrame:
    """List each value that a paper states, once: ``paper, value``."""
    listed = values.reset_index(drop=True).explode().dropna().rename("value").rename_axis("paper").reset_index()
    return listed.astype({"value": object}).drop_duplicates()


def most(listed: pd.DataFrame, limit: int) -> list[object]:
    """Choose the most frequent values, then by name; numbers keep their order."""
    counts = listed["value"].value_counts().rename("papers").reset_index()
    top = list(counts.sort_values(["papers", "value"], ascending=[False, True]).head(limit)["value"])
    return sorted(top) if all(isinstance(value, int | float) and not isinstance(value, bool) for value in top) else top


def crossings(rows: pd.DataFrame, columns: pd.DataFrame, downs: list[object], acrosses: list[object]) -> pd.DataFrame:
    """Count the papers at every crossing of the chosen values, also where there are none."""
    met = rows[rows["value"].isin(downs)].merge(columns[columns["value"].isin(acrosses)], on="paper")
    counts = met.groupby(["value_x", "value_y"]).size().to_dict()
    grid = [(down, across) for down in range(len(downs)) for across in range(len(acrosses))]
    return pd.DataFrame(
        {
            "down": [down for down, _ in grid],
            "across": [across for _, across in grid],
            "down_value": pd.Series([downs[down] for down, _ in grid], dtype=object),
            "across_value": pd.Series([acrosses[across] for _, across in grid], dtype=object),
            "papers": [int(counts.get((downs[down], acrosses[across]), 0)) for down, across in grid],
        }
    )


def cut_of(field: str, listed: pd.DataFrame, limit: int) -> str:
    """Say how many values of a field are drawn, where that is not all of them."""
    distinct = listed["value"].nunique()
    return f", {field.replace('_', ' ')}: top {limit:,} of {distinct:,}" if distinct > limit else ""


def _are_whole(values: pd.Series) -> bool:
    """Say whether a column holds whole numbers."""
    return kind_of(values) == "numbers" and bool((values.dropna().to_numpy(dtype=float) % 1 == 0).all())
