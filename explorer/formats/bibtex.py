"""BibTeX and biblatex: what LaTeX cites from, and every reference manager gives and takes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.bibtex_entries import EXPECTED, entries
from explorer.formats.bibtex_reading import is_cut, record
from explorer.formats.bibtex_writing import HELD, entry, is_writable, keeps
from explorer.formats.citekeys import Work, keys
from explorer.formats.encoding import decoded, opening
from explorer.formats.header import MARK, header
from explorer.formats.rows import alone, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from bibtexparser.model import Block

ENTRY = re.compile(r"^[ \t]*@\s*+[A-Za-z]++\s*+[{(]\s*+[^\s,{}()=\"']*+\s*+,\s*+[A-Za-z]", re.MULTILINE)
OTHER = re.compile(r"^[ \t]*@\s*(?:string|comment|preamble)\s*[{(]", re.MULTILINE | re.IGNORECASE)
NO_PAPERS = {"set": "@set only names other entries", "xdata": "@xdata only lends fields to other entries"}
_MONTHS = """
    jan feb mar apr may jun jul aug sep oct nov dec
"""
MONTHS = frozenset(_MONTHS.split())
PEOPLE = ("author", "editor")
FIRST = ("title", "authors", "venue", "year", "published")


def sniff(head: bytes) -> float:
    """Look for an entry, or for what else may stand in such a file."""
    start = opening(head)
    if start.startswith(f"% {MARK}"):
        return 0.95
    if start.startswith(("<", "{", "[")) or not (ENTRY.search(start) or OTHER.search(start)):
        return 0.0
    return 0.9 if start.startswith(("%", "@")) else 0.6


def read(file: BinaryIO) -> Reading:
    """Read each entry as a paper; one that is broken is skipped and named, and the others are read.

    The id is the arXiv id that an entry states, else its key; where two entries have one key, the second
    keeps it as its `key` only.
    """
    text, notes = decoded(file)
    reading = Reading(notes=notes)
    found = entries(text)
    for one in found:
        reason = one.broken or NO_PAPERS.get(one.kind)
        if reason:
            reading.skip(one.place, reason)
            continue
        reading.add(record(one.kind, one.key, one.fields), one.place)
    alone(reading, "keys")
    cut = sum(is_cut(one.fields.get(name, "")) for one in found if not one.broken for name in PEOPLE)
    reading.notes += [f"lists of names that end in `and others`, kept as written beside them: {cut:,}"] * bool(cut)
    if not reading.papers and (reading.skips or not (OTHER.search(text) or MARK in text)):
        why = f"none of its entries can be read ({reading.skips[0]})" if reading.skips else "there is no entry in it"
        raise DocumentError("document", f"{why}; {EXPECTED}")
    return reading


def write(papers: pd.DataFrame, file: BinaryIO) -> list[str]:
    """Write an entry a paper, under its own key or a made one, with what was asked above them."""
    from bibtexparser import model, writer  # noqa: PLC0415 - only BibTeX needs it
    from bibtexparser.library import Library  # noqa: PLC0415 - the same

    names = [name for name in FIRST if name in papers] + [name for name in papers if name not in FIRST]
    found = list(rows(papers[[name for name in names if is_writable(str(name), papers[name])]]))
    chosen = keys([_work(paper) for paper in found])
    # BibTeX has no comments but what stands outside entries, and `@` ends that.
    comment = "\n".join(f"% {line}" for line in header(papers)).replace("@", r"\x40")
    blocks: list[Block] = [model.ImplicitComment(comment)]
    for key, paper in zip(chosen, found, strict=True):
        kind, fields = entry(paper, key)
        blocks.append(model.Entry(kind, key, [model.Field(name, _value(name, fields[name])) for name in fields]))
    form = writer.BibtexFormat()  # type: ignore[no-untyped-call]  # bibtexparser gives it no return type
    form.indent, form.block_separator, form.trailing_comma = "  ", "\n", True
    file.write(writer.write(Library(blocks), form).encode())
    changed = sum(paper.get("key") not in (None, key) for key, paper in zip(chosen, found, strict=True))
    lost = [f"Citation keys made anew, since they were no valid keys or another paper's: {changed:,}"] * bool(changed)
    dated = sum(paper.get("year") is None and paper.get("published") is not None for paper in found)
    is_mixed = "year" in papers and papers["year"].notna().any()
    lost += [f"Papers without a year that got that of their date: {dated:,}"] * bool(dated and is_mixed)
    spaced = _spaced(found)
    return lost + [f"Names written without the white space around them: {spaced:,}"] * bool(spaced)


def _value(name: str, latex: str) -> str:
    return latex if name == "month" and latex in MONTHS else f"{{{latex}}}"


def _spaced(found: Iterable[dict[str, Any]]) -> int:
    """Count the names with white space around them, which BibTeX does not keep."""
    names = (name for paper in found for field in ("authors", "editors") for name in paper.get(field) or ())
    return sum(name.strip() != name for name in names)


def _work(paper: dict[str, Any]) -> Work:
    authors, year, published = (paper.get(name) for name in ("authors", "year", "published"))
    said = year or (published.year if published else None)
    return Work(authors[0] if authors else None, said, paper.get("title"), paper.get("key"), paper["id"])


register(Format("BibTeX", (".bib",), sniff, read, write, HELD, keeps))
