"""From a document's bytes to its text, saying what was assumed."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from explorer.errors import DocumentError

LONGEST_LINE = 8 << 20
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def opening(head: bytes) -> str:
    """Decode a document's first bytes as well as they can be, for a look at them."""
    return head.decode(_marked(head) or "utf-8", "replace").lstrip()


def decoded(file: BinaryIO) -> tuple[str, list[str]]:
    """Read a text document: UTF-8, UTF-16 with a mark, or else Windows-1252, which is then noted."""
    content = file.read()
    if b"\0" in content and _marked(content) != "utf-16":
        raise _wrong(content, content.index(b"\0"), "a zero byte; expected text in UTF-8")
    try:
        return content.decode(_marked(content) or "utf-8"), []
    except UnicodeDecodeError as error:
        if _marked(content):
            raise _wrong(content, error.start, f"bytes that are no {error.encoding}") from error
        return _western(content, error.start)


def lines(text: str) -> list[str]:
    """Split a text into lines; raise `DocumentError` where one is longer than any paper list's."""
    found = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    longest = max(range(len(found)), key=lambda place: len(found[place]))
    if len(found[longest]) > LONGEST_LINE:
        size = len(found[longest]) / 1e6
        problem = f"the line is {size:.0f} MB long; expected at most {LONGEST_LINE / 1e6:.0f} MB"
        raise DocumentError("document", problem, place=f"line {longest + 1}")
    return found


def _marked(content: bytes) -> str | None:
    return next((name for mark, name in _MARKS.items() if content.startswith(mark)), None)


def _western(content: bytes, start: int) -> tuple[str, list[str]]:
    place = _line(content, start)
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _wrong(content, error.start, "bytes that are neither UTF-8 nor Windows-1252 text") from error
    return text, [f"read as Windows-1252, because byte 0x{content[start]:02X} in line {place} is not UTF-8"]


def _wrong(content: bytes, start: int, found: str) -> DocumentError:
    return DocumentError("document", f"it holds {found}", place=f"line {_line(content, start)}")


def _line(content: bytes, start: int) -> int:
    return content.count(b"\n", 0, start) + 1
