"""The way out: exactly what is on screen, as a file or as the code that makes it again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import traitlets

from explorer.facts.unread import why_unread
from explorer.formats import shipped
from explorer.formats.base import FORMATS, writing
from explorer.rows import rows_of, taken
from explorer.widgets.base import Widget, script, style
from explorer.widgets.html import counted

if TYPE_CHECKING:
    import pandas as pd

    from explorer.session import Session

PICKED = "none; the papers were picked one by one"


class Export(Widget):
    """Write the selected papers in the order shown, or all that were picked in the order of picking."""

    _esm = script("export")
    _css = style("export")
    offers = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        session.observe(self._see, ["picked", "reading", "fact", "groups", "pinned", "choices", "arranged"])

    def watch(self) -> None:
        """Say what would be written."""
        total, of = len(self.session.rows), len(self.session.papers)
        picked = len(self.session.picked)
        self.offers = {"shown": counted(total, of), "picked": picked, "files": files(), "code": code(self.session)}

    def _do_file(self, message: dict[str, Any]) -> None:
        """Send the file that was asked for."""
        suffix = message["suffix"]
        papers = self._asked(message["what"])
        file = io.BytesIO()
        lost = writing(suffix, f"papers{suffix}").put(papers, file)
        name = f"papers-{len(papers)}-of-{len(self.session.papers)}{suffix}"
        self.send({"name": name, "lost": f"{'; '.join(lost)}." if lost else ""}, buffers=[file.getvalue()])

    def _asked(self, what: str) -> pd.DataFrame:
        """Give the papers on screen as they stand there, or the picked ones in the order of picking."""
        if what != "picked":
            return cast("pd.DataFrame", self.session.selected)
        papers = self.session.papers
        picked = taken(papers, rows_of(papers, self.session.picked))
        picked.attrs = {**picked.attrs, "query": PICKED}
        return picked


def files() -> dict[str, str]:
    """Name the formats that are written, by the endings of their files."""
    return {form.suffixes[0]: form.name for form in FORMATS.values() if form.write and form.suffixes}


def code(session: Session) -> str:
    """Return the Python that makes the view again from the same documents."""
    is_ledger = "figure" in session.papers
    has_own = session.facts is not None and not why_unread(session.facts)
    has_facts = has_own or is_ledger
    lines = [f"papers = ex.load({', '.join(map(repr, documents(session)))})"]
    lines += ["facts = ex.extract(papers)", "papers = ex.enrich(papers, facts)"] if has_facts else []
    lines += ["papers = ex.ledger(papers, facts)"] if is_ledger else []
    charts = ["from explorer import charts"] if session.pinned else []
    frames = "papers, facts" if has_own else "papers"
    shown = "".join(f",\n    {argument}" for argument in session.view.said())
    made = f"session = ex.Session({frames}{shown})" if not shown else f"session = ex.Session(\n    {frames}{shown},\n)"
    ranked = ["session.rank()"] if session.is_arranged else []
    return "\n".join(["import explorer as ex", *charts, "", *lines, made, *ranked, "selected = session.selected", ""])


def documents(session: Session) -> list[str]:
    """Name the documents; those that ship are what `load` takes where none is named."""
    attrs = session.papers.attrs
    names = attrs.get("documents") or [row["document"] for row in attrs.get("report") or [] if row["read"]]
    ships = {path.name for path in Path(shipped()).glob("*")}
    return [] if set(names) <= {*ships, Path(shipped()).name} else names
