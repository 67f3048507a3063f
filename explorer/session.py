"""What one reader sees: the papers, what was asked of them, what was picked. The one thing that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import traitlets

from explorer.charts.code import chart_of, code
from explorer.errors import ExplorerError, FieldError, NotesError, QueryError
from explorer.own.change import Change
from explorer.own.columns import noted, own_columns
from explorer.query import Query
from explorer.search.scan import Scan

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from explorer.query import Value


class Frame(traitlets.Any):
    """Hold a frame; another frame is another value, however equal."""

    def set(self, obj: traitlets.HasTraits, value: object) -> None:
        """Tell observers of every new frame, without comparing millions of cells; traitlets#756."""
        name = str(self.name)
        old = obj._trait_values.get(name)  # noqa: SLF001 - as TraitType.set does
        obj._trait_values[name] = value  # noqa: SLF001 - the same
        if old is not value:
            obj._notify_trait(name, old, value)  # noqa: SLF001 - the same


class Session(traitlets.HasTraits):
    """Hold one reader's view of some papers.

    Parameters
    ----------
    papers
        A papers frame of *n* rows; it stays as it is. Where it has a place for notes, as `load` and `annotate` give
        it, the session's `papers` follow what is noted there.
    query
        What is asked of it at first.

    Attributes
    ----------
    selected
        The papers that answer `query`, in its order: made once a change, before any observer is told.
    picked
        Ids of the papers that the reader put aside, in the order of picking.
    reading
        The id of the paper that is open for reading, `""` for none.
    groups
        Name → query of the groups that the reader made to compare.
    pinned
        The charts that the reader put side by side.
    fact
        Where a fact that was asked for stands: ``paper``, ``field``, ``start`` and ``end`` of its sentence.
    problem
        A sentence that the reader should see, `""` for none.

    Raises
    ------
    FieldError, QueryError
        Where a query names a field that the papers lack, or a value that does not fit it.

    Examples
    --------
    >>> session = Session(papers, query=Query(text="recursive"))  # doctest: +SKIP
    >>> len(session.selected)  # doctest: +SKIP
    36
    """

    papers = Frame()
    facts = Frame(None, allow_none=True)
    query = traitlets.Instance(Query, args=())
    selected = Frame()
    picked = traitlets.Tuple()
    reading = traitlets.Unicode()
    groups: traitlets.Dict[str, Query] = traitlets.Dict()
    pinned = traitlets.Tuple()
    fact = traitlets.Dict()
    problem = traitlets.Unicode()

    def __init__(self, papers: pd.DataFrame, facts: pd.DataFrame | None = None, query: Query | None = None) -> None:
        self.notes = noted(papers)  # where the reader's own columns lie
        self.records = self.notes.read() if self.notes else {}  # what is said there of each paper, and shown
        papers = own_columns(papers, self.records) if self.records else papers
        self._scan = Scan(papers)
        self._carried: list[tuple[str, str]] = []  # what an address asked of other papers
        super().__init__(papers=papers, facts=facts)
        self.selected = papers
        self.query = query or Query()

    def select(self, query: Query) -> pd.DataFrame:
        """Return the papers that answer another query than the reader's."""
        return self._scan.select(query)

    def counts(self, field: str) -> list[tuple[Value, int]]:
        """Count papers per value of a field under the query, what it asks of that field set aside."""
        return self._scan.counts(field, self.query)

    def extent(self, field: str) -> tuple[Any, Any]:
        """Return the lowest and highest value of a field among all papers."""
        return self._scan.extent(field)

    def toggle(self, paper: str) -> None:
        """Pick a paper, or put it back."""
        kept = tuple(held for held in self.picked if held != paper)
        self.picked = kept if paper in self.picked else (*kept, paper)

    def note(self, change: Change) -> dict[str, Any]:
        """Write what the reader says of a paper, show it, and return what is said of it then; it is on the disk.

        Raises
        ------
        NotesError
            Where the papers came without a place for notes, or nothing may be written there.
        """
        if self.notes is None or change.paper not in self.papers.index:
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
        self.selected = self._scan.select(self.query)

    def tell(self, paper: str, field: str, start: int, end: int) -> None:
        """Open a paper at some of its words."""
        self.fact = {}  # asked for again, it is told again
        self.fact = {"paper": paper, "field": field, "start": int(start), "end": int(end)}
        self.reading = paper

    def to_url(self) -> str:
        """Write the view, query first, as the part of an address that follows ``?``."""
        shown = [("pick", paper) for paper in self.picked] + ([("read", self.reading)] if self.reading else [])
        shown += [("group", f"{name}?{query.to_url()}") for name, query in self.groups.items()]
        shown += [("chart", code(chart)) for chart in self.pinned] + self._carried
        return "&".join(filter(None, [self.query.to_url(), urlencode(shown, errors="replace")]))

    def open(self, url: str) -> None:
        """Bring back the view that an address holds.

        Raises
        ------
        FieldError, QueryError
            Where it asks for what these papers cannot answer; the rest of it is shown.
        """
        refused = self._ask(Query.from_url(url))
        pairs = parse_qsl(urlsplit(url).query)
        known = [pair for pair in pairs if self._is_known(*pair)]
        self._carried = [pair for pair in pairs if pair not in known]
        self.picked = tuple(dict.fromkeys(paper for key, paper in known if key == "pick"))
        self.reading = next((paper for key, paper in known if key == "read"), "")
        self.groups = {name: Query.from_url(asked) for name, asked in _groups(known)}
        self.pinned = tuple(chart for key, line in known if key == "chart" and (chart := chart_of(line)))
        if refused:
            raise refused

    def _is_known(self, key: str, value: str) -> bool:
        """Say whether a part of an address can be shown; one that names other papers or fields is carried along."""
        if key in {"pick", "read"}:
            return value in self.papers.index
        asked = [asked for _, asked in _groups([(key, value)])] or [urlencode([(key, value)], errors="replace")]
        try:
            self._scan.check(Query.from_url(asked[0]))
        except FieldError:
            return False
        except QueryError:
            return key != "group"
        return True

    def _ask(self, query: Query) -> ExplorerError | None:
        """Ask what can be asked of a query, and return the first refusal of the rest."""
        try:
            self.query = query
        except FieldError as error:
            sort = tuple(name for name in query.sort if name.removeprefix("-") != error.field)
            self._ask(query.without(error.field).but(sort=sort))
            return error
        except QueryError as error:
            self._ask(query.but(between={}, sort=()))
            return error
        return None

    @traitlets.validate("query")
    def _can_be_answered(self, proposal: Any) -> Query:  # noqa: ANN401 - traitlets' bunch
        self._scan.check(proposal["value"])
        return proposal["value"]  # type: ignore[no-any-return]

    @traitlets.observe("query")
    def _answer(self, _: object) -> None:
        self.problem = ""
        self.selected = self._scan.select(self.query)


def _groups(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Give the name and the query of each group in an address."""
    held = [value.rpartition("?") for key, value in pairs if key == "group"]
    return [(name, asked) for name, _, asked in held]
