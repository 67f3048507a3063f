"""Which part of each group states which value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from explorer.charts.base import UnfitError, captioned, told
from explorer.charts.count import Count
from explorer.charts.crosstab import Crossed, crossings
from explorer.charts.fields import kind_of, spaced
from explorer.charts.groups import cut_of, share_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_MOST = 8  # colours


@dataclass(frozen=True)
class Share(Crossed):
    """Divide each group's papers by a field's values: a bar a group, in parts that make up the whole.

    Parameters
    ----------
    field
        A column of strings or booleans; the shares are of a group's papers that state it.
    by
        A column of strings, lists of strings, booleans, or whole numbers: a bar a value, the number of its papers
        at its end. A mark narrows the query to both values.
    limit
        How many groups are drawn, the largest first, or numbers in their order; the title says what was cut.
    parts_limit
        How many values are told apart, at most eight; the rest of a bar stays blank.
    """

    limit: int = 10
    parts_limit: int = 5

    @property
    def subject(self) -> str:
        """Say what the parts are."""
        return f"Share of {spaced(self.field)}"

    def check(self, values: pd.Series) -> None:
        """Refuse lists, whose shares overlap, and what `Count` refuses."""
        if kind_of(values) == "lists":
            raise UnfitError(self.field, "lists, whose shares overlap", "draw it with Crosstab")
        Count(self.field).check(values)

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count the papers of each part: ``field, name, parts, row, column, down, across, label, papers, of, …``."""
        values, groups, missing = self.both(papers)
        shown, downs = values.most(min(self.parts_limit, _MOST)), groups.in_order(groups.most(self.limit))
        cells = crossings(groups, values, downs, shown)
        sizes = groups.counts()[downs].tolist()
        pairs = zip(cells.pop("down_value"), cells.pop("across_value"), strict=True)
        parts = pd.Series([self.parts(value, group) for group, value in pairs], dtype=object)
        cells = cells.assign(of=[sizes[down] for down in cells["down"]], parts=parts)
        share = cells["papers"] / cells["of"]
        cells = cells.assign(share=share, start=share.groupby(cells["down"]).cumsum() - share, label=_labels(cells))
        rest = cut_of(self.field, values, min(self.parts_limit, _MOST))
        drawn = captioned(cells, self, len(papers), 0, cut=cut_of(self.by, groups, self.limit) + rest)
        notes = ["blank: other values" if rest else "", missing]
        drawn.attrs["note"] = "; ".join(note for note in notes if note)
        return drawn

    def numbers(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the numbers: a row a part."""
        return told(frame, {"row": self.by, "column": self.field}, ("papers", "of", "share"))

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a bar a group."""
        from explorer.charts.pairs import draw_shares  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_shares(frame, theme)


def _labels(cells: pd.DataFrame) -> list[str]:
    """Say each part: ``ICLR · yes, 41% of 29``."""
    rows = zip(cells["row"], cells["column"], cells["papers"], cells["of"], strict=True)
    return [f"{row} · {column}, {share_of(papers, of)}" for row, column, papers, of in rows]
