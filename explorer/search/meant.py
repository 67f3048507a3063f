"""What typed words mean: the papers that hold them in another order, and those near them that do not hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from explorer.rows import taken
from explorer.search import vectors
from explorer.search.ranking import DEPTH, fused, top
from explorer.search.reading import Reader
from explorer.terms import parse

if TYPE_CHECKING:
    import pandas as pd

    from explorer.rows import Rows
    from explorer.search.ranking import Array

# The nearest of the 36 papers that ship is at most .22 from what means nothing there: `bananas`, `xqzzy`, `grap`.
LEAST = 0.3


def said(text: str) -> str:
    """Give the words that are wanted, as a sentence that a model reads; nothing where none is."""
    return " ".join(" ".join(term.words) for term in parse(text) if not term.unwanted)


def nearness(papers: pd.DataFrame, text: str) -> Array | None:
    """Say how near each paper is to what a text wants, 0 to 1; None where it wants nothing.

    Raises
    ------
    MeaningError
        Where the packages for it are missing, or more than 20,000 papers were not read by meaning before.
    """
    words = said(text)
    return vectors.near(papers, words) if words else None


def arranged(rows: Rows, near: Array) -> Rows:
    """Fuse the order in which rows come with how near each paper is; what neither ranks high stays as it comes."""
    by_words = np.maximum(DEPTH - np.arange(len(rows), dtype=float), 0)
    fitting = fused([by_words, near[rows]])
    best, others = np.flatnonzero(fitting > 0), rows[fitting <= 0]
    return np.concatenate([rows[best[np.argsort(-fitting[best], kind="stable")]], others])


def beside(papers: pd.DataFrame, text: str, others: Rows, near: Array, count: int) -> Rows:
    """Give those of other rows that are nearest to a text, and hold no word that it does not want."""
    best = others[top(near[others], 4 * count)]
    best = best[near[best] >= LEAST]
    unwanted = [term for term in parse(text) if term.unwanted]
    free: Rows = best[Reader(taken(papers, best)).holding(unwanted)] if unwanted else best
    return free[:count]
