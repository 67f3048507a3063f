"""CSL-JSON: what citation processors cite from, and Zotero, pandoc and others exchange."""

from __future__ import annotations

import json
import re
from typing import BinaryIO

import pandas as pd

from explorer.columns import DATE, KNOWN
from explorer.errors import DocumentError
from explorer.formats.base import PLACE, Format, Reading, register
from explorer.formats.csl_fields import TYPES, item, record
from explorer.formats.encoding import decoded, opening
from explorer.formats.json_text import loads
from explorer.formats.rows import alone, rows

EXPECTED = 'expected a list of items such as {"id": "…", "type": "article-journal", "title": "…"}'
OWN_TYPE = re.compile(r'"type"\s*:\s*"(?:article-|paper-conference|post-weblog|entry-|review-book|legal_case|motion_)')
ANY_TYPE = re.compile(rf'"type"\s*:\s*"(?:{"|".join(sorted(TYPES))})"')
OWN_WORD = re.compile(
    r'"(?:date-parts|container-title|citation-key)"\s*:|"author"\s*:\s*\[\s*\{\s*"(?:family|given|literal)"'
)
FIRST = re.compile(r'\[\s*\{\s*"id"\s*:\s*(?:"(?:[^"\\]|\\.)*"|\d+)\s*,\s*"type"\s*:\s*"')


def sniff(head: bytes) -> float:
    """Look for an item's type, where no other service has a word of its kind, or together with another such word."""
    start = opening(head)
    if not start.startswith(("[", "{")):
        return 0.0
    is_typed = OWN_TYPE.search(start) or (ANY_TYPE.search(start) and (OWN_WORD.search(start) or FIRST.match(start)))
    return 0.95 if is_typed else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each item as a paper; one that is no object is skipped and named."""
    text, notes = decoded(file)
    try:
        found = loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise DocumentError("document", f"this is no whole JSON ({error.msg}); {EXPECTED}", place=place) from error
    except (ValueError, RecursionError) as error:
        problem = f"the JSON cannot be read ({error}); {EXPECTED}"
        raise DocumentError("document", problem) from error
    items = found.get("items", [found]) if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise DocumentError("document", f"this JSON is no list; {EXPECTED}")
    reading = Reading(notes=notes)
    for number, one in enumerate(items, 1):
        if isinstance(one, dict):
            reading.add(record(one), f"record {number}")
        else:
            reading.skip(f"record {number}", "expected an item, found a text, a number or a list")
    alone(reading, "ids")
    return reading


def write(papers: pd.DataFrame, file: BinaryIO) -> None:
    """Write an item a line."""
    held = papers.drop(columns=list(PLACE), errors="ignore")
    lines = ",\n".join(json.dumps(item(paper), ensure_ascii=False) for paper in rows(held))
    file.write(f"[\n{lines}\n]\n".encode())


def keeps(name: str, values: pd.Series) -> bool:
    """Say whether a column comes back: all but dates that are none of our fields, which JSON has as texts."""
    is_text = values.dtype == pd.ArrowDtype(DATE) and name not in KNOWN
    return name not in PLACE and not is_text


register(Format("CSL-JSON", (".json",), sniff, read, write, frozenset(), keeps))
