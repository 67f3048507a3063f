"""How much each word says of each paper, and how alike two papers are by their words."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from explorer.comparison.odds import Array
from explorer.comparison.tally import Whole
from explorer.comparison.words import Words, read

_MANY, _OFTEN = 10_000, 5  # papers, of which a word must stand in more than two to say something


@dataclass(frozen=True)
class Weights:
    """Hold which papers write which words, once a pair, and how much each says; a paper's squares add up to 1."""

    places: Whole
    codes: Whole
    weights: Array
    shape: tuple[int, int]
    vocabulary: pd.Index

    def dense(self) -> Array:
        """Give the weights as a table, a row a paper: for a few hundred papers."""
        table = np.zeros(self.shape)
        table[self.places, self.codes] = self.weights
        return table

    def alike(self) -> Array:
        """Give the cosine of every two papers: 1 for the same words, 0 for none in common or none at all."""
        table = self.dense()
        return np.clip(table @ table.T, 0.0, 1.0)


def weigh(papers: pd.DataFrame) -> Weights:
    """Weigh the words of titles and abstracts, each paper's against those of all."""
    words = read(papers)
    return weighed(words, len(papers), rarity(words, len(papers)))


def rarity(words: Words, papers: int) -> Array:
    """Say how rare each word is: ln((n+1) / (papers that have it + 1)), 0 for what says nothing.

    A word of one paper alone ties it to no other; among very many papers, so does one of a few.
    """
    return rarity_of(np.bincount(words.codes, minlength=len(words.vocabulary)), papers)


def rarity_of(having: Whole, papers: int) -> Array:
    """Say the same of words that so many of the papers have."""
    tying = having >= (2 if papers < _MANY else _OFTEN)
    return np.where(tying, np.log((papers + 1) / (having + 1)), 0.0)


def weighed(words: Words, papers: int, rare: Array) -> Weights:
    """Weigh the words of some papers by how rare they are: (1 + ln times) x rarity, at the length of 1.

    G. Salton and C. Buckley, *Term-weighting Approaches in Automatic Text Retrieval*, Information Processing &
    Management 24, 1988.
    """
    kept, saying = rare[words.codes] > 0, rare > 0
    places, codes = words.places[kept], words.codes[kept]
    weights = (1 + np.log(words.times[kept])) * rare[codes]
    lengths = np.sqrt(np.bincount(places, weights**2, minlength=papers))
    weights = weights / np.where(lengths > 0, lengths, 1)[places]
    shape = (papers, int(saying.sum()))
    return Weights(places, (np.cumsum(saying) - 1)[codes], weights, shape, words.vocabulary[saying])


def onto(words: Words, papers: int, vocabulary: pd.Index, rare: Array) -> Weights:
    """Weigh the words of other papers as those of a vocabulary are; a word that is none of it says nothing."""
    places = vocabulary.get_indexer(words.vocabulary)
    is_known = places[words.codes] >= 0
    known = Words(words.places[is_known], places[words.codes[is_known]], words.times[is_known], vocabulary)
    return weighed(known, papers, rare)
