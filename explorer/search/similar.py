"""Which papers are near another by their words, and which words say so."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
import pandas as pd

from explorer import rows
from explorer.columns import LIST, REAL
from explorer.errors import PaperError, QueryError
from explorer.search import bm25, vectors, weighed
from explorer.search.once import Once
from explorer.search.ranking import Array, Whole, fused, top
from explorer.search.shared import shared, text_of

words_of = Once(weighed.words)


def similar(
    papers: pd.DataFrame, to: str = "", count: int = 10, *, text: str = "", meaning: bool = False
) -> pd.DataFrame:
    """Find the papers that are nearest to one of them, or to any text, by the words of titles and abstracts.

    The words are read once a frame, and kept until its texts are gone; those of a library are kept in it.

    Parameters
    ----------
    papers
        A papers frame of *n* rows.
    to
        The id of the paper that others are to be near; not asked for where there is a text.
    count
        How many papers to give at most; one that shares no word, nor any meaning that is asked for, is not given.
    text
        What papers are to be near instead: a question, a sentence, an abstract that is not among them.
    meaning
        Whether what the papers mean counts as much as their words, by the vectors of a small model on this machine;
        needs ``pip install 'explorer[semantic]'``. The vectors are read once a text, and kept on the disk.

    Returns
    -------
    pandas.DataFrame
        The nearest papers, nearest first, as they stand in `papers`, with `similarity`, above 0 and at most 1, and
        `shared`, the words and phrases that make it, most telling first, as the near paper writes them. Similarity
        is the cosine of the two papers' BM25 weights of stems, a word of a title counting three times; to a text it
        is the BM25 score as a part of the best one's. With `meaning` it is the reciprocal rank fusion of that and of
        the vectors' cosine, 1 for what both find nearest.
        Equally near papers come in their order in `papers`.

    Raises
    ------
    PaperError
        Where the papers lack the one named.
    QueryError
        Where neither a paper nor a text is given, or both are.
    MeaningError
        Where meaning is asked for and the packages for it are missing, or more than 20,000 papers were not read by
        it before; it says how long that takes.

    Examples
    --------
    >>> similar(papers, to="a")[["title", "similarity", "shared"]]  # doctest: +SKIP
    """
    if bool(to) == bool(text):
        raise QueryError("Name the paper that others are to be near, by `to`, or give a `text`: one of them.")
    if text:
        own: Mapping[str, float] = bm25.bag(text)
        scores = _parts_of_the_best(words_of(papers).scores(own))
        meant = partial(vectors.near, papers, text)
    else:
        row = row_of(papers, to)
        own, text = own_weights(papers, row), text_of(papers, row)
        scores = cosines(papers, row, own)
        meant = partial(meanings, papers, row)
    if meaning:
        scores = fused([scores, meant()])
    near = top(scores, count)
    return told(papers, near, scores[near], explained(papers, text, own, near))


def _parts_of_the_best(scores: Array) -> Array:
    best: float = scores.max(initial=0)
    return scores / best if best else scores


def row_of(papers: pd.DataFrame, paper: str) -> int:
    """Give the place of a paper; the first of those that share an id."""
    if (row := rows.row_of(papers, paper)) is None:
        raise PaperError(paper)
    return row


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


def meanings(papers: pd.DataFrame, row: int) -> Array:
    """Say how near each paper is to one of them by what it means, 0 to 1; itself is not."""
    parts = vectors.readily(papers)
    scores = vectors.scores(parts, vectors.of(parts, row))
    scores[row] = 0
    return scores


def explained(papers: pd.DataFrame, text: str, own: Mapping[str, float], near: Whole) -> list[list[str]]:
    """Give for each of some near papers the words that it shares with a text, most telling first."""
    weights = words_of(papers).weigh(own, near)
    parts = [{stem: weight * float(weights[stem][at]) for stem, weight in own.items()} for at in range(len(near))]
    return [shared(part, text, text_of(papers, place)) for part, place in zip(parts, near.tolist(), strict=True)]


def told(papers: pd.DataFrame, near: Whole, similarity: Array, terms: list[list[str]]) -> pd.DataFrame:
    """Give the near papers with how near they are, and by which words."""
    found = rows.taken(papers, near)
    numbers = pd.Series(similarity, index=found.index, dtype=pd.ArrowDtype(REAL))
    return found.assign(similarity=numbers, shared=pd.Series(terms, index=found.index, dtype=pd.ArrowDtype(LIST)))
