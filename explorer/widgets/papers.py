"""The list: cards of the papers that answer, a window of them at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import traitlets

from explorer.rows import inside, rows_of, taken
from explorer.terms import PREFIXES, Term, parse, unknown
from explorer.widgets.base import Widget, guarded, script, style
from explorer.widgets.cards import abstract, card, sorts
from explorer.widgets.html import counted
from explorer.widgets.meant import MEANING, Meant, is_offered, offered
from explorer.widgets.own import badges, may_note, note

if TYPE_CHECKING:
    from explorer.query import Query
    from explorer.rows import Rows
    from explorer.session import Session

WINDOW = 30
MOST = 200  # cards that are sent at once


class Papers(Widget):
    """Show what is selected as cards; let the reader sort, open, read and pick them."""

    noun = "papers"
    _esm = script("own", "meant", "feed", "papers")
    _css = style("papers", "meant")
    knows_meaning = True  # whether its papers can be ordered by meaning, where a model is at hand
    view = traitlets.Dict().tag(sync=True)
    picked: traitlets.List[Any] = traitlets.List().tag(sync=True)
    reading = traitlets.Unicode().tag(sync=True)
    meant = traitlets.Dict().tag(sync=True)
    may_note = traitlets.Bool().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self._version = 0
        self._sorts = sorts(session.papers)
        self._shown: tuple[Query | None, bool, Rows] = (None, False, np.zeros(0, np.intp))
        self._meant = Meant(session, self._show_meant)
        self._records = session.records
        super().__init__(session, may_note=may_note(session))
        session.observe(self._show_picked, ["picked", "reading"])
        session.observe(self._see_order, "arranged")
        self._show_picked()

    def watch(self) -> None:
        """Show the first window of what is selected, and what its words mean once nothing changes."""
        self._plan()
        self._draw()

    def follow(self) -> None:
        """Show the order that was chosen."""
        self._plan()
        self._draw()

    def _plan(self) -> None:
        if self.knows_meaning:
            self._meant.plan(by_order=self._is_by_meaning())

    def _is_by_meaning(self) -> bool:
        query = self.session.query
        return MEANING in self.choice("order") and is_offered(query.text) and not query.sort

    def _draw(self) -> None:
        """Show the first window; cards that only their own columns changed keep their place."""
        query, rows, of = self.session.query, self.session.rows, len(self.session.papers)
        asked, total, changed = (query, self.session.is_arranged), len(rows), self._changed()
        is_asked_anew = asked != self._shown[:2]
        self._version += is_asked_anew or not np.array_equal(rows, self._shown[2]) or len(changed) > MOST
        self._shown = (*asked, rows)
        self.view = {
            "version": self._version,
            "total": total,
            "count": self.count(),
            "text": query.text,
            "strange": strange(query.text) if not total else "",
            "narrowed": query != query.unfiltered(),
            "holds_any": of > 0,
            "noun": self.noun,
            "sort": MEANING if self._is_by_meaning() else query.sort[0] if query.sort else "",
            "sorts": offered(self._sorts, query.text, by_meaning=self.knows_meaning),
            "kept": not is_asked_anew,
            "changed": self._cards(changed[:MOST]),
            **self._window(0, WINDOW),
        }

    def renew(self) -> None:
        """Offer the orders that the papers have."""
        self._sorts = sorts(self.session.papers)

    def _do_window(self, message: dict[str, Any]) -> None:
        if message["version"] == self._version:
            self.send({"version": self._version, **self._window(message["start"], message["stop"])})

    def _do_open(self, message: dict[str, Any]) -> None:
        paper = self.session.paper(message["id"])
        self.send({"id": message["id"], "abstract": abstract(paper, parse(self.session.query.text))})

    def _do_read(self, message: dict[str, Any]) -> None:
        self.session.reading = message["id"]

    def _do_pick(self, message: dict[str, Any]) -> None:
        self.session.toggle(message["id"])

    def _do_own(self, message: dict[str, Any]) -> None:
        note(self, message)

    def _do_sort(self, message: dict[str, Any]) -> None:
        by = message["by"]
        if (by == MEANING) != (MEANING in self.choice("order")):
            self.choose("order", *[MEANING] * (by == MEANING))
        self.session.query = self.session.query.but(sort=() if by in {"", MEANING} else (by,))

    def _do_allow(self, _: dict[str, Any]) -> None:
        self._meant.allow()

    def _do_clear(self, message: dict[str, Any]) -> None:
        query = self.session.query
        self.session.query = query.but(text="") if message["what"] == "text" else query.unfiltered()

    def _window(self, start: int, stop: int) -> dict[str, Any]:
        rows = self.session.rows[max(0, start) : max(0, min(stop, start + MOST))]
        return {"start": start, "rows": self._cards(rows)}

    def _cards(self, rows: Rows) -> list[dict[str, Any]]:
        terms = parse(self.session.query.text)
        records: list[Any] = taken(self.session.papers, rows).reset_index().to_dict("records")
        return [self.row(paper, terms) for paper in records]

    def count(self) -> str:
        """State how many are shown of how many."""
        return counted(len(self.session.rows), len(self.session.papers), self.noun)

    def row(self, paper: Mapping[str, Any], terms: tuple[Term, ...]) -> dict[str, Any]:
        """Return what a closed card shows."""
        said = self.session.records.get(paper["id"], {})
        shown = card(paper, terms)
        own = {"badges": [*badges(self.session, paper["id"]), *shown["badges"]]}
        return {**shown, **own, "own": {name: said.get(name) for name in ("status", "stars")}}

    def _changed(self) -> Rows:
        """Return the rows of the papers shown whose own columns are not those of before."""
        before, now = self._records, self.session.records
        self._records = now
        if before is now:
            return self.session.rows[:0]
        papers = [paper for paper in {**before, **now} if before.get(paper) != now.get(paper)]
        changed = inside(rows_of(self.session.papers, papers), len(self.session.papers))
        return self.session.rows[changed[self.session.rows]]

    @guarded
    def _see_order(self, _: object) -> None:
        self._draw()

    def _show_meant(self, meant: dict[str, Any]) -> None:
        self.meant = meant

    @guarded
    def _show_picked(self, _: object = None) -> None:
        self.picked = list(self.session.picked)
        self.reading = self.session.reading


def strange(text: str) -> str:
    """Say which fields a search names that cannot be searched, and which can; nothing where all can."""
    names = unknown(text)
    if not names:
        return ""
    typed, known = ([f"{name}:" for name in some] for some in (names, PREFIXES))
    return f"No field can be searched as {', '.join(typed)}; known: {', '.join(known)}"
