"""The ledger: what papers claim, a row a figure, each with its sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from explorer.terms import Term, matches
from explorer.widgets.base import style
from explorer.widgets.html import is_missing, shown
from explorer.widgets.papers import Papers
from explorer.widgets.segments import Mark, Segment, cut

if TYPE_CHECKING:
    from explorer.session import Session

NO_FIGURE = {"claimed without a figure": "no figure", "none stated": "no claim"}
MEASURES = {
    "delta": "difference",
    "level": "level",
    "ratio": "share",
    "change": "from, to",
    "complexity": "complexity",
}
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
    _css = style("papers") + style("ledger")

    def __init__(self, session: Session, reader: Session) -> None:
        self.reader = reader
        super().__init__(session)

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

    def count(self) -> str:
        """State how many rows are shown, and how many of them hold a figure."""
        selected = self.session.selected
        figures = int(selected["figure"].notna().sum()) if "figure" in selected else 0
        return f"{super().count()}, {figures:,} figure{'' if figures == 1 else 's'}"

    def _do_read(self, message: dict[str, Any]) -> None:
        super()._do_read(message)
        row = self.session.papers.loc[message["id"]]
        if is_missing(row.get("place")):
            self.reader.reading = row["paper"]
            return
        self.reader.tell(row["paper"], row["field"], row["place"], row["place"] + len(row["abstract"]))

    _do_open = _do_read


def _figure(claim: Mapping[str, Any]) -> str:
    figure = claim.get("figure")
    if is_missing(figure):
        return NO_FIGURE.get(_word(claim, "claims"), "no figure")
    lead = {">": "> ", "<": "< ", "up_to": "up to ", "~": "~ "}.get(_word(claim, "comparison"), "")
    return str(figure) if str(figure)[:1] in "~<>≈" else f"{lead}{figure}"


def _about(claim: Mapping[str, Any]) -> str:
    parts = [f"{lead}{shown(claim[name])}" for name, lead in SAID.items() if not is_missing(claim.get(name))]
    return ", ".join(parts) or _word(claim, "polarity") or shown(claim.get("claims"))


def _badges(claim: Mapping[str, Any]) -> dict[str, str]:
    kind = ", ".join(filter(None, [_word(claim, "polarity"), MEASURES.get(_word(claim, "measure"), "")]))
    return {"kind": kind, "paper": _word(claim, "title")}


def _sentence(claim: Mapping[str, Any], terms: tuple[Term, ...]) -> list[Segment]:
    text = _word(claim, "abstract")
    hits = [Mark(start, end, "hit") for start, end in matches(text, terms, "abstract")]
    figure = [] if is_missing(claim.get("start")) else [Mark(int(claim["start"]), int(claim["end"]), "quoted")]
    return cut(text, [*figure, *hits]) if text else [{"text": "The abstract states no effect."}]


def _word(claim: Mapping[str, Any], name: str) -> str:
    value = claim.get(name)
    return value if isinstance(value, str) else ""
