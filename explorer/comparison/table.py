"""Groups of papers side by side: one tidy frame of sizes, shares, and what sets each group apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from explorer.comparison.groups import members
from explorer.comparison.matrix import ROWS
from explorer.comparison.odds import Array, apart
from explorer.comparison.tally import Tally, tallied, typed, with_interval
from explorer.comparison.words import Words, read
from explorer.errors import FieldError
from explorer.papers import kinds
from explorer.query import Query

SIZES, WORDS = "papers", "words"  # the rows that stand for no field
PRIOR = 10.0  # papers of background added to each side
WIDE = 0.5  # an interval wider than half of all there can be says little
COLUMNS = [
    *("row", "value", "group", "papers", "of", "unstated", "share", "low", "high", "wide"),
    *("count", "log_odds", "z", "everywhere", "only"),
]
_COUNTED = {"category", "list", "flag"}


def table(
    papers: pd.DataFrame, groups: Mapping[str, Query], rows: Iterable[str] | None = None, words: Words | None = None
) -> pd.DataFrame:
    """Set groups side by side, as `compare` says; `words` are those of the papers, where they were cut before."""
    wanted = fields(papers) if rows is None else _known(papers, rows)
    inside = members(papers, groups)
    parts = [_part(row, papers, inside, words) for row in wanted]
    return typed(pd.concat(parts, ignore_index=True)) if parts else typed(pd.DataFrame(columns=COLUMNS, dtype=object))


def fields(papers: pd.DataFrame) -> list[str]:
    """Name the rows that a comparison of groups has unless others are asked for."""
    found = {name: "category" if name == "year" else kind for name, kind in kinds(papers).items()}
    told = [name for name in sorted(found, key=_place) if _tells(papers[name], found[name])]
    return [SIZES, *(name for name in told if name not in (SIZES, WORDS)), WORDS]


def is_link(papers: pd.DataFrame, field: str) -> bool:
    """Say whether a field holds links, of which only their being there is compared."""
    return kinds(papers[[field]])[field] == "link"


def _place(field: str) -> int:
    return ROWS.index(field) if field in ROWS else len(ROWS)


def _tells(values: pd.Series, kind: str) -> bool:
    """Say whether a field could tell groups apart: its values not all alike, and not each its own."""
    if kind == "link":
        return bool(values.isna().any() and values.notna().any())
    if kind not in _COUNTED:
        return False
    found = values.explode().dropna().value_counts()
    return len(found) > 1 and bool(found.iloc[0] > 1)


def _known(papers: pd.DataFrame, rows: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys([rows] if isinstance(rows, str) else rows))
    known = (SIZES, *map(str, papers.columns), WORDS)
    for row in wanted:
        if row not in known:
            raise FieldError(row, known)
    return wanted


def _part(row: str, papers: pd.DataFrame, inside: pd.DataFrame, words: Words | None) -> pd.DataFrame:
    if row == SIZES:
        return _sizes(inside)
    if row == WORDS:
        return _written(words or read(papers), inside)
    is_there = is_link(papers, row)
    tally = tallied(papers[row].notna() if is_there else papers[row], inside)
    tally = tally.kept(np.array([value is True for value in tally.said], dtype=bool)) if is_there else tally
    count, weights = tally.papers.astype(float), PRIOR * tally.everyone / max(tally.stated, 1)
    return _row(row, tally, count, *apart(count, tally.of.astype(float), weights, PRIOR, frequent=True))


def _written(words: Words, inside: pd.DataFrame) -> pd.DataFrame:
    count = words.counts(inside)
    log_odds, z = words.apart(count)
    order = np.lexsort((np.arange(len(count)), -z.max(axis=1)))
    order = order[count[order].any(axis=1)]
    return _row(WORDS, words.tally(inside).kept(order), count[order], log_odds[order], z[order])


def _row(row: str, tally: Tally, count: Array, log_odds: Array, z: Array) -> pd.DataFrame:
    """Give a row's values with how far each sets the groups apart; nothing does where one side states nothing."""
    told = np.tile((tally.of > 0) & (tally.of.sum() > tally.of), len(count))
    frame = tally.frame().assign(
        row=row,
        count=count.ravel(),
        log_odds=np.where(told, log_odds.ravel(), np.nan),
        z=np.where(told, z.ravel(), np.nan),
    )
    return _whole(frame)


def _sizes(inside: pd.DataFrame) -> pd.DataFrame:
    """Count the groups, and what they share."""
    flags = inside.to_numpy(dtype=bool)
    held, sizes = flags.sum(axis=1), flags.sum(axis=0)
    counts = {
        "in the group": (sizes, len(flags)),
        "in no other": (flags[held == 1].sum(axis=0), sizes),
        "in every group": (flags[held == flags.shape[1]].sum(axis=0), sizes),
    }
    rows = [
        pd.DataFrame({"value": value, "group": list(inside.columns), "papers": papers, "of": of})
        for value, (papers, of) in counts.items()
    ]
    none = pd.DataFrame({"value": ["in no group"], "group": [None], "papers": (held == 0).sum(), "of": len(flags)})
    frame = with_interval(pd.concat([*rows, none], ignore_index=True))
    return _whole(frame.assign(row=SIZES))


def _whole(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a part every column; objects throughout, so that parts without a number stand under parts with one."""
    span = (frame["high"] - frame["low"]).to_numpy(float)
    wide = pd.Series(span > WIDE, frame.index, object).where(~np.isnan(span), None)
    return frame.assign(wide=wide).reindex(columns=COLUMNS).astype(object)
