"""The words that set a group of papers apart."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer.comparison.groups import members
from explorer.comparison.matrix import CompareError
from explorer.query import Query
from explorer.terms import DEFAULT_FIELDS, NOT_A_WORD

_TEXT = pd.ArrowDtype(pa.string())
_REAL = pd.ArrowDtype(pa.float64())
_WHOLE = pd.ArrowDtype(pa.int64())


def terms(papers: pd.DataFrame, groups: Mapping[str, Query], *, prior: float = 500) -> pd.DataFrame:
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
    inside = members(papers, groups)
    places, codes, vocabulary = _words(papers)
    background = np.bincount(codes, minlength=len(vocabulary))
    used = {name: _counts(codes[inside[name].to_numpy(dtype=bool)[places]], len(vocabulary)) for name in groups}
    total = sum(used.values(), np.zeros(len(vocabulary)))
    weights = prior * background / max(len(codes), 1)
    kept = total > 0
    ranked = [_apart(name, used[name], total - used[name], weights, vocabulary)[kept] for name in groups]
    return pd.concat([one.sort_values(["z", "term"], ascending=[False, True]) for one in ranked], ignore_index=True)


def _words(papers: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, pd.Index]:
    """Give for every word of title and abstract the place of its paper and its own in the vocabulary."""
    fields = [papers[name].astype(_TEXT) for name in DEFAULT_FIELDS if name in papers.columns]
    cut = [_cut(pa.array(field.fillna(""), pa.string())) for field in fields]
    places = np.concatenate([np.zeros(0, int), *(places for places, _ in cut)])
    codes, vocabulary = pd.factorize(pd.concat([pd.Series(dtype=_TEXT), *(words for _, words in cut)]), sort=True)
    if len(vocabulary) == 1:  # the odds of all there is are infinite
        return places[:0], codes[:0], vocabulary[:0]
    return places, codes, vocabulary


def _cut(texts: pa.Array) -> tuple[np.ndarray, pd.Series]:
    """Cut texts into words of at least one letter, each with the place of its text."""
    lists = pc.utf8_split_whitespace(pc.replace_substring_regex(pc.utf8_lower(texts), NOT_A_WORD, " "))
    words, places = pc.list_flatten(lists), pc.list_parent_indices(lists)
    lettered = pc.match_substring_regex(words, r"\p{L}")
    return places.filter(lettered).to_numpy(zero_copy_only=False), pd.Series(words.filter(lettered), dtype=_TEXT)


def _counts(codes: np.ndarray, size: int) -> np.ndarray:
    return np.bincount(codes, minlength=size).astype(float)


def _apart(group: str, count: np.ndarray, others: np.ndarray, weights: np.ndarray, words: pd.Index) -> pd.DataFrame:
    """Set a group's words against those of the others."""
    log_odds = _log_odds(count, weights) - _log_odds(others, weights)
    z = log_odds / np.sqrt(1 / (count + weights) + 1 / (others + weights))
    frame = pd.DataFrame(
        {"group": group, "term": words, "count": count, "others": others, "log_odds": log_odds, "z": z}
    )
    return frame.astype(
        {"group": _TEXT, "term": _TEXT, "count": _WHOLE, "others": _WHOLE, "log_odds": _REAL, "z": _REAL}
    )


def _log_odds(count: np.ndarray, weights: np.ndarray) -> np.ndarray:
    odds: np.ndarray = np.log((count + weights) / (count.sum() + weights.sum() - count - weights))
    return odds
