"""Groups of papers side by side: which papers are in which, and what share of each says what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from explorer.comparison.inside import Inside
from explorer.comparison.matrix import CompareError
from explorer.comparison.tally import tallied, typed
from explorer.errors import FieldError
from explorer.query import Query
from explorer.where import holding

if TYPE_CHECKING:
    from explorer.rows import Mask

_NAMES = pd.ArrowDtype(pa.list_(pa.string()))
_FLAG = pd.ArrowDtype(pa.bool_())


def members(papers: pd.DataFrame, groups: Mapping[str, Query]) -> pd.DataFrame:
    """Say which papers are in which group.

    Parameters
    ----------
    papers
        A papers frame, n rows.
    groups
        Name → query, k of them, at least 2; a paper may be in several, or in none.

    Returns
    -------
    pandas.DataFrame
        Shape (n, k) of flags, indexed as the papers are. ``members(...).all(axis=1)`` are the papers in every
        group, ``.sum(axis=1) == 1`` those in one only, ``.sum()`` the sizes of the groups.

    Raises
    ------
    CompareError
        Where there are fewer than 2 groups.
    FieldError
        Where a query names a field that the papers lack.

    Examples
    --------
    >>> members(papers, {"2024": Query(among={"year": (2024,)}), "graphs": Query("graphs")})  # doctest: +SKIP
    """
    return pd.DataFrame(masks(papers, groups), index=papers.index).astype(_FLAG)


def masks(papers: pd.DataFrame, groups: Mapping[str, Query]) -> dict[str, Mask]:
    """Say of each group which papers are in it."""
    several(groups)
    return {name: holding(papers, query) for name, query in groups.items()}


def several(groups: Mapping[str, object]) -> None:
    """Refuse fewer groups than can be compared."""
    if len(groups) < 2:
        count = f"{len(groups)} group{'' if len(groups) == 1 else 's'}"
        raise CompareError(f"{count} cannot be compared; give at least 2.")


def group(papers: pd.DataFrame, groups: Mapping[str, Query]) -> pd.DataFrame:
    """Write into each paper which groups it is in, so that every chart can be drawn `by` them.

    Parameters
    ----------
    papers
        A papers frame, n rows, without a field `group`.
    groups
        Name → query, k of them, at least 2; a paper may be in several, or in none.

    Returns
    -------
    pandas.DataFrame
        The n papers as they were, and a column `group` of lists of names, in the order of `groups`: a paper in two
        groups has two, a paper in none has nothing (``pd.NA``).

    Raises
    ------
    CompareError
        Where there are fewer than 2 groups, or the papers have a field `group` already: a document's own is not
        written over.
    FieldError
        Where a query names a field that the papers lack.

    Examples
    --------
    >>> papers = group(papers, {"2024": Query(among={"year": (2024,)}), "graphs": Query("graphs")})  # doctest: +SKIP
    >>> charts.Count("topics", by="group").frame(papers)  # doctest: +SKIP
    """
    if "group" in papers.columns:
        raise CompareError("The papers have a field 'group' already; drop or rename it: papers.drop(columns='group').")
    inside = Inside.of(masks(papers, groups), len(papers))
    names = [[name for name, is_in in zip(groups, line, strict=True) if is_in] or None for line in inside.flags]
    held = pa.array(names, _NAMES.pyarrow_dtype).take(pa.array(inside.number))
    return papers.assign(group=pd.Series(pd.arrays.ArrowExtensionArray(held), index=papers.index))


def shares(papers: pd.DataFrame, groups: Mapping[str, Query], field: str, *, confidence: float = 0.95) -> pd.DataFrame:
    """Count the papers behind each value of a field, group by group, with the interval of each share.

    Parameters
    ----------
    papers
        A papers frame.
    groups
        Name → query, k of them, at least 2.
    field
        A column; each value of a list counts once a paper.
    confidence
        How much of the time the interval holds the true share, between 0 and 1.

    Returns
    -------
    pandas.DataFrame
        k rows a value, those of most papers first, the groups as given: `value`, `group`, `papers` that have the
        value, `of` the group's papers that state the field, `unstated` those that do not, `share` = papers / of
        from 0 to 1, `low` and `high` its interval, all three missing where nobody states the field; `everywhere`
        says whether each group has the value, `only` names the group that alone has it. The interval is Wilson's
        score interval, without correction for continuity (E. B. Wilson, *Probable inference, the law of
        succession, and statistical inference*, JASA 22, 1927).

    Raises
    ------
    CompareError
        Where there are fewer than 2 groups, or the confidence is not between 0 and 1.
    FieldError
        Where the papers lack the field.

    Examples
    --------
    >>> shares(papers, {"old": Query(...), "new": Query(...)}, "topics")  # doctest: +SKIP
    """
    if field not in papers.columns:
        raise FieldError(field, tuple(map(str, papers.columns)))
    if not 0 < confidence < 1:
        raise CompareError(f"confidence is {confidence!r}; give a share between 0 and 1.")
    return typed(tallied(papers[field], Inside.of(masks(papers, groups), len(papers))).frame(confidence))
