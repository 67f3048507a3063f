"""The words that two texts share, and the words that only one of them has, where they stand."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from explorer.facts.vocabulary import terms
from explorer.terms import placed

Places = tuple[tuple[int, int], ...]

_FUNCTION = terms("prose", "function_words")
_ADDRESS = re.compile(r"(?:https?://|\bwww\.)\S+|\b[\w-]{1,60}(?:\.[\w-]{1,60}){1,5}/\S*", re.IGNORECASE)
_HISSES = ("se", "xe", "ze", "che", "she")


@dataclass(frozen=True)
class Overlap:
    """Where two texts say the same words and where each says its own: places in the first, places in the second.

    `telling` are those of its own words that a text says at least twice: what it is about and the other is not.
    `words` are the different words behind them, as first written, lower-case: of both, of the first only, of the
    second only.
    """

    shared: tuple[Places, Places]
    own: tuple[Places, Places]
    telling: tuple[Places, Places]
    words: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def overlap(one: str, other: str) -> Overlap:
    """Say which words two texts share and which set them apart.

    A word is a run of letters, marks and digits with at least one letter, as in searching, so *self-attention* is
    two. Words that only hang others together (`function_words` in the vocabulary of prose), single letters and
    addresses count for neither. Case makes no difference, nor does a plain English plural: *models* is *model*,
    *studies* *study*, *boxes* *box*, while *bias*, *process*, *corpus* and *analysis* are no plurals. No other ending
    is taken off: *train* and *training* are two words.

    Parameters
    ----------
    one, other
        Two texts, such as two abstracts.

    Returns
    -------
    Overlap
        Places ``(start, end)`` in reading order, so that ``one[start:end]`` is a word as it is written.

    Examples
    --------
    >>> overlap("Graph models scale.", "A model of graphs").shared
    (((0, 5), (6, 12)), ((2, 7), (11, 17)))
    """
    first, second = _words(one), _words(other)
    here, there = ({stem for _, _, stem in words} for words in (first, second))
    both = here & there
    return Overlap(
        shared=(_places(first, both), _places(second, both)),
        own=(_places(first, here - both), _places(second, there - both)),
        telling=(_places(first, _repeated(first) - both), _places(second, _repeated(second) - both)),
        words=(_written(one, first, both), _written(one, first, here - both), _written(other, second, there - both)),
    )


def _words(text: str) -> list[tuple[int, int, str]]:
    prose = _ADDRESS.sub(lambda address: " " * len(address[0]), text)
    return [(start, end, _stem(word)) for start, end, word in placed(prose) if _tells(word)]


def _tells(word: str) -> bool:
    return len(word) > 1 and word not in _FUNCTION and any(map(str.isalpha, word))


def _stem(word: str) -> str:
    """Give what a word and its plural share: ``cas`` of case and cases, ``study`` of study and studies."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    is_plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ias"))
    bare = word[:-1] if is_plural else word
    return bare[:-1] if bare.endswith(_HISSES) else bare


def _repeated(words: list[tuple[int, int, str]]) -> set[str]:
    return {stem for stem, count in Counter(stem for _, _, stem in words).items() if count > 1}


def _places(words: list[tuple[int, int, str]], wanted: set[str]) -> Places:
    return tuple((start, end) for start, end, stem in words if stem in wanted)


def _written(text: str, words: list[tuple[int, int, str]], wanted: set[str]) -> tuple[str, ...]:
    first = {stem: text[start:end].lower() for start, end, stem in reversed(words) if stem in wanted}
    return tuple(sorted(first.values()))
