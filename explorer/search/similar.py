"""Which papers are near another by their words, and which words say so."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from explorer.columns import LIST, REAL
from explorer.errors import PaperError
from explorer.search import bm25
from explorer.search.once import Once
from explorer.search.shared import shared, text_of

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

words_of = Once(bm25.read)


def similar(papers: pd.DataFrame, to: str, count: int = 10) -> pd.DataFrame:
    """Find the papers that are nearest to one of them, by the words of titles and abstracts.

    The words are read once a frame, in about 0.1 ms a paper, and kept until its texts are gone.

    Parameters
    ----------
    papers
        A papers frame of *n* rows.
    to
        The id of the paper that others are to be near.
    count
        How many papers to give at most; only those that share a word are given.

    Returns
    -------
    pandas.DataFrame
        The nearest papers, nearest first, as they stand in `papers`, with `similarity`, above 0 and at most 1, and
        `shared`, the words and phrases that make it, most telling first, as the near paper writes them. Similarity
        is the cosine of the two papers' BM25 weights of stems, a word of a title counting three times; equally
        near papers come in their order in `papers`.

    Raises
    ------
    PaperError
        Where the papers lack the one named.

    Examples
    --------
    >>> similar(papers, to="a")[["title", "similarity", "shared"]]  # doctest: +SKIP
    """
    row = row_of(papers, to)
    own = own_weights(papers, row)
    scores = cosines(papers, row, own)
    near = top(scores, count)
    return told(papers, near, scores[near], explained(papers, row, own, near))


def row_of(papers: pd.DataFrame, paper: str) -> int:
    """Give the place of a paper; the first of those that share an id."""
    found = np.flatnonzero(papers.index == paper) if isinstance(paper, str) else ()
    if not len(found):
        raise PaperError(paper)
    return int(found[0])


def own_weights(papers: pd.DataFrame, row: int) -> dict[str, float]:
    """Give what each stem says of a paper."""
    weights = words_of(papers).weigh(bm25.bag(text_of(papers, row)), np.array([row]))
    return {stem: float(weight[0]) for stem, weight in weights.items()}


def cosines(papers: pd.DataFrame, row: int, own: Mapping[str, float]) -> Array:
    """Say how near each paper is to one of them, 0 to 1; itself is not."""
    words = words_of(papers)
    lengths = words.lengths.astype(float) * float(words.lengths[row])
    dots = words.scores(own)
    scores = np.minimum(np.divide(dots, lengths, out=np.zeros(len(dots)), where=lengths > 0), 1)
    scores[row] = 0
    return scores


def top(scores: Array, count: int) -> Whole:
    """Give the places of the highest scores above 0, highest first; equal ones in their order."""
    places = np.flatnonzero(scores > 0)
    if len(places) > count > 0:
        least = -np.partition(-scores[places], count - 1)[count - 1]
        places = places[scores[places] >= least]
    return places[np.argsort(-scores[places], kind="stable")][: max(count, 0)]


def explained(papers: pd.DataFrame, row: int, own: Mapping[str, float], near: Whole) -> list[list[str]]:
    """Give for each of some near papers the words that it shares with one, most telling first."""
    text, weights = text_of(papers, row), words_of(papers).weigh(own, near)
    parts = [{stem: weight * float(weights[stem][at]) for stem, weight in own.items()} for at in range(len(near))]
    return [shared(part, text, text_of(papers, place)) for part, place in zip(parts, near.tolist(), strict=True)]


def told(papers: pd.DataFrame, near: Whole, similarity: Array, terms: list[list[str]]) -> pd.DataFrame:
    """Give the near papers with how near they are, and by which words."""
    found = papers.iloc[near]
    numbers = pd.Series(similarity, index=found.index, dtype=pd.ArrowDtype(REAL))
    return found.assign(similarity=numbers, shared=pd.Series(terms, index=found.index, dtype=pd.ArrowDtype(LIST)))
