"""How many papers of each group say what, and what share of them: with Wilson's interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
from pandas.arrays import ArrowExtensionArray

from explorer.comparison.coded import coded

if TYPE_CHECKING:
    from explorer.comparison.inside import Inside, Places

Whole = npt.NDArray[np.int64]

TYPES = {
    "row": pd.ArrowDtype(pa.string()),
    "group": pd.ArrowDtype(pa.string()),
    "only": pd.ArrowDtype(pa.string()),
    **dict.fromkeys(("papers", "of", "unstated", "count"), pd.ArrowDtype(pa.int64())),
    **dict.fromkeys(("share", "low", "high", "log_odds", "z"), pd.ArrowDtype(pa.float64())),
    **dict.fromkeys(("everywhere", "wide"), pd.ArrowDtype(pa.bool_())),
}


@dataclass(frozen=True)
class Tally:
    """Hold the papers of k groups behind v values.

    `papers` has the shape (v, k); `of`, the group's papers that state anything, and `unstated`, those that do not,
    have k. `everyone` counts the papers of each value in a group or not, `stated` those that state anything.
    """

    said: ArrowExtensionArray
    groups: Sequence[str]
    papers: Whole
    of: Whole
    unstated: Whole
    everyone: Whole
    stated: int

    def kept(self, wanted: npt.NDArray[np.intp] | npt.NDArray[np.bool_]) -> Tally:
        """Give the tally of some of the values, in the order asked for."""
        return replace(self, said=self.said[wanted], papers=self.papers[wanted], everyone=self.everyone[wanted])

    def frame(self, confidence: float = 0.95) -> pd.DataFrame:
        """Give k rows a value, the groups in their order."""
        values = np.asarray(self.said, dtype=object)
        groups, holders = len(self.groups), (self.papers > 0).sum(axis=1)
        first = np.array(self.groups, dtype=object)[(self.papers > 0).argmax(axis=1)]
        columns = {
            "value": np.repeat(values, groups),
            "group": list(self.groups) * len(values),
            "papers": self.papers.ravel(),
            "of": np.tile(self.of, len(values)),
            "unstated": np.tile(self.unstated, len(values)),
            "everywhere": np.repeat(holders == groups, groups),
            "only": np.repeat(np.where(holders == 1, first, None), groups),
        }
        return with_interval(pd.DataFrame(columns), confidence)


def tallied(values: pd.Series, inside: Inside) -> Tally:
    """Count the papers behind each value, those of most papers first; each value of a list counts once a paper."""
    known = coded(values)
    rows, codes = known.rows, known.codes
    if inside.among is not None and not inside.among.all():
        compared = inside.among[rows]
        rows, codes = rows[compared], codes[compared]
    tally = counted(rows, codes, ArrowExtensionArray(known.values), inside)
    order = np.lexsort((known.rank, -tally.everyone))
    return tally.kept(order[tally.papers[order].any(axis=1)])


def counted(places: Places, codes: Places, said: ArrowExtensionArray, inside: Inside) -> Tally:
    """Count papers by the places of papers and, beside them, the number of the value that each states."""
    says = np.zeros(len(inside.number), dtype=bool)
    says[places] = True
    by_line, of = inside.counted(places, codes, len(said)), inside.grouped(inside.lines_of(says))
    return Tally(
        said=said,
        groups=inside.groups,
        papers=inside.grouped(by_line),
        of=of,
        unstated=inside.grouped(inside.lines) - of,
        everyone=by_line.sum(axis=1),
        stated=int(says.sum()),
    )


def with_interval(frame: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Add the share and Wilson's score interval, missing where there is nothing to have a share of."""
    z2 = NormalDist().inv_cdf((1 + confidence) / 2) ** 2
    of = np.where(frame["of"] > 0, frame["of"], np.nan).astype(float)
    share = frame["papers"].to_numpy(float) / of
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    reach = (z2 * (share * (1 - share) / of + z2 / (4 * of**2))) ** 0.5 / (1 + z2 / of)
    return frame.assign(share=share, low=np.maximum(middle - reach, 0), high=np.minimum(middle + reach, 1))


def typed(frame: pd.DataFrame) -> pd.DataFrame:
    """Give every column but `value` its Arrow type."""
    return frame.astype({name: kind for name, kind in TYPES.items() if name in frame})
