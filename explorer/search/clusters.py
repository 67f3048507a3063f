"""Places on a map parted into clusters, each named by the words that set it apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from explorer.comparison.odds import apart
from explorer.comparison.weights import Weights

Places = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

MOST = 24  # names that a map has room for
_STARTS, _ROUNDS, _SAMPLE = 8, 60, 20_000
_WORDS, _STEM = 2, 5  # words of a name; letters by which two words are one
_PRIOR, _TRIED = 50.0, 40  # background added to each side; words of which a name is chosen
_COMMON = 0.5  # of the papers: a word that more of them write names none of them


def clusters(places: Places) -> Codes:
    """Part places into clusters of near ones, as many as the root of their number, the largest first.

    S. P. Lloyd's k-means, begun as by D. Arthur and S. Vassilvitskii, *k-means++*, SODA 2007, the best of eight.
    Every paper is in a cluster: of 36 papers, clusters by density (HDBSCAN) leave many in none.
    """
    count, random = len(places), np.random.default_rng(7)
    few = places if count <= _SAMPLE else places[random.choice(count, _SAMPLE, replace=False)]
    wanted = min(MOST, max(2, round(count**0.5)))
    tried = [_settled(few, _middles(few, wanted, random)) for _ in range(_STARTS)]
    middles = min(tried, key=lambda middles: float(_apart(few, middles).min(axis=1).sum()))
    parts = np.split(places, range(_SAMPLE, count, _SAMPLE))
    codes = np.concatenate([_apart(part, middles).argmin(axis=1) for part in parts])
    sizes = np.bincount(codes, minlength=len(middles))
    rank = np.empty_like(sizes)
    rank[np.lexsort((np.arange(len(sizes)), -sizes))] = np.arange(len(sizes))
    ranked: Codes = rank[codes]
    return ranked


def names(weights: Weights, codes: Codes, count: int = 0) -> list[str]:
    """Name each cluster by the words that weigh more in its papers than in the others, by z of the log-odds ratio.

    The words are weighed as the map's are: a word of everybody names nobody, and each paper has the same say. `count`
    is that of the clusters, where the papers weighed may not be in all of them.
    """
    wanted, size = range(max(count, int(codes.max()) + 1)), weights.shape[1]
    within = [(codes == code)[weights.places] for code in wanted]
    sums = [np.bincount(weights.codes[own], weights.weights[own], size) for own in within]
    told = np.stack(sums, axis=1).astype(float)
    background = told.sum(axis=1)
    _, z = apart(told, told.sum(axis=0), _PRIOR * background / max(background.sum(), 1), _PRIOR)
    having = np.bincount(weights.codes, minlength=size)
    found: dict[str, None] = {}
    for code, own in zip(wanted, within, strict=True):
        papers = np.bincount(weights.codes[own], minlength=size)
        fit = (papers >= min(2, papers.max(initial=0))) & (having <= max(_COMMON * len(codes), 2))
        order = np.argsort(np.where(fit, -z[:, code], np.inf), kind="stable")[:_TRIED]
        found.setdefault(_name([weights.vocabulary[at] for at in order if fit[at] and z[at, code] > 0], found, code))
    return list(found)


def _name(ranked: list[str], taken: dict[str, None], code: int) -> str:
    """Join the first words that say something of their own, one more for as long as another cluster is called so."""
    own = list(_different(word for word in ranked if len(word) > 2 or not word.isascii()))
    for count in range(_WORDS, len(own) + 1):
        if (name := " · ".join(own[:count])) not in taken:
            return name
    name = " · ".join(own)
    return name if name and name not in taken else f"{name} cluster {code + 1}".strip()


def _different(words: Iterable[str]) -> Iterator[str]:
    """Pass over words that begin as one before them: ``graphs`` after ``graph``."""
    stems: set[str] = set()
    for word in words:
        if word[:_STEM] not in stems:
            stems.add(word[:_STEM])
            yield word


def _middles(places: Places, wanted: int, random: np.random.Generator) -> Places:
    """Choose places to begin with, each the likelier the farther it is from those before it."""
    chosen = [places[random.integers(len(places))]]
    far = ((places - chosen[0]) ** 2).sum(axis=1)
    while len(chosen) < wanted and far.sum() > 0:
        chosen.append(places[random.choice(len(places), p=far / far.sum())])
        far = np.minimum(far, ((places - chosen[-1]) ** 2).sum(axis=1))
    return np.array(chosen)


def _settled(places: Places, middles: Places) -> Places:
    """Move each middle among the places that are nearest to it, until none moves."""
    for _ in range(_ROUNDS):
        codes = _apart(places, middles).argmin(axis=1)
        sizes = np.bincount(codes, minlength=len(middles))
        sums = np.column_stack([np.bincount(codes, places[:, side], len(middles)) for side in (0, 1)])
        moved = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], middles)
        if np.allclose(moved, middles):
            break
        middles = moved
    return middles


def _apart(places: Places, middles: Places) -> Places:
    """Give the squared distance of each place from each middle."""
    between: Places = ((places[:, None] - middles[None]) ** 2).sum(axis=2)
    return between
