"""A chart of what is selected, whose marks narrow the query."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import traitlets

from explorer.charts.marks import alternative, held, mark_query, marks
from explorer.charts.theme import PAGE
from explorer.widgets.base import Widget, guarded, script, style

if TYPE_CHECKING:
    import pandas as pd

    from explorer.charts.base import Chart
    from explorer.charts.marks import Mark
    from explorer.session import Session

_PAUSE = 0.03  # seconds without a change until a chart is drawn: the list and its counts go first
_SHOWN = ("label", "papers", "said")


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

    _esm = script("plot")
    _css = style("plot")
    names = traitlets.List(traitlets.Unicode()).tag(sync=True)
    chosen = traitlets.Int(0).tag(sync=True)
    width = traitlets.Int(PAGE.width).tag(sync=True)
    picture = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session, *charts: Chart) -> None:
        self.charts = tuple(chart for chart in charts if chart.fits(session.papers))
        self._empty = _why_none(charts)
        self._marks: list[Mark] = []
        self._waiting: asyncio.TimerHandle | None = None
        super().__init__(session, names=[chart.name for chart in self.charts])
        self.observe(self._draw, ["chosen", "width"])

    @property
    def chart(self) -> Chart | None:
        """Return the chart that is shown; none where no chart fits the papers."""
        return self.charts[self.chosen] if self.charts else None

    def watch(self) -> None:
        """Draw once nothing has changed for a moment, or at once where no event loop runs."""
        if self._waiting:
            self._waiting.cancel()
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            self._draw()
            return
        self._waiting = loop.call_later(_PAUSE, self._draw)

    def receive(self, message: dict[str, Any]) -> None:
        """Narrow the query to a mark, or take the chart's part of the query back."""
        if message["do"] == "clear" and self.chart:
            query = self.session.query
            for field in self.chart.narrows:
                query = query.without(field)
            self.session.query = query
        if message["do"] == "narrow" and (mark := self._meant(message["mark"], message["label"])):
            self.session.query = mark_query(self.session.query, mark)

    def _meant(self, place: int, label: str) -> Mark | None:
        """Find the mark that was clicked: the picture may have been replaced meanwhile, so its name decides."""
        there = self._marks[place : place + 1]
        return next((mark for mark in [*there, *self._marks] if mark["label"] == label), None)

    @traitlets.validate("chosen")
    def _one_of_them(self, proposal: traitlets.Bunch) -> int:
        return max(0, min(int(proposal["value"]), len(self.charts) - 1))

    @guarded
    def _draw(self, _: object = None) -> None:
        if not self.chart:
            self.picture = _picture(title=self._empty)
            return
        frame = self.chart.frame(self.session.selected)
        self._marks = marks(frame)
        self.picture = self._drawn(self.chart, frame)

    def _drawn(self, chart: Chart, frame: pd.DataFrame) -> dict[str, Any]:
        query = self.session.query
        return _picture(
            name=chart.name,
            title=frame.attrs["title"],
            note=frame.attrs["note"],
            summary=alternative(frame),
            svg=chart.render(frame, theme=replace(PAGE, width=self.width)),
            marks=[{part: mark[part] for part in _SHOWN if part in mark} for mark in self._marks],
            held=[place for place, mark in enumerate(self._marks) if held(query, mark)],
            narrowed=any(field in query.among or field in query.between for field in chart.narrows),
        )


def _picture(**said: Any) -> dict[str, Any]:  # noqa: ANN401 - text, numbers, lists of them
    """Give every part of a picture, those not said as empty."""
    nothing = {"name": "", "title": "", "note": "", "summary": "", "svg": ""}
    return {**nothing, "marks": [], "held": [], "narrowed": False, **said}


def _why_none(charts: tuple[Chart, ...]) -> str:
    """Say why there is no chart."""
    if not charts:
        return "No chart was asked for."
    fields = ", ".join(dict.fromkeys(chart.field for chart in charts))
    return f"No chart: none of the papers states {fields}."
