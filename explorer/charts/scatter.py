"""Each paper between two numbers, or between a date and a number."""

from __future__ import annotations

import calendar
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, UnfitError, captioned, told
from explorer.charts.fields import counted, fitted, kind_of, name_of, plain, spaced
from explorer.charts.groups import Groups, groups_of, unstated
from explorer.charts.scales import Scale, said, scale_of
from explorer.charts.stated import stated_in
from explorer.errors import ExplorerError, FieldError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_LARGEST = 1e300  # beyond it, an axis's ends are no numbers any more
_TITLE = 420.0
_TICKS = 6
_DAYS = [("D", 1), ("D", 2), ("D", 7), ("D", 14)]
_MONTHS = [("M", 1), ("M", 2), ("M", 3), ("M", 6)]
_YEARS = [("Y", digit * 10**power) for power in range(4) for digit in (1, 2, 5)]


@dataclass(frozen=True)
class Scatter(Chart):
    """Draw a dot a paper between two axes; a log axis, or one that begins above zero, says so.

    Parameters
    ----------
    field
        A column of numbers or dates, from left to right.
    y
        A column of numbers, upwards. A mark narrows the query to its paper.
    limit
        How many papers are drawn, those with the largest `y` first; the title says what was cut.
    """

    columns: ClassVar[tuple[str, ...]] = ("field", "y")
    told_too: ClassVar[tuple[str, ...]] = ("title",)

    y: str
    limit: int = 100

    @property
    def subject(self) -> str:
        """Say which two fields are drawn."""
        return f"{name_of(self.y)} against {spaced(self.field)}"

    @property
    def asks(self) -> str:
        """Name the papers: a mark narrows the query to its own."""
        return "id"

    def check(self, values: pd.Series) -> None:
        """Refuse what is neither a number nor a date."""
        if (kind := kind_of(values)) not in {"numbers", "dates"}:
            raise UnfitError(self.field, kind, "Scatter draws numbers and dates")

    def fits(self, papers: pd.DataFrame) -> bool:
        """Say whether some paper states both fields, holding what this chart draws."""
        try:
            grouped = not self.by or bool(self.sides(papers).notna().any())
            return grouped and not self._placed(papers).empty
        except ExplorerError:
            return False

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Place the papers: columns ``field, name, value, label, said, papers, x, y, x_kind, x_name, y_name``."""
        placed = self._placed(papers)
        fit = placed[(placed["x"].abs() < _LARGEST) & (placed["y"].abs() < _LARGEST)]
        groups = groups_of(self, papers) if self.by else None
        mine = fit[groups.inside[fit.index]] if groups else fit
        top = mine.sort_values(["y", "x"], ascending=False, kind="stable").head(self.limit)
        cut = f", top {self.limit:,} of {len(mine):,} by {spaced(self.y)}" if len(mine) > self.limit else ""
        told = _parted(self._told(groups.spread(top), papers), groups) if groups else self._told(top, papers)
        drawn = captioned(told, self, len(papers), 0, cut=cut + (groups.cut if groups else ""))
        left = [*_remarks(drawn), self._left(papers, placed, fit), _several(drawn)]
        drawn.attrs["note"] = "; ".join(part for part in left if part)
        if fit.empty and len(placed):
            drawn.attrs["empty"] = f"{self.name}: too large for an axis in all that state both."
        return drawn

    def numbers(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the numbers: a row a paper, in a group; dates as days of the calendar."""
        if len(frame) and frame["x_kind"].iloc[0] == "dates":
            frame = frame.assign(x=frame["x"].map(_day))
        return told(frame, {"value": self.asks, "title": "title", "column": self.by, "x": self.field, "y": self.y}, ())

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a dot a paper."""
        from explorer.charts.pairs import draw_dots  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_dots(frame, theme)

    def _upward(self, papers: pd.DataFrame) -> pd.Series:
        """Return the numbers that go upwards; raise where the frame has none."""
        if self.y not in papers.columns:
            raise FieldError(self.y, tuple(map(str, papers.columns)))
        values = papers[self.y].reset_index(drop=True)
        if (kind := kind_of(values)) not in {"numbers", "nothing"}:
            raise UnfitError(self.y, kind, "Scatter draws numbers upwards")
        return values

    def _placed(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Place each paper that states both: its row, and two numbers."""
        x, y = self.column(papers), self._upward(papers)
        there = _stated(x) & _stated(y)
        kind = kind_of(x)
        return pd.DataFrame({"x": _numbers(x[there]), "y": _numbers(y[there]), "x_kind": kind}, index=x.index[there])

    def _told(self, top: pd.DataFrame, papers: pd.DataFrame) -> pd.DataFrame:
        """Say of each paper that is drawn its name and its numbers."""
        rows = papers.iloc[top.index]
        dates = kind_of(papers[self.field]) == "dates"
        across = [_day(day) if dates else _number(day, self.field) for day in top["x"]]
        up = [_number(number, self.y) for number in top["y"]]
        x, y = spaced(self.field), spaced(self.y)
        return top.assign(
            value=rows.index.to_numpy(dtype=object),
            title=_titles(rows),
            label=_titles(rows),
            said=[f"{x} {one}, {y} {two}" for one, two in zip(across, up, strict=True)],
            papers=1,
            x_name=name_of(self.field),
            y_name=name_of(self.y),
        ).reset_index(drop=True)

    def _left(self, papers: pd.DataFrame, placed: pd.DataFrame, fit: pd.DataFrame) -> str:
        """Say which papers have no place."""
        missing = {field: int((~_stated(papers[field])).sum()) for field in (self.field, self.y)}
        grouped = {self.by: stated_in(self.sides(papers)).missing} if self.by else {}
        odd = len(placed) - len(fit)
        return ", ".join(filter(None, [unstated(missing | grouped), f"{odd:,} too large for an axis" if odd else ""]))


def axis_of(frame: pd.DataFrame, side: str) -> Scale:
    """Choose the axis of one side: steps of the calendar for dates, no halves between whole numbers."""
    values, name = frame[side], str(frame[f"{side}_name"].iloc[0])
    if side == "x" and frame["x_kind"].iloc[0] == "dates":
        return _calendar(values.min(), values.max())
    scale = scale_of(values.tolist(), from_zero=False)
    ticks = scale.ticks
    if (values % 1 == 0).all():
        ticks = tuple((place, text) for place, text in ticks if "." not in text or not text[-1].isdecimal())
    if _is_year(name):
        ticks = tuple((place, text.replace(",", "")) for place, text in ticks)
    return Scale(scale.low, scale.high, logarithmic=scale.logarithmic, start=scale.start, ticks=ticks)


def _parted(told: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    """Let each mark stand for a paper in a group; those of one paper stand side by side."""
    values = told["value"]
    same = values.groupby(values)
    asked = [[{"field": "id", "value": paper}] for paper in values]
    return told.assign(
        label=[f"{label}, {name}" for label, name in zip(told["label"], told["column"], strict=True)],
        parts=pd.Series(
            [[*one, groups.part(across)] for one, across in zip(asked, told["across"], strict=True)], dtype=object
        ),
        shift=same.cumcount() - (same.transform("size") - 1) / 2,
    )


def _several(frame: pd.DataFrame) -> str:
    """Say where a paper stands in several groups."""
    several = frame.loc[frame["value"].duplicated(), "value"].nunique()
    return f"{counted(several, 'paper')} in several groups, side by side" if several else ""


def _remarks(frame: pd.DataFrame) -> list[str]:
    """Say what a reader would not expect of the axes."""
    if frame.empty:
        return []
    sides = ("y",) if frame["x_kind"].iloc[0] == "dates" else ("y", "x")
    remarks = {side: scale_of(frame[side].tolist(), from_zero=False).remark for side in sides}
    said_of = [(frame[f"{side}_name"].iloc[0], remark) for side, remark in remarks.items()]
    return [f"{name}: {remark}" for name, remark in said_of if remark and not _is_year(name)]


def _is_year(name: str) -> bool:
    """Say whether a field is of years, whose axis nobody expects to begin at zero."""
    return name.lower().endswith("year")


def _calendar(low: float, high: float) -> Scale:
    """Let an axis of days run from one step of the calendar to another, with at most seven ticks."""
    ends = np.floor([low, high]).astype(int).astype("datetime64[D]")
    for unit, step in [*_DAYS, *_MONTHS, *_YEARS]:
        since = 1970 if unit == "Y" else 0
        first, last = (ends.astype(f"datetime64[{unit}]").astype(int) + since) // step
        if last + 1 - first <= _TICKS:
            break
    numbers = np.arange(first, last + 2) * step - since
    days = numbers.astype(f"datetime64[{unit}]").astype("datetime64[D]")
    start, end = float(days[0].astype(int)), float(days[-1].astype(int))
    texts = [_step(day, unit) for day in days]
    places = [(float(day) - start) / (end - start) for day in days.astype(int)]
    return Scale(start, end, logarithmic=False, start=0.0, ticks=tuple(zip(places, texts, strict=True)))


def _step(day: np.datetime64, unit: str) -> str:
    """Say a day as exactly as its axis needs it: ``2024``, ``Jan 2024``, ``5 Jan 2024``."""
    year, month, date = str(day).rsplit("-", maxsplit=2)
    name = calendar.month_abbr[int(month)]
    return {"Y": year.lstrip("0"), "M": f"{name} {year}"}.get(unit, f"{int(date)} {name} {year}")


def _stated(values: pd.Series) -> np.ndarray:
    """Say which values are there; what is not a number is not."""
    there = values.astype(object) if kind_of(values) == "numbers" else values
    return there.notna().to_numpy(dtype=bool)


def _numbers(values: pd.Series) -> np.ndarray:
    """Turn numbers, or dates, into numbers; a date's are days."""
    if kind_of(values) == "dates":
        days: np.ndarray = values.to_numpy(dtype="datetime64[ms]").astype("int64") / 86_400_000
        return days
    return values.astype(object).to_numpy(dtype=float)


def _day(day: float) -> str:
    """Say a day by its number."""
    return str(np.datetime64(math.floor(day), "D"))


def _number(number: float, field: str) -> str:
    """Say a number; a year without a comma."""
    text = said(number) if number % 1 or abs(number) >= 1e15 else f"{number:,.0f}".replace("-", "−")
    return text.replace(",", "") if _is_year(field) else text


def _titles(papers: pd.DataFrame) -> np.ndarray:
    """Name each paper by its title, or by its id where it has none."""
    names = pd.Series(papers.index.astype(str), dtype=object)
    titles = papers["title"].astype(object).reset_index(drop=True) if "title" in papers else names
    shown = titles.where(titles.notna(), names)
    return np.array([fitted(plain(title), 12.0, _TITLE) for title in shown], dtype=object)
