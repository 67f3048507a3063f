"""Which charts the fields of some papers can make, and why others cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from explorer.charts.base import Chart, named
from explorer.charts.code import kinds
from explorer.errors import ExplorerError, FieldError
from explorer.papers import kinds as kinds_of
from explorer.rows import taken

if TYPE_CHECKING:
    import pandas as pd

_ENOUGH = 20  # papers that state a field are asked: a column is of one type, so what they hold, all hold
_RANK = ("list", "category", "flag", "date", "number", "link", "text")  # what readers chart most, first
_PROSE = {"link", "text"}  # nobody groups by these
_OURS = {"source", "position"}  # what loading adds


class Choices:
    """Say which charts some papers can make: a few of them are asked each question, and once.

    Parameters
    ----------
    papers
        A papers frame.
    """

    def __init__(self, papers: pd.DataFrame) -> None:
        self._papers, self._kinds = papers, kinds_of(papers)
        self._names = sorted(self._kinds, key=self._place)
        self._alone = lru_cache(maxsize=None)(self._why_not_alone)
        self._together = lru_cache(maxsize=None)(self._why_not_together)
        self._sample = lru_cache(maxsize=None)(self._first_stating)

    def kinds(self) -> dict[str, str]:
        """Give every kind of chart by its name, with why no field fits it: nothing where one does."""
        return {name: self._why_none(kind) for name, kind in kinds().items()}

    def first(self, kind: type[Chart], *preferred: str) -> Chart | None:
        """Make a kind's first chart that fits, of the preferred fields where these do."""
        fitting = (self.put(chart, "field", chart.field) for chart in self._begun(kind, preferred))
        return next((chart for chart in fitting if chart), None)

    def fields(self, chart: Chart, option: str) -> list[str]:
        """Give the fields that a column of a chart, or its grouping, may name."""
        if option in chart.columns:
            return [name for name in self._names if self.put(chart, option, name)]
        grouped = [replace(chart, by=name) for name in self._names if self._kinds[name] not in _PROSE]
        return [other.by for other in grouped if other.by not in named(chart) and not self.refused(other)]

    def put(self, chart: Chart, option: str, value: Any) -> Chart | None:  # noqa: ANN401 - an option's own type
        """Change an option; a grouping and the columns after it give way where they no longer fit."""
        changed = replace(chart, **{option: value})
        if not self.refused(changed):
            return changed
        if self._alone(type(chart), changed.field):
            return None
        later = chart.columns[chart.columns.index(option) + 1 :] if option in chart.columns else ()
        plain = replace(changed, by="") if option != "by" and "by" not in later else changed
        tried = (replace(plain, **{column: name}) for column in later for name in self._names)
        return next((other for other in (plain, *tried) if not self.refused(other)), None)

    def refused(self, chart: Chart) -> str:
        """Say why these papers do not make a chart; nothing where they do."""
        return self._alone(type(chart), chart.field) or self._together(chart)

    def _place(self, name: str) -> tuple[bool, int, bool]:
        """Put what tells papers apart before what names each of them, and what loading added last."""
        kind = self._kinds[name]
        names_each = kind == "category" and self._papers[name].nunique() > len(self._papers) / 2
        return name in _OURS, _RANK.index(kind), names_each

    def _begun(self, kind: type[Chart], preferred: tuple[str, ...]) -> Iterator[Chart]:
        """Begin a chart of a kind with each field: those preferred, its own, and all others."""
        own = getattr(kind, "field", None)
        for name in dict.fromkeys([*preferred, *([own] if isinstance(own, str) else []), *self._names]):
            yield kind(**dict.fromkeys(kind.columns, name))

    def _why_none(self, kind: type[Chart]) -> str:
        """Say why no field fits a kind of chart; nothing where one does."""
        if self.first(kind):
            return ""
        return next((self.refused(chart) for chart in self._begun(kind, ())), "These papers have no fields.")

    def _why_not_alone(self, kind: type[Chart], field: str) -> str:
        """Say why a field cannot be a kind's first column, whatever the others are."""
        if field not in self._kinds:
            return _absent(field)
        chart = kind(**dict.fromkeys(kind.columns, field))
        return _refusal(chart.column, self._sample(field))

    def _why_not_together(self, chart: Chart) -> str:
        """Say why the fields that a chart names do not make it."""
        absent = next((name for name in named(chart) if name not in self._kinds), None)
        if absent is not None:
            return _absent(absent)
        if len({getattr(chart, column) for column in chart.columns}) < len(chart.columns):
            return f"{chart.field!r} is one side already; choose another field for the other."
        sample = self._sample(*named(chart))
        if sample.empty:
            return f"No paper states {' and '.join(map(repr, named(chart)))}."
        if chart.fits(sample) or chart.fits(self._papers):
            return ""
        return _refusal(chart.frame, sample) or f"{chart.name}: there is nothing to draw."

    def _first_stating(self, *fields: str) -> pd.DataFrame:
        """Take the first papers that state every one of some fields."""
        stated = np.logical_and.reduce([self._papers[field].notna().to_numpy(dtype=bool) for field in fields])
        return taken(self._papers, np.flatnonzero(stated)[:_ENOUGH])


def _refusal(asked: Callable[[pd.DataFrame], object], papers: pd.DataFrame) -> str:
    """Give the sentence with which papers are refused; nothing where they are taken."""
    try:
        asked(papers)
    except FieldError as error:
        return _absent(error.field)
    except ExplorerError as error:
        return str(error)
    return ""


def _absent(field: str) -> str:
    return f"These papers have no field {field!r}."
