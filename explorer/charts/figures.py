"""The figures that papers report, like with like on one axis."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from explorer.charts.axes import AXIS, axis_name, written
from explorer.charts.base import Chart, UnfitError, told, why_empty
from explorer.charts.fields import figures_of, fitted, kind_of, papers_of, plain, spaced
from explorer.charts.groups import Groups, groups_of, unstated
from explorer.charts.marks import Mark, marks
from explorer.charts.reported import ENDS, TOLD, largest, read
from explorer.charts.scales import scale_of
from explorer.errors import FieldError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from explorer.charts.scales import Scale
    from explorer.charts.theme import Theme

_COLUMNS = ("value", "label", "said", "papers", "title", "detail", "figure", "low", "high", "polarity", *AXIS)
_GROUPED = ("across", "column", "of")
_SIZE, _TITLE = 12.0, 420.0  # words are shortened to about sixty letters


@dataclass(frozen=True)
class Figures(Chart):
    """Draw the figures of a ledger that share unit, measure, change, and which way is better.

    Parameters
    ----------
    field
        The column of figures as written, in a frame as `explorer.ledger` gives it: one row a figure.
    unit
        As in the ledger: ``%``, ``pp``, ``x``, ``parameters``, …
    measure
        ``level``, ``delta``, ``ratio`` or ``change``.
    change
        ``increase``, ``decrease`` or ``none``. What is not asked for is as on the most frequent axis.
    limit
        How many figures are drawn, the largest first; the title says what was cut.
    """

    told_too: ClassVar[tuple[str, ...]] = (*TOLD, *ENDS, *AXIS)

    field: str = "figure"
    unit: str = ""
    measure: str = ""
    change: str = ""
    limit: int = 20

    @property
    def subject(self) -> str:
        """Say which figures were asked for."""
        return axis_name(self._asked())

    @property
    def asks(self) -> str:
        """Name the papers: a mark narrows the query to the paper that reports it."""
        return "paper"

    def check(self, values: pd.Series) -> None:
        """Refuse everything but texts."""
        if (kind := kind_of(values)) != "texts":
            raise UnfitError(self.field, kind, "Figures draws figures as they are written")

    def column(self, papers: pd.DataFrame) -> pd.Series:
        """Return the figures as written, one a row; raise where nothing says whose they are."""
        if self.asks not in papers.columns:
            raise FieldError(self.asks, tuple(map(str, papers.columns)))
        return super().column(papers)

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """List the figures of one axis: columns ``field, name, value, label, said, papers, low, high, …``."""
        stated = self.column(papers).notna()
        rows = papers.reindex(columns=[*TOLD, *ENDS, *AXIS]).assign(figure=papers[self.field]).reset_index(drop=True)
        figures = read(rows.loc[stated, [*ENDS, *AXIS]])
        numbered = figures[figures["low"].notna()]
        ours = self._one_axis(numbered)
        groups = groups_of(self, papers.iloc[ours.index]) if self.by else None
        mine = ours.assign(place=np.arange(len(ours)))
        mine = mine[groups.inside] if groups else mine
        drawn = _drawn(largest(mine, rows, self.limit), groups)
        left_out = (len(numbered) - len(ours), len(figures) - len(numbered), _without(rows, stated))
        drawn.attrs = {
            "title": self._title(mine, len(figures)) + (groups.cut if groups else ""),
            "note": _note(drawn, *left_out, groups),
            "empty": "" if len(drawn) else self._why_empty(rows["paper"].nunique(), figures, numbered),
        }
        return drawn.assign(field=self.asks, name=self.name)

    def numbers(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the numbers: a row a figure, in a group."""
        named = {"value": self.asks, "title": "title", "column": self.by, "detail": "of what"}
        return told(frame, named, ("figure", "low", "high", "polarity", *AXIS))

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a row a figure: a dot, or a bar where it is a range."""
        from explorer.charts.strips import draw_strips  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_strips(frame, theme)

    def _asked(self) -> dict[str, str]:
        """Give the parts of the axis that were asked for."""
        asked = {"unit": self.unit, "measure": self.measure, "change": self.change}
        return {part: wanted for part, wanted in asked.items() if wanted}

    def _one_axis(self, figures: pd.DataFrame) -> pd.DataFrame:
        """Keep the figures of the most frequent axis that answers; of several, the first in alphabetical order."""
        for part, wanted in self._asked().items():
            figures = figures[figures[part] == wanted]
        if figures.empty:
            return figures
        sizes = figures.groupby(list(AXIS), observed=True).size().sort_values(ascending=False, kind="stable")
        axis = zip(AXIS, sizes.index[0], strict=True)
        return figures[np.logical_and.reduce([figures[part] == value for part, value in axis])]

    def _title(self, drawn: pd.DataFrame, figures: int) -> str:
        """Say what is drawn, and of how many."""
        name = axis_name(marks(drawn.head(1))[0]) if len(drawn) else self.subject
        name = f"{name}, by {spaced(self.by)}" if self.by else name
        cut = f", top {self.limit:,} of {len(drawn):,}" if len(drawn) > self.limit else ""
        return f"{name}: {len(drawn):,} of {figures:,}{cut}"

    def _why_empty(self, papers: int, figures: pd.DataFrame, numbered: pd.DataFrame) -> str:
        """Say why there is nothing to draw."""
        if figures.empty:
            return why_empty("Figures", papers)
        if numbered.empty:
            return f"{figures_of(len(figures))}, none with a number: there is nothing to put on an axis."
        return why_empty(self.name, papers)


def scale_for(marks: pd.DataFrame) -> Scale:
    """Choose the axis of some marks; a difference is always seen from zero."""
    return scale_of([*marks["low"], *marks["high"]], from_zero=marks["measure"].iloc[0] in {"delta", "change"})


def _drawn(figures: pd.DataFrame, groups: Groups | None) -> pd.DataFrame:
    """Make the marks of some figures; with groups, of each in all its groups."""
    if not groups:
        return pd.DataFrame(list(map(_mark, marks(figures))), columns=list(_COLUMNS))
    drawn = []
    for figure in marks(groups.spread(figures)):
        mark, side = _mark(figure), groups.part(figure["across"])
        parts = [{"field": "paper", "value": mark["value"]}, side]
        of = {column: figure[column] for column in _GROUPED}
        drawn.append({**mark, **of, "label": f"{mark['label']}, {figure['column']}", "parts": parts})
    return pd.DataFrame(drawn, columns=[*_COLUMNS, *_GROUPED, "parts"])


def _mark(figure: Mark) -> Mark:
    """Make the mark of a figure: the query's part, and what it says."""
    title = fitted(plain(figure["title"] or figure["paper"]), _SIZE, _TITLE)
    detail = ", ".join(plain(part) for part in (figure["metric"], *figure["benchmarks"]) if part)
    text = fitted(written(figure["figure"], figure["comparison"]), _SIZE, _TITLE)
    polarity = fitted(plain(figure["polarity"]), _SIZE, _TITLE)
    read = {name: figure[name] for name in _COLUMNS if name in figure}
    return {
        **read,
        "value": figure["paper"] or None,
        "label": " · ".join(part for part in (title, detail) if part),
        "said": ", ".join(part for part in (text, polarity) if part),
        "papers": 1,
        "title": title,
        "detail": detail,
        "figure": text,
        "polarity": polarity,
    }


def _note(marks: pd.DataFrame, elsewhere: int, bare: int, without: int, groups: Groups | None) -> str:
    """Say what is odd about the axis, and what was left out."""
    remark = scale_for(marks).remark if len(marks) else ""
    counts = [(elsewhere, "on other axes"), (bare, "without a number")]
    parts = [f"{count:,} {where}" for count, where in counts if count]
    if parts:
        count, where = next(pair for pair in counts if pair[0])
        parts[0] = f"{figures_of(count)} {where}"
    if without:
        parts.append(f"{papers_of(without)} without a figure")
    grouped = unstated({groups.field: groups.sides.missing}) if groups else ""
    return "; ".join(part for part in (remark, ", ".join(parts), grouped) if part)


def _without(rows: pd.DataFrame, stated: pd.Series) -> int:
    """Count the papers that have no row with a figure."""
    return int(rows["paper"].nunique() - rows.loc[stated, "paper"].nunique())
