"""One JSON object a line: what `save` writes for programs, and any other list of that kind."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

import pandas as pd

from explorer.columns import DATE, KNOWN
from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.encoding import Block, by_blocks, lines, opening
from explorer.formats.hub_json import paper
from explorer.formats.json_text import loads
from explorer.formats.spool import Spool

if TYPE_CHECKING:
    from explorer.gathering import Fields
    from explorer.papers import Record

HELD = 64 << 20  # characters of papers: many times what a batch of usual papers has
# How we begin a line: no other list does, whatever else ours may hold of others' words.
OURS = re.compile(r'\{"id": (?:null|"(?:[^"\\]+|\\.)*+"), "title": (?:null|"(?:[^"\\]+|\\.)*+"), "abstract": ')
EXPECTED = 'expected a line such as {"title": "…", "abstract": "…"}'


def sniff(head: bytes) -> float:
    """Look for a first line that is an object of its own, or the start of a long one."""
    first, _, rest = opening(head).partition("\n")
    if OURS.match(first):
        return 0.97
    if not first.startswith("{"):
        return 0.0
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return 0.4 if len(first) > 60_000 or rest.lstrip().startswith('{"') else 0.0
    return 0.8 if {"id", "title", "abstract", "paper"} & set(found) else 0.35


def read(file: BinaryIO) -> Reading:
    """Read each line as a paper; a line that is no JSON object is skipped and named."""
    return by_blocks(file, partial(of_lines, make=_ours))


def of_lines(
    blocks: Iterable[Block],
    notes: list[str],
    make: Callable[[dict[str, Any]], Record],
    at_once: Callable[[str], Fields | None] = lambda _: None,
) -> Reading:
    """Read an object a line, each made a paper, some lines at a time; `at_once` makes columns of them if it can."""
    spool = Spool()
    reading = Reading(notes=notes, spool=spool)
    count, last, held = 0, "", 0
    for first, text in blocks:
        fields = at_once(text)
        if fields is not None:
            reading.take(fields)
            continue
        for place, line in enumerate(lines(text, first), first):
            if line and not line.isspace():
                count, last = count + 1, line
                _add(reading, line, place, make)
                held = _aside(reading, held + len(line))
    if reading.papers or spool.count or not count:
        return reading
    if count == 1 and (names := _names(last)):
        return Reading(pd.DataFrame(columns=pd.Index(names)), notes=notes)
    raise DocumentError("document", f"none of its lines is a paper ({reading.skips[0]}); {EXPECTED}")


def write(papers: pd.DataFrame, file: BinaryIO) -> None:
    """Write an object a paper; where there is none, one line of nulls keeps the fields' names."""
    names = ["id", *papers.columns]
    values = [papers.index.tolist(), *(papers[name].array.__arrow_array__().to_pylist() for name in papers)]
    rows = zip(*values, strict=True) if len(papers) else [[None] * len(names)]
    for row in rows:
        record = dict(zip(names, row, strict=True))
        file.write(json.dumps(record, ensure_ascii=False, default=datetime.isoformat).encode() + b"\n")


def _add(reading: Reading, line: str, place: int, make: Callable[[dict[str, Any]], Record]) -> None:
    try:
        found = loads(line)
    except json.JSONDecodeError as error:
        return reading.skip(f"line {place}", f"no JSON ({error.msg} in column {error.colno})")
    except (ValueError, RecursionError) as error:
        return reading.skip(f"line {place}", f"JSON that cannot be read ({error})")
    if not isinstance(found, dict):
        return reading.skip(f"line {place}", "JSON, but no object")
    return reading.add(found if OURS.match(line) else make(found), f"line {place}")


def _aside(reading: Reading, held: int) -> int:
    """Put long papers aside before there are many of them; say how many characters are held."""
    if held < HELD:
        return held
    reading.put_aside()
    return 0


def _ours(found: dict[str, Any]) -> Record:
    is_hubs = "paper" in found or ("summary" in found and "abstract" not in found)
    return paper(found) if is_hubs else found


def _names(line: str) -> list[str]:
    """Give the fields' names of the line that `write` leaves where there is no paper."""
    found: Any = json.loads(line) if line.startswith("{") and line.rstrip().endswith("null}") else None
    return list(found) if found and not any(found.values()) else []


def keeps(name: str, values: pd.Series[Any]) -> bool:
    """Say whether a column comes back as it was: a date does under a name that is ours."""
    return name in KNOWN or values.dtype != pd.ArrowDtype(DATE)


register(Format("JSON Lines", (".jsonl", ".ndjson"), sniff, read, write, frozenset(), keeps))
