"""The words that set a group of papers apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.arrays import ArrowExtensionArray

from explorer.comparison.cut import cut
from explorer.comparison.groups import masks
from explorer.comparison.inside import Inside
from explorer.comparison.matrix import CompareError
from explorer.comparison.odds import Array, apart
from explorer.comparison.tally import TYPES, Tally, Whole, counted, typed
from explorer.percolumn import PerColumn
from explorer.query import Query
from explorer.rows import DRAWN, MOST_READ, drawn, taken
from explorer.terms import DEFAULT_FIELDS

if TYPE_CHECKING:
    from explorer.rows import Rows

_TEXT = pd.ArrowDtype(pa.string())
PRIOR = 500.0  # words of background added to each side
ROWS = 5_000  # papers that are read at once: what is held of them meanwhile is 100 MB


def terms(papers: pd.DataFrame, groups: Mapping[str, Query], *, prior: float = PRIOR) -> pd.DataFrame:
    """Say which words set each group apart from the other groups.

    Parameters
    ----------
    papers
        A papers frame; the words of title and abstract are read, in lower case. All of it, in a group or not,
        is the background that the prior is drawn from.
    groups
        Name → query, k of them, at least 2; each is set against the others taken together, and a paper in two
        groups counts in both.
    prior
        How many words of background are added to each side; more of them draw rare words to no difference.

    Returns
    -------
    pandas.DataFrame
        k rows a word of the groups: `group`, `term`, `count` in the group, `others` in the other groups,
        `log_odds` (natural logarithm, above 0 where the group uses the word more) and `z`, the log-odds by its
        standard deviation, by which each group's words are sorted, largest first. Empty where fewer than 2
        different words are written. The method is the log-odds ratio with an informative Dirichlet prior
        (B. L. Monroe, M. P. Colaresi and K. M. Quinn, *Fightin' Words*, Political Analysis 16, 2008): with a = prior x
        the word's share of the background, d = ln((y+a) / (n+prior-y-a)) - the same of the others, and variance
        1/(y+a) + 1/(y'+a).

    Raises
    ------
    CompareError
        Where there are fewer than 2 groups, or the prior is not above 0.

    Examples
    --------
    >>> terms(papers, {"old": Query(...), "new": Query(...)}).groupby("group").head(10)  # doctest: +SKIP
    """
    if not prior > 0:
        raise CompareError(f"prior is {prior!r}; give a number of words above 0.")
    inside, words = Inside.of(masks(papers, groups), len(papers)), read(papers)
    count = words.counts(inside)
    log_odds, z = words.apart(count, prior)
    others, kept = count.sum(axis=1, keepdims=True) - count, np.flatnonzero(count.any(axis=1))
    columns = {"count": count, "others": others, "log_odds": log_odds, "z": z}
    ranked = [
        pd.DataFrame({"group": name, "term": words.vocabulary, **{key: told[:, at] for key, told in columns.items()}})
        for at, name in enumerate(groups)
    ]
    ordered = [one.iloc[kept].sort_values(by=["z", "term"], ascending=[False, True]) for one in ranked]
    return typed(pd.concat(ordered, ignore_index=True).astype({"term": _TEXT, "others": TYPES["count"]}))


@dataclass(frozen=True)
class Words:
    """Hold which papers write which words: the places of both, once a pair, and how many `times`."""

    places: Whole
    codes: Whole
    times: Whole
    vocabulary: pd.Index

    def of(self, wanted: npt.NDArray[np.bool_]) -> Words:
        """Give the words of some of the papers."""
        kept, places = wanted[self.places], np.cumsum(wanted) - 1
        return Words(places[self.places[kept]], self.codes[kept], self.times[kept], self.vocabulary)

    @cached_property
    def background(self) -> Array:
        """Count each word of the vocabulary."""
        return np.bincount(self.codes, self.times, minlength=len(self.vocabulary)).astype(float)

    def counts(self, inside: Inside) -> Array:
        """Count each word in each group; none where one word is all there is, since the odds of all are infinite."""
        if np.count_nonzero(self.background) < 2:
            return np.zeros((len(self.vocabulary), len(inside.groups)))
        return inside.grouped(inside.counted(self.places, self.codes, len(self.vocabulary), self.times)).astype(float)

    def apart(self, count: Array, prior: float = PRIOR) -> tuple[Array, Array]:
        """Give the log-odds ratio and the z-score of each word in each group."""
        weights = prior * self.background / max(self.background.sum(), 1)
        return apart(count, count.sum(axis=0), weights, prior)

    def tally(self, inside: Inside) -> Tally:
        """Count the papers of each group that write each word."""
        return counted(self.places, self.codes, self.vocabulary.array, inside)


def read(papers: pd.DataFrame, fields: Iterable[str] = DEFAULT_FIELDS) -> Words:
    """Cut the titles and abstracts of some papers, or other fields, into their words, in lower case."""
    texts = papers[[name for name in fields if name in papers.columns]]
    parts = [_counted(texts.iloc[first : first + ROWS]) for first in range(0, max(len(papers), 1), ROWS)]
    return parts[0] if len(parts) == 1 else _joined(parts)


def _counted(texts: pd.DataFrame) -> Words:
    places, codes, vocabulary = cut([texts[name] for name in texts])
    size = max(len(vocabulary), 1)
    pairs, times = np.unique(places * size + codes, return_counts=True)
    return Words(pairs // size, pairs % size, times, vocabulary)


def _joined(parts: Sequence[Words]) -> Words:
    """Put the words of some thousand papers after those of others, in one vocabulary."""
    said = pa.chunked_array([pa.array(part.vocabulary.array) for part in parts]).combine_chunks().dictionary_encode()
    order = pc.sort_indices(said.dictionary)
    ranks = np.empty(len(order), np.int64)
    ranks[order.to_numpy()] = np.arange(len(order))
    ends = np.cumsum([len(part.vocabulary) for part in parts])[:-1]
    codes = [own[part.codes] for own, part in zip(np.split(ranks[said.indices.to_numpy()], ends), parts, strict=True)]
    places = [part.places + first * ROWS for first, part in enumerate(parts)]
    vocabulary = pd.Index(said.dictionary.take(order).to_pylist(), dtype=_TEXT)
    times = np.concatenate([part.times for part in parts])
    return Words(np.concatenate(places), np.concatenate(codes), times, vocabulary)


def kept(papers: pd.DataFrame, field: str) -> Words:
    """Give the words of a field, read once; of more than `MOST_READ` papers those of some, drawn by lot."""
    return _kept(papers[field])


def rows_kept(papers: int) -> Rows:
    """Say in which of so many rows `kept` reads the words."""
    return drawn(np.arange(papers), papers if papers <= MOST_READ else DRAWN)


def _of_column(texts: pa.ChunkedArray) -> Words:
    papers = pd.DataFrame({"": ArrowExtensionArray(texts)})
    return read(taken(papers, rows_kept(len(papers))), papers.columns)


_kept = PerColumn(_of_column)
