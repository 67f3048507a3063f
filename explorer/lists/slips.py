"""Slips of the pen: what may differ between two folded titles that are one, and how much that shows."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz.distance import OSA

from explorer.gathering import Places

_ARTICLES = {"a", "an", "the"}
_STARTS = ("macro", "micro", "meso", "absor", "adsor")
_ENDS = (("ate", "ite", "ide"), ("ane", "ene", "yne"))  # salts and hydrocarbons
# Modelling is modeling, behaviour behavior, analyse analyze, anaemia anemia, networks network.
_SPELLINGS = ((r"([a-z])\1", r"\1"), ("our", "or"), ("z", "s"), ("[ao]e", "e"), ("s$", ""))
Pair = tuple[str, str]


def is_one_title(one: str, other: str) -> bool:
    """Say whether two folded titles differ by slips of the pen alone: one letter of a long word, an article, a space.

    Whatever else differs tells papers apart: `Part I` from `Part II`, a paper from its erratum, with from without.
    """
    ours, theirs = _words(one), _words(other)
    if len(ours) != len(theirs):
        return "".join(ours) == "".join(theirs)
    return all(map(_is_typo, ours, theirs))


def is_run_together(one: str, other: str) -> bool:
    """Say whether two titles have the same letters by chance: *A Symmetric Game* and *Asymmetric Game*."""
    return one.replace(" ", "") == other.replace(" ", "") and "".join(_words(one)) != "".join(_words(other))


def slips(one: str, other: str) -> list[Pair]:
    """Give the words of one title that are others in the other, and no other spelling of the same."""
    ours, theirs = _words(one), _words(other)
    pairs = zip(ours, theirs, strict=True) if len(ours) == len(theirs) else ()
    return [pair for pair in pairs if pair[0] != pair[1] and len({_spelled(word) for word in pair}) > 1]


def of_the_trade(words: pa.Array, papers: Places, wanted: Iterable[str]) -> set[str]:
    """Give those words that the titles of several papers have; `papers` says of each title whose it may be."""
    split = pc.utf8_split_whitespace(words)
    known = split.flatten()
    places = pc.indices_nonzero(pc.is_in(known, value_set=pa.array(wanted, known.type)))
    found = known.take(places).dictionary_encode()
    owners = papers[pc.list_parent_indices(split).take(places)]
    pairs = np.sort((found.indices.to_numpy().astype(np.int64) << 32) | owners)
    pairs = pairs[np.diff(pairs, prepend=-1) != 0]
    counts = np.bincount(pairs >> 32, minlength=len(found.dictionary))
    return set(found.dictionary.filter(pa.array(counts > 1)).to_pylist())


def _words(title: str) -> list[str]:
    return [word for word in title.split() if word not in _ARTICLES]


def _spelled(word: str) -> str:
    for pattern, plain in _SPELLINGS:
        word = re.sub(pattern, plain, word)
    return word


def _is_typo(one: str, other: str) -> bool:
    """Say whether a long word is another with one letter wrong, lost, doubled or swapped, the first one right."""
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0] or re.findall(r"\d", one) != re.findall(r"\d", other):
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1 and not _are_opposed(one, other)


def _are_opposed(one: str, other: str) -> bool:
    """Say whether one part of two words makes them mean different things: macro and micro, nitrate and nitrite."""
    if any(one.startswith(start) != other.startswith(start) for start in _STARTS):
        return True
    return any({one[-3:], other[-3:]} <= set(ends) and one[-3:] != other[-3:] for ends in _ENDS)
