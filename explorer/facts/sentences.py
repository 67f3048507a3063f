"""Where the sentences of scientific prose begin and end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.facts.vocabulary import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

# A stop, what may close a quotation or bracket after it, and the white space before the next sentence.
# It begins with one of four characters, so that the engine leaps from one of these to the next.
_STOP = re.compile(r"[.!?\n](?:(?<!\n)[)\]\"'’”»]{0,3}(?=\s)|(?<=\n)\s*\n)")
_WORD_BEFORE = re.compile(r"[\w.&-]{1,24}$")
_NEVER = terms("prose", "abbreviations")
_PERHAPS = terms("prose", "trailing_abbreviations")
_OPENERS = terms("prose", "openers")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: the field it stands in and the characters it covers."""

    field: str
    start: int
    end: int


def split(text: str, field: str) -> Iterator[Sentence]:
    """Split a text into sentences without the white space between them."""
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, stop):
            yield from _trimmed(text, field, start, stop.end())
            start = stop.end()
    yield from _trimmed(text, field, start, len(text))


def _trimmed(text: str, field: str, start: int, end: int) -> Iterator[Sentence]:
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip())
    end = start + len(inside.strip())
    if start < end:
        yield Sentence(field, start, end)


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Say whether a stop ends a sentence, by the word before it and the word after it."""
    if text[stop.start()] in "!?\n":
        return True
    after = text[stop.end() : stop.end() + 40].split(None, 1)
    following = after[0] if after else ""
    before = _WORD_BEFORE.search(text, max(0, stop.start() - 24), stop.start())
    word = before[0].lower() if before else ""
    if word in _NEVER or (len(word) == 1 and word.isalpha() and following.lower().strip(",") not in _OPENERS):
        return False
    if following[:1].islower():
        # A name such as "iGPT" or "k-means" may begin a sentence; plain lower case hardly ever does.
        return not following.strip(",.;:").islower()
    return word not in _PERHAPS or following.lower().strip(",") in _OPENERS
