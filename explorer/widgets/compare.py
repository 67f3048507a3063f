"""Papers side by side: what sets the picked ones apart, each value with its sentence, and their abstracts in pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import traitlets

from explorer.comparison.cells import Cell
from explorer.comparison.lines import Line, lines, named
from explorer.comparison.matrix import FEWEST, MOST, compare, default_rows
from explorer.comparison.writers import WRITERS, to_code
from explorer.facts.kept import extract
from explorer.facts.unread import why_unread
from explorer.rows import rows_of, taken
from explorer.widgets import sides
from explorer.widgets.base import Widget, guarded, script, style
from explorer.widgets.export import documents

if TYPE_CHECKING:
    import pandas as pd

    from explorer.session import Session

VIEWS = ("matrix", "abstracts")
START = 3  # papers of the list that are picked for a reader who asks for an example


class Compare(Widget):
    """Show the first six of the session's picked papers side by side.

    Parameters
    ----------
    session
        Whose `picked` papers are compared; a value that is clicked opens its paper at the sentence.
    rows
        The rows shown at first, as `explorer.compare` takes them; all of them by default.

    The rows, the view, the pair of abstracts and the open value that the reader chose are kept as choices.

    Examples
    --------
    >>> Compare(session, rows=("task", "figures", "code"))  # doctest: +SKIP
    """

    _esm = script("compare")
    _css = style("export") + style("compare")
    board = traitlets.Dict().tag(sync=True)
    source = traitlets.Dict().tag(sync=True)
    pair = traitlets.Dict().tag(sync=True)
    view = traitlets.Enum(VIEWS, VIEWS[0]).tag(sync=True)

    def __init__(self, session: Session, rows: Iterable[str] | None = None) -> None:
        self._every = default_rows(session.papers)
        self._first = None if rows is None else tuple(rows)
        self._shown: object = None
        self._matrix: pd.DataFrame | None = None
        super().__init__(session)
        # What is asked of the list is no matter here: only what was picked of it.
        session.unobserve(self._see, "selected")
        session.observe(self._see, ["picked", "papers"])

    def renew(self) -> None:
        """Offer the rows that the papers have."""
        self._every = default_rows(self.session.papers)

    @guarded
    def watch(self) -> None:
        """Lay the picked papers side by side."""
        papers, picked = self.session.papers, list(self.session.picked)
        compared = picked[:MOST]
        self._matrix = self._compared(compared) if len(compared) >= FEWEST else None
        laid = {"papers": sides.named(papers, compared), "lines": [], "agree": "", "offers": {}}
        if self._matrix is not None:
            laid |= sides.table(self._matrix) | {"offers": self._offers(self._matrix)}
        self.board = {**laid, "picked": len(picked), "most": MOST, "rows": self._choices()}
        self._shown = self._rows
        self._show_source()
        self._show_pair()

    def follow(self) -> None:
        """Show the rows, the view, the pair and the value that were chosen."""
        view = self.choice("view")[:1]
        self.view = view[0] if view and view[0] in VIEWS else VIEWS[0]
        if self._rows != self._shown:
            self.watch()
            return
        self._show_source()
        self._show_pair()

    def _do_start(self, _: dict[str, Any]) -> None:
        self.session.picked = tuple(self.session.papers.index[self.session.rows[:START]])

    def _do_drop(self, message: dict[str, Any]) -> None:
        self.session.picked = tuple(paper for paper in self.session.picked if paper != message["id"])

    def _do_clear(self, _: dict[str, Any]) -> None:
        self.session.picked = ()

    def _do_read(self, message: dict[str, Any]) -> None:
        self.session.reading = message["id"]

    def _do_rows(self, message: dict[str, Any]) -> None:
        """Show these rows."""
        wanted = tuple(row for row in self._offered if row in message["rows"])
        self.choose("rows", *(() if set(wanted) == set(self._default) else wanted or ("",)))

    def _do_view(self, message: dict[str, Any]) -> None:
        self._put_away()
        self.choose("view", *(view for view in VIEWS[1:] if view == message["view"]))

    def _do_pair(self, message: dict[str, Any]) -> None:
        self.choose("pair", *map(str, message["ids"][:2]))

    def _do_source(self, message: dict[str, Any]) -> None:
        """Show where a cell was read and open its paper there; asked again, put that away."""
        row, paper = message["row"], message["paper"]
        cell = self._cell(row, paper)
        if cell is None or (row, paper) == self.choice("cell"):
            self._put_away()
            return
        self.choose("cell", row, paper)
        quoted = [one for one in cell.source if one.text is not None]
        for field, start, end in sides.sentences(self.session.papers, paper, quoted[:1]):
            self.session.tell(paper, field, start, end)
        if not quoted:
            self.session.reading = paper

    def _do_close(self, _: dict[str, Any]) -> None:
        self._put_away()

    def _put_away(self) -> None:
        if self.choice("cell"):
            self.choose("cell")

    def _do_file(self, message: dict[str, Any]) -> None:
        """Send the comparison as a file of the format asked for."""
        if self._matrix is None:
            return
        form = WRITERS[message["form"]]
        written = form.write(self._matrix).encode("utf-8-sig" if form.suffix == ".csv" else "utf-8")
        self.send({"name": f"compared-{len(self._matrix.columns)}-papers{form.suffix}"}, buffers=[written])

    def _compared(self, picked: list[str]) -> pd.DataFrame:
        facts, papers = self.session.facts, self.session.papers
        known = taken(papers, rows_of(papers, picked))
        facts = extract(known) if facts is None or why_unread(facts) else facts
        return compare(known if len(known) == len(picked) else papers, facts, picked, self._rows)

    def _show_source(self) -> None:
        """Show where the value that was chosen was read."""
        row, paper = (*self.choice("cell"), "", "")[:2]
        line, cell = self._line(row), self._cell(row, paper)
        is_told = self.view == VIEWS[0]
        self.source = sides.source(self.session.papers, line, paper, cell) if is_told and line and cell else {}

    def _show_pair(self) -> None:
        """Set two of the papers against each other: those asked for, else the first two."""
        compared = [paper["id"] for paper in self.board.get("papers", ())]
        asked = [paper for paper in dict.fromkeys(self.choice("pair")) if paper in compared]
        ids = [*asked, *(paper for paper in compared if paper not in asked)][:2]
        is_shown = self.view == "abstracts" and len(ids) == 2
        self.pair = sides.pair(self.session.papers, *ids) if is_shown else {}

    def _line(self, row: str) -> Line | None:
        known = [] if self._matrix is None else lines(self._matrix)
        return next((line for line in known if line.row == row), None)

    def _cell(self, row: str, paper: str) -> Cell | None:
        line, matrix = self._line(row), self._matrix
        if line is None or matrix is None or paper not in matrix:
            return None
        return line.cells[list(matrix.columns).index(paper)]

    @property
    def _default(self) -> tuple[str, ...]:
        """Return the rows that are shown at first."""
        return tuple(self._every) if self._first is None else self._first

    @property
    def _offered(self) -> list[str]:
        """Return the rows to choose from."""
        return list(dict.fromkeys([*self._every, *self._default]))

    @property
    def _rows(self) -> tuple[str, ...] | None:
        """Return the rows to show, in the form that `compare` takes; none of those asked for may be there."""
        asked = self.choice("rows")
        known = tuple(row for row in self._offered if row in asked)
        return known if known or asked == ("",) else self._first

    def _choices(self) -> list[dict[str, Any]]:
        shown = self._every if self._rows is None else self._rows
        return [{"row": row, "label": named(row, ())[0], "shown": row in shown} for row in self._offered]

    def _offers(self, matrix: pd.DataFrame) -> dict[str, Any]:
        files = {name: form.name for name, form in WRITERS.items()}
        return {"files": files, "code": to_code(matrix, documents(self.session))}
