"""A row of a comparison as numbers: how many papers of each group say each value, and how far it sets them apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explorer.comparison.odds import Array, apart
from explorer.comparison.tally import Tally, tallied

if TYPE_CHECKING:
    import numpy.typing as npt

    from explorer.comparison.inside import Inside
    from explorer.comparison.words import Words

PRIOR = 10.0  # papers of background added to each side
WIDE = 0.5  # an interval wider than half of all there can be says little
COLUMNS = [
    *("row", "value", "group", "papers", "of", "unstated", "share", "low", "high", "wide"),
    *("count", "log_odds", "z", "everywhere", "only"),
]


@dataclass(frozen=True)
class Numbers:
    """Hold the numbers of v values in k groups, each of the shape (v, k)."""

    row: str
    tally: Tally
    count: Array
    log_odds: Array
    z: Array

    def kept(self, places: npt.NDArray[np.intp]) -> Numbers:
        """Give the numbers of some of the values."""
        parts = {name: getattr(self, name)[places] for name in ("count", "log_odds", "z")}
        return replace(self, tally=self.tally.kept(places), **parts)

    def frame(self) -> pd.DataFrame:
        """Give k rows a value, the groups in their order."""
        parts = {name: getattr(self, name).ravel() for name in ("count", "log_odds", "z")}
        return filled(self.tally.frame().assign(row=self.row, **parts))


def of_field(row: str, values: pd.Series, inside: Inside) -> Numbers:
    """Count the papers behind the values of a field, those of most papers first."""
    tally = tallied(values, inside)
    weights = PRIOR * tally.everyone / max(tally.stated, 1)
    count = tally.papers.astype(float)
    return _told(row, tally, count, *apart(count, tally.of.astype(float), weights, PRIOR, frequent=True))


def of_link(row: str, values: pd.Series, inside: Inside) -> Numbers:
    """Count the papers that state a link, whichever."""
    numbers = of_field(row, values.notna(), inside)
    return numbers.kept(np.flatnonzero(np.asarray(numbers.tally.said, dtype=bool)))


def of_words(row: str, words: Words, inside: Inside) -> Numbers:
    """Count how often words are written, those first that set a group apart most."""
    count = words.counts(inside)
    log_odds, z = words.apart(count)
    order = np.lexsort((np.arange(len(count)), -z.max(axis=1)))
    order = order[count[order].any(axis=1)]
    return _told(row, words.tally(inside).kept(order), count[order], log_odds[order], z[order])


def filled(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a part every column; objects throughout, so that parts without a number stand under parts with one."""
    span = (frame["high"] - frame["low"]).to_numpy(float)
    wide = pd.Series(span > WIDE, frame.index, object).where(~np.isnan(span), None)
    return frame.assign(wide=wide).reindex(columns=COLUMNS).astype(object)


def _told(row: str, tally: Tally, count: Array, log_odds: Array, z: Array) -> Numbers:
    """Say how far values set the groups apart; nothing does where one side states nothing."""
    is_told = (tally.of > 0) & (tally.of.sum() > tally.of)
    return Numbers(row, tally, count, np.where(is_told, log_odds, np.nan), np.where(is_told, z, np.nan))
