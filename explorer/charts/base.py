"""What every chart is: options, a pure step to numbers, a picture of them, and a query for every mark."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from dataclasses import field as option
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from explorer.charts.fields import counted, kind_of, name_of, spaced, whole
from explorer.charts.marks import alternative, marks, spoken
from explorer.charts.theme import PAGE, Theme
from explorer.errors import ExplorerError, FieldError
from explorer.rows import taken

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.query import Query
    from explorer.rows import Rows


MOST = 1_000  # of anything that a chart is told to draw


class OptionError(ExplorerError):
    """Say which option of a chart cannot be, and what can."""


class UnfitError(ExplorerError):
    """Say that a field does not hold what a chart draws, and which chart would do."""

    def __init__(self, field: str, holds: str, advice: str) -> None:
        self.field, self.holds, self.advice = field, holds, advice
        super().__init__(f"{field!r} holds {holds}; {advice}.")


@dataclass(frozen=True)
class Chart(ABC):
    """Hold a chart's options; its numbers come from `frame`, its picture from `draw`.

    Parameters
    ----------
    field
        The column that is drawn.
    by
        A column whose values part the papers into groups, drawn side by side; none by default.
    noun
        What a row of the frame is called.
    """

    columns: ClassVar[tuple[str, ...]] = ("field",)  # the options that must name a column; `by` may, in every chart

    told_too: ClassVar[tuple[str, ...]] = ()  # the columns that are read beside those
    dispensable: ClassVar[tuple[str, ...]] = ()  # the numbers that may be zero

    field: str
    by: str = option(default="", kw_only=True)
    noun: str = option(default="paper", kw_only=True)

    def __post_init__(self) -> None:
        """Refuse a limit that leaves nothing to draw, or more than anybody reads."""
        for name, value in vars(self).items():
            least = 0 if name in self.dispensable else 1
            if type(value) is int and not least <= value <= MOST:
                raise OptionError(f"{type(self).__name__}: {name} is {value:,}; give {least} to {MOST:,}.")

    @abstractmethod
    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count the papers behind every mark: one row a mark, with the part of a query it stands for."""

    def seen(self, papers: pd.DataFrame, rows: Rows) -> pd.DataFrame:
        """Give the frame of what a reader selected among some papers: of the columns that are read, these rows."""
        is_whole = all(name in papers for name in named(self))
        read = [name for name in dict.fromkeys([*named(self), *self.told_too]) if name in papers]
        return self.frame(taken(papers[read] if is_whole else papers, rows))

    @abstractmethod
    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw what `frame` gave."""

    @abstractmethod
    def check(self, values: pd.Series) -> None:
        """Raise `UnfitError` where a column does not hold what this chart draws."""

    @property
    def name(self) -> str:
        """Say what is counted, and in which groups, in a few words."""
        return f"{self.subject} by {spaced(self.by)}" if self.by else self.subject

    @property
    def subject(self) -> str:
        """Say what is counted, the groups aside."""
        return name_of(self.field)

    @property
    def asks(self) -> str:
        """Name the field that the marks narrow in a query."""
        return self.field

    @property
    def narrows(self) -> tuple[str, ...]:
        """Name all the fields that a mark narrows: two where it stands for a value in a group."""
        return (self.asks, self.by) if self.by else (self.asks,)

    def cleared(self, query: Query) -> Query:
        """Return the query that asks nothing any more of what the marks narrow."""
        for field in self.narrows:
            query = query.without(field)
        return query

    def fits(self, papers: pd.DataFrame) -> bool:
        """Say whether a frame has the field, and groups, holding what this chart draws, stated at least once."""
        try:
            grouped = not self.by or bool(self.sides(papers).notna().any())
            return grouped and bool(self.column(papers).notna().any())
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

    def sides(self, papers: pd.DataFrame) -> pd.Series:
        """Return the values that part the papers into groups, one row a paper; raise where they part none."""
        if self.by in {self.field, self.asks}:
            raise UnfitError(self.by, "one side already", "choose another field for the other")
        if self.by not in papers.columns:
            raise FieldError(self.by, tuple(map(str, papers.columns)))
        values = papers[self.by].reset_index(drop=True)
        kind = kind_of(values)
        fit = whole(values) if kind == "numbers" else values
        if fit is None or kind in {"dates", "records"}:
            raise UnfitError(self.by, kind, "words, flags and whole numbers make groups")
        return fit

    def numbers(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the numbers that `frame` gave without what only draws them: a row a mark, columns by their fields."""
        named = {"row": self.field, "column": self.by} if "row" in frame else {"label": self.field}
        return told(frame, named, ("kind", "low", "high", "papers", "of", "share"))

    def svg(self, papers: pd.DataFrame, *, theme: Theme = PAGE) -> str:
        """Draw a chart of these papers as SVG text."""
        return self.render(self.frame(papers), theme=theme)

    def save(self, papers: pd.DataFrame, path: str | Path) -> None:
        """Write a chart of these papers as a file, in the kind that its name ends in.

        Parameters
        ----------
        papers
            A papers frame of *n* rows.
        path
            Where to: ``.svg``, ``.png`` and ``.pdf`` hold the picture with its caption, ``.csv`` its numbers.

        Raises
        ------
        DocumentError
            Where the name ends in none of these.

        Examples
        --------
        >>> charts.Count("topics").save(papers, "topics.pdf")  # doctest: +SKIP
        """
        from explorer.charts.saving import saved  # noqa: PLC0415 - matplotlib waits until it draws

        path = Path(path)
        path.write_bytes(saved(self, self.frame(papers), path.suffix, path.name))

    def render(self, frame: pd.DataFrame, *, theme: Theme = PAGE) -> str:
        """Draw what `frame` gave as SVG text, in which every mark says its name."""
        from explorer.charts.svg import as_svg  # noqa: PLC0415 - matplotlib waits until it draws

        names = [spoken(mark) for mark in marks(frame)]
        return as_svg(self.draw(frame, theme), names, alternative(frame))


def named(chart: Chart) -> tuple[str, ...]:
    """Give the columns that a chart names, its grouping too."""
    return tuple(filter(None, dict.fromkeys(getattr(chart, option) for option in (*chart.columns, "by"))))


def captioned(  # noqa: PLR0913 - what a caption says
    frame: pd.DataFrame, chart: Chart, papers: int, missing: int, *, by: str = "", cut: str = ""
) -> pd.DataFrame:
    """Give a frame its title, its note on what is missing, and its reason to be empty."""
    frame = frame.assign(field=chart.asks, name=chart.name, noun=chart.noun)
    frame.attrs = {
        "title": f"{chart.name}{',' if by and chart.by else ''}{by} of {counted(papers, chart.noun)}{cut}",
        "note": f"{missing:,} not stated" if missing else "",
        "empty": "" if len(frame) else why_empty(chart.name, papers, chart.noun),
    }
    return frame


def told(frame: pd.DataFrame, named: Mapping[str, str], others: tuple[str, ...]) -> pd.DataFrame:
    """Choose columns of a frame, the first ones under other names."""
    columns = [*named, *(column for column in others if column not in named.values())]
    columns = [column for column in columns if column in frame]
    return frame[columns].set_axis([named.get(column, column) for column in columns], axis=1)


def why_empty(name: str, papers: int, noun: str = "paper") -> str:
    """Say why there is nothing to draw."""
    if not papers:
        return f"No {noun}s are selected: there is nothing to count."
    return f"{name}: stated by none of {counted(papers, noun)}."
