"""In which order papers stand beside those that are most like them, and the tree that says so."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy.cluster.hierarchy import leaves_list, linkage

Alike = npt.NDArray[np.float64]
# First and last row, the middles of the two parts that meet, how alike they are, and each of the parts within itself.
Join = tuple[int, int, tuple[float, float], tuple[float, float, float]]


def joined(alike: Alike) -> tuple[list[int], list[Join]]:
    """Give the order of two papers or more, and the joins of their tree in that order, the most alike first."""
    apart = 1 - alike[np.triu_indices(len(alike), 1)]
    steps = linkage(apart, method="average", optimal_ordering=len(alike) > 2)
    order = leaves_list(steps).tolist()
    row = {paper: place for place, paper in enumerate(order)}
    parts = {paper: (row[paper], row[paper], float(row[paper]), 1.0) for paper in range(len(alike))}
    joins: list[Join] = []
    for number, (one, two, distance, _) in enumerate(steps, len(alike)):
        upper, lower = sorted((parts[int(one)], parts[int(two)]))
        height = 1 - float(distance)
        joins.append((upper[0], lower[1], (upper[2], lower[2]), (height, upper[3], lower[3])))
        parts[number] = (upper[0], lower[1], (upper[2] + lower[2]) / 2, height)
    return order, joins
