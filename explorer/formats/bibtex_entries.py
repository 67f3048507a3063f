"""A BibTeX document as its entries: which are whole, where they stand, what they lend each other."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, NamedTuple

from explorer.errors import DocumentError
from explorer.formats.bibtex_values import Values
from explorer.formats.bibtex_writing import IN_BOOKS

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Entry

EXPECTED = "expected entries such as @article{key, title = {…}}"
DEEPEST = 20  # books of books; each entry holds what all of them lend it
Fields = dict[str, str]

# Broken entries are named in our own report; bibtexparser would log them, too.
logging.getLogger("bibtexparser").propagate = False


class Found(NamedTuple):
    """Hold an entry's place, type, key and fields in LaTeX, and why it cannot be read where it cannot."""

    place: str
    kind: str
    key: str
    fields: Fields
    broken: str = ""


def entries(text: str) -> list[Found]:
    """Find the entries of a document, each with what those lend it that it refers to by `crossref`."""
    found = _all(_library(text))
    parents = {one.key.lower(): one for one in reversed(found)}
    return [one._replace(fields=_inherited(one, parents)) if "crossref" in one.fields else one for one in found]


def _library(text: str) -> Library:
    from bibtexparser.exceptions import ParsingException  # noqa: PLC0415 - only BibTeX needs it
    from bibtexparser.splitter import Splitter  # noqa: PLC0415 - the same

    try:
        return Splitter(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")).split()
    except ParsingException as error:
        raise DocumentError("document", f"it cannot be parsed ({error}); {EXPECTED}") from error


def _all(library: Library) -> list[Found]:
    """Give each entry with its fields' LaTeX, or with the reason why it cannot be read."""
    from bibtexparser.model import Entry, ParsingFailedBlock, String  # noqa: PLC0415 - only BibTeX needs it

    # An entry whose key or field is there twice is whole; bibtexparser keeps it within what failed.
    blocks = [getattr(block, "ignore_error_block", None) or block for block in library.blocks]
    values = Values(block for block in blocks if isinstance(block, String))
    found = []
    for block in blocks:
        place = f"line {(block.start_line or 0) + 1}"
        if isinstance(block, Entry):
            found.append(Found(place, block.entry_type, block.key, *_fields(block, values)))
        elif isinstance(block, ParsingFailedBlock):
            reason = " ".join(str(getattr(block.error, "abort_reason", block.error)).split()).rstrip(".")
            found.append(Found(place, "", "", {}, f"a broken entry ({reason})"))
    return found


def _fields(entry: Entry, values: Values) -> tuple[Fields, str]:
    found: Fields = {}
    for field in entry.fields:
        name = field.key.lower()
        try:
            found[f"{name}_2" if name in found else name] = values.read(field.value)
        except ValueError as error:
            return found, f"a broken entry (a comma or an end is missing near {error}, in {name})"
    return found, ""


def _inherited(entry: Found, parents: dict[str, Found]) -> Fields:
    """Fill an entry from those that it refers to, and those from theirs: a chapter from its book.

    A reference that leads back to the entry is kept as a text only: pandoc would follow it without end.
    """
    whole, seen, name = dict(entry.fields), {entry.key.lower()}, entry.fields["crossref"].lower()
    while name in parents and name not in seen and len(seen) <= DEEPEST:
        seen.add(name)
        lent = dict(parents[name].fields)
        name = lent.get("crossref", "").lower()
        if entry.kind in IN_BOOKS and "title" in lent:
            lent["booktitle"] = lent.pop("title")
        whole = {**whole, **{field: latex for field, latex in lent.items() if field not in whole}}
    if name == entry.key.lower():
        whole["crossref_text"] = whole.pop("crossref")
    return whole
