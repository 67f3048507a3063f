"""Services' JSON: a page of records, a list of them, one alone, or one a line; and safe steps into each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.errors import DocumentError
from explorer.formats.base import Reading
from explorer.formats.encoding import decoded, lines
from explorer.formats.hub_json import parsed
from explorer.formats.json_text import loads

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from explorer.papers import Record


def read_all(file: BinaryIO, lists: Sequence[str], paper: Callable[[Record], Record], expected: str) -> Reading:
    """Read each record of a service's document as a paper; what is no record is skipped and named."""
    text, notes = decoded(file)
    reading = Reading(notes=notes)
    items = _lines(text, reading) if _is_lines(text) else _of_page(parsed(text), lists, reading)
    for place, item in items:
        if isinstance(item, dict):
            reading.add(paper(item), place)
        else:
            reading.skip(place, "expected an object, found " + ("null" if item is None else "something else"))
    if reading.skips and not reading.papers:
        count = len(reading.skips)
        problem = f"none of its {count:,} records is a paper ({reading.skips[0]})"
        raise DocumentError("document", f"{problem}; {expected}")
    return reading


def at(record: Any, *path: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Give what stands at a path in nested objects; none where the path ends before."""
    for name in path:
        if not isinstance(record, dict):
            return None
        record = record.get(name)
    return record


def texts(items: Any, *path: str) -> list[str]:  # noqa: ANN401 - a list, or what stands in its place
    """Give the text at a path in each object of a list, where it has one."""
    if not items or not isinstance(items, list):
        return []
    return [text for item in items if (text := at(item, *path)) and isinstance(text, str)]


def stated(record: Record) -> dict[str, Any]:
    """Leave out the fields that state nothing."""
    return {name: value for name, value in record.items() if value or value not in (None, "", [])}


def _is_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    if not (first.startswith("{") and rest):
        return False
    try:
        return isinstance(loads(first), dict)
    except (ValueError, RecursionError):
        return first.rstrip().endswith("}") and rest.lstrip().startswith('{"')


def _lines(text: str, reading: Reading) -> list[tuple[str, Any]]:
    found = []
    for place, line in enumerate(lines(text), 1):
        try:
            found += [(f"line {place}", loads(line))] if line.strip() else []
        except (ValueError, RecursionError) as error:
            reading.skip(f"line {place}", f"no JSON ({error})")
    return found


def _of_page(found: Any, lists: Sequence[str], reading: Reading) -> list[tuple[str, Any]]:  # noqa: ANN401 - JSON
    held = next((found[name] for name in lists if isinstance(found.get(name), list)), None) if _is(found) else found
    items = held if isinstance(held, list) else [found]
    total = next((at(found, *path) for path in (("meta", "count"), ("total",)) if at(found, *path)), None)
    if isinstance(total, int) and total > len(items):
        reading.notes.append(f"it holds {len(items):,} of {total:,} records")
    return [(f"record {place}", item) for place, item in enumerate(items, 1)]


def _is(found: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(found, dict)
