"""The page: widgets laid out by what they are, in the house's colours, with problems told in one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets
import traitlets

from explorer.widgets.address import Address
from explorer.widgets.base import Widget, script, style
from explorer.widgets.export import Export
from explorer.widgets.own import Following
from explorer.widgets.report import Report
from explorer.widgets.search import Search

if TYPE_CHECKING:
    from explorer.session import Session

HEAD = (Search, Export)  # what stands in the page's first line, beside the link


class Notice(Widget):
    """Tell the reader what went wrong, in one sentence, where a screen reader hears it."""

    _esm = script("notice")
    _css = style("page")
    problem = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        traitlets.dlink((session, "problem"), (self, "problem"))


class Brand(Widget):
    """Say what this is, and lead to the other dashboards: the notebooks in the folder."""

    _esm = script("brand")
    dashboards: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(self, session: Session) -> None:
        # A kernel's working folder is its notebook's.
        super().__init__(session, dashboards=sorted(path.stem for path in Path.cwd().glob("*.ipynb")))


class Page(ipywidgets.Box):  # type: ignore[misc]
    """Lay out widgets of one session: search above, filters beside the list, reading pane and charts beside it.

    The page adds the load report, the address bar's memory, the line that tells of problems, and a look
    every second at what other windows noted.
    """

    def __init__(self, *widgets: ipywidgets.Widget) -> None:
        ours = [widget for widget in widgets if isinstance(widget, Widget)]
        sessions = list(dict.fromkeys(widget.session for widget in ours))
        keep_apart(ours)
        for widget in ours:
            if isinstance(widget, Search):
                widget.addressed = widget.session is sessions[0]
        above = [widget for widget in widgets if isinstance(widget, HEAD)]
        below = [widget for widget in widgets if widget not in above]
        first = sessions[:1]
        head = ipywidgets.Box([*map(Brand, first), *above, *map(Address, first)])
        head.add_class("ex-head")
        super().__init__([head, *below, *map(Report, first), *map(Notice, sessions)])
        self.add_class("ex-page")
        for session in sessions:
            Following(session, self)


def keep_apart(widgets: Iterable[Widget]) -> None:
    """Give the widgets of a kind numbers from the second on, so that each keeps its own choices."""
    seen: Counter[tuple[Session, type]] = Counter()
    for widget in widgets:
        kind = type(widget).__mro__[1]  # traitlets gives every widget a class of its own
        seen[widget.session, kind] += 1
        if seen[widget.session, kind] > 1:
            widget.number = str(seen[widget.session, kind])
            widget.follow()
