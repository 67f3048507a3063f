"""Columns for filters and charts, read from the facts where the document gave nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from explorer.facts.unread import marked, why_unread

if TYPE_CHECKING:
    from collections.abc import Callable

Facts = pd.DataFrame

_TEXT = pd.ArrowDtype(pa.string())
_WHOLE = pd.ArrowDtype(pa.int64())
_TEXTS = pd.ArrowDtype(pa.list_(pa.string()))
_MEASURED = ("gain", "loss", "cost", "finding", "baseline")
COLUMNS = ("name", "code_url", "project_url", "topics", "contribution", "claims", "datasets", "figures")


def enrich(papers: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Add what was read from the text, never over a value that the document gave.

    Parameters
    ----------
    papers
        A papers frame.
    facts
        What `extract` found in it; facts of other papers are ignored. Where it read none of so many papers, the
        papers stay as they are.

    Returns
    -------
    pandas.DataFrame
        The papers with `name`, `code_url`, `project_url`, `contribution` and `claims` (text), `topics` and
        `datasets` (lists of text) and `figures` (the number of measured results). `claims` is ``"measured"``,
        ``"claimed without a figure"`` or ``"none stated"``.

    Examples
    --------
    >>> enriched = enrich(papers, extract(papers))  # doctest: +SKIP
    >>> enriched["claims"].value_counts()  # doctest: +SKIP
    """
    from explorer.library.reading import derived  # noqa: PLC0415 - it imports the keeper of facts

    if why_unread(facts):
        return marked(papers, facts)
    known = derived(papers, facts)
    if known is not None:
        return papers.assign(**known)
    facts = facts[facts["paper"].isin(papers.index)]
    return papers.assign(**{column: _filled(papers, column, _READ[column](papers, facts)) for column in COLUMNS})


def origin(papers: pd.DataFrame, facts: pd.DataFrame, paper: str, column: str) -> list[str]:
    """Say where a derived value came from: the document, or the words of the paper that it was read from.

    Parameters
    ----------
    papers
        The papers as the document gave them, before `enrich`.
    facts
        What `extract` found in them.
    paper
        The paper's id.
    column
        One of the columns that `enrich` adds.

    Returns
    -------
    list of str
        ``["the document"]``, or the quoted words; empty where nothing stands behind a missing value.
    """
    if column in papers.columns and _is_given(papers.loc[paper, column]):
        return ["the document"]
    return quotes(facts, paper, column)


def quotes(facts: pd.DataFrame, paper: str, column: str) -> list[str]:
    """Quote the words of a paper that a column which `enrich` adds is read from, in reading order."""
    mine = facts[facts["paper"] == paper]
    if column == "claims" and not _measured(mine).any():
        return [str(text) for text in mine.loc[_of(mine, "claim"), "text"]]
    return [str(text) for text in mine.loc[_BEHIND[column](mine), "text"]]


def _is_given(value: object) -> bool:
    return bool(len(value)) if isinstance(value, (list, tuple)) or hasattr(value, "__len__") else not pd.isna(value)  # type: ignore[call-overload]


def _filled(papers: pd.DataFrame, column: str, read: pd.Series) -> pd.Series:
    """Put values that were read only where the document left the column empty."""
    if column not in papers.columns:
        return read
    given = papers[column]
    return given.where(given.map(_is_given).astype(bool), read.astype(given.dtype))


def _of(facts: Facts, kind: str, label: str | None = None) -> pd.Series:
    rows = facts["kind"].eq(kind)
    return rows & facts["label"].eq(label) if label else rows


def _first(papers: pd.DataFrame, rows: Facts, column: str) -> pd.Series:
    """Give each paper's first value."""
    return rows.drop_duplicates("paper").set_index("paper")[column].reindex(papers.index).astype(_TEXT)


def _address(papers: pd.DataFrame, links: Facts) -> pd.Series:
    """Give each paper's first address, with the scheme that some leave out."""
    found = _first(papers, links, "text")
    is_whole = found.str.match("https?://", case=False).fillna(value=True).astype(bool)
    return found.where(is_whole, "https://" + found)


def _all(papers: pd.DataFrame, rows: Facts, column: str) -> pd.Series:
    """Give each paper's distinct values as a list; missing where there is none."""
    distinct = rows.drop_duplicates(["paper", column])
    lists = {paper: values.tolist() for paper, values in distinct.groupby("paper", sort=False)[column]}
    return pd.Series([lists.get(paper) for paper in papers.index], index=papers.index, dtype=_TEXTS)


def _datasets(facts: Facts) -> pd.Series:
    return _of(facts, "dataset") & facts["label"].ne("problem")


def _measured(facts: Facts) -> pd.Series:
    """Say which facts are a figure that the paper reports of its work."""
    results = _of(facts, "result")
    if "polarity" not in facts.columns:
        return results
    return results & facts["polarity"].isin(_MEASURED).fillna(value=False)


def _counted(papers: pd.DataFrame, facts: Facts) -> pd.Series:
    counts = facts[_measured(facts)].groupby("paper").size()
    return counts.reindex(papers.index, fill_value=0).astype(_WHOLE)


def _claims(papers: pd.DataFrame, facts: Facts) -> pd.Series:
    claiming = papers.index.isin(facts.loc[_of(facts, "claim"), "paper"])
    said = pd.Series(claiming, papers.index).map({True: "claimed without a figure", False: "none stated"})
    return said.mask(_counted(papers, facts).gt(0).astype(bool), "measured").astype(_TEXT)


def _texts_of(kind: str, label: str | None = None) -> Callable[[pd.DataFrame, Facts], pd.Series]:
    return lambda papers, facts: _first(papers, facts[_of(facts, kind, label)], "text")


_READ: dict[str, Callable[[pd.DataFrame, Facts], pd.Series]] = {
    "name": _texts_of("name", "primary"),
    "code_url": lambda papers, facts: _address(papers, facts[_of(facts, "link", "code")]),
    "project_url": lambda papers, facts: _address(papers, facts[_of(facts, "link", "project")]),
    "topics": lambda papers, facts: _all(papers, facts[_of(facts, "topic")], "label"),
    "contribution": lambda papers, facts: _first(papers, facts[_of(facts, "contribution")], "label"),
    "claims": _claims,
    "datasets": lambda papers, facts: _all(papers, facts[_datasets(facts)], "text"),
    "figures": _counted,
}
_BEHIND: dict[str, Callable[[Facts], pd.Series]] = {
    "name": lambda facts: _of(facts, "name", "primary"),
    "code_url": lambda facts: _of(facts, "link", "code"),
    "project_url": lambda facts: _of(facts, "link", "project"),
    "topics": lambda facts: _of(facts, "topic"),
    "contribution": lambda facts: _of(facts, "contribution"),
    "claims": _measured,
    "datasets": _datasets,
    "figures": _measured,
}
