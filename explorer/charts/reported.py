"""What a ledger reports: the numbers of all its figures, and the words only of those that are drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd

from explorer.charts.axes import AXIS
from explorer.charts.fields import kind_of

ENDS = ("low", "high")
TOLD = ("paper", "title", "figure", "comparison", "polarity", "metric", "benchmarks")
_LARGEST = 1e300  # beyond it, an axis's ends are no numbers any more


def read(rows: pd.DataFrame) -> pd.DataFrame:
    """Read the axis of each figure, the unstated as empty text, and its least and its most as floats."""
    axis = {part: _filled(rows[part]).astype("category") for part in AXIS}
    ends = rows[list(ENDS)].apply(pd.to_numeric, errors="coerce").astype("float64")
    ends = ends.where(ends.abs() < _LARGEST)
    low, high = ends["low"].fillna(ends["high"]), ends["high"].fillna(ends["low"])
    ends = pd.DataFrame({"low": low, "high": high, "least": np.minimum(low, high), "most": np.maximum(low, high)})
    return ends.assign(**axis)


def largest(figures: pd.DataFrame, rows: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Choose the largest figures, with what is said of them; their index are their places on the axis."""
    top = figures[figures["most"] >= figures["most"].nlargest(limit).min()]
    told = {part: _filled(rows.loc[top.index, part]) for part in TOLD}
    order = ["most", "least", "title", "figure"]
    chosen: pd.DataFrame = top.assign(**told).sort_values(order, ascending=[False, False, True, True])
    return chosen.head(limit).set_index("place")


def _filled(values: pd.Series) -> pd.Series:
    """Put empty text where nothing is stated; a million texts stay in Arrow."""
    texts = kind_of(values) == "texts"
    return values.fillna("") if texts else values.astype(object).where(values.notna(), "")
