"""Phrases of a vocabulary in a text, read word by word: plural or not, hyphened or not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from explorer.facts.headed import lowered
from explorer.facts.words import spans

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


@dataclass(frozen=True)
class Pieces:
    """The words of a text without hyphens, lower-case and singular; as written in it; and the text in lower case."""

    words: list[str]
    written: list[str]
    lower: str

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Give the place of each word."""
        return spans(self.lower, self.written)


def cut(text: str) -> Pieces:
    """Cut a text into pieces of words."""
    return _cut(lowered(text))


def _cut(lower: str) -> Pieces:
    written = _PIECE.findall(lower)
    return Pieces([_singular(word) for word in written], written, lower)


@lru_cache(maxsize=50_000)
def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "suis" else word


def pieces(reading: Reading, field: str) -> Pieces:
    """Give the pieces of a field, cut once."""
    return reading.once(f"pieces of {field}", lambda paper: _cut(paper.lowered(field)))


class Phrasebook:
    """Phrases, each with labels and weights, found longest first from the word that begins them."""

    def __init__(self, entries: Iterable[tuple[str, str, int]]) -> None:
        says: dict[tuple[str, ...], dict[str, int]] = {}
        for phrase, label, weight in entries:
            known = says.setdefault(tuple(cut(phrase).words), {})
            known[label] = max(weight, known.get(label, 0))
        self._first: dict[str, list[tuple[tuple[str, ...], int, tuple[tuple[str, int], ...]]]] = {}
        for words, labels in says.items():
            self._first.setdefault(words[0], []).append((words, len(words), tuple(labels.items())))
        for options in self._first.values():
            options.sort(key=lambda option: -option[1])

    def find(self, pieces: Pieces) -> Iterator[Hit]:
        """Give the phrases of a text in reading order, none inside a longer one that begins with it."""
        words, first = pieces.words, self._first
        for number, word in enumerate(words):
            if word not in first:
                continue
            for phrase, count, says in first[word]:
                if count == 1 or tuple(words[number : number + count]) == phrase:
                    yield Hit(pieces.spans[number][0], pieces.spans[number + count - 1][1], phrase, says)
                    break
