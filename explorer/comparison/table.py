"""Groups of papers side by side: one tidy frame of sizes, shares, and what sets each group apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from explorer.comparison.coded import coded
from explorer.comparison.few import Cut, Few
from explorer.comparison.groups import masks
from explorer.comparison.inside import Inside
from explorer.comparison.matrix import ROWS
from explorer.comparison.numbers import COLUMNS, Numbers, filled, of_field, of_link, of_words
from explorer.comparison.tally import typed, with_interval
from explorer.comparison.words import Words, read
from explorer.errors import FieldError
from explorer.papers import kinds
from explorer.query import Query

SIZES, WORDS = "papers", "words"  # the rows that stand for no field
_COUNTED = {"category", "list", "flag"}


def table(papers: pd.DataFrame, groups: Mapping[str, Query], rows: Iterable[str] | None = None) -> pd.DataFrame:
    """Set groups side by side, as `compare` says."""
    wanted = fields(papers) if rows is None else _known(papers, rows)
    inside = Inside.of(masks(papers, groups), len(papers))
    parts = [_sizes(inside) if row == SIZES else _numbers(row, papers, inside, None).frame() for row in wanted]
    return _stacked(parts)


def shown(
    papers: pd.DataFrame, inside: Inside, rows: Iterable[str], few: Few, words: Words | None = None
) -> tuple[pd.DataFrame, dict[str, Cut]]:
    """Set groups side by side with the few values of each row that a page shows, and say what was cut of each row.

    `words` are those of the papers that are compared, in their order.
    """
    parts, cuts = [_sizes(inside)], {}
    for row in rows:
        numbers = _numbers(row, papers, inside, words)
        numbers, cuts[row] = few.of_words(numbers) if row == WORDS else few.of_field(numbers)
        parts.append(numbers.frame())
    return _stacked(parts), cuts


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
    times = coded(values).times
    return len(times) > 1 and bool(times.max() > 1)


def _known(papers: pd.DataFrame, rows: Iterable[str]) -> list[str]:
    wanted = list(dict.fromkeys([rows] if isinstance(rows, str) else rows))
    known = (SIZES, *map(str, papers.columns), WORDS)
    for row in wanted:
        if row not in known:
            raise FieldError(row, known)
    return wanted


def _numbers(row: str, papers: pd.DataFrame, inside: Inside, words: Words | None) -> Numbers:
    if row == WORDS:
        return of_words(row, words or read(papers), inside.compared())
    return (of_link if is_link(papers, row) else of_field)(row, papers[row], inside)


def _sizes(inside: Inside) -> pd.DataFrame:
    """Count the groups, and what they share."""
    held, papers = inside.flags.sum(axis=1), int(inside.lines.sum())
    sizes = inside.grouped(inside.lines)
    counts = {
        "in the group": (sizes, papers),
        "in no other": (inside.grouped(inside.lines * (held == 1)), sizes),
        "in every group": (inside.grouped(inside.lines * (held == len(inside.groups))), sizes),
    }
    rows = [
        pd.DataFrame({"value": value, "group": list(inside.groups), "papers": counted, "of": of})
        for value, (counted, of) in counts.items()
    ]
    none = int(inside.lines[held == 0].sum())
    last = pd.DataFrame({"value": ["in no group"], "group": [None], "papers": none, "of": papers})
    return filled(with_interval(pd.concat([*rows, last], ignore_index=True)).assign(row=SIZES))


def _stacked(parts: list[pd.DataFrame]) -> pd.DataFrame:
    return typed(pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS, dtype=object))
