"""The groups into which a second field parts the papers of a chart, and the count of each mark in each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, captioned
from explorer.charts.fields import counted, plain, spaced
from explorer.charts.marks import Mark, marks
from explorer.charts.scales import is_logarithmic
from explorer.charts.stated import Stated, stated_in

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST = 6  # groups that colours tell apart
_PARTS = ("value", "low", "high")  # what a mark asks of the field
Placed = tuple[np.ndarray, np.ndarray]  # places of papers, and of the marks in which they count


@dataclass(frozen=True)
class Groups:
    """Hold which paper is in which group, and which groups are drawn."""

    field: str
    sides: Stated
    codes: tuple[int, ...]

    @property
    def cut(self) -> str:
        """Say how many groups are drawn, where that is not all of them."""
        return cut_of(self.field, self.sides, MOST)

    @property
    def inside(self) -> np.ndarray:
        """Say for each paper whether it is in a group that is drawn."""
        drawn = np.zeros(self.sides.papers, dtype=bool)
        for code in self.codes:
            drawn |= self.sides.states(code)
        return drawn

    def part(self, across: int) -> Mark:
        """Give the part of a query that a group stands for."""
        return {"field": self.field, "value": self.sides.known[self.codes[across]]}

    def spread(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Repeat papers, which the index tells by their places, in each of their groups: ``across, column, of``."""
        cells = [rows.head(0).assign(across=0, column="", of=0)]
        for across, code in enumerate(self.codes):
            inside = self.sides.states(code)
            name, of = plain(self.sides.known[code]), int(inside.sum())
            cells.append(rows[inside[rows.index]].assign(across=across, column=name, of=of))
        return pd.concat(cells)


def groups_of(chart: Chart, papers: pd.DataFrame) -> Groups:
    """Choose the groups of a chart: the largest, numbers in their order."""
    sides = stated_in(chart.sides(papers))
    return Groups(chart.by, sides, tuple(sides.in_order(sides.most(MOST))))


def charted(  # noqa: PLR0913 - what a caption says
    chart: Chart, papers: pd.DataFrame, bins: pd.DataFrame, placed: Placed, *,
    missing: int, step: str = "", cut: str = "",
) -> pd.DataFrame:  # fmt: skip
    """Give a chart's marks their caption, and say on which scale they stand."""
    return _on_its_scale(parted(chart, papers, bins, placed, missing=missing, step=step, cut=cut))


def parted(  # noqa: PLR0913 - what a caption says
    chart: Chart, papers: pd.DataFrame, bins: pd.DataFrame, placed: Placed, *,
    missing: int, step: str = "", cut: str = "",
) -> pd.DataFrame:  # fmt: skip
    """Give a chart's marks their caption, and count them in each group where the chart has some."""
    if not chart.by:
        return captioned(bins, chart, len(papers), missing, by=step, cut=cut)
    groups = groups_of(chart, papers)
    drawn = _cells(chart, bins, placed, groups) if groups.codes and len(bins) else bins.head(0)
    drawn = captioned(drawn, chart, len(papers), 0, by=step, cut=cut + groups.cut)
    drawn.attrs["note"] = unstated({chart.field: missing, chart.by: groups.sides.missing})
    return drawn


def placed_between(lows: Sequence[float], numbers: np.ndarray, papers: np.ndarray) -> Placed:
    """Place each paper by its number, between one low end and the next."""
    return papers, np.searchsorted(np.array(lows, dtype=float), numbers, side="right") - 1


def placed_in(behind: Sequence[np.ndarray]) -> Placed:
    """Place papers in marks, given the places of the papers behind each mark."""
    papers = np.concatenate([np.arange(0), *behind])
    return papers, np.repeat(np.arange(len(behind)), [len(places) for places in behind])


def cut_of(field: str, stated: Stated, limit: int) -> str:
    """Say how many values of a field are drawn, where that is not all of them."""
    distinct = stated.distinct()
    return f", {spaced(field)}: top {limit:,} of {distinct:,}" if distinct > limit else ""


def unstated(missing: dict[str, int]) -> str:
    """Say which fields are not stated by how many."""
    return ", ".join(f"{spaced(field)} not stated by {count:,}" for field, count in missing.items() if count)


def share_of(papers: int, of: int) -> str:
    """Say which part of a group some papers are: ``34% of 35``."""
    return f"{papers / of:.0%} of {of:,}"


def _cells(chart: Chart, bins: pd.DataFrame, placed: Placed, groups: Groups) -> pd.DataFrame:
    """Count the papers of each group behind each mark."""
    asked = [one.get("parts") or [_asked(chart, one)] for one in marks(bins)]
    sides, (paper, mark) = [groups.part(across) for across in range(len(groups.codes))], placed
    inside = [groups.sides.states(code) for code in groups.codes]
    counts = [np.bincount(mark[there[paper]], minlength=len(bins)).tolist() for there in inside]
    sizes, names = [int(there.sum()) for there in inside], [plain(side["value"]) for side in sides]
    grid = [(across, down) for across in range(len(sides)) for down in range(len(bins))]
    cells = bins.iloc[[down for _, down in grid]].reset_index(drop=True)
    papers, of = [counts[across][down] for across, down in grid], [sizes[across] for across, _ in grid]
    column = [names[across] for across, _ in grid]
    return cells.assign(
        row=cells["label"],
        column=column,
        down=[down for _, down in grid],
        across=[across for across, _ in grid],
        parts=pd.Series([[*asked[down], sides[across]] for across, down in grid], dtype=object),
        label=[f"{label}, {name}" for label, name in zip(cells["label"], column, strict=True)],
        papers=papers,
        of=of,
        share=[count / size for count, size in zip(papers, of, strict=True)],
        said=[f"{counted(n, chart.noun)}, {share_of(n, size)}" for n, size in zip(papers, of, strict=True)],
    )


def _asked(chart: Chart, mark: Mark) -> Mark:
    """Give the part of a query that a mark of the field alone stands for."""
    return {"field": chart.asks, **{part: mark[part] for part in _PARTS if part in mark}}


def _on_its_scale(frame: pd.DataFrame) -> pd.DataFrame:
    """Say that the counts stand on a log scale, where they do."""
    if is_logarithmic(frame["papers"]):
        noun = f"{frame['noun'].iloc[0]}s"
        said = f"{noun[:1].upper()}{noun[1:]}: log scale"
        frame.attrs["note"] = "; ".join(part for part in (frame.attrs["note"], said) if part)
    return frame
