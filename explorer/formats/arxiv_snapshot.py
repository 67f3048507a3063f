"""The metadata of arXiv as Kaggle keeps them: an object a line, several gigabytes of them."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from typing import Any, BinaryIO

from explorer.formats import identifiers
from explorer.formats.arxiv_columns import NAMES, PAGE, at_once
from explorer.formats.base import Format, Reading, register
from explorer.formats.encoding import by_blocks, opening
from explorer.formats.json_lines import of_lines

APART = frozenset({"id", "title", "abstract", "authors", "authors_parsed", "categories", "doi", "versions"})
BETWEEN = re.compile(r",\s+and\s+|,\s+|\s+and\s+")
CREATED = re.compile(r"\w{3}, (\d{1,2}) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def sniff(head: bytes) -> float:
    """Look for a first line with the fields that only the snapshot has."""
    first = opening(head).partition("\n")[0]
    return 0.95 if first.startswith("{") and '"authors_parsed"' in first and '"update_date"' in first else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each line as a paper: as columns where all of some lines are as arXiv writes them, else one by one."""
    return by_blocks(file, partial(of_lines, make=paper, at_once=partial(at_once, mended=paper)))


def paper(record: dict[str, Any]) -> dict[str, Any]:
    """Give a record of the snapshot our names; hard line ends go out of titles and abstracts."""
    name, written, made = record.get("id"), record.get("authors"), record.get("versions")
    known = identifiers.arxiv_id(name)
    found = {NAMES.get(field, field): value for field, value in record.items() if field not in APART}
    found |= {
        "id": known or name,
        "arxiv_id": known,
        "title": _unwrapped(record.get("title")),
        "abstract": _unwrapped(record.get("abstract")),
        "authors": _people(record.get("authors_parsed"), written),
        "categories": _words(record.get("categories")),
        "url": f"{PAGE}{known}" if known else None,
        "versions": [_version(version) for version in made] if isinstance(made, list) else made,
        **_identified(record.get("doi")),
        **_published(made),
    }
    if isinstance(written, str) and "(" in written:
        found["authors_text"] = _unwrapped(written)  # it says where they work, in every way there is
    return found


def _unwrapped(value: Any) -> Any:  # noqa: ANN401 - a text, or what stands in its place
    return " ".join(value.split()) if isinstance(value, str) else value


def _words(value: Any) -> Any:  # noqa: ANN401 - a text, or what stands in its place
    return value.split() if isinstance(value, str) else value


def _people(parsed: Any, written: Any) -> Any:  # noqa: ANN401 - lists of parts, or what stands in their place
    """Put each author's parts, `[last, first, suffix, …]`, in the order in which they are said."""
    try:
        if isinstance(parsed, list) and parsed and isinstance(parsed[0], list):
            return [" ".join(filter(None, (given, name, suffix))) for name, given, suffix, *_ in parsed]
    except (TypeError, ValueError):  # parts of another kind, or too few
        pass
    return BETWEEN.split(_unwrapped(written)) if isinstance(written, str) else written


def _identified(written: Any) -> dict[str, Any]:  # noqa: ANN401 - a text, or what stands in its place
    bare = identifiers.doi(written)
    several = {"doi_text": written} if bare and len(bare) < len(written.strip()) else {}
    return {"doi": bare or written, **several}


def _version(version: Any) -> Any:  # noqa: ANN401 - an object, or what stands in its place
    return " ".join(map(str, version.values())) if isinstance(version, dict) else version


def _published(versions: Any) -> dict[str, Any]:  # noqa: ANN401 - a list, or what stands in its place
    first = versions[0] if isinstance(versions, list) and versions else None
    created = first.get("created") if isinstance(first, dict) else None
    if not isinstance(created, str):
        return {}
    found = CREATED.fullmatch(created)
    try:
        day, month, year, hour, minute, second = found.groups() if found else ()
        clock = int(hour), int(minute), int(second)
        moment = datetime(int(year), 1 + MONTHS.index(month), int(day), *clock)  # noqa: DTZ001 - ours are naive UTC
    except ValueError:  # no such month, day or hour, or written in another way
        return {"published_text": created}
    return {"published": moment, "year": moment.year}


register(Format("arXiv snapshot (Kaggle)", (), sniff, read))
