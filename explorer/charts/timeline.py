"""How many papers there are in each day, month, year, decade or century."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, OptionError, UnfitError
from explorer.charts.fields import kind_of
from explorer.charts.groups import charted

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

Step = Literal["day", "month", "year", "decade", "century"]

_STEPS: tuple[Step, ...] = ("day", "month", "year", "decade", "century")
_YEARS = {"year": 1, "decade": 10, "century": 100}
_AUTO, _MOST = 80, 400
_MONTHS = tuple(calendar.month_name)[1:]


@dataclass(frozen=True)
class Timeline(Chart):
    """Count the papers in each step of time; a step without papers is drawn as zero.

    Parameters
    ----------
    field
        A column of dates, or of years as whole numbers.
    step
        ``day``, ``month``, ``year``, ``decade``, ``century``, or ``auto``: the finest step with at most 80 bars.
        A step of which there were more than 400 gives way to the next coarser one; the title says which it is.
    """

    field: str = "published"
    step: Step | Literal["auto"] = "auto"

    def __post_init__(self) -> None:
        """Refuse a step that there is not."""
        super().__post_init__()
        if self.step not in ("auto", *_STEPS):
            raise OptionError(f"Timeline: step is {self.step!r}; give auto, {', '.join(_STEPS)}.")

    def check(self, values: pd.Series) -> None:
        """Refuse what is neither a date nor a year."""
        kind = kind_of(values)
        if kind == "dates" or (kind == "numbers" and _are_years(values)):
            return
        raise UnfitError(self.field, kind, "Timeline draws dates and years")

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count the papers in each step: columns ``field, name, low, high, label, tick, papers``."""
        values = self.column(papers)
        stated = values.dropna()
        numeric = kind_of(values) == "numbers"
        days = _days(stated, numeric=numeric)
        step = self._step(days, numeric=numeric)
        spans = _spans(days, step, numeric=numeric)
        by = "" if step == self.field else f" by {step},"
        placed = np.flatnonzero(values.notna()), _places(days, step)
        return charted(self, papers, spans, placed, missing=len(values) - len(stated), step=by)

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a column a step, a panel a group."""
        from explorer.charts.columns import draw_columns  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_columns(frame, theme)

    def _step(self, days: np.ndarray, *, numeric: bool) -> Step:
        """Choose the step: what was asked for, or the finest that fits."""
        most = _AUTO if self.step == "auto" else _MOST
        finest = "year" if numeric else "day"
        wanted = finest if self.step == "auto" or (numeric and self.step in {"day", "month"}) else self.step
        steps = _STEPS[_STEPS.index(wanted) :]
        return next((step for step in steps if _count(days, step) <= most), "century")


def _are_years(values: pd.Series) -> bool:
    """Say whether numbers can be years: whole, with four digits."""
    years = values.dropna().to_numpy(dtype=float)
    return bool(((years % 1 == 0) & (years >= 1000) & (years <= 9999)).all())


def _days(stated: pd.Series, *, numeric: bool) -> np.ndarray:
    """Turn dates, or years, into numpy's days."""
    if numeric:
        return (stated.astype(int).to_numpy() - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    return stated.to_numpy(dtype="datetime64[ms]").astype("datetime64[D]")


def _numbered(days: np.ndarray, step: Step) -> np.ndarray:
    """Give each day the number of the step in which it lies."""
    if step in _YEARS:
        return (days.astype("datetime64[Y]").astype(int) + 1970) // _YEARS[step]
    return days.astype("datetime64[D]" if step == "day" else "datetime64[M]").astype(int)


def _places(days: np.ndarray, step: Step) -> np.ndarray:
    """Count the steps from the first day to each."""
    numbers = _numbered(days, step)
    return numbers - numbers.min() if len(numbers) else numbers


def _count(days: np.ndarray, step: Step) -> int:
    """Count the steps from the first day to the last."""
    numbers = _numbered(days, step)
    return int(numbers.max() - numbers.min()) + 1 if len(numbers) else 0


def _spans(days: np.ndarray, step: Step, *, numeric: bool) -> pd.DataFrame:
    """Count the papers in every step from the first to the last."""
    numbers = pd.Series(_numbered(days, step), dtype=int)
    steps = np.arange(numbers.min(), numbers.max() + 1) if len(numbers) else np.arange(0)
    firsts = _first_days(steps, step).astype(str).tolist()
    lasts = (_first_days(steps + 1, step) - np.timedelta64(1, "D")).astype(str).tolist()
    return pd.DataFrame(
        {
            "low": [_edge(day, numeric=numeric) for day in firsts],
            "high": [_edge(day, numeric=numeric) for day in lasts],
            "label": [_label(day, step, short=False) for day in firsts],
            "tick": [_label(day, step, short=True) for day in firsts],
            "papers": numbers.value_counts().reindex(steps, fill_value=0).to_list(),
        }
    )


def _first_days(numbers: np.ndarray, step: Step) -> np.ndarray:
    """Return the first day of each numbered step."""
    if step in _YEARS:
        return (numbers * _YEARS[step] - 1970).astype("datetime64[Y]").astype("datetime64[D]")
    return numbers.astype("datetime64[D]" if step == "day" else "datetime64[M]").astype("datetime64[D]")


def _edge(day: str, *, numeric: bool) -> str | int:
    """Return a day as a query holds it: an ISO date, or the year as a number."""
    return int(day[:4]) if numeric else day


def _label(day: str, step: Step, *, short: bool) -> str:
    """Say a step by its first day: ``5 March 2024``, ``March 2024``, ``2024``, ``2020s``."""
    year, month, date = map(int, day.split("-"))
    if step in _YEARS:
        return f"{year}" if step == "year" else f"{year}s"
    name = _MONTHS[month - 1][: 3 if short else None]
    return f"{name} {year}" if step == "month" else f"{date} {name} {year}"
