"""Patterns that are tried only where one of their beginnings stands, which is found much faster."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Iterator


class Headed(NamedTuple):
    """A pattern, and the beginnings of which each of its matches has one: letter by letter, as written."""

    pattern: re.Pattern[str]
    heads: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """Give the first match."""
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Give the matches in reading order, none inside another."""
        match, done = self.pattern.match, 0
        for start in places(text, self.heads):
            if start >= done and (found := match(text, start)):
                done = found.end()
                yield found


def places(text: str, heads: Iterable[str]) -> list[int]:
    """Say where any of some strings stands, in reading order."""
    found: list[int] = []
    find = text.find
    for head in heads:
        at = find(head)
        while at >= 0:
            found.append(at)
            at = find(head, at + 1)
    found.sort()
    return found


def lowered(text: str) -> str:
    """Give a text in lower case, letter for letter: one that grows in lower case, such as İ, stays as it is."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
