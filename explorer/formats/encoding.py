"""From a document's bytes to its text, saying what was assumed."""

from __future__ import annotations

import codecs
import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import BinaryIO, TypeVar

from explorer.errors import DocumentError
from explorer.progress import tell

LONGEST_LINE, BLOCK = 8 << 20, 4 << 20
LONGEST_STRETCH = 32 << 20  # a document that is not read by the line may be one line itself, but none so long
Block = tuple[int, str]  # the number of a first line, and whole lines
Found = TypeVar("Found")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@lru_cache(maxsize=2)  # each format looks at the same ones
def opening(head: bytes) -> str:
    """Decode a document's first bytes as well as they can be, for a look at them."""
    return head.decode(_marked(head) or "utf-8", "replace").lstrip()


def decoded(file: BinaryIO) -> tuple[str, list[str]]:
    """Read a text document: UTF-8, UTF-16 with a mark, or else Windows-1252, which is then noted."""
    content = file.read()
    _check(content)
    try:
        return _text(content, _marked(content)), []
    except _NoUtf8Error as error:
        return _text(content, None, encoding="cp1252"), [error.note]


def by_blocks(file: BinaryIO, read: Callable[[Iterator[Block], list[str]], Found]) -> Found:
    """Read a text document some whole lines at a time, and say what was assumed, as `decoded` does.

    `read` is given the blocks, each with the number of its first line, and the notes. Where a later block shows that
    the text is no UTF-8, it is given the document anew.
    """
    try:
        return read(_blocks(file, "utf-8"), [])
    except _NoUtf8Error as error:
        return read(_blocks(file, "cp1252"), [error.note])


def lines(text: str, first: int = 1) -> list[str]:
    """Split a text into lines; raise `DocumentError` where one is longer than any paper list's."""
    found = (text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text).split("\n")
    longest = max(map(len, found))
    if longest > LONGEST_LINE:
        place = first + next(place for place, line in enumerate(found) if len(line) == longest)
        problem = f"the line is {longest / 1e6:.0f} MB long; expected at most {LONGEST_LINE / 1e6:.0f} MB"
        raise DocumentError("document", problem, place=f"line {place}")
    return found


class _NoUtf8Error(Exception):
    """Say that a text is to be read as Windows-1252, and why."""

    def __init__(self, note: str) -> None:
        self.note = note
        super().__init__(note)


def _blocks(file: BinaryIO, encoding: str) -> Iterator[Block]:
    """Give a document's lines, many at a time; of UTF-16, whose lines end in other bytes, all at once."""
    file.seek(0)
    first, mark, length = 1, None, _length(file)
    while block := _whole_lines(file, first):
        mark = _marked(block) if first == 1 else mark
        block += file.read() if mark == "utf-16" else b""
        yield first, _text(block, mark, first, encoding)
        mark = "utf-8" if mark else None  # only the document begins with its mark
        first += block.count(b"\n")
        tell(share=file.tell() / length if length else None)


def _length(file: BinaryIO) -> int:
    """Say how long a document is; 0 where only reading it can tell, as where it is packed."""
    try:
        end = file.seek(0, io.SEEK_END)
    except io.UnsupportedOperation:
        return 0
    file.seek(0)
    return end


def _check(content: bytes) -> None:
    """Refuse a document that has a line of many megabytes, which would take many times its room to read."""
    start = 0
    while len(content) - start > LONGEST_STRETCH:
        end = content.rfind(b"\n", start, start + LONGEST_STRETCH + 1)
        if end < 0:
            problem = f"the line is longer than {LONGEST_STRETCH / 1e6:.0f} MB; expected lines, or a list in parts"
            raise DocumentError("document", problem, place=f"line {_line(content, start, 1)}")
        start = end + 1


def _whole_lines(file: BinaryIO, first: int) -> bytes:
    block = file.read(BLOCK)
    if len(block) < BLOCK or block.endswith(b"\n"):
        return block
    rest = file.readline(LONGEST_LINE + 1)
    if len(rest) > LONGEST_LINE:
        problem = f"the line is longer than {LONGEST_LINE / 1e6:.0f} MB, as no paper is; expected a paper a line"
        raise DocumentError("document", problem, place=f"line {first + block.count(10)}")
    return block + rest


def _marked(content: bytes) -> str | None:
    return next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)


def _text(content: bytes, mark: str | None, first: int = 1, encoding: str = "utf-8") -> str:
    """Decode some lines, the first of which has that number in its document."""
    if b"\0" in content and mark != "utf-16":
        raise _wrong("a zero byte; expected text in UTF-8", _line(content, content.index(b"\0"), first))
    try:
        return content.decode(mark or encoding)
    except UnicodeDecodeError as error:
        place = _line(content, error.start, first)
        if mark:
            raise _wrong(f"bytes that are no {error.encoding}", place) from error
        if encoding != "utf-8":
            raise _wrong("bytes that are neither UTF-8 nor Windows-1252 text", place) from error
        found = content[error.start]
        note = f"read as Windows-1252, because byte 0x{found:02X} in line {place} is not UTF-8"
        raise _NoUtf8Error(note) from error


def _wrong(found: str, line: int) -> DocumentError:
    return DocumentError("document", f"it holds {found}", place=f"line {line}")


def _line(content: bytes, start: int, first: int) -> int:
    return content.count(b"\n", 0, start) + first
