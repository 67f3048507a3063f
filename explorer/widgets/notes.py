"""What a fact says, in a line: shown when a reader points at its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from explorer.facts.kept import extract
from explorer.facts.of_papers import of_papers
from explorer.facts.unread import why_unread
from explorer.rows import rows_of, taken
from explorer.widgets.html import is_missing, shown
from explorer.widgets.segments import Mark

if TYPE_CHECKING:
    import pandas as pd

    from explorer.session import Session

    Fact = Mapping[Any, Any]

KINDS = ("name", "acronym", "result", "dataset", "model", "task", "availability", "link")
COMPARISONS = {"~": "about", ">": "more than", "<": "less than", "up_to": "up to"}


def facts_of(session: Session, paper: str) -> pd.DataFrame | None:
    """Return a paper's facts, read now where they were not read of all papers; nothing where none are wanted."""
    facts = session.facts
    if facts is None:
        return None
    if why_unread(facts):
        return extract(taken(session.papers, rows_of(session.papers, [paper])))
    return of_papers(facts, [paper])


def marks(facts: pd.DataFrame | None, paper: str, field: str) -> list[Mark]:
    """Return the marks of a paper's facts in one of its fields, the kinds that stand in the text only."""
    if facts is None:
        return []
    mine = facts[(facts["paper"] == paper) & (facts["field"] == field) & facts["kind"].isin(KINDS)]
    return [Mark(fact["start"], fact["end"], f"fact {fact['kind']}", note(fact)) for fact in mine.to_dict("records")]


def note(fact: Fact) -> str:
    """Say what was read from a fact's words: its kind first."""
    said = _RESULT if fact["kind"] == "result" else _OTHER
    parts = [words for name, lead in said.items() if (words := _part(fact, name, lead))]
    return f"{fact['kind']}: {', '.join(parts)}" if parts else fact["kind"]


def value(fact: Fact) -> str:
    """Say a result's value: ``about 10 to 30 %``."""
    if is_missing(fact.get("low")):
        return ""
    low, high = shown(fact["low"]), shown(fact["high"])
    unit = "" if is_missing(fact["unit"]) or fact["unit"] in {"count", "value", "score"} else f" {fact['unit']}"
    return f"{COMPARISONS.get(fact['comparison'], '')} {low if low == high else f'{low} to {high}'}{unit}".strip()


_OTHER = {"label": "", "expansion": "stands for ", "artefacts": "", "own": ""}
_RESULT = {
    "value": "",
    "measure": "",
    "polarity": "",
    "change": "",
    "metric": "of ",
    "benchmarks": "on ",
    "baselines": "against ",
    "models": "with ",
}


def _part(fact: Fact, name: str, lead: str) -> str:
    held = value(fact) if name == "value" else fact.get(name)
    if is_missing(held) or held in ("", "none") or held is False:
        return ""
    return "this paper's own" if held is True else f"{lead}{shown(held)}"
