"""The words of a text with their places, cut once and looked up by many finders."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

# Letters and digits, and between them what names are made of: g^nConv, BQ-NCO, Symbolics.jl, GPT-3.5, CheckFree+.
_WORD = re.compile(r"[^\W_](?:[\w+*^{}&]|[-–./@·](?=[^\W_]))*")


@dataclass(frozen=True)
class Words:
    """The words of one text: as written, and where each begins and ends."""

    text: str

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Give the place of each word."""
        return [match.span() for match in _WORD.finditer(self.text)]

    @cached_property
    def texts(self) -> list[str]:
        """Give each word as written."""
        return _WORD.findall(self.text)

    def starts(self, wanted: frozenset[str]) -> list[int]:
        """Say where words of a set begin."""
        spans = self.spans
        return [spans[number][0] for number, word in enumerate(self.texts) if word in wanted]

    def gap(self, number: int) -> str:
        """Give what stands between a word and the one after it."""
        spans = self.spans
        end = spans[number + 1][0] if number + 1 < len(spans) else len(self.text)
        return self.text[spans[number][1] : end]
