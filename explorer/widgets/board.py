"""A board of charts, all on one query: one in the making, and those that the reader pinned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from explorer.charts.code import chart_of, code
from explorer.charts.marks import mark_query, marks
from explorer.errors import ExplorerError
from explorer.widgets.base import Guard, Widget, guarded, script, style
from explorer.widgets.composer import Composer
from explorer.widgets.picture import blank, file_of, meant, pictured
from explorer.widgets.turns import Turns

if TYPE_CHECKING:
    from explorer.charts.base import Chart
    from explorer.charts.marks import Mark
    from explorer.session import Session

_WIDTH, _WIDTHS = 320, range(240, 1001)  # pixels


class Board(Widget):
    """Let the reader make charts of the session's selected papers, and pin them side by side.

    Parameters
    ----------
    session
        Whose `selected` papers are counted, whose `query` a click on a mark narrows, and whose `pinned` charts are
        shown.
    *charts
        What is shown while nothing is pinned; those that the papers do not make are left out.

    Examples
    --------
    >>> Board(session, charts.Count("topics"), charts.Crosstab("topics", "claims"))  # doctest: +SKIP
    """

    _esm = script("picture", "save", "composer", "board")
    _css = style("picture", "save", "board")
    tiles: traitlets.List[Any] = traitlets.List().tag(sync=True)
    composer = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session, *charts: Chart) -> None:
        self.pictures: dict[str, dict[str, Any]] = {}
        self._marks: dict[str, list[Mark]] = {}
        self._given = charts
        self._defaults = tuple(chart for chart in charts if chart.fits(session.papers))
        self._composer = Composer(session.papers)
        self._edited: Chart | None = None
        self._width = _WIDTH
        self._turns = Turns(self._draw)
        self.session = session
        self._composer.begin(self._defaults)
        super().__init__(session)
        session.observe(self._lay, "pinned")
        self._lay()

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Return the charts on the board: those that are pinned, or else those it begins with."""
        return tuple(dict.fromkeys(self.session.pinned)) or self._defaults

    def renew(self) -> None:
        """Offer the fields that the papers have now."""
        self._defaults = tuple(chart for chart in self._given if chart.fits(self.session.papers))
        self._composer.renew(self.session.papers)
        self._lay()

    def watch(self) -> None:
        """Draw every chart anew, one after another."""
        self.pictures.clear()
        self._draw_missing()

    def follow(self) -> None:
        """Make and edit the charts that were chosen."""
        self._composer.chart = self._said("new") or self._composer.first
        self._edited = self._said("edit")
        self._lay()

    def _do_look(self, _: dict[str, Any]) -> None:
        for line, picture in self.pictures.items():
            self.send({"chart": line, "picture": picture})

    def _do_width(self, message: dict[str, Any]) -> None:
        width = message.get("width")
        if type(width) is int and width in _WIDTHS and width != self._width:
            self._width = width
            self.watch()

    def _do_choose(self, message: dict[str, Any]) -> None:
        self._composer.choose(str(message.get("option")), message.get("value"))
        self._keep_made()

    def _do_pin(self, message: dict[str, Any]) -> None:
        made, edited = self._composer.chart, self._edited
        if not made or made in self.charts:
            return
        is_instead = message.get("instead") and edited in self.charts
        self.choose("edit")
        self.session.pinned = _instead(self.charts, edited, made) if is_instead else (made, *self.charts)

    def _do_unpin(self, message: dict[str, Any]) -> None:
        if (gone := self._meant(message)) in self.charts:
            if gone == self._edited:
                self.choose("edit")
            self.session.pinned = tuple(chart for chart in self.charts if chart != gone)

    def _do_move(self, message: dict[str, Any]) -> None:
        charts, chart, by = list(self.charts), self._meant(message), message.get("by")
        if chart in charts and by in (-1, 1):
            place = charts.index(chart)
            charts.insert(max(0, place + by), charts.pop(place))
            self.session.pinned = tuple(charts)

    def _do_edit(self, message: dict[str, Any]) -> None:
        edited = self._meant(message)
        self._composer.chart = edited or self._composer.chart
        self._keep_made()
        self.choose("edit", *([code(edited)] if edited else []))

    def _do_reset(self, _: dict[str, Any]) -> None:
        self.choose("edit")
        self.session.pinned = ()

    def _do_clear(self, message: dict[str, Any]) -> None:
        if chart := self._meant(message):
            self.session.query = chart.cleared(self.session.query)

    def _do_narrow(self, message: dict[str, Any]) -> None:
        drawn, place = self._marks.get(str(message.get("chart")), []), message.get("mark")
        if type(place) is int and (mark := meant(drawn, place, str(message.get("label")))):
            self.session.query = mark_query(self.session.query, mark)

    def _do_save(self, message: dict[str, Any]) -> None:
        if chart := self._meant(message):
            frame = chart.seen(self.session.papers, self.session.rows)
            self.send(*file_of(chart, frame, str(message.get("suffix"))))

    def _keep_made(self) -> None:
        made = self._composer.chart
        self.choose("new", *([code(made)] if made and made != self._composer.first else []))

    def _said(self, name: str) -> Chart | None:
        return next(filter(None, map(chart_of, self.choice(name))), None)

    def _meant(self, message: dict[str, Any]) -> Chart | None:
        """Find the chart that a message names by its line of code."""
        return next((chart for chart in self._shown() if code(chart) == message.get("chart")), None)

    def _shown(self) -> tuple[Chart, ...]:
        """Give the chart in the making, and those on the board."""
        return tuple(dict.fromkeys(chart for chart in (self._composer.chart, *self.charts) if chart))

    @guarded
    def _lay(self, _: object = None) -> None:
        """Lay out the tiles, and draw those that are new."""
        shown, charts = self._shown(), self.charts
        self._edited = self._edited if self._edited in charts else None
        self.tiles = [{"chart": code(chart), "name": chart.name} for chart in charts]
        self.composer = {
            **self._composer.said(),
            "is_pinned": self._composer.chart in charts,
            "edited": code(self._edited) if self._edited else "",
            "is_own": bool(self.session.pinned),
        }
        lines = set(map(code, shown))
        self.pictures = {line: picture for line, picture in self.pictures.items() if line in lines}
        self._marks = {line: drawn for line, drawn in self._marks.items() if line in lines}
        self._draw_missing()

    def _draw_missing(self) -> None:
        self._turns.plan(chart for chart in self._shown() if code(chart) not in self.pictures)

    @guarded
    def _draw(self, chart: Chart) -> None:
        line = code(chart)
        self.pictures[line] = self._picture(chart, line)
        self.send({"chart": line, "picture": self.pictures[line]})

    def _picture(self, chart: Chart, line: str) -> dict[str, Any]:
        """Draw one chart, or say in its place why that cannot be."""
        self._marks[line] = []
        with Guard(self.session, line):
            try:
                frame = chart.seen(self.session.papers, self.session.rows)
                drawn = pictured(chart, frame, self.session.query, self._width)
            except ExplorerError as error:
                return blank(name=chart.name, title=chart.name, why=str(error))
            self._marks[line] = marks(frame)
            return drawn
        return blank(name=chart.name, title=chart.name, why="This chart could not be drawn.")


def _instead(charts: tuple[Chart, ...], old: Chart | None, new: Chart) -> tuple[Chart, ...]:
    """Put one chart in the place of another."""
    return tuple(new if chart == old else chart for chart in charts)
