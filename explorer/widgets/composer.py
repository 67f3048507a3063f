"""A chart in the making: its kind, its fields, its grouping and its limits, chosen from what the papers have."""

from __future__ import annotations

import dataclasses
import inspect
from functools import partial
from typing import TYPE_CHECKING, Any

from explorer.charts.base import named
from explorer.charts.choices import Choices
from explorer.charts.code import code, kinds
from explorer.widgets.html import label

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from explorer.charts.base import Chart

_MOST = 100  # of anything that a chart is told to draw at most


class Composer:
    """Make a chart, one choice at a time; what the papers do not offer is passed over."""

    def __init__(self, papers: pd.DataFrame) -> None:
        self._kinds = kinds()
        self.chart: Chart | None = None
        self.first: Chart | None = None
        self.renew(papers)

    def renew(self, papers: pd.DataFrame) -> None:
        """Offer what the papers have."""
        self._choices = Choices(papers)
        self._why = self._choices.kinds()

    def begin(self, taken: Iterable[Chart]) -> None:
        """Begin with the first kind of chart that fits, but not with the fields of a chart that is there already."""
        fitting = [chart for kind in self._kinds.values() if (chart := self._choices.first(kind))]
        held = {(type(chart), named(chart)) for chart in taken}
        fresh = (chart for chart in fitting if (type(chart), named(chart)) not in held)
        self.chart = self.first = next(fresh, next(iter(fitting), None))

    def choose(self, option: str, value: Any) -> None:  # noqa: ANN401 - an option's own type
        """Take a kind, a field, a grouping or a limit that is on offer."""
        if option == "kind" and self._why.get(str(value)) == "":
            self._become(self._kinds[str(value)])
        elif self.chart and self._offers(self.chart, option, value):
            self.chart = self._choices.put(self.chart, option, value)

    def said(self) -> dict[str, Any]:
        """Say what can be chosen, and what is chosen."""
        offered = [{"name": name, "about": _about(kind), "why": self._why[name]} for name, kind in self._kinds.items()]
        if not self.chart:
            return {"kind": "", "kinds": offered, "controls": [], "name": "", "code": ""}
        return {
            "kind": type(self.chart).__name__,
            "kinds": offered,
            "controls": [*self._columns(self.chart), *map(partial(_limit, self.chart), _limits(self.chart))],
            "name": self.chart.name,
            "code": code(self.chart),
        }

    def _become(self, kind: type[Chart]) -> None:
        """Change the kind of chart; its field stays where it fits."""
        if type(self.chart) is not kind:
            self.chart = self._choices.first(kind, *([self.chart.field] if self.chart else []))

    def _offers(self, chart: Chart, option: str, value: Any) -> bool:  # noqa: ANN401 - an option's own type
        if option in _limits(chart):
            return type(value) is int and 1 <= value <= _MOST
        return option in {*chart.columns, "by"} and value in self._values(chart, option)

    def _values(self, chart: Chart, option: str) -> list[str]:
        """Give what a column may be; a grouping may be none."""
        fields = self._choices.fields(chart, option)
        held = getattr(chart, option)
        alone = [] if option in chart.columns else [""]
        return [*alone, *([held] if held not in (*alone, *fields) else []), *fields]

    def _columns(self, chart: Chart) -> Iterable[dict[str, Any]]:
        """Give a control a column, and one for the grouping where there is any."""
        for option in dict.fromkeys((*chart.columns, "by")):
            values = self._values(chart, option)
            choices = [{"value": value, "label": label(value) or "nothing"} for value in values]
            if len(choices) > 1 or option in chart.columns:
                yield {"option": option, "label": option, "value": getattr(chart, option), "choices": choices}


def _limits(chart: Chart) -> list[str]:
    """Name the options that say how much is drawn at most."""
    return [option.name for option in dataclasses.fields(chart) if type(option.default) is int]


def _limit(chart: Chart, option: str) -> dict[str, Any]:
    """Give the control of a limit."""
    return {"option": option, "label": label(option), "value": getattr(chart, option), "most": _MOST}


def _about(kind: type[Chart]) -> str:
    """Say what a kind of chart is: the first line of its docstring."""
    return (inspect.getdoc(kind) or "").partition("\n")[0]
