"""The load report: what was read of each document, what was skipped and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from explorer.report import sentence
from explorer.widgets.base import Widget, script, style

if TYPE_CHECKING:
    from explorer.session import Session


class Report(Widget):
    """Show in a line what was loaded, and each document's own line on demand."""

    _esm = script("report")
    _css = style("report")
    documents: traitlets.List[Any] = traitlets.List().tag(sync=True)
    papers = traitlets.Int().tag(sync=True)

    def __init__(self, session: Session) -> None:
        rows = session.papers.attrs.get("report") or []
        documents = [{"text": sentence(row), "skips": list(row["skips"])} for row in rows]
        super().__init__(session, documents=documents, papers=len(session.papers))
