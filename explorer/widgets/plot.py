"""A chart of what is selected, whose marks narrow the query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from explorer.charts.code import code
from explorer.charts.marks import mark_query, marks
from explorer.charts.theme import PAGE
from explorer.widgets.base import Widget, guarded, script, style
from explorer.widgets.picture import blank, file_of, meant, pictured
from explorer.widgets.turns import Turns

if TYPE_CHECKING:
    import pandas as pd

    from explorer.charts.base import Chart
    from explorer.charts.marks import Mark
    from explorer.session import Session

_WIDTHS = range(240, 2000)  # pixels


class Plot(Widget):
    """Show one of some charts of the session's selected papers.

    Parameters
    ----------
    session
        Whose `selected` papers are counted, and whose `query` a click on a mark narrows; a second takes it back.
    *charts
        The charts to choose from; those whose field no paper states are left out.

    Examples
    --------
    >>> Plot(session, charts.Count("topics"), charts.Timeline("published"))  # doctest: +SKIP
    """

    _esm = script("picture", "save", "plot")
    _css = style("picture", "save", "plot")
    edits = ("chosen", "width")
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    chosen = traitlets.Int(0).tag(sync=True)
    width = traitlets.Int(PAGE.width).tag(sync=True)
    picture = traitlets.Dict().tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session, *charts: Chart) -> None:
        self._given = charts
        self.charts = tuple(chart for chart in charts if chart.fits(session.papers))
        self._empty = _why_none(charts)
        self._marks: list[Mark] = []
        self._turns = Turns(self._draw)
        super().__init__(session, names=[chart.name for chart in self.charts])
        self.observe(self._draw, ["chosen", "width"])
        self.observe(self._keep, "chosen")

    @property
    def chart(self) -> Chart | None:
        """Return the chart that is shown; none where no chart fits the papers."""
        return self.charts[self.chosen] if self.charts else None

    def renew(self) -> None:
        """Offer the charts that fit now; the one that is shown stays."""
        shown = self.chart
        self.charts = tuple(chart for chart in self._given if chart.fits(self.session.papers))
        self.names = [chart.name for chart in self.charts]
        self.chosen = self.charts.index(shown) if shown in self.charts else 0

    def watch(self) -> None:
        """Draw once nothing has changed for a moment."""
        self._turns.plan([None])

    def follow(self) -> None:
        """Show the chart that was chosen."""
        self.chosen = self._asked()

    def _do_clear(self, _: dict[str, Any]) -> None:
        """Take the chart's part of the query back."""
        if self.chart:
            self.session.query = self.chart.cleared(self.session.query)

    def _do_narrow(self, message: dict[str, Any]) -> None:
        """Narrow the query to a mark."""
        if mark := meant(self._marks, message["mark"], message["label"]):
            self.session.query = mark_query(self.session.query, mark)

    def _do_save(self, message: dict[str, Any]) -> None:
        """Send the chart as a file."""
        if self.chart:
            self.send(*file_of(self.chart, self._frame(self.chart), message["suffix"]))

    def _asked(self) -> int:
        lines = list(map(code, self.charts))
        return next((lines.index(line) for line in self.choice("plot") if line in lines), 0)

    @guarded
    def _keep(self, _: object) -> None:
        if self.chart and self.chosen != self._asked():
            self.choose("plot", *([code(self.chart)] if self.chosen else []))

    @traitlets.validate("chosen")
    def _one_of_them(self, proposal: traitlets.Bunch) -> int:
        return max(0, min(int(proposal["value"]), len(self.charts) - 1))

    @traitlets.validate("width")
    def _that_a_page_has(self, proposal: traitlets.Bunch) -> int:
        return max(_WIDTHS.start, min(int(proposal["value"]), _WIDTHS.stop))

    @guarded
    def _draw(self, _: object = None) -> None:
        if not self.chart:
            self.picture = blank(title=self._empty)
            return
        frame = self._frame(self.chart)
        self._marks = marks(frame)
        self.code = code(self.chart)
        self.picture = pictured(self.chart, frame, self.session.query, self.width)

    def _frame(self, chart: Chart) -> pd.DataFrame:
        return chart.seen(self.session.papers, self.session.rows)


def _why_none(charts: tuple[Chart, ...]) -> str:
    """Say why there is no chart."""
    if not charts:
        return "No chart was asked for."
    fields = ", ".join(dict.fromkeys(chart.field for chart in charts))
    return f"No chart: none of the papers states {fields}."
