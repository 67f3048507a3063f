"""What stands after `=` in a BibTeX file: texts in braces or quotes, abbreviations, and these joined by `#`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bibtexparser.model import String

LARGEST = 64 << 20
BRACE, QUOTE = re.compile(r"(?<!\\)[{}]"), re.compile(r'(?<!\\)[{}"]')
WORD = re.compile(r"[^\s#{}\",=]+")


class Values:
    """Read values with the abbreviations of their document, which must not unfold without end."""

    def __init__(self, strings: Iterable[String]) -> None:
        self.known: dict[str, str] = {}
        self.unfolded = 0
        for string in strings:
            try:
                self.known[string.key.lower()] = self.read(string.value)
            except ValueError:
                self.known.pop(string.key.lower(), None)

    def read(self, value: str) -> str:
        """Give a value's LaTeX; raise `ValueError` where a comma or an end is missing."""
        if value[:1] == "{" and value.find("}") == len(value) - 1:
            return value[1:-1]
        pieces, start = [], 0
        while start < len(value):
            piece, end = self._piece(value, start)
            pieces.append(piece)
            end = _skipped(value, end)
            if end < len(value) and value[end] != "#":
                raise ValueError(value[end : end + 20].split("\n", maxsplit=1)[0].strip())
            start = _skipped(value, end + 1)
        return "".join(pieces)

    def _piece(self, value: str, start: int) -> tuple[str, int]:
        if value[start] in '{"':
            end = _closed(value, start)
            return value[start + 1 : end], end + 1
        word = WORD.match(value, start)
        if not word:
            raise ValueError(value[start : start + 20])
        found = self.known.get(word[0].lower(), word[0])
        self.unfolded += len(found)
        if self.unfolded > LARGEST:
            problem = f"its abbreviations unfold to more than {LARGEST >> 20} MB; expected a list of papers"
            raise DocumentError("document", problem)
        return found, word.end()


def parted(latex: str, separator: str) -> list[str]:
    """Split LaTeX where a pattern is found, but not inside braces."""
    if "{" not in latex:
        return re.split(separator, latex, flags=re.IGNORECASE)
    depth, start, found = 0, 0, []
    for mark in re.finditer(rf"[{{}}]|{separator}", latex, re.IGNORECASE):
        depth += {"{": 1, "}": -1}.get(mark[0], 0)
        if mark[0] not in "{}" and depth <= 0:
            found.append(latex[start : mark.start()])
            start = mark.end()
    return [*found, latex[start:]]


def _closed(value: str, start: int) -> int:
    depth = 0
    for mark in (BRACE if value[start] == "{" else QUOTE).finditer(value, start + (value[start] == '"')):
        if mark[0] == '"':
            if not depth:
                return mark.start()
            continue
        depth += 1 if mark[0] == "{" else -1
        if not depth and value[start] == "{":
            return mark.start()
    raise ValueError(value[start : start + 20])


def _skipped(value: str, start: int) -> int:
    while start < len(value) and value[start].isspace():
        start += 1
    return start
