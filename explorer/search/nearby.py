"""A few points on a plane, near where they are near: t-SNE with every pair, by numpy alone."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]

PERPLEXITY = 30.0  # neighbours that a point looks to, where there are enough
_STEPS, _EARLY = 500, 150  # rounds, and those in which what is near is drawn together
_TOGETHER, _SLOW, _FAST = 4.0, 0.5, 0.8  # how strongly, and how much of a step is kept, early and later
_HALVINGS = 50
_LEAST = 1e-12


def placed(vectors: Points) -> Points:
    """Lay points of many dimensions out in two, the same way each time.

    L. van der Maaten and G. Hinton, *Visualizing Data using t-SNE*, Journal of Machine Learning Research 9, 2008.
    """
    count = len(vectors)
    wanted = _affinities(_squares(vectors), min(PERPLEXITY, (count - 1) / 3))
    places, step, gains = begun(vectors), np.zeros((count, 2)), np.ones((count, 2))
    rate = max(count / _TOGETHER / 4, 10.0)
    for turn in range(_STEPS):
        is_early = turn < _EARLY
        slope = _slope(places, wanted * (_TOGETHER if is_early else 1.0))
        gains = np.maximum(np.where((slope > 0) == (step > 0), gains * 0.8, gains + 0.2), 0.01)
        step = (_SLOW if is_early else _FAST) * step - rate * gains * slope
        places = places + step
        places -= places.mean(axis=0)
    return places


def begun(vectors: Points) -> Points:
    """Begin with the two directions in which the points differ most, very small, each with a sign of its own."""
    middle = vectors - vectors.mean(axis=0)
    left, spread, _ = np.linalg.svd(middle, full_matrices=False)
    start = (left * spread)[:, :2] if left.shape[1] > 1 else np.column_stack([left[:, 0], np.zeros(len(left))])
    signs = np.sign(start[np.abs(start).argmax(axis=0), [0, 1]])
    start = start * np.where(signs == 0, 1.0, signs)
    # Points that are one in all dimensions would never part.
    start = start + np.random.default_rng(7).normal(scale=1e-3, size=start.shape)
    begun: Points = start / max(start[:, 0].std(), _LEAST) * 1e-2
    return begun


def _squares(points: Points) -> Points:
    """Give the squared distance of every two points."""
    lengths = (points**2).sum(axis=1)
    between: Points = np.maximum(lengths[:, None] + lengths[None] - 2 * points @ points.T, 0.0)
    return between


def _affinities(distances: Points, perplexity: float) -> Points:
    """Say how near every two points are: of each, its neighbours share 1, as many as the perplexity says."""
    count = len(distances)
    low, high, scale = np.zeros(count), np.full(count, np.inf), np.ones(count)
    for _ in range(_HALVINGS):
        near = np.exp(-(distances - distances.min(axis=1, keepdims=True)) * scale[:, None])
        np.fill_diagonal(near, 0.0)
        near /= np.maximum(near.sum(axis=1, keepdims=True), _LEAST)
        entropy = -(near * np.log(np.maximum(near, _LEAST))).sum(axis=1)
        is_wide = entropy > np.log(perplexity)
        low, high = np.where(is_wide, scale, low), np.where(is_wide, high, scale)
        scale = np.where(np.isinf(high), scale * 2, (low + np.where(np.isinf(high), 0, high)) / 2)
    both: Points = (near + near.T) / (2 * count)
    return both


def _slope(places: Points, wanted: Points) -> Points:
    """Say how each point should move: to those that are wanted near, away from all others."""
    reach = 1 / (1 + _squares(places))
    np.fill_diagonal(reach, 0.0)
    pull = (wanted - reach / max(reach.sum(), _LEAST)) * reach
    slope: Points = 4 * (pull.sum(axis=1)[:, None] * places - pull @ places)
    return slope
