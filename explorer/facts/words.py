"""The words of a text with their places, cut once and looked up by many finders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

# Letters and digits, and between them what names are made of: g^nConv, BQ-NCO, Symbolics.jl, GPT-3.5, CheckFree+.
_WORD = re.compile(r"[^\W_][\w+*^{}&]*(?:[-–./@·](?=[^\W_])[\w+*^{}&]*)*")


@dataclass(frozen=True)
class Words:
    """The words of one text: as written, and where each begins and ends."""

    text: str

    @cached_property
    def texts(self) -> list[str]:
        """Give each word as written."""
        return _WORD.findall(self.text)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Give the place of each word."""
        return spans(self.text, self.texts)

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """Give for each distinct word its numbers in the text."""
        numbers: dict[str, list[int]] = {}
        for number, word in enumerate(self.texts):
            if word in numbers:
                numbers[word].append(number)
            else:
                numbers[word] = [number]
        return numbers

    @cached_property
    def marked(self) -> list[int]:
        """Give the numbers of the words with a capital and with more than letters: GPT-4, x^2Net."""
        return self._all(word for word in self.numbers if not (word.isalpha() or word.islower()))

    @cached_property
    def mixed(self) -> list[int]:
        """Give the numbers of the words that are neither lower-case nor capitalised: BERT, ImageNet."""
        return self._all(word for word in self.numbers if not (word.islower() or word.istitle()))

    def where(self, wanted: AbstractSet[str]) -> list[int]:
        """Give the numbers of the words of a set, in reading order."""
        return self._all(self.numbers.keys() & wanted)

    def starts(self, wanted: AbstractSet[str]) -> list[int]:
        """Say where words of a set begin."""
        spans = self.spans
        return [spans[number][0] for number in self.where(wanted)]

    def gap(self, number: int) -> str:
        """Give what stands between a word and the one after it."""
        spans = self.spans
        end = spans[number + 1][0] if number + 1 < len(spans) else len(self.text)
        return self.text[spans[number][1] : end]

    def _all(self, words: Iterable[str]) -> list[int]:
        return sorted(number for word in words for number in self.numbers[word])


def spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Give the places of all words of a text: between two of them stands nothing that could begin one."""
    places, end, find = [], 0, text.find
    for word in words:
        start = find(word, end)
        end = start + len(word)
        places.append((start, end))
    return places
