"""Phrases of a vocabulary in a text, read word by word: plural or not, hyphened or not."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explorer.facts.base import Reading

_PIECE = re.compile(r"[^\W_]+(?:\.\d+)?")


class Hit(NamedTuple):
    """A phrase at a place, with what the vocabulary says of it."""

    start: int
    end: int
    phrase: tuple[str, ...]
    says: tuple[tuple[str, int], ...]


class Pieces(NamedTuple):
    """The words of a text without hyphens, lower-case and singular, and where each was matched."""

    words: list[str]
    matches: list[re.Match[str]]


def cut(text: str) -> Pieces:
    """Cut a text into pieces of words."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter that grows in lower case, such as İ, would move what follows
        lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    matches = list(_PIECE.finditer(lower))
    return Pieces([_singular(match[0]) for match in matches], matches)


@lru_cache(maxsize=50_000)
def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "suis" else word


def pieces(reading: Reading, field: str) -> Pieces:
    """Give the pieces of a field, cut once."""
    return reading.once(f"pieces of {field}", lambda paper: cut(paper.text(field)))


class Phrasebook:
    """Phrases, each with labels and weights, found longest first from the word that begins them."""

    def __init__(self, entries: Iterable[tuple[str, str, int]]) -> None:
        says: dict[tuple[str, ...], dict[str, int]] = {}
        for phrase, label, weight in entries:
            known = says.setdefault(tuple(cut(phrase).words), {})
            known[label] = max(weight, known.get(label, 0))
        self._first: dict[str, list[tuple[tuple[str, ...], tuple[tuple[str, int], ...]]]] = {}
        for words, labels in says.items():
            self._first.setdefault(words[0], []).append((words, tuple(labels.items())))
        for options in self._first.values():
            options.sort(key=lambda option: -len(option[0]))

    def find(self, pieces: Pieces) -> Iterator[Hit]:
        """Give the phrases of a text in reading order, none inside a longer one that begins with it."""
        words, matches, first = pieces.words, pieces.matches, self._first
        for number in [number for number, word in enumerate(words) if word in first]:
            for phrase, says in first[words[number]]:
                count = len(phrase)
                if count == 1 or tuple(words[number : number + count]) == phrase:
                    yield Hit(matches[number].start(), matches[number + count - 1].end(), phrase, says)
                    break
