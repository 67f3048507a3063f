"""The groups that the values of a field make."""

from __future__ import annotations

from collections.abc import Container

import pandas as pd

from explorer.charts.fields import plain
from explorer.comparison.coded import Coded, coded
from explorer.comparison.table import is_link
from explorer.errors import FieldError
from explorer.papers import kinds
from explorer.query import Query, Value

MOST = 6  # that many colours are told apart
FIRST = ("claims", "contribution", "year", "published", "listed", "venue", "source", "code_url", "topics", "keywords")
_TOLD = {"category", "list", "flag", "link", "date", "number"}


def parts(papers: pd.DataFrame, field: str, most: int = MOST) -> dict[str, Query]:
    """Part papers into the groups that a field's values make.

    Parameters
    ----------
    papers
        A papers frame.
    field
        A column; dates part papers by year, links by being there or not.
    most
        How many groups at most; those of most papers stay.

    Returns
    -------
    dict
        Name → query: numbers and years in their order, other values the most frequent first. Papers that state
        nothing are in no group.

    Raises
    ------
    FieldError
        Where the papers lack the field.

    Examples
    --------
    >>> compare(papers, groups=parts(papers, "year"))  # doctest: +SKIP
    """
    kept = _coded(papers, field).most(most)
    if kind_of(papers, field) in ("date", "number"):
        kept = sorted(kept)
    named: dict[str, Query] = {}
    for value in kept:
        named[free(_named(papers, field, value), named)] = _query(papers, field, value)
    return named


def free(name: str, taken: Container[str]) -> str:
    """Give a name, with a number where it is taken."""
    numbered = (f"{name} {number}" for number in range(2, 1_000))
    return name if name not in taken else next(other for other in numbered if other not in taken)


def offered(papers: pd.DataFrame) -> dict[str, int]:
    """Say which fields part the papers, and into how many groups; those that readers ask for first."""
    told = {name: kind for name, kind in kinds(papers).items() if kind in _TOLD and name not in ("position", "url")}
    ordered = [*(name for name in FIRST if name in told), *(name for name in told if name not in FIRST)]
    found = {name: _coded(papers, name).times for name in ordered}
    return {
        name: len(times)
        for name, times in found.items()
        if len(times) > 1 and times.max() > 1 and (told[name] != "number" or name == "year" or len(times) <= MOST)
    }


def kind_of(papers: pd.DataFrame, field: str) -> str:
    """Say what kind a field is."""
    if field not in papers.columns:
        raise FieldError(field, tuple(map(str, papers.columns)))
    return kinds(papers[[field]])[field]


def _coded(papers: pd.DataFrame, field: str) -> Coded:
    """Count the papers of each group that a field makes."""
    kind, values = kind_of(papers, field), papers[field]
    if kind == "date":
        return coded(values.dt.year)
    return coded(values.notna() if kind == "link" else values)


def _named(papers: pd.DataFrame, field: str, value: object) -> str:
    if is_link(papers, field):
        return "stated" if value else "not stated"
    return plain(value)


def _query(papers: pd.DataFrame, field: str, value: Value) -> Query:
    kind = kind_of(papers, field)
    if kind == "date":
        return Query(between={field: (f"{value:04}-01-01", f"{value:04}-12-31")})
    if kind == "link":
        return Query(has=(field,)) if value else Query(among={field: (None,)})
    return Query(among={field: (value,)})
