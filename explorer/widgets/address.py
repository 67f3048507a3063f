"""The address bar: under Voila it holds the view, and opening it brings the view back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import traitlets

from explorer.errors import FieldError
from explorer.widgets.base import Widget, guarded, script

if TYPE_CHECKING:
    from explorer.session import Session


class Address(Widget):
    """Keep the page's address and the session the same; in JupyterLab the address is the notebook's own."""

    _esm = script("address")
    asked = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    answered = traitlets.Unicode(None, allow_none=True).tag(sync=True)
    url = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        session.observe(self._see, ["query", "picked", "reading", "groups", "pinned"])
        self.observe(self._open, "asked")

    def watch(self) -> None:
        """Write the view into the address."""
        self.url = self.session.to_url()

    @guarded
    def _open(self, _: object) -> None:
        asked = self.asked or ""
        try:
            self.session.open(asked)
        except FieldError as error:
            self.session.problem = (
                f"This page has no field {error.field!r}: that part of the view is kept for the pages that have it."
            )
        finally:
            self.watch()
            self.answered = asked
