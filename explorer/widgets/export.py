"""The way out: exactly what is on screen, as a file or as the code that makes it again."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import traitlets

from explorer.formats import shipped
from explorer.formats.base import writing
from explorer.widgets.base import Widget, script, style
from explorer.widgets.html import counted

if TYPE_CHECKING:
    from explorer.session import Session

FILES = {".csv": "CSV", ".jsonl": "JSON Lines", ".parquet": "Parquet"}


class Export(Widget):
    """Write the selected papers in the order shown, or all that were picked in the order of picking."""

    _esm = script("export")
    _css = style("export")
    offers = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        session.observe(self._see, ["picked", "reading", "fact", "groups", "pinned", "choices"])

    def watch(self) -> None:
        """Say what would be written."""
        total, of = len(self.session.selected), len(self.session.papers)
        picked = len(self.session.picked)
        self.offers = {"shown": counted(total, of), "picked": picked, "files": FILES, "code": code(self.session)}

    def _do_file(self, message: dict[str, Any]) -> None:
        """Send the file that was asked for."""
        what, suffix = message["what"], message["suffix"]
        papers = self.session.selected
        papers = self.session.papers.loc[list(self.session.picked)] if what == "picked" else papers
        file = io.BytesIO()
        writing(suffix, f"papers{suffix}").put(papers, file)
        name = f"papers-{len(papers)}-of-{len(self.session.papers)}{suffix}"
        self.send({"name": name}, buffers=[file.getvalue()])


def code(session: Session) -> str:
    """Return the Python that makes the view again from the same documents."""
    is_ledger = "figure" in session.papers
    has_facts = session.facts is not None or is_ledger
    lines = [f"papers = ex.load({', '.join(map(repr, documents(session)))})"]
    lines += ["facts = ex.extract(papers)", "papers = ex.enrich(papers, facts)"] if has_facts else []
    lines += ["papers = ex.ledger(papers, facts)"] if is_ledger else []
    charts = ["from explorer import charts"] if session.pinned else []
    frames = "papers, facts" if session.facts is not None else "papers"
    shown = "".join(f",\n    {argument}" for argument in session.view.said())
    made = f"session = ex.Session({frames}{shown})" if not shown else f"session = ex.Session(\n    {frames}{shown},\n)"
    return "\n".join(["import explorer as ex", *charts, "", *lines, made, "selected = session.selected", ""])


def documents(session: Session) -> list[str]:
    """Name the documents; those that ship are what `load` takes where none is named."""
    names = [row["document"] for row in session.papers.attrs.get("report") or [] if row["read"]]
    ships = {path.name for path in Path(shipped()).glob("*")}
    return [] if set(names) <= ships else names
