"""The page: widgets laid out by what they are, in the house's colours, with problems told in one line."""

from __future__ import annotations

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

HEAD = (Search, Export)  # what stands in the page's first line


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
        sessions = list(dict.fromkeys(widget.session for widget in widgets if isinstance(widget, Widget)))
        above = [widget for widget in widgets if isinstance(widget, HEAD)]
        below = [widget for widget in widgets if widget not in above]
        around = [make(session) for session in sessions[:1] for make in (Address, Report)]
        head = ipywidgets.Box([*map(Brand, sessions[:1]), *above])
        head.add_class("ex-head")
        super().__init__([head, *below, *around, *map(Notice, sessions)])
        self.add_class("ex-page")
        for session in sessions:
            Following(session, self)
