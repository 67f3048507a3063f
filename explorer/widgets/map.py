"""The map: papers near each other where they write the same words; a part of it narrows the query."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets

from explorer.charts.colouring import Colours, colourable, colours_of
from explorer.charts.fields import plain
from explorer.charts.marks import mark_query
from explorer.columns import PLACES
from explorer.rows import inside, row_of
from explorer.search import layout
from explorer.widgets.base import Widget, guarded, script, style
from explorer.widgets.ground import CELLS, MOST, WHOLE, Extent, Ground, cleared, ground_of, marked, told
from explorer.widgets.html import label
from explorer.widgets.laying import Task, about, are_laid, lay_out
from explorer.widgets.turns import Turns

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from explorer.session import Session

_FINE = 3  # decimals of a place that is asked for


class Map(Widget):
    """Show the session's papers on a map by their words, those selected in the colours of a field.

    Papers that were laid out before, or are few, are there at once; up to 20,000 are laid out while the reader goes
    on, and above that the reader is asked first. The session's papers then have the columns `map_x`, `map_y` and
    `cluster`, so that a part of the map is a query like any other.
    """

    _esm = script("points", "map_parts", "map_moves", "map")
    _css = style("map")
    edits = ("extent", "field")
    state = traitlets.Dict().tag(sync=True)
    done = traitlets.Float(0.0).tag(sync=True)
    picture = traitlets.Dict().tag(sync=True)
    places = traitlets.Bytes().tag(sync=True)
    points = traitlets.Bytes().tag(sync=True)
    fields: traitlets.List[Any] = traitlets.List().tag(sync=True)
    field = traitlets.Unicode().tag(sync=True)
    extent = traitlets.Tuple(default_value=WHOLE).tag(sync=True)
    reading = traitlets.Int(-1).tag(sync=True)

    def __init__(self, session: Session) -> None:
        self._ground: Ground | None = None
        self._colours: Colours | None = None
        self._rows = np.arange(0)
        self._drawn: tuple[object, ...] = ()
        self._turns = Turns(self._draw)
        super().__init__(session)
        self.observe(self._see_field, "field")
        self.observe(self._draw, "extent")
        session.observe(self._see_reading, "reading")
        self._begin()

    def watch(self) -> None:
        """Draw once nothing has changed for a moment."""
        self._turns.plan([None])

    def renew(self) -> None:
        """Offer the fields that the papers have."""
        self._offer()

    def follow(self) -> None:
        """Show the field that was chosen."""
        self.field = self._asked()

    def _begin(self) -> None:
        """Show the map that is there, make one of few papers, or ask."""
        papers, count = self.session.papers, len(self.session.papers)
        if are_laid(papers):
            self._show()
        elif (laid := layout.known(papers)) is not None or count <= layout.FEW:
            self._take(layout.layout(papers) if laid is None else laid)
        else:
            self._say("asks")
            if count <= layout.MANY:
                self._lay_out()

    def _lay_out(self) -> None:
        """Lay the papers out beside what the reader does."""
        self._say("works")
        lay_out(self.session.papers, self._tell, self._arrive)

    def _tell(self, done: float) -> None:
        self.done = done

    @guarded
    def _arrive(self, task: Task) -> None:
        self._say("asks")  # again, where it failed
        self._take(task.result())

    def _take(self, laid: pd.DataFrame) -> None:
        """Give the papers their places; a link may have asked for a part of the map before there was one."""
        papers = self.session.papers
        columns = {str(name): laid[name].array for name in laid if name in PLACES or name not in papers}
        self.session.show(papers.assign(**columns))
        self._show()
        if self.session.view.carried:
            self.session.open(self.session.to_url())

    def _show(self) -> None:
        """Show where the papers stand."""
        self._ground = ground_of(self.session.papers)
        self._offer()
        self._say("there")
        self._draw()

    def _say(self, what: str) -> None:
        """Tell the front end whether there is a map, or how long one takes."""
        papers = len(self.session.papers)
        self.state = {"is": what, "papers": papers, "takes": about(papers)}

    def _offer(self) -> None:
        """Offer the fields that part the papers into groups."""
        names = colourable(self.session.papers)
        self.fields = [{"field": name, "label": label(name)} for name in names]
        self._colours = None
        self.field = self._asked()

    def _asked(self) -> str:
        names = [offered["field"] for offered in self.fields]
        return next((name for name in self.choice("colour") if name in names), next(iter(names), ""))

    @guarded
    def _see_field(self, _: object) -> None:
        self._colours = None
        if self.field != self._asked():
            names = [offered["field"] for offered in self.fields]
            self.choose("colour", *([self.field] if self.field in names[1:] else []))
        self._draw()

    @guarded
    def _see_reading(self, _: object) -> None:
        self._point_out()

    @traitlets.validate("extent")
    def _a_part_of_it(self, proposal: traitlets.Bunch) -> Extent:
        sides = [float(side) for side in proposal["value"]]
        if len(sides) != len(WHOLE) or not all(map(math.isfinite, sides)):
            return WHOLE
        left, lower, right, upper = (min(1.0, max(0.0, side)) for side in sides)
        return (left, lower, right, upper) if left < right and lower < upper else WHOLE

    @guarded
    def _draw(self, _: object = None) -> None:
        """Send points, or cells where there are too many; what did not change is not sent again."""
        if self._ground is None:
            return
        papers, ground = self.session.papers, self._ground
        self._colours = self._colours or _coloured(papers, self.field)
        selected = inside(self.session.rows, len(papers))
        many = len(papers) > MOST
        extent: Extent = self.extent if many else WHOLE
        rows = ground.within(extent)
        are_cells = len(rows) > MOST
        with self.hold_sync():
            self._rows = rows
            drawn = (extent, are_cells, len(papers))
            if are_cells:
                self.places, self.points = b"", ground.cells(rows, extent, selected, self._colours)
            else:
                self.places = ground.points(rows) if drawn != self._drawn else self.places
                self.points = marked(self._colours.codes[rows], selected[rows])
            self._drawn = drawn
            self.picture = {
                **told(self.session.query, ground, self._colours, selected),
                "many": many, "extent": list(extent), "cells": list(CELLS) if are_cells else [],
            }  # fmt: skip
            self._point_out()

    def _point_out(self) -> None:
        """Say which point is the paper that is open."""
        found = row_of(self.session.papers, self.session.reading) if self.session.reading else None
        at = 0 if found is None else int(np.searchsorted(self._rows, found))
        self.reading = at if at < len(self._rows) and self._rows[at] == found else -1

    def _do_make(self, _: dict[str, Any]) -> None:
        """Lay the papers out: the reader was told how long it takes."""
        if self.state["is"] == "asks":
            self._lay_out()

    def _do_tell(self, message: dict[str, Any]) -> None:
        """Say which paper a point is."""
        if (paper := self._paper(message)) is not None:
            self.send({"point": message["point"], "turn": message["turn"], "title": _title(self.session.paper(paper))})

    def _do_read(self, message: dict[str, Any]) -> None:
        """Open a point's paper."""
        if (paper := self._paper(message)) is not None:
            self.session.reading = paper

    def _do_frame(self, message: dict[str, Any]) -> None:
        """Narrow the query to a part of the map."""
        sides = zip(PLACES, message["low"], message["high"], strict=True)
        asked = {name: (round(float(low), _FINE), round(float(high), _FINE)) for name, low, high in sides}
        self.session.query = self.session.query.but(between={**self.session.query.between, **asked})

    def _do_name(self, message: dict[str, Any]) -> None:
        """Narrow the query to the papers under a name, or take that back."""
        self.session.query = self.session.query.narrow("cluster", str(message["name"]))

    def _do_colour(self, message: dict[str, Any]) -> None:
        """Narrow the query to the papers of a colour, or take that back."""
        marks = self._colours.marks if self._colours else ()
        if mark := next((mark for mark in marks if mark["label"] == message["label"]), None):
            self.session.query = mark_query(self.session.query, mark)

    def _do_clear(self, _: dict[str, Any]) -> None:
        """Ask nothing of the map any more."""
        self.session.query = cleared(self.session.query)

    def _paper(self, message: dict[str, Any]) -> str | None:
        at = int(message["point"])
        return str(self.session.papers.index[self._rows[at]]) if 0 <= at < len(self._rows) else None


def _coloured(papers: pd.DataFrame, field: str) -> Colours:
    """Colour papers by a field; all alike where none parts them."""
    return colours_of(papers, field) if field else Colours((), np.zeros(len(papers), dtype=np.uint8))


def _title(paper: Mapping[str, Any]) -> str:
    title = paper.get("title")
    return plain(title) if isinstance(title, str) else "No title"
