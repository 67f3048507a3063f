"""What every chart is: options, a pure step to numbers, a picture of them, and a query for every mark."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from dataclasses import field as option
from typing import TYPE_CHECKING, Any

from explorer.charts.fields import counted, kind_of, name_of
from explorer.charts.theme import PAGE, Theme
from explorer.errors import ExplorerError, FieldError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.query import Query

Mark = dict[str, Any]


class UnfitError(ExplorerError):
    """Say that a field does not hold what a chart draws, and which chart would do."""

    def __init__(self, field: str, holds: str, advice: str) -> None:
        self.field, self.holds, self.advice = field, holds, advice
        super().__init__(f"{field!r} holds {holds}; {advice}.")


@dataclass(frozen=True)
class Chart(ABC):
    """Hold a chart's options; its numbers come from `frame`, its picture from `draw`."""

    field: str
    noun: str = option(default="paper", kw_only=True)

    @abstractmethod
    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count the papers behind every mark: one row a mark, with the part of a query it stands for."""

    @abstractmethod
    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw what `frame` gave."""

    @abstractmethod
    def check(self, values: pd.Series) -> None:
        """Raise `UnfitError` where a column does not hold what this chart draws."""

    @property
    def name(self) -> str:
        """Say what is counted, in a few words."""
        return name_of(self.field)

    @property
    def asks(self) -> str:
        """Name the field that the marks narrow in a query."""
        return self.field

    @property
    def narrows(self) -> tuple[str, ...]:
        """Name all the fields that a mark narrows: two where it stands at a crossing."""
        return (self.asks,)

    def fits(self, papers: pd.DataFrame) -> bool:
        """Say whether a frame has the field, holding what this chart draws, stated at least once."""
        try:
            return bool(self.column(papers).notna().any())
        except ExplorerError:
            return False

    def column(self, papers: pd.DataFrame) -> pd.Series:
        """Return the field's values, one row a paper; raise where the frame has none that fit."""
        if self.field not in papers.columns:
            raise FieldError(self.field, tuple(map(str, papers.columns)))
        values = papers[self.field].reset_index(drop=True)
        if kind_of(values) != "nothing":
            self.check(values)
        return values

    def svg(self, papers: pd.DataFrame, *, theme: Theme = PAGE) -> str:
        """Draw a chart of these papers as SVG text."""
        return self.render(self.frame(papers), theme=theme)

    def render(self, frame: pd.DataFrame, *, theme: Theme = PAGE) -> str:
        """Draw what `frame` gave as SVG text, in which every mark says its name."""
        from explorer.charts.svg import as_svg  # noqa: PLC0415 - matplotlib waits until it draws

        names = [spoken(mark) for mark in marks(frame)]
        return as_svg(self.draw(frame, theme), names, alternative(frame))


def captioned(  # noqa: PLR0913 - what a caption says
    frame: pd.DataFrame, chart: Chart, papers: int, missing: int, *, by: str = "", cut: str = ""
) -> pd.DataFrame:
    """Give a frame its title, its note on what is missing, and its reason to be empty."""
    frame = frame.assign(field=chart.asks, name=chart.name, noun=chart.noun)
    frame.attrs = {
        "title": f"{chart.name}{by} of {counted(papers, chart.noun)}{cut}",
        "note": f"{missing:,} not stated" if missing else "",
        "empty": "" if len(frame) else why_empty(chart.name, papers, chart.noun),
    }
    return frame


def why_empty(name: str, papers: int, noun: str = "paper") -> str:
    """Say why there is nothing to draw."""
    if not papers:
        return f"No {noun}s are selected: there is nothing to count."
    return f"{name}: stated by none of {counted(papers, noun)}."


def marks(frame: pd.DataFrame) -> list[Mark]:
    """List a frame's marks as plain Python values."""
    return [{str(key): value for key, value in mark.items()} for mark in frame.to_dict("records")]


def spoken(mark: Mapping[str, Any]) -> str:
    """Say a mark: ``Topics vision: 7 papers``; one that stands for no number of papers says what it does stand for."""
    if "said" in mark:
        return f"{mark['label']}: {mark['said']}"
    return f"{mark['name']} {mark['label']}: {counted(mark['papers'], mark['noun'])}"


def alternative(frame: pd.DataFrame) -> str:
    """Say in words what the picture shows, the largest marks first."""
    said = [frame.attrs["title"], frame.attrs["note"]]
    title = "; ".join(part for part in said if part)
    if frame.empty:
        return f"{title}. {frame.attrs['empty']}"
    if "said" in frame:
        pairs = [f"{spoken(mark)};" for mark in marks(frame.head(5))]
        return f"{title}. {'Largest' if len(frame) > len(pairs) else 'All'}: {' '.join(pairs).rstrip(';')}."
    counted = zip(frame["label"], frame["papers"], strict=True)
    largest = sorted(counted, key=lambda pair: -pair[1])[:5]
    pairs = [f"{label} {papers:,}" for label, papers in largest]
    return f"{title}. {'Most' if len(frame) > len(pairs) else 'All'}: {', '.join(pairs)}."


def mark_query(query: Query, mark: Mapping[str, Any]) -> Query:
    """Narrow a query to the papers a mark stands for, or take that back where it is so already."""
    if "parts" in mark:
        parts = {part["field"]: () if held(query, mark) else (part["value"],) for part in mark["parts"]}
        return query.but(among={**query.among, **parts})
    field = mark["field"]
    if "value" in mark:
        return query.narrow(field, mark["value"])
    between = {**query.between, field: (mark["low"], mark["high"])}
    if held(query, mark):
        del between[field]
    return query.but(between=between)


def held(query: Query, mark: Mapping[str, Any]) -> bool:
    """Say whether a query already holds what a mark stands for."""
    if "parts" in mark:
        return all(query.among.get(part["field"]) == (part["value"],) for part in mark["parts"])
    field = mark["field"]
    if "value" in mark:
        return mark["value"] in query.among.get(field, ())
    return tuple(query.between.get(field, ())) == (mark["low"], mark["high"])
