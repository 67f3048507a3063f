"""The reading pane: one paper in full, with everything its document says of it, and what the reader does."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

import traitlets

from explorer.columns import PLACES
from explorer.facts.enrich import COLUMNS, quotes
from explorer.own.columns import fields_of
from explorer.terms import parse
from explorer.widgets.base import Widget, script, style
from explorer.widgets.cards import abstract, title
from explorer.widgets.html import is_missing, label, shown, web_link
from explorer.widgets.near import Near, Shown
from explorer.widgets.notes import facts_of, marks
from explorer.widgets.own import note, state
from explorer.widgets.segments import Mark

if TYPE_CHECKING:
    import pandas as pd

    from explorer.session import Session

READ_ABOVE = ("title", "abstract")
MOST = 4  # quotations of one value


class Paper(Widget):
    """Show the paper that the session is reading, or else the first of those selected."""

    _esm = script("own", "editor", "near", "paper")
    _css = style("editor", "near", "paper")
    paper = traitlets.Dict().tag(sync=True)
    picked = traitlets.Bool().tag(sync=True)
    can_pick = traitlets.Bool().tag(sync=True)
    own = traitlets.Dict().tag(sync=True)
    near = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session, *, pick: bool = True) -> None:
        # At every key the pane shows a paper that it may have shown before: only its matches change.
        self._stated = lru_cache(maxsize=256)(partial(stated, session))
        self._near = Near(session, self._show_near)
        super().__init__(session, can_pick=pick)
        session.observe(self._see, ["reading", "picked", "fact", "arranged"])

    def watch(self) -> None:
        """Show the paper, its matches and its facts marked; nothing where none is open."""
        session, reading = self.session, self.reading
        self.paper = page(session, reading, *self._stated(reading)) if reading else {}
        self.picked = reading in session.picked
        self.own = state(session, reading)
        self.follow()

    def follow(self) -> None:
        """Find what is near the paper once it is drawn, by its words or by what it means, too."""
        self._near.plan(self.reading, by_meaning="meaning" in self.choice("near"))

    def _show_near(self, near: Shown) -> None:
        self.near = near

    def _do_read(self, message: dict[str, Any]) -> None:
        """Open a paper that is near."""
        self.session.reading = message["id"]

    def _do_meaning(self, message: dict[str, Any]) -> None:
        """Find what is near by meaning, too, or by words alone."""
        self.choose("near", *["meaning"] * bool(message["on"]))

    def _do_allow(self, _: dict[str, Any]) -> None:
        """Read very many papers by meaning."""
        self._near.allow()

    def _do_pick(self, message: dict[str, Any]) -> None:
        """Pick the paper, or put it back."""
        self.session.toggle(message["id"])

    def _do_own(self, message: dict[str, Any]) -> None:
        """Write what the reader says of the paper."""
        note(self, message)

    @property
    def reading(self) -> str:
        """Return the id of the paper that is open, or else of the first that is selected."""
        first = self.session.rows[:1]
        return self.session.reading or "".join(self.session.papers.index[first])


def page(
    session: Session, reading: str, facts: Mapping[str, list[Mark]], fields: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return what the pane shows of a paper: title, abstract, the kinds of its facts, each field that is stated."""
    paper, terms = session.paper(reading), parse(session.query.text)
    marked = {name: [*held, *_told(session, reading, name)] for name, held in facts.items()}
    return {
        "id": reading,
        "title": title(paper, terms, marked["title"]),
        "abstract": abstract(paper, terms, marked["abstract"]),
        "kinds": list(dict.fromkeys(mark.kind.split()[1] for held in facts.values() for mark in held if mark.note)),
        "fields": fields,
    }


def stated(session: Session, reading: str) -> tuple[dict[str, list[Mark]], list[dict[str, Any]]]:
    """Return what is known of a paper whatever is asked: its facts in title and abstract, and its other fields."""
    paper, facts = session.paper(reading), facts_of(session, reading)
    above = {*READ_ABOVE, *PLACES, *fields_of(session.papers).values()}
    rest = {name: value for name, value in paper.items() if name not in above and not is_missing(value)}
    fields = [
        {"label": label(name), "text": shown(value), "url": web_link(value), "said": _said(facts, reading, name)}
        for name, value in rest.items()
    ]
    return {name: marks(facts, reading, name) for name in READ_ABOVE}, [
        *fields,
        {"label": "id", "text": reading, "url": None, "said": ""},
    ]


def _said(facts: pd.DataFrame | None, reading: str, column: str) -> str:
    """Quote the words that a derived value was read from."""
    if facts is None or column not in COLUMNS:
        return ""
    said = list(dict.fromkeys(quotes(facts, reading, column)))
    more = f" and {len(said) - MOST} more" if len(said) > MOST else ""
    return ", ".join(f"“{words}”" for words in said[:MOST]) + more


def _told(session: Session, reading: str, field: str) -> list[Mark]:
    fact = session.fact
    return (
        [Mark(fact["start"], fact["end"], "told")] if fact.get("paper") == reading and fact["field"] == field else []
    )
