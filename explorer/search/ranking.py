"""Which scores are the highest, and rankings made one."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

DEPTH = 1_000  # of each ranking: what comes later hardly changes the first page
FLATTEN = 60  # k: how little the first places differ


def top(scores: npt.NDArray[np.floating], count: int) -> Whole:
    """Give the places of the highest scores above 0, highest first; equal ones in their order."""
    places = np.flatnonzero(scores > 0)
    if len(places) > count > 0:
        least = -np.partition(-scores[places], count - 1)[count - 1]
        places = places[scores[places] >= least]
    return places[np.argsort(-scores[places], kind="stable")][: max(count, 0)]


def fused(rankings: Iterable[npt.NDArray[np.floating]]) -> Array:
    """Score what several scores rank high, 1 what all rank first; what none ranks high is 0.

    Reciprocal rank fusion: G. V. Cormack, C. L. A. Clarke and S. Büttcher, SIGIR 2009.
    """
    parts = []
    for scores in rankings:
        part, best = np.zeros(len(scores)), top(scores, DEPTH)
        part[best] = (FLATTEN + 1) / (FLATTEN + 1 + np.arange(len(best)))
        parts.append(part)
    mean: Array = np.mean(parts, axis=0)
    return mean
