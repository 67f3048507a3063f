"""The figures that papers report, like with like on one axis."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from explorer.charts.base import Chart, UnfitError, why_empty
from explorer.charts.fields import kind_of, plain
from explorer.charts.scales import scale_of
from explorer.errors import FieldError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matplotlib.figure import Figure

    from explorer.charts.scales import Scale
    from explorer.charts.theme import Theme

AXIS = ("unit", "measure", "change", "better")
_TOLD = ("paper", "title", "figure", "comparison", "polarity", "metric", "benchmarks")
_COLUMNS = ("value", "label", "said", "papers", "title", "detail", "figure", "low", "high", "polarity", *AXIS)
_UNITS = {"x": "times", "pp": "percentage points", "count": "counts", "score": "scores", "value": "plain numbers"}
_MEASURES = {"delta": "differences", "level": "levels", "ratio": "ratios", "change": "changes"}
_SIGNS = {"~": "~ ", ">": "≥ ", "<": "≤ ", "up_to": "≤ "}
_SIGNED = tuple("~∼≈<>≤≥")
_POWER = re.compile(r"\^\{?([-+]?\d+)\}?")
_SIZE, _TITLE = 12.0, 420.0
_LARGEST = 1e300  # beyond it, an axis's ends are no numbers any more


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

    field: str = "figure"
    unit: str = ""
    measure: str = ""
    change: str = ""
    limit: int = 20

    @property
    def name(self) -> str:
        """Say which figures were asked for."""
        return _axis_name(self._asked())

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
        rows = papers.reset_index(drop=True).rename(columns={self.field: "figure"})
        figures = _read(rows[stated])
        numbered = figures[figures["low"].notna()]
        drawn = self._one_axis(numbered)
        top = drawn.sort_values(["most", "least", "title", "figure"], ascending=[False, False, True, True])
        marks = pd.DataFrame(map(_mark, top.head(self.limit).to_dict("records")), columns=list(_COLUMNS))
        marks = marks.assign(field=self.asks, name=self.name)
        left_out = (len(numbered) - len(drawn), len(figures) - len(numbered), _without(rows, stated))
        marks.attrs = {
            "title": self._title(drawn, len(figures)),
            "note": _note(marks, *left_out),
            "empty": "" if len(marks) else self._why_empty(rows, figures, numbered),
        }
        return marks

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
        chosen = figures.groupby(list(AXIS)).size().idxmax()
        return figures[(figures[list(AXIS)] == list(chosen)).all(axis=1)]

    def _title(self, drawn: pd.DataFrame, figures: int) -> str:
        """Say what is drawn, and of how many."""
        name = _axis_name(drawn.iloc[0]) if len(drawn) else self.name
        cut = f", top {self.limit:,} of {len(drawn):,}" if len(drawn) > self.limit else ""
        return f"{name}: {len(drawn):,} of {figures:,}{cut}"

    def _why_empty(self, rows: pd.DataFrame, figures: pd.DataFrame, numbered: pd.DataFrame) -> str:
        """Say why there is nothing to draw."""
        if figures.empty:
            return why_empty("Figures", rows["paper"].nunique())
        if numbered.empty:
            return f"{_figures_of(len(figures))}, none with a number: there is nothing to put on an axis."
        return f"{self.name}: none of {_figures_of(len(figures))}."


def scale_for(marks: pd.DataFrame) -> Scale:
    """Choose the axis of some marks; a difference is always seen from zero."""
    return scale_of([*marks["low"], *marks["high"]], from_zero=marks["measure"].iloc[0] in {"delta", "change"})


def axis_words(axis: Mapping[str, str]) -> list[str]:
    """Say an axis in words: ``in %``, ``increases``, ``higher is better``."""
    unit, measure, change, better = (axis.get(part, "") for part in AXIS)
    moves = change in {"increase", "decrease"}
    words = f"{change}s" if moves and measure in {"", "delta"} else _MEASURES.get(measure, measure)
    return [
        *([f"in {_UNITS.get(unit, plain(unit))}"] if unit else []),
        *([f"{words} that {change}" if moves and words != f"{change}s" else words] if words else []),
        *([f"{better} is better"] if better in {"higher", "lower"} else []),
    ]


def _axis_name(axis: Mapping[str, str]) -> str:
    """Name the figures of an axis."""
    words = axis_words(axis)
    return f"Figures {', '.join(words)}" if axis.get("unit") else ", ".join(["Figures", *words])


def _read(rows: pd.DataFrame) -> pd.DataFrame:
    """Read what is said of each figure, unstated as empty text, its numbers as floats in order."""
    told = rows.reindex(columns=[*_TOLD, *AXIS]).astype(object)
    told = told.where(told.notna(), "")
    low, high = (pd.to_numeric(rows.get(name), errors="coerce") for name in ("low", "high"))
    return told
