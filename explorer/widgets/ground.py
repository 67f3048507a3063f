"""What a map's front end draws: a point a paper, or a cell for many, as numbers without Python objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from explorer.charts.colouring import NOT_STATED, OTHER
from explorer.charts.marks import held
from explorer.columns import PLACES

if TYPE_CHECKING:
    import pandas as pd

    from explorer.charts.colouring import Colours
    from explorer.query import Query

    Mask = npt.NDArray[np.bool_]
    Rows = npt.NDArray[np.int64]

MOST = 20_000  # points; above them cells, since the ink of 100,000 covers a page three times
CELLS = (120, 80)  # from left to right, and upwards
Extent = tuple[float, float, float, float]  # left, lower, right and upper side
WHOLE: Extent = (0.0, 0.0, 1.0, 1.0)
SELECTED = 128  # is added to a point's colour


@dataclass(frozen=True)
class Ground:
    """Hold where papers stand, and the names of the map's parts with their middles."""

    places: npt.NDArray[np.float64]
    names: tuple[dict[str, Any], ...]

    def within(self, extent: Extent) -> Rows:
        """Give the papers within a part of the map."""
        if extent == WHOLE:
            return np.arange(len(self.places))
        left, lower, right, upper = extent
        x, y = self.places.T
        return np.flatnonzero((x >= left) & (x <= right) & (y >= lower) & (y <= upper))

    def points(self, rows: Rows) -> bytes:
        """Write where papers stand: two numbers each, from 0 to 65,535."""
        return np.round(self.places[rows] * 65_535).astype("<u2").tobytes()

    def cells(self, rows: Rows, extent: Extent, selected: Mask, colours: Colours) -> bytes:
        """Count the papers of each cell, and those selected, and name the colour of most of these: three numbers."""
        (across, up), (left, lower, right, upper) = CELLS, extent
        shares = (self.places[rows] - (left, lower)) / (right - left, upper - lower)
        column, line = (np.clip(shares[:, side] * CELLS[side], 0, CELLS[side] - 1).astype(int) for side in (0, 1))
        cell, wanted, size = line * across + column, selected[rows], across * up
        kinds = NOT_STATED + 1
        each = np.bincount(cell[wanted] * kinds + colours.codes[rows][wanted], minlength=size * kinds)
        each = each.reshape(size, kinds)
        told = [np.bincount(cell, minlength=size), each.sum(axis=1), each.argmax(axis=1)]
        return np.stack(told, axis=1).astype("<u4").tobytes()


def ground_of(papers: pd.DataFrame) -> Ground:
    """Read where papers stand from their columns."""
    places = papers[list(PLACES)].to_numpy(dtype=float)
    parts = papers.reset_index(drop=True).groupby("cluster", sort=False, observed=True)
    middles = parts[list(PLACES)].median().astype(float)
    sizes = parts.size()
    names = [
        {"name": name, "x": round(float(x), 4), "y": round(float(y), 4), "papers": int(sizes[name])}
        for name, x, y in zip(middles.index, *middles.to_numpy(dtype=float).T, strict=True)
    ]
    return Ground(places, tuple(sorted(names, key=lambda part: -part["papers"])))


def marked(codes: npt.NDArray[np.uint8], selected: Mask) -> bytes:
    """Write a byte a point: its colour, and whether it is selected."""
    return np.where(selected, codes | SELECTED, codes).astype(np.uint8).tobytes()


def told(query: Query, ground: Ground, colours: Colours, selected: Mask) -> dict[str, Any]:
    """Say what is drawn: how many papers, in which colours, under which names, and what of that is asked for."""
    counts, wanted = colours.counts(selected), query.among.get("cluster", ())
    legend = [
        {"label": mark["label"], "papers": count, "held": held(query, mark)}
        for mark, count in zip(colours.marks, counts, strict=False)
    ]
    return {
        "selected": int(selected.sum()),
        "of": len(selected),
        "legend": legend,
        "rest": {"other": counts[OTHER], "not stated": counts[NOT_STATED]},
        "names": [{**part, "held": part["name"] in wanted} for part in ground.names],
        "asked": [query.between.get(side) for side in PLACES],
        "narrowed": cleared(query) != query,
    }


def cleared(query: Query) -> Query:
    """Return the query that asks nothing of the map."""
    for name in (*PLACES, "cluster"):
        query = query.without(name)
    return query
