"""The ledger of claims: a row a reported figure, and a row for each paper that reports none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer.facts.unread import marked, untold, why_unread
from explorer.own.columns import fields_of
from explorer.papers import conform

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    Fact = Mapping[Any, Any]

READ = ("low", "high", "unit", "comparison", "measure", "polarity", "change", "better", "metric", "benchmarks")
ALSO_READ = ("baselines", "models")
_TOO_MANY = "Claims are listed of {:,} papers at most, and these are {:,}; save some of them and open these."
FROM_PAPER = ("topics", "contribution", "claims", "published", "venue", "code_url", "source")


def ledger(papers: pd.DataFrame, facts: pd.DataFrame, *, at_most: int | None = None) -> pd.DataFrame:
    """List what papers claim, figure by figure, in a frame that is searched, charted and saved as papers are.

    Parameters
    ----------
    papers
        A papers frame, as `enrich` gives it: its `claims` say which papers report no figure.
    facts
        What `extract` found in it; where it read none of so many papers, the ledger is empty.
    at_most
        Of more papers than that nothing is listed, and a page says so: each row is made by itself.

    Returns
    -------
    pandas.DataFrame
        One row a figure: `title` is the paper's, `abstract` the sentence, `figure` the figure's words, `paper` the
        paper's id, `start` and `end` the figure's place in the sentence; value, unit and the like as in the facts.
        A paper that claims without measuring has a row of its first claim, and one that states nothing a row
        without a sentence: no paper is dropped.

    Examples
    --------
    >>> ledger(papers, facts)["claims"].value_counts()  # doctest: +SKIP
    """
    if why_unread(facts):
        return marked(conform([], "claims"), facts)
    if at_most is not None and len(papers) > at_most:
        return untold(conform([], "claims"), _TOO_MANY.format(at_most, len(papers)))
    wanted = facts[facts["kind"].isin(["result", "claim"])]
    held = {paper: rows.to_dict("records") for paper, rows in wanted.groupby("paper", sort=False)}
    rows = [
        row for paper in papers.reset_index().to_dict("records") for row in _rows(paper, held.get(paper["id"], []))
    ]
    claims = conform(rows, "claims")
    claims.attrs["report"] = papers.attrs.get("report") or claims.attrs["report"]
    return carried(claims, papers)


def carried(claims: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
    """Return a ledger's rows with what the reader's own columns say of their papers now."""
    own = papers[[name for name in fields_of(papers).values() if name in papers and "paper" in claims]]
    return claims.assign(**{str(name): own[name].reindex(claims["paper"]).array for name in own})


def _rows(paper: Fact, facts: Sequence[Fact]) -> Iterator[dict[str, Any]]:
    figures = [_figure(paper, fact) for fact in facts if fact["kind"] == "result"]
    claims = [_row(paper, fact) for fact in facts if fact["kind"] == "claim"]
    yield from figures
    if paper.get("claims") != "measured":
        yield from claims[:1] or ([] if figures else [_row(paper, {})])


def _figure(paper: Fact, fact: Fact) -> dict[str, Any]:
    read = {name: fact[name] for name in (*READ, *ALSO_READ)}
    return {**_row(paper, fact), "figure": fact["text"], **read}


def _row(paper: Fact, fact: Fact) -> dict[str, Any]:
    """Make a row of a paper and the words that claim something; a paper without such words has no sentence."""
    shared = {
        "paper": paper["id"],
        "title": paper["title"],
        **{name: paper[name] for name in FROM_PAPER if name in paper},
    }
    if not fact:
        return {"id": paper["id"], **shared}
    text, first = paper[fact["field"]], fact["sentence_start"]
    return {
        "id": f"{paper['id']}@{fact['field']}-{fact['start']}",
        **shared,
        "abstract": text[first : fact["sentence_end"]],
        "field": fact["field"],
        "place": first,
        "start": fact["start"] - first,
        "end": fact["end"] - first,
    }
