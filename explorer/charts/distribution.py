"""How the numbers of a field are spread."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, UnfitError
from explorer.charts.fields import counted, kind_of
from explorer.charts.groups import charted, placed_between
from explorer.charts.scales import said

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.figure import Figure

    from explorer.charts.theme import Theme

_MOST = 20  # bars
_ORDERS = 4  # powers of ten from the least number to the largest, from which on bars stand for them
_WHOLE = 2**53  # below it, every whole number is a float of its own
_LARGEST = 2**63  # a query holds only smaller numbers
_MOST_ASKED = math.nextafter(_LARGEST, 0)


@dataclass(frozen=True)
class Distribution(Chart):
    """Count the papers in bins of a number: of one round width, or powers of ten where the numbers span four.

    Parameters
    ----------
    field
        A column of numbers. A mark narrows the query between the ends of its bin; no number lies in two bins.
    """

    def check(self, values: pd.Series) -> None:
        """Refuse everything but numbers."""
        if (kind := kind_of(values)) != "numbers":
            advice = "draw it with Timeline" if kind == "dates" else "Distribution draws numbers"
            raise UnfitError(self.field, kind, advice)

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count the papers in each bin: columns ``field, name, low, high, label, tick, papers``."""
        column = self.column(papers)
        numbers = column.to_numpy(dtype=float, na_value=np.nan)
        rows = np.flatnonzero(np.abs(numbers) < _LARGEST)
        stated, values = numbers[~np.isnan(numbers)], numbers[rows]
        bins, by, scale = _binned(values)
        if self.field.endswith("year"):
            bins = bins.assign(label=bins["label"].str.replace(",", ""), tick=bins["tick"].str.replace(",", ""))
        placed = placed_between(list(bins["low"]), values, rows)
        drawn = charted(self, papers, bins, placed, missing=len(column) - len(stated), step=by)
        odd = len(stated) - len(values)
        notes = [scale, drawn.attrs["note"], f"{odd:,} too large for an axis" if odd else ""]
        drawn.attrs["note"] = "; ".join(note for note in notes if note)
        if odd and drawn.empty:
            drawn.attrs["empty"] = (
                f"{self.name}: too large for an axis in all of {counted(odd, self.noun)} that state it."
            )
        return drawn

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a column a bin, a panel a group."""
        from explorer.charts.columns import draw_columns  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_columns(frame, theme)


def _binned(values: np.ndarray) -> tuple[pd.DataFrame, str, str]:
    """Count in bins; say how wide they are, and what a reader would not expect of them."""
    if not len(values):
        return _counts(values, [0], whole=True), "", ""
    whole = bool((values % 1 == 0).all()) and np.abs(values).max() < _WHOLE
    above = values[values > 0]
    if len(above) and values.min() >= 0 and above.max() / above.min() >= 10**_ORDERS:
        edges, every, zero = _powers(above, whole=whole), _every(above), bool(values.min() == 0)
        by = " in powers of ten," if every == 1 else f" in steps of {every} powers of ten,"
        bins = _counts(above, edges, whole=whole)
        if zero:
            none = pd.DataFrame(
                {"low": [0], "high": [0], "label": "0", "tick": "0", "papers": len(values) - len(above)}
            )
            bins = pd.concat([none, bins], ignore_index=True)
        return bins, by, "log scale, zero set apart" if zero else "log scale"
    low, high = values.min(), values.max()
    if low == high:
        edges = [int(low), int(low) + 1] if whole else [low, math.nextafter(low, math.inf)]
        return _counts(values, edges, whole=whole), "", ""
    edges, width = _even(low, high, whole=whole)
    return _counts(values, edges, whole=whole), "" if whole and width == 1 else f" in bins of {said(width)},", ""


def _even(low: float, high: float, *, whole: bool) -> tuple[list[float], float]:
    """Choose the narrowest round width that gives not too many bins, and their edges."""
    finest = max((high - low) / _MOST, 64 * float(np.spacing(max(abs(low), abs(high)))))
    power = max(math.floor(math.log10(finest)), 0 if whole else -400)
    steps = (float(f"{digit}e{place}") for place in range(power, power + 3) for digit in (1, 2, 5))
    width = next(step for step in steps if high // step - low // step < _MOST)
    first, last = math.floor(low / width), math.floor(high / width) + 1
    edges = [float(f"{place * width:.15g}") for place in range(first, last + 1)]
    edges = ([edges[0] - width] if edges[0] > low else []) + edges + ([edges[-1] + width] if edges[-1] <= high else [])
    return [int(edge) for edge in edges] if whole else edges, width


def _every(above: np.ndarray) -> int:
    """Choose how many powers of ten a bar stands for."""
    return math.ceil((math.log10(above.max()) - math.log10(above.min()) + 1) / _MOST)


def _powers(above: np.ndarray, *, whole: bool) -> list[float]:
    """List powers of ten from at most the least number to more than the largest."""
    least, every = float(above.min()), _every(above)
    first = math.floor(math.log10(least))
    first -= float(f"1e{first}") > least
    edges = [float(f"1e{first}")]
    while edges[-1] <= above.max():
        edges.append(float(f"1e{first + every * len(edges)}"))
    return [int(edge) for edge in edges] if whole else edges


def _counts(values: np.ndarray, edges: Sequence[float], *, whole: bool) -> pd.DataFrame:
    """Count between each edge, which is in, and the next, which is out."""
    places = np.searchsorted(np.array(edges, dtype=float), values, side="right") - 1
    lows, ends = edges[:-1], edges[1:]
    highs = [end - 1 if whole else math.nextafter(end, -math.inf) for end in ends]
    rounded = [high if whole and abs(high) < 1e4 else end for high, end in zip(highs, ends, strict=True)]
    ends = highs if whole else ends
    short = said if len({said(edge) for edge in edges}) == len(edges) else exact
    until = "to" if whole else "to under"
    return pd.DataFrame(
        {
            "low": [max(low, -_MOST_ASKED) for low in lows],
            "high": [min(high, _MOST_ASKED) for high in highs],
            "label": [_span(pair, until, exact) for pair in zip(lows, highs, ends, strict=True)],
            "tick": [_span(pair, "to", short) for pair in zip(lows, highs, rounded, strict=True)],
            "papers": np.bincount(places, minlength=len(lows)).tolist(),
        }
    )


def _span(pair: tuple[float, float, float], until: str, say: Callable[[float], str]) -> str:
    """Say a bin, or the one number that is all it holds."""
    low, high, end = pair
    return say(low) if low == high else f"{say(low)} {until} {say(end)}"


def exact(value: float) -> str:
    """Say a number with all its digits, where they are few enough to read: ``99,999``."""
    return f"{value:,.15g}".replace("-", "−") if value == 0 or 1e-4 <= abs(value) < 1e15 else said(value)
