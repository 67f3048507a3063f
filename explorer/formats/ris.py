"""RIS: what publishers' pages and reference managers give; read also as Web of Science exports it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, BinaryIO

import pandas as pd

from explorer.columns import TEXT
from explorer.errors import DocumentError
from explorer.formats import wos_fields
from explorer.formats.base import Format, Reading, register
from explorer.formats.encoding import decoded, lines, opening
from explorer.formats.header import MARK, header
from explorer.formats.ris_fields import HELD, record, tagged
from explorer.formats.ris_lines import RIS_START, WOS_START, ris, wos
from explorer.formats.rows import alone, rows

if TYPE_CHECKING:
    from explorer.formats.ris_lines import Tags

EXPECTED = "expected references such as TY  - JOUR, their tags, and ER"
TAG = re.compile("[A-Z][A-Z0-9]")


def sniff(head: bytes) -> float:
    """Look for a line that a reference starts with."""
    start = opening(head)
    is_tagged = RIS_START.search(start) or (WOS_START.search(start) and re.search(r"^(?:AU|TI) ", start, re.MULTILINE))
    return 0.95 if is_tagged and not start.startswith(("<", "{", "[")) else 0.9 if start.startswith(MARK) else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each reference as a paper; where two have one ID, the second's id is made from its title."""
    text, notes = decoded(file)
    reading = Reading(notes=notes)
    is_ris = RIS_START.search(text)
    references = (ris if is_ris else wos)(lines(text.removeprefix("\ufeff")))
    for reference in references:
        reading.add((record if is_ris else wos_fields.record)(reference.tags), reference.place)
    open_ones = [reference.place for reference in references if not reference.is_whole]
    reading.notes += [f"references without an end (ER): {', '.join(open_ones[:3])}"] if open_ones else []
    alone(reading, "IDs")
    if not references and MARK not in text:
        raise DocumentError("document", f"there is no reference in it; {EXPECTED}")
    return reading


def write(papers: pd.DataFrame, file: BinaryIO) -> list[str]:
    """Write a reference a paper, and say of which values RIS, which has no escapes, cannot hold what they are."""
    names = [str(name) for name in papers if name in HELD or keeps(str(name), papers[name])]
    changed: Counter[str] = Counter()
    for paper in rows(papers[names]):
        written = tagged(paper)
        changed.update(_changed(paper, written))
        file.write("".join(f"{tag}  - {value}\r\n" for tag, value in [*written, ("ER", "")]).encode() + b"\r\n")
    if papers.empty:  # RIS has no comments; where no reference follows, a line stands for none
        file.write(header(papers)[0].encode())
    said = ", ".join(f"{name} of {count:,}" for name, count in changed.items())
    return [f"Values that RIS, which has no escapes, cannot hold as they are: {said}"] if said else []


def keeps(name: str, values: pd.Series) -> bool:
    """Say whether a column is a tag that has none of our names, with texts."""
    return bool(TAG.fullmatch(name)) and name not in ("TY", "ER") and values.dtype == pd.ArrowDtype(TEXT)


def _changed(paper: dict[str, Any], written: list[tuple[str, str]]) -> list[str]:
    tags: Tags = {}
    for tag, value in written:
        tags.setdefault(tag, []).append(value)
    again = record(tags)
    return [name for name, value in paper.items() if value is not None and not _is_same(value, again.get(name))]


def _is_same(value: Any, again: Any) -> bool:  # noqa: ANN401 - values of any field
    return bool(value == again) or str(value) == again


register(Format("RIS", (".ris",), sniff, read, write, HELD, keeps))
