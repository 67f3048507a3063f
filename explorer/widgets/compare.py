"""Papers side by side: what sets the picked ones apart, each value with its sentence, and their abstracts in pairs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import traitlets

from explorer.comparison.lines import Line, lines, named
from explorer.comparison.matrix import FEWEST, MOST, compare, default_rows
from explorer.comparison.writers import WRITERS, to_code
from explorer.facts.kept import extract
from explorer.widgets import sides
from explorer.widgets.base import Widget, guarded, script, style
from explorer.widgets.export import documents

if TYPE_CHECKING:
    import pandas as pd

    from explorer.session import Session

START = 3  # papers of the list that are picked for a reader who asks for an example


class Compare(Widget):
    """Show the first six of the session's picked papers side by side.

    Parameters
    ----------
    session
        Whose `picked` papers are compared; a value that is clicked opens its paper at the sentence.
    rows
        The rows shown at first, as `explorer.compare` takes them; all of them by default.

    Examples
    --------
    >>> Compare(session, rows=("task", "figures", "code"))  # doctest: +SKIP
    """

    _esm = script("compare")
    _css = style("export") + style("compare")
    board = traitlets.Dict().tag(sync=True)
    source = traitlets.Dict().tag(sync=True)
    pair = traitlets.Dict().tag(sync=True)
    view = traitlets.Enum(("matrix", "abstracts"), "matrix").tag(sync=True)

    def __init__(self, session: Session, rows: Iterable[str] | None = None) -> None:
        self._every = default_rows(session.papers)
        self._rows = None if rows is None else tuple(rows)
        self._between: tuple[str, ...] = ()
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
        self.source = {}
        self._show_pair()

    def receive(self, message: dict[str, Any]) -> None:
        """Do what the front end asks."""
        getattr(self, f"_do_{message['do']}")(message)

    def _do_start(self, _: dict[str, Any]) -> None:
        self.session.picked = tuple(self.session.selected.index[:START])

    def _do_drop(self, message: dict[str, Any]) -> None:
        self.session.picked = tuple(paper for paper in self.session.picked if paper != message["id"])

    def _do_clear(self, _: dict[str, Any]) -> None:
        self.session.picked = ()

    def _do_read(self, message: dict[str, Any]) -> None:
        self.session.reading = message["id"]

    def _do_rows(self, message: dict[str, Any]) -> None:
        """Show these rows; all of them are those that stand where none are asked for."""
        wanted = tuple(row for row in [*self._every, *(self._rows or ())] if row in message["rows"])
        self._rows = None if set(self._every) <= set(wanted) else tuple(dict.fromkeys(wanted))
        self.watch()

    def _do_view(self, message: dict[str, Any]) -> None:
        self.view, self.source = message["view"], {}
        self._show_pair()

    def _do_pair(self, message: dict[str, Any]) -> None:
        self._between = tuple(message["ids"])
        self._show_pair()

    def _do_source(self, message: dict[str, Any]) -> None:
        """Show where a cell was read and open its paper there; asked again, put that away."""
        row, paper = message["row"], message["paper"]
        line = self._line(row)
        is_open = (row, paper) == (self.source.get("row"), self.source.get("paper"))
        if is_open or line is None or self._matrix is None or paper not in self._matrix:
            self.source = {}
            return
        cell = line.cells[list(self._matrix.columns).index(paper)]
        if cell is None:
            return
        self.source = sides.source(self.session.papers, line, paper, cell)
        quoted = [one for one in cell.source if one.text is not None]
        for field, start, end in sides.sentences(self.session.papers, paper, quoted[:1]):
            self.session.tell(paper, field, start, end)
        if not quoted:
            self.session.reading = paper

    def _do_close(self, _: dict[str, Any]) -> None:
        self.source = {}

    def _do_file(self, message: dict[str, Any]) -> None:
        """Send the comparison as a file of the format asked for."""
        if self._matrix is None:
            return
        form = WRITERS[message["form"]]
        written = form.write(self._matrix).encode("utf-8-sig" if form.suffix == ".csv" else "utf-8")
        self.send({"name": f"compared-{len(self._matrix.columns)}-papers{form.suffix}"}, buffers=[written])

    def _compared(self, picked: list[str]) -> pd.DataFrame:
        facts, papers = self.session.facts, self.session.papers
        known = [paper for paper in picked if paper in papers.index]
        return compare(papers, extract(papers.loc[known]) if facts is None else facts, picked, self._rows)

    def _show_pair(self) -> None:
        """Set two of the papers against each other: those asked for, else the first two."""
        compared = [paper["id"] for paper in self.board["papers"]]
        asked = [paper for paper in dict.fromkeys(self._between) if paper in compared]
        ids = [*asked, *(paper for paper in compared if paper not in asked)][:2]
        is_shown = self.view == "abstracts" and len(ids) == 2
        self.pair = sides.pair(self.session.papers, *ids) if is_shown else {}

    def _line(self, row: str) -> Line | None:
        known = [] if self._matrix is None else lines(self._matrix)
        return next((line for line in known if line.row == row), None)

    def _choices(self) -> list[dict[str, Any]]:
        shown = self._every if self._rows is None else self._rows
        rows = dict.fromkeys([*self._every, *shown])
        return [{"row": row, "label": named(row, ())[0], "shown": row in shown} for row in rows]

    def _offers(self, matrix: pd.DataFrame) -> dict[str, Any]:
        files = {name: form.name for name, form in WRITERS.items()}
        return {"files": files, "code": to_code(matrix, documents(self.session))}
