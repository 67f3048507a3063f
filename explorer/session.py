"""What one reader sees: the papers, what was asked of them, what was picked. The one thing that changes."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import traitlets

from explorer import address
from explorer.errors import NotesError, PaperError
from explorer.frames import Frame, forget
from explorer.own.change import Change
from explorer.own.columns import noted, own_columns
from explorer.query import Query
from explorer.rows import record, row_of, taken
from explorer.search.meant import arranged, nearness
from explorer.search.scan import Scan
from explorer.view import View, asked, parted, place_of, stands

if TYPE_CHECKING:
    import pandas as pd

    from explorer.query import Value
    from explorer.rows import Mask, Rows
    from explorer.search.ranking import Array


class Session(traitlets.HasTraits):
    """Hold one reader's view of some papers.

    Parameters
    ----------
    papers
        A papers frame of *n* rows; it stays as it is. Where it has a place for notes, as `load` and `annotate` give
        it, the session's `papers` follow what is noted there.
    facts
        What `explorer.extract` found in them, where that is at hand.
    query
        What is asked of the papers at first.
    **shown
        The rest of what is shown at first: `picked`, `reading`, `place`, `groups`, `pinned`, `choices`.

    Attributes
    ----------
    rows
        Where in `papers` those stand that answer `query`, in its order, or else best first; see `arrange`.
    selected
        The papers in these rows, found once a change, before any observer is told; made when somebody asks for them.
    picked
        Ids of the papers that the reader put aside, in the order of picking.
    reading
        The id of the paper that is open for reading, `""` for none.
    groups
        Name → query of the groups that the reader made to compare.
    pinned
        The charts that the reader put side by side.
    choices
        Name → values of what the reader chose with a control of a widget, and that is not as at first.
    fact
        Where a fact that was asked for stands: ``paper``, ``field``, its sentence's ``start`` and ``end``.
    problem
        A sentence that the reader should see, `""` for none.

    Raises
    ------
    FieldError, QueryError
        Where a query names a field that the papers lack, or a value that does not fit it.
    PaperError
        Where the papers lack one that is to be read or picked.

    Examples
    --------
    >>> len(Session(papers, query=Query(text="recursive")).selected)  # doctest: +SKIP
    36
    """

    papers = Frame()
    facts = Frame(None, allow_none=True)
    query = traitlets.Instance(Query, args=())
    selected = Frame()
    rows: Rows
    is_arranged = False
    picked = traitlets.Tuple()
    reading = traitlets.Unicode()
    groups: traitlets.Dict[str, Query] = traitlets.Dict()
    pinned = traitlets.Tuple()
    choices: traitlets.Dict[str, tuple[str, ...]] = traitlets.Dict()
    fact = traitlets.Dict()
    problem = traitlets.Unicode()

    def __init__(
        self,
        papers: pd.DataFrame,
        facts: pd.DataFrame | None = None,
        query: Query | None = None,
        **shown: Any,  # noqa: ANN401 - a view's own types
    ) -> None:
        self.notes = noted(papers)  # where the reader's own columns lie
        self.records = self.notes.read() if self.notes else {}  # what is said there of each paper, and shown
        papers = own_columns(papers, self.records) if self.records else papers
        self._scan = Scan(papers)
        self._carried: tuple[tuple[str, str], ...] = ()  # what an address asked of other papers
        self.rows = self._scan.rows(Query())
        super().__init__(papers=papers, facts=facts)
        self.query = query or Query()
        self._show(View(**shown))

    def holding(self, query: Query) -> Mask:
        """Say of each paper whether it answers another query than the reader's."""
        return self._scan.mask(query)

    def found(self, query: Query) -> Rows:
        """Return where the papers stand that answer another query."""
        return self._scan.rows(query)

    def rank(self) -> None:
        """Show those first that fit the text best by its words and its meaning, until another query is asked."""
        self.arrange(nearness(self.papers, self.query.text))

    def arrange(self, near: Array | None) -> None:
        """Order the same papers by their words and how near they are, or by words alone; ``arranged`` is announced."""
        rows, self.is_arranged = self._scan.rows(self.query), near is not None
        self.rows = rows if near is None else arranged(rows, near)
        forget(self, "selected", "arranged")

    def counts(self, field: str) -> list[tuple[Value, int]]:
        """Count papers per value of a field under the query, what it asks of that field set aside."""
        return self._scan.counts(field, self.query)

    def paper(self, paper: str) -> dict[str, Any]:
        """Return what a paper states, by its fields."""
        return record(self.papers, self._row(paper))

    def extent(self, field: str) -> tuple[Any, Any]:
        """Return the lowest and highest value of a field among all papers."""
        return self._scan.extent(field)

    def toggle(self, paper: str) -> None:
        """Pick a paper, or put it back."""
        kept = tuple(held for held in self.picked if held != paper)
        self.picked = kept if len(kept) < len(self.picked) else (*kept, self._paper(paper))

    def choose(self, name: str, *values: str) -> None:
        """Take what a reader chose with a control; without values it is as at first."""
        others = {held: said for held, said in self.choices.items() if held != name}
        self.choices = {**others, name: values} if values else others

    def note(self, change: Change) -> dict[str, Any]:
        """Write what the reader says of a paper, show it, and return what is said of it then; it is on the disk.

        Raises
        ------
        NotesError
            Where the papers came without a place for notes, or nothing may be written there.
        """
        if self.notes is None or row_of(self.papers, change.paper) is None:
            raise NotesError(f"Nothing can be noted of {change.paper!r:.80}.")
        said = self.notes.change(change)
        self.look()
        return said

    def look(self) -> None:
        """Show what was noted since, here or in another window: one selection, whatever changed."""
        if self.notes is None or (records := self.notes.read()) is self.records:
            return
        self.records = records
        self.show(own_columns(self.papers, records))

    def show(self, papers: pd.DataFrame) -> None:
        """Show the same papers, in the same order, with other own columns."""
        self._scan = self._scan.renewed(papers)
        self.papers = papers
        self._select()

    def tell(self, paper: str, field: str, start: int, end: int) -> None:
        """Open a paper at some of its words."""
        self.fact = {}  # asked for again, it is told again
        self.fact = {"paper": self._paper(paper), "field": field, "start": int(start), "end": int(end)}
        self.reading = paper

    @property
    def view(self) -> View:
        """All that the reader chose, as a value."""
        names = {part.name for part in dataclasses.fields(View)} - {"place", "carried"}
        place = place_of(self.fact, self.reading)
        return View(**{name: getattr(self, name) for name in names}, place=place, carried=self._carried)

    def to_url(self) -> str:
        """Write the view, query first, as the part of an address that follows ``?``."""
        return self.view.to_url()

    def open(self, url: str) -> None:
        """Bring back the view that an address holds.

        Raises
        ------
        FieldError, QueryError
            Where it asks for what these papers cannot answer; the rest of it is shown.
        LinkError
            Where its short form cannot be read; the view stays as it was.
        """
        pairs = address.pairs(url)
        known, self._carried = parted(pairs, self._scan)
        refused = asked(View.of(pairs).query, lambda query: self.set_trait("query", query))
        self._show(View.of(known))
        if refused:
            raise refused

    def _show(self, view: View) -> None:
        self.picked = tuple(map(self._paper, view.picked))
        self.fact = {}
        self.reading = view.reading
        if view.place and stands(self.papers, view.reading, view.place):
            self.tell(view.reading, *view.place)
        self.groups, self.pinned, self.choices = dict(view.groups), tuple(view.pinned), dict(view.choices)

    def _paper(self, paper: str) -> str:
        self._row(paper)
        return paper

    def _row(self, paper: str) -> int:
        if (row := row_of(self.papers, paper)) is None:
            raise PaperError(paper)
        return row

    @traitlets.validate("query")
    def _can_be_answered(self, proposal: Any) -> Query:  # noqa: ANN401 - traitlets' bunch
        self._scan.check(proposal["value"])
        return proposal["value"]  # type: ignore[no-any-return]

    @traitlets.validate("reading")
    def _can_be_read(self, proposal: Any) -> str:  # noqa: ANN401 - the same
        return self._paper(proposal["value"]) if proposal["value"] else ""

    @traitlets.observe("query")
    def _answer(self, _: object) -> None:
        self.problem = ""
        self._select()

    def _select(self) -> None:
        self.is_arranged = False
        self.rows = self._scan.rows(self.query)
        forget(self, "selected")

    @traitlets.default("selected")
    def _made(self) -> pd.DataFrame:
        selected = taken(self.papers, self.rows)
        selected.attrs = {**selected.attrs, "query": repr(self.query)}  # what is saved says what was asked
        return selected
