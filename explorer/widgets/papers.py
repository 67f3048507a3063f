"""The list: cards of the papers that answer, a window of them at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import traitlets

from explorer.terms import Term, parse
from explorer.widgets.base import Widget, guarded, script, style
from explorer.widgets.cards import abstract, card, sorts
from explorer.widgets.html import counted

if TYPE_CHECKING:
    from explorer.session import Session

WINDOW = 30


class Papers(Widget):
    """Show what is selected as cards; let the reader sort, open, read and pick them."""

    noun = "papers"
    _esm = script("papers")
    _css = style("papers")
    view = traitlets.Dict().tag(sync=True)
    picked: traitlets.List[Any] = traitlets.List().tag(sync=True)
    reading = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self._version = 0
        self._sorts = sorts(session.papers)
        super().__init__(session)
        session.observe(self._show_picked, ["picked", "reading"])
        self._show_picked()

    def watch(self) -> None:
        """Show the first window of what is selected."""
        self._version += 1
        query, total, of = self.session.query, len(self.session.selected), len(self.session.papers)
        self.view = {
            "version": self._version,
            "total": total,
            "count": self.count(),
            "text": query.text,
            "narrowed": query != query.unfiltered(),
            "holds_any": of > 0,
            "noun": self.noun,
            "sort": query.sort[0] if query.sort else "",
            "sorts": self._sorts,
            **self._window(0, WINDOW),
        }

    def receive(self, message: dict[str, Any]) -> None:
        """Do what a card asks."""
        getattr(self, f"_do_{message['do']}")(message)

    def _do_window(self, message: dict[str, Any]) -> None:
        if message["version"] == self._version:
            self.send({"version": self._version, **self._window(message["start"], message["stop"])})

    def _do_open(self, message: dict[str, Any]) -> None:
        paper = self.session.papers.loc[message["id"]]
        self.send({"id": message["id"], "abstract": abstract(paper, parse(self.session.query.text))})

    def _do_read(self, message: dict[str, Any]) -> None:
        self.session.reading = message["id"]

    def _do_pick(self, message: dict[str, Any]) -> None:
        self.session.toggle(message["id"])

    def _do_sort(self, message: dict[str, Any]) -> None:
        self.session.query = self.session.query.but(sort=(message["by"],) if message["by"] else ())

    def _do_clear(self, message: dict[str, Any]) -> None:
        query = self.session.query
        self.session.query = query.but(text="") if message["what"] == "text" else query.unfiltered()

    def _window(self, start: int, stop: int) -> dict[str, Any]:
        terms = parse(self.session.query.text)
        window = self.session.selected.iloc[max(0, start) : max(0, min(stop, start + 200))]
        return {"start": start, "rows": [self.row(paper, terms) for paper in window.reset_index().to_dict("records")]}

    def count(self) -> str:
        """State how many are shown of how many."""
        return counted(len(self.session.selected), len(self.session.papers), self.noun)

    def row(self, paper: Mapping[str, Any], terms: tuple[Term, ...]) -> dict[str, Any]:
        """Return what a closed card shows."""
        return card(paper, terms)

    @guarded
    def _show_picked(self, _: object = None) -> None:
        self.picked = list(self.session.picked)
        self.reading = self.session.reading
