"""Groups of papers side by side: which papers are in which, and what share of each says what."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist

import pandas as pd
import pyarrow as pa

from explorer.comparison.matrix import CompareError
from explorer.errors import FieldError
from explorer.query import Query

_TEXT = pd.ArrowDtype(pa.string())
_REAL = pd.ArrowDtype(pa.float64())
_WHOLE = pd.ArrowDtype(pa.int64())
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
    if len(groups) < 2:
        count = f"{len(groups)} group{'' if len(groups) == 1 else 's'}"
        raise CompareError(f"{count} cannot be compared; give at least 2.")
    columns = {name: papers.index.isin(query.select(papers).index) for name, query in groups.items()}
    return pd.DataFrame(columns, index=papers.index).astype(_FLAG)


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
        Where there are fewer than 2 groups.
    FieldError
        Where the papers lack the field.

    Examples
    --------
    >>> shares(papers, {"old": Query(...), "new": Query(...)}, "topics")  # doctest: +SKIP
    """
    if field not in papers.columns:
        raise FieldError(field, tuple(map(str, papers.columns)))
    inside = members(papers, groups)
    stated = _stated(papers[field])
    values = stated["value"].value_counts(sort=False)
    order = sorted(values.index, key=lambda value: (-values[value], str(value)))
    counts = {name: stated.loc[inside[name].to_numpy()[stated["place"]], "value"].value_counts() for name in groups}
    sizes = {name: int(stated.loc[inside[name].to_numpy()[stated["place"]], "place"].nunique()) for name in groups}
    rows = [(value, name, int(counts[name].get(value, 0)), sizes[name]) for value in order for name in groups]
    frame = pd.DataFrame(rows, columns=["value", "group", "papers", "of"])
    frame["unstated"] = frame["group"].map({name: int(inside[name].sum()) - sizes[name] for name in groups})
    frame = _held(
        frame[frame.groupby("value", sort=False)["papers"].transform("sum") > 0].reset_index(drop=True), len(groups)
    )
    return _with_interval(frame, confidence).astype(
        {"group": _TEXT, "papers": _WHOLE, "of": _WHOLE, "unstated": _WHOLE, "everywhere": _FLAG, "only": _TEXT}
    )


def _stated(values: pd.Series) -> pd.DataFrame:
    """Give each stated value with the place of its paper, once a paper."""
    exploded = values.reset_index(drop=True).explode().dropna()
    return pd.DataFrame({"place": exploded.index, "value": exploded.astype(object).to_numpy()}).drop_duplicates()


def _held(frame: pd.DataFrame, groups: int) -> pd.DataFrame:
    holders = frame["papers"].gt(0).groupby(frame["value"], sort=False).transform("sum")
    by_value = frame["group"].where(frame["papers"] > 0).groupby(frame["value"], sort=False).transform("first")
    return frame.assign(everywhere=holders == groups, only=by_value.where(holders == 1))


def _with_interval(frame: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Add the share and Wilson's score interval."""
    z2 = NormalDist().inv_cdf((1 + confidence) / 2) ** 2
    of = frame["of"].astype(_REAL).where(frame["of"] > 0)
    share = frame["papers"] / of
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = (z2 * (share * (1 - share) / of + z2 / (4 * of**2))) ** 0.5 / (1 + z2 / of)
    low, high = (middle - reach).clip(lower=0), (middle + reach).clip(upper=1)
    return frame.assign(share=share.astype(_REAL), low=low.astype(_REAL), high=high.astype(_REAL))
