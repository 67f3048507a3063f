"""Which colour each paper has by a field: the largest groups each their own, all others one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explorer.charts.fields import kind_of, plain, whole
from explorer.charts.groups import MOST
from explorer.charts.stated import stated_in
from explorer.columns import PLACES
from explorer.errors import FieldError

if TYPE_CHECKING:
    import numpy.typing as npt

    from explorer.charts.marks import Mark

OTHER, NOT_STATED = MOST, MOST + 1  # codes
_ENOUGH = 20_000  # papers that say whether a field tells papers apart
_FIRST = ("cluster", "topics", "contribution", "claims")  # what readers colour by most
_LONGEST = 40  # characters of a value that is one of few


@dataclass(frozen=True)
class Colours:
    """Hold a field's groups that have a colour, as parts of a query, and of each paper the place of its group."""

    marks: tuple[Mark, ...]
    codes: npt.NDArray[np.uint8]

    def counts(self, papers: npt.NDArray[np.bool_]) -> list[int]:
        """Count the wanted papers of each colour, those of other groups, and those that state nothing."""
        return list(map(int, np.bincount(self.codes[papers], minlength=NOT_STATED + 1)))

    def of(self, rows: npt.NDArray[np.int64]) -> Colours:
        """Give the colours of some of the papers."""
        return replace(self, codes=self.codes[rows])


def colours_of(papers: pd.DataFrame, field: str) -> Colours:
    """Give each paper the colour of its group; one that is in several has that of the largest.

    Dates are parted by their years.
    """
    if field not in papers.columns:
        raise FieldError(field, tuple(map(str, papers.columns)))
    stated = stated_in(_grouped(papers[field]))
    shown = stated.in_order(stated.most(MOST))
    codes = np.full(len(papers), NOT_STATED, dtype=np.uint8)
    codes[stated.states()] = OTHER
    for place, code in reversed([(shown.index(code), code) for code in stated.most(MOST)]):
        codes[stated.states(code)] = place
    dates = kind_of(papers[field]) == "dates"
    return Colours(tuple(_mark(field, stated.known[code], dates=dates) for code in shown), codes)


def colourable(papers: pd.DataFrame) -> list[str]:
    """Name the fields that part some papers into groups, those that readers ask for most first."""
    few = papers.head(_ENOUGH)
    fit = [str(name) for name in papers.columns if name not in PLACES and _parts(few[name])]
    many = "cluster" in fit and few["cluster"].nunique() > MOST  # its names stand on the map, colours do not suffice
    return sorted(fit, key=lambda name: (many and name == "cluster", *(name != first for first in _FIRST)))


def _grouped(values: pd.Series) -> pd.Series:
    """Turn a column into one of groups: dates into years, whole numbers into whole numbers."""
    kind, values = kind_of(values), values.reset_index(drop=True)
    if kind == "dates":
        return pd.Series(values.dt.year)
    numbers = whole(values) if kind == "numbers" else None
    return values if numbers is None else numbers


def _parts(values: pd.Series) -> bool:
    """Say whether a column parts papers into two groups or more, of two papers or more."""
    kind = kind_of(values)
    if kind not in {"texts", "lists", "flags", "dates", "numbers"} or (kind == "numbers" and whole(values) is None):
        return False
    stated = stated_in(_grouped(values))
    counts = np.sort(stated.counts())[::-1]
    words = [value for value in stated.known[:_LONGEST] if isinstance(value, str)]
    return len(counts) > 1 and counts[1] > 1 and max(map(len, words), default=0) <= _LONGEST


def _mark(field: str, value: object, *, dates: bool) -> Mark:
    """Make what a colour stands for: its name, and the part of a query."""
    if dates:
        return {"field": field, "label": str(value), "low": f"{value:04d}-01-01", "high": f"{value:04d}-12-31"}
    return {"field": field, "label": plain(value), "value": value}
