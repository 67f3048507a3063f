"""The reading pane: one paper in full, with everything its document says of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import traitlets

from explorer.terms import parse
from explorer.widgets.base import Widget, script, style
from explorer.widgets.cards import abstract, title
from explorer.widgets.html import is_missing, label, shown, web_link

if TYPE_CHECKING:
    from explorer.session import Session

READ_ABOVE = ("title", "abstract")


class Paper(Widget):
    """Show the paper that the session is reading, or else the first of those selected."""

    _esm = script("paper")
    _css = style("paper")
    paper = traitlets.Dict().tag(sync=True)
    picked = traitlets.Bool().tag(sync=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        session.observe(self._see, ["reading", "picked"])

    def watch(self) -> None:
        """Show the paper with its matches marked; nothing where none is open."""
        session, reading = self.session, self.reading
        self.paper = (
            page(session.papers.loc[reading].to_dict() | {"id": reading}, session.query.text) if reading else {}
        )
        self.picked = reading in session.picked

    def receive(self, message: dict[str, Any]) -> None:
        """Pick the paper, or put it back."""
        self.session.toggle(message["id"])

    @property
    def reading(self) -> str:
        """Return the id of the paper that is open, or else of the first that is selected."""
        first = self.session.selected.index[:1]
        return self.session.reading or "".join(first)


def page(paper: Mapping[str, Any], text: str) -> dict[str, Any]:
    """Return what the pane shows of a paper: title, abstract, links, and each further field that is stated."""
    terms = parse(text)
    rest = {name: value for name, value in paper.items() if name not in READ_ABOVE and not is_missing(value)}
    fields = [{"label": label(name), "text": shown(value), "url": web_link(value)} for name, value in rest.items()]
    return {"id": paper["id"], "title": title(paper, terms), "abstract": abstract(paper, terms), "fields": fields}
