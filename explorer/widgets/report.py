"""The load report: what was read of each document, what was skipped and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from explorer.facts.unread import why_unread
from explorer.report import NOTES, by_means, sentence
from explorer.widgets.base import Widget, script, style

if TYPE_CHECKING:
    from explorer.session import Session


class Report(Widget):
    """Show in a line what was loaded, and each document's own line on demand."""

    _esm = script("report")
    _css = style("report")
    documents: traitlets.List[Any] = traitlets.List().tag(sync=True)
    line = traitlets.Unicode().tag(sync=True)

    def __init__(self, session: Session) -> None:
        rows = session.papers.attrs.get("report") or []
        documents = [{"text": sentence({**row, "skips": []}), "skips": list(row["skips"])} for row in rows]
        said = _summary(rows) if rows else _count(len(session.papers), "paper")
        why = why_unread(session.papers)
        super().__init__(session, documents=documents, line=f"{said}. {why}" if why else said)


def _summary(rows: list[dict[str, Any]]) -> str:
    rows = [row for row in rows if row["format"] != NOTES]  # they have a line of their own
    read = [row for row in rows if row["format"] is not None]
    skipped = sum(row["skipped"] for row in rows)
    said = [f"{_count(sum(row['read'] for row in rows), 'paper')} from {_count(len(read), 'document')}"]
    said += [f"{_count(skipped, 'record')} skipped"] if skipped else []
    merged = sum(row["merged"] for row in rows)
    said += [f"{_count(merged, 'record')} merged{by_means(rows)}"] if merged else []
    said += [f"{_count(len(rows) - len(read), 'other file')} passed over"] if len(rows) > len(read) else []
    return ", ".join(said)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
