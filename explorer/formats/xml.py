"""Others' XML, opened with care: no entities of its own, no depth and no text without end."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers.expat import ErrorString
from xml.parsers.expat import errors as expat

from explorer.errors import DocumentError
from explorer.formats.encoding import opening
from explorer.values import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explorer.formats.base import Reading

BLOCK = 1 << 16
DEEPEST, MOST, LONGEST = 100, 500_000, 8 << 20  # levels; elements in a record; bytes without an element
EXPECTED = "expected XML that is whole"
_CUT = {expat.codes[name] for name in (expat.XML_ERROR_NO_ELEMENTS, expat.XML_ERROR_UNCLOSED_TOKEN)}
_CUT |= {expat.codes[expat.XML_ERROR_PARTIAL_CHAR], expat.codes[expat.XML_ERROR_UNCLOSED_CDATA_SECTION]}
_BEFORE = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_TAG = re.compile(r"<[a-zA-Z][^<>]*>?")


def root(head: bytes) -> str:
    """Give a document's first tag with its attributes, as far as its first bytes hold it; else nothing."""
    start, place = opening(head), 0
    while found := _BEFORE.match(start, place):
        place = found.end()
    tag = _TAG.match(start, place)
    return tag[0] if tag else ""


@lru_cache(maxsize=1 << 10)
def name_of(tag: str) -> str:
    """Give the name of a tag without its namespace: of `<oai:record>` and of `{http://…}record`, `record`."""
    return re.split(r"[\s/>]", tag.rpartition("}")[2].lstrip("<"), maxsplit=1)[0].rpartition(":")[2]


def elements(file: BinaryIO, names: Iterable[str]) -> Iterator[Element]:
    """Give each element of these names once it is whole, and forget it when the next is wanted.

    Whatever is no XML, declares entities, or has no end raises `DocumentError`, after the elements before it.
    """
    wanted = frozenset(names)
    try:
        _guard(file)
        yield from _whole(file, wanted)
    except ParseError as error:
        raise _broken(error) from error
    except (ValueError, LookupError) as error:
        raise DocumentError("document", f"the XML cannot be read ({error}); {EXPECTED}") from error


def whole_elements(file: BinaryIO, names: Iterable[str], reading: Reading) -> Iterator[Element]:
    """Give elements as `elements` does; where the XML breaks off after some papers, that is skipped and named."""
    try:
        yield from elements(file, names)
    except DocumentError as error:
        if not reading.papers or not error.place:
            raise
        reading.skip(error.place, f"{error.problem.partition(';')[0]}, and what comes after it is lost")


def at(element: Element | None, path: str) -> list[Element]:
    """Give the elements at a path of names alone, ten times as fast as `findall` does where it has several."""
    found = [] if element is None else [element]
    for name in path.split("/"):
        found = [child for above in found for child in above.findall(name)]
    return found


def text(element: Element | None, path: str = "") -> str | None:
    """Give the text of an element, or of the first one at a path in it, on one line; none where it has none."""
    found = next(iter(at(element, path)), None) if path else element
    if found is None:
        return None
    return one_line("".join(found.itertext()) if len(found) else found.text or "") or None


def texts(element: Element, path: str) -> list[str]:
    """Give the texts at a path, each once."""
    return list(dict.fromkeys(filter(None, map(text, at(element, path)))))


def _whole(file: BinaryIO, wanted: frozenset[str]) -> Iterator[Element]:
    path: list[Element] = []
    held = 0
    for event, element in _events(file):
        if event == "start":
            path.append(element)
            held += 1
            if len(path) > DEEPEST or held > MOST:
                raise _unbearable(len(path))
            continue
        path.pop()
        if name_of(element.tag) in wanted:
            yield element
            held = 0
            element.clear()
            for parent in path[-1:]:
                parent.clear()


def _unbearable(depth: int) -> DocumentError:
    is_deep = depth > DEEPEST
    found = f"is more than {DEEPEST} levels deep" if is_deep else f"holds more than {MOST:,} elements in one record"
    return DocumentError("document", f"its XML {found}; {EXPECTED}")


def _events(file: BinaryIO) -> Iterator[tuple[str, Element]]:
    # The parser in C, many times as fast as defusedxml's in Python, which has seen all that can be declared.
    parser: XMLPullParser[Any] = XMLPullParser(("start", "end"))
    quiet = 0
    while block := file.read(BLOCK):
        parser.feed(block)
        quiet += len(block)
        for event in parser.read_events():
            quiet = 0
            yield event  # type: ignore[misc] # only starts and ends are asked for
        _bounded(quiet)
    parser.close()
    yield from parser.read_events()  # type: ignore[misc] # the same


def _guard(file: BinaryIO) -> None:
    """Let defusedxml read up to the first element: nothing after it can declare anything."""
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 - only XML needs it
    from defusedxml.ElementTree import XMLParser  # noqa: PLC0415 - the same

    first, read = _First(), 0
    parser: Any = XMLParser(target=first)
    # Attributes with a default can grow a document as entities do, and no service declares any.
    parser.parser.StartDoctypeDeclHandler = _doctype
    try:
        while not first.is_there and (block := file.read(BLOCK)):
            parser.feed(block)
            read += len(block)
            _bounded(read)
    except DefusedXmlException as error:
        problem = f"its XML declares an entity ({getattr(error, 'name', '')!r:.40}), which can hide an attack"
        raise DocumentError("document", f"{problem}; expected XML without declarations of its own") from error
    file.seek(0)


class _First:
    is_there = False

    def start(self, _tag: str, _attributes: dict[str, str]) -> None:
        self.is_there = True


def _doctype(name: str, _system: str | None, _public: str | None, has_declarations: int) -> None:
    if has_declarations:
        problem = f"its document type {name!r:.40} holds declarations, which can hide an attack"
        raise DocumentError("document", f"{problem}; expected XML without declarations of its own")


def _bounded(quiet: int) -> None:
    if quiet > LONGEST:
        raise DocumentError("document", f"its XML runs on for {LONGEST >> 20} MB without an element; {EXPECTED}")


def _broken(error: ParseError) -> DocumentError:
    line, column = error.position
    is_cut = error.code in _CUT
    found = "the XML ends in the middle; the file was cut off" if is_cut else f"this is no XML ({_said(error)})"
    return DocumentError("document", f"{found}; {EXPECTED}", place=f"line {line}, column {column + 1}")


def _said(error: ParseError) -> str:
    return ErrorString(error.code) or str(error)
