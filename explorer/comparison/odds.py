"""How much more one group says something than the others do: log-odds with an informative Dirichlet prior."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]


def apart(count: Array, of: Array, weights: Array, prior: float, *, frequent: bool = False) -> tuple[Array, Array]:
    """Set each group against the others taken together; give the log-odds ratios and their z-scores.

    B. L. Monroe, M. P. Colaresi and K. M. Quinn, *Fightin' Words*, Political Analysis 16, 2008.

    Parameters
    ----------
    count
        Shape (v, k): how often each of k groups says each of v things.
    of
        Shape (k,): how often it could have said one.
    weights
        Shape (v,): the prior's share of each thing, which adds up to no more than `prior`.
    prior
        How much of the background is added to each side.
    frequent
        Whether a thing may be said by most of a group. Its silence then adds to the variance; among many words it
        adds next to nothing, and is left out as in the paper.

    Returns
    -------
    tuple of numpy.ndarray
        Twice the shape (v, k); both 0 for a thing that everybody says, or nobody, which sets nobody apart.
    """
    added = weights[:, None]
    yes, no = count + added, of + prior - count - added
    others = count.sum(axis=1, keepdims=True) - count + added
    silent = of.sum() - of + prior - others
    told = (yes > 0) & (no > 0) & (others > 0) & (silent > 0)
    yes, no, others, silent = (np.where(told, part, 1.0) for part in (yes, no, others, silent))
    ratio = np.log(yes / no) - np.log(others / silent)
    variance = 1 / yes + 1 / others + ((1 / no + 1 / silent) if frequent else 0)
    return ratio, ratio / np.sqrt(variance)
