"""The page: widgets laid out by what they are, in the house's colours, with problems told in one line."""

from __future__ import annotations

import ipywidgets
import traitlets

from explorer.widgets.address import Address
from explorer.widgets.base import Widget, script, style
from explorer.widgets.report import Report


class Notice(Widget):
    """Tell the reader what went wrong, in one sentence, where a screen reader hears it."""

    _esm = script("notice")
    _css = style("page")
    problem = traitlets.Unicode().tag(sync=True)

    def watch(self) -> None:
        """Follow the session's problem."""
        traitlets.dlink((self.session, "problem"), (self, "problem"))


class Brand(Widget):
    """Say what this is."""

    _esm = script("brand")


class Page(ipywidgets.Box):  # type: ignore[misc]
    """Lay out widgets of one session: search above, filters beside the list, reading pane and charts beside it.

    The page adds the load report, the address bar's memory, and the line that tells of problems.
    """

    def __init__(self, *widgets: ipywidgets.Widget) -> None:
        sessions = [widget.session for widget in widgets if isinstance(widget, Widget)]
        around = (
            [Brand(sessions[0]), Notice(sessions[0]), Address(sessions[0]), Report(sessions[0])] if sessions else []
        )
        super().__init__([*widgets, *around])
        self.add_class("ex-page")
