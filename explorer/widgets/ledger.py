"""The ledger: what papers claim, a row a figure, each with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from explorer.claims import carried
from explorer.facts.display import shown as repaired
from explorer.rows import row_of
from explorer.terms import Term, matches
from explorer.widgets.base import guarded, style
from explorer.widgets.html import is_missing, shown
from explorer.widgets.papers import Papers
from explorer.widgets.segments import Mark, Segment, cut

if TYPE_CHECKING:
    from explorer.session import Session

NO_FIGURE = {"claimed without a figure": "no figure", "none stated": "no claim"}
KIND = ("polarity", "measure", "change")
FAR = 180  # characters of a sentence before its figure that a card has room for
SAID = {"metric": "", "benchmarks": "on ", "baselines": "against ", "models": "with "}


class Ledger(Papers):
    """Show the rows of a ledger as cards: the figure, what it measures, and the sentence that says so.

    Parameters
    ----------
    session
        A session whose papers are a ledger's rows.
    reader
        The session of the papers themselves: a row that is clicked opens its paper there, at its sentence.
    """

    noun = "rows"
    knows_meaning = False  # a row is a sentence of a claim: papers are what is read by meaning
    _css = style("papers", "ledger")

    def __init__(self, session: Session, reader: Session) -> None:
        self.reader = reader
        super().__init__(session)
        reader.observe(self._carry, "papers")
        session.observe(self._read, "reading")

    def row(self, paper: Mapping[str, Any], terms: tuple[Term, ...]) -> dict[str, Any]:
        """Return what a row shows of a claim."""
        return {
            "id": paper["id"],
            "figure": _figure(paper),
            "polarity": _word(paper, "polarity"),
            "title": [{"text": _about(paper)}],
            "authors": "",
            "snippet": _sentence(paper, terms),
            "badges": [{"kind": name, "text": text} for name, text in _badges(paper).items() if text],
            "links": [],
        }

    def watch(self) -> None:
        """Show the rows; the first one's paper stands in the reading pane until another is read."""
        super().watch()
        papers, rows = self.session.papers, self.session.rows
        if row_of(papers, self.session.reading) not in rows:
            self.reader.reading = papers["paper"].iloc[rows[0]] if len(rows) else ""

    @guarded
    def _carry(self, _: object) -> None:
        """Show what was noted of the papers in the rows that speak of them."""
        self.session.show(carried(self.session.papers, self.reader.papers))

    def count(self) -> str:
        """State how many rows are shown, and how many of them hold a figure."""
        papers, rows = self.session.papers, self.session.rows
        figures = int(papers["figure"].notna().to_numpy(dtype=bool)[rows].sum()) if "figure" in papers else 0
        return f"{super().count()}, {figures:,} figure{'' if figures == 1 else 's'}"

    def _do_read(self, message: dict[str, Any]) -> None:
        super()._do_read(message)
        self._tell(message["id"])  # asked for again, it is told again

    _do_open = _do_read

    @guarded
    def _read(self, _: object) -> None:
        if self.session.reading:
            self._tell(self.session.reading)

    def _tell(self, claim: str) -> None:
        """Open the paper of a row at its sentence."""
        row = self.session.paper(claim)
        if is_missing(row.get("place")):
            self.reader.reading = row["paper"]
            return
        self.reader.tell(row["paper"], row["field"], row["place"], row["place"] + len(row["abstract"]))


def _figure(claim: Mapping[str, Any]) -> str:
    figure = claim.get("figure")
    if is_missing(figure):
        return NO_FIGURE.get(_word(claim, "claims"), "no figure")
    lead = {">": "> ", "<": "< ", "up_to": "up to ", "~": "~"}.get(_word(claim, "comparison"), "")
    said = repaired(str(figure))
    return said if said[:1] in "~<>≈" else f"{lead}{said}"


def _about(claim: Mapping[str, Any]) -> str:
    parts = [f"{lead}{repaired(shown(claim[name]))}" for name, lead in SAID.items() if not is_missing(claim.get(name))]
    return ", ".join(parts) or _word(claim, "polarity") or shown(claim.get("claims"))


def _badges(claim: Mapping[str, Any]) -> dict[str, str]:
    kind = ", ".join(word for name in KIND if (word := _word(claim, name)) not in ("", "none"))
    return {"kind": kind, "paper": repaired(_word(claim, "title"))}


def _sentence(claim: Mapping[str, Any], terms: tuple[Term, ...]) -> list[Segment]:
    text: str = _word(claim, "abstract")
    start: Any = claim.get("start")
    lead = 0 if is_missing(start) or int(start) < FAR else text.rfind(" ", 0, int(start) - FAR // 2) + 1
    if not text:
        return [{"text": "No claim was found in the abstract."}]
    hits = [Mark(start, end, "hit") for start, end in matches(text, terms, "abstract")]
    figure = [] if is_missing(start) else [Mark(int(start), int(claim["end"]), "quoted")]
    marks = [Mark(mark.start - lead, mark.end - lead, mark.kind) for mark in (*figure, *hits) if mark.start >= lead]
    return [*([{"text": "… "}] if lead else []), *cut(text[lead:], marks)]


def _word(claim: Mapping[str, Any], name: str) -> str:
    value = claim.get(name)
    return value if isinstance(value, str) else ""
