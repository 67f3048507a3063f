"""One paper as a card: title, a few words around the match, badges and links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from explorer.columns import PLACES
from explorer.papers import kinds
from explorer.terms import Term, matches
from explorer.widgets.html import is_missing, label, shown, web_link
from explorer.widgets.segments import Mark, Segment, cut

if TYPE_CHECKING:
    import pandas as pd

    Record = Mapping[str, Any]

LINKS = ("code_url", "project_url", "url")
BADGES = ("published", "venue", "upvotes", "author_count")
SNIPPET = 320


def card(paper: Record, terms: Iterable[Term]) -> dict[str, Any]:
    """Return what a closed card shows."""
    return {
        "id": paper["id"],
        "title": title(paper, terms),
        "snippet": _snippet(_text(paper, "abstract"), terms),
        "authors": _authors(paper),
        "badges": [{"kind": name, "text": _badge(name, paper[name])} for name in BADGES if _states(paper, name)],
        "links": [{"label": label(name), "url": url} for name in LINKS if (url := web_link(paper.get(name)))],
    }


def title(paper: Record, terms: Iterable[Term], marks: Iterable[Mark] = ()) -> list[Segment]:
    """Return a paper's title with its matches marked; a paper without one says so."""
    return _marked(_text(paper, "title"), "title", terms, marks) or [{"text": "No title"}]


def abstract(paper: Record, terms: Iterable[Term], marks: Iterable[Mark] = ()) -> list[Segment]:
    """Return a paper's whole abstract with its matches marked; a paper without one says so."""
    return _marked(_text(paper, "abstract"), "abstract", terms, marks) or [{"text": "No abstract"}]


def sorts(papers: pd.DataFrame) -> list[dict[str, str]]:
    """Return the orders on offer: as in the document, by title, and by each date and number, largest first."""
    ordered = [
        name
        for name, kind in kinds(papers).items()
        if kind in {"date", "number"} and name not in {"position", *PLACES}
    ]
    by_title = [{"by": "title", "label": "title"}] if "title" in papers else []
    return [
        {"by": "", "label": "document order"},
        *by_title,
        *({"by": f"-{name}", "label": f"{label(name)}, highest first"} for name in ordered),
    ]


def _text(paper: Record, field: str) -> str:
    value = paper.get(field)
    return value if isinstance(value, str) else ""


def _states(paper: Record, field: str) -> bool:
    return field in paper and not is_missing(paper[field])


def _marked(text: str, field: str, terms: Iterable[Term], marks: Iterable[Mark]) -> list[Segment]:
    hits = [Mark(start, end, "hit") for start, end in matches(text, terms, field)]
    return cut(text, [*marks, *hits], field)


def _snippet(text: str, terms: Iterable[Term]) -> list[Segment]:
    spans = matches(text, terms, "abstract")
    start = _start(text, spans[0][0]) if spans else 0
    lead: list[Segment] = [{"text": "… "}] if start else []
    hits = [Mark(a - start, b - start, "hit") for a, b in spans if start <= a < start + SNIPPET]
    return [*lead, *cut(text[start : start + SNIPPET], hits)]


def _start(text: str, first: int) -> int:
    # The match belongs on the first line of the snippet: a few words before it, cut between words.
    return 0 if first < 90 else text.rfind(" ", 0, max(1, first - 40)) + 1


def _authors(paper: Record) -> str:
    names = paper.get("authors")
    if names is None or is_missing(names):
        return ""
    named = [names] if isinstance(names, str) else list(names)
    more = f" and {len(named) - 3:,} more" if len(named) > 4 else ""
    return ", ".join(named[: 3 if more else 4]) + more


def _badge(field: str, value: Any) -> str:  # noqa: ANN401 - any value of a record
    if field == "upvotes":
        return f"{value:,} upvote{'' if value == 1 else 's'}"
    if field == "author_count":
        return f"{value:,} author{'' if value == 1 else 's'}"
    return shown(value)
