"""How many papers state each value of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.charts.base import Chart, UnfitError, captioned
from explorer.charts.fields import kind_of, plain

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

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
        How many values are drawn, the most frequent first; the title says what was cut.
    """

    limit: int = 20

    def check(self, values: pd.Series) -> None:
        """Refuse numbers, dates and records."""
        if kind := _ADVICE.get(kind_of(values)):
            raise UnfitError(self.field, *kind)

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count the papers behind each value: columns ``field, name, value, label, papers``."""
        values = self.column(papers)
        stated = values.explode().dropna().rename("value").rename_axis("paper").reset_index()
        if kind_of(values) == "lists":
            stated = stated.drop_duplicates()
        counts = stated["value"].astype(object).value_counts().rename("papers").reset_index()
        counts = counts.sort_values(["papers", "value"], ascending=[False, True]).head(self.limit)
        counts = counts.assign(label=counts["value"].map(plain), papers=counts["papers"].astype(int))
        distinct, missing = stated["value"].nunique(), len(values) - stated["paper"].nunique()
        cut = f", top {self.limit:,} of {distinct:,}" if distinct > self.limit else ""
        return captioned(counts.reset_index(drop=True), self, len(values), missing, cut=cut)

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a level bar a value."""
        from explorer.charts.rows import draw_rows  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_rows(frame, theme)
