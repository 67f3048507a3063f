"""The address bar: under Voila it holds the view, and opening it, or going back to it, brings the view back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import traitlets

from explorer import short
from explorer.errors import ExplorerError, FieldError
from explorer.widgets.base import Widget, script, style

if TYPE_CHECKING:
    from explorer.session import Session

MOST = 60_000  # characters of an address: a server reads no more


class Address(Widget):
    """Keep the page's address and the session the same, and hand out the address as a link that is short.

    In JupyterLab the address is the notebook's own.
    """

    _esm = script("address")
    _css = style("address")
    url = traitlets.Unicode().tag(sync=True)
    link = traitlets.Unicode().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    answered = traitlets.Int(0).tag(sync=True)

    def __init__(self, session: Session) -> None:
        # Where a notebook begins with a query, a bare address would not say that nothing is asked.
        self._bare = "q=" if session.to_url() else ""
        super().__init__(session)
        session.observe(self._see, ["query", "picked", "reading", "fact", "groups", "pinned", "choices"])

    def watch(self) -> None:
        """Write the view into the address."""
        view = self.session.view
        pairs = view.parts()
        asked = urlencode(pairs, errors="replace")
        url, link = short.fitted(pairs, asked), short.shortest(pairs, asked)
        if len(url) > MOST:
            self.session.problem = "This view is too long for a link: the address holds what was shown before."
            return
        with self.hold_sync():
            self.url, self.link, self.text = url or self._bare, link or self._bare, view.query.text

    def _do_open(self, message: dict[str, Any]) -> None:
        """Bring back the view of an address; each time that it is asked for is counted."""
        with self.hold_sync():
            if problem := self._opened(str(message["asked"])):
                self.session.problem = problem
            self.watch()
            self.answered = int(message["turn"])

    def _opened(self, asked: str) -> str:
        """Open an address, and say in a sentence what of it cannot be shown."""
        try:
            self.session.open(asked)
        except FieldError as error:
            name = error.field
            return f"This page has no field {name!r}: that part of the view is kept for the pages that have it."
        except ExplorerError as error:
            return str(error)
        return ""
