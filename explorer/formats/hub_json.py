"""The Daily Papers of Hugging Face as their API gives them, in each shape it has had."""

from __future__ import annotations

import ast
import json
import warnings
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.encoding import decoded, opening
from explorer.formats.json_text import loads
from explorer.values import one_line

if TYPE_CHECKING:
    from explorer.papers import Record

LONGEST = 1 << 20  # characters of a paper in Python's spelling, which takes a hundred times the room to read
PAGE = "https://huggingface.co/papers/"
LISTS = ("data", "dailyPapers", "searchResults", "papers")
NAMES = {
    "summary": "abstract",
    "publishedAt": "published",
    "submittedOnDailyAt": "listed",
    "githubRepo": "code_url",
    "githubStars": "code_stars",
    "projectPage": "project_url",
    "ai_keywords": "keywords",
    "numComments": "comments",
}
EXPECTED = 'expected a list of papers, or {"data": [...]}'


def sniff(head: bytes) -> float:
    """Look for JSON, and be sure where it has the API's own words."""
    start = opening(head)
    if not start.startswith(("[", "{")):
        return 0.0
    is_day = start.startswith("{") and any(f'"{name}": [' in start or f'"{name}":[' in start for name in LISTS)
    return 0.9 if is_day or (start.startswith("[") and "paper" in start) else 0.3


def read(file: BinaryIO) -> Reading:
    """Read a list of papers, of strings that hold Python's spelling of them, or a day that holds one."""
    text, notes = decoded(file)
    reading = Reading(notes=notes)
    add_all(reading, parsed(text))
    return reading


def parsed(text: str) -> Any:  # noqa: ANN401 - whatever the JSON is
    """Parse JSON text; raise `DocumentError` that says where it breaks."""
    try:
        return loads(text)
    except json.JSONDecodeError as error:
        is_cut = error.pos >= len(text.rstrip()) or "Unterminated" in error.msg
        problem = "the JSON ends in the middle; the file was cut off" if is_cut else f"this is no JSON ({error.msg})"
        place = f"line {error.lineno}, column {error.colno}"
        raise DocumentError("document", f"{problem}; {EXPECTED}", place=place) from error
    except (ValueError, RecursionError) as error:
        raise DocumentError("document", f"the JSON cannot be read ({error}); {EXPECTED}") from error


def add_all(reading: Reading, found: Any) -> None:  # noqa: ANN401 - whatever the JSON is
    """Add a JSON document's papers to a reading, with the day that holds them as the day they were listed."""
    day = found if isinstance(found, dict) else {}
    items = next((day[name] for name in LISTS if isinstance(day.get(name), list)), [found] if day else found)
    if not isinstance(items, list):
        raise DocumentError("document", f"this JSON is {_named(found)}; {EXPECTED}")
    if isinstance(day.get("count"), int) and day["count"] != len(items):
        reading.notes.append(f"it says it has {day['count']:,} papers and has {len(items):,}")
    listed = {"listed": day["date"]} if isinstance(day.get("date"), str) and items != [found] else {}
    for place, item in enumerate(items, 1):
        _add(reading, item, f"record {place}", listed)
    if items and not reading.papers:
        problem = f"none of its {len(items):,} records is a paper ({reading.skips[0]}); {EXPECTED}"
        raise DocumentError("document", problem)


def paper(outer: Record) -> dict[str, Any]:
    """Give a record of the API our names; a field that has none of ours keeps its own, nothing is lost."""
    inner = outer.get("paper")
    if not isinstance(inner, dict):
        return _renamed(outer)
    known = _renamed(inner)
    if known.get("id"):
        known.setdefault("url", f"{PAGE}{known['id']}")
    # The outer `publishedAt` is when the day's list came out, not when the paper did.
    kept = {name: outer[name] for name in ("publishedAt",) if name in outer}
    beside = _renamed({name: value for name, value in outer.items() if name not in ("paper", *kept)})
    for name, value in beside.items():
        known[name if known.get(name) in (None, value) else f"outer_{name}"] = value
    return {**known, **kept}


def _renamed(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in record.items():
        ours = NAMES.get(name, name)
        found[name if ours in record else ours] = _unwrapped(value) if ours in ("title", "abstract") else value
    if isinstance(found.get("authors"), list):
        found["authors"] = [_name(author) for author in found["authors"] if not _is_hidden(author)]
    if isinstance(found.get("organization"), dict):
        found["organization_record"] = found["organization"]
        found["organization"] = found["organization"].get("fullname") or _name(found["organization"])
    return found


def _unwrapped(value: Any) -> Any:  # noqa: ANN401 - a text, or what stands in its place
    return one_line(value) if isinstance(value, str) else value


def _name(who: Any) -> Any:  # noqa: ANN401 - a name, or what stands in its place
    return who.get("name") or str(who) if isinstance(who, dict) else who


def _is_hidden(author: Any) -> bool:  # noqa: ANN401 - an author, or what stands in its place
    return isinstance(author, dict) and bool(author.get("hidden"))


def _add(reading: Reading, item: Any, place: str, listed: Record) -> None:  # noqa: ANN401 - a list's item
    record = _spelled(item) if isinstance(item, str) else item
    if not isinstance(record, dict):
        reading.skip(place, f"expected a paper, found {_named(record)}")
        return
    known = paper(record)
    reading.add(known if known.get("listed") else {**known, **listed}, place)


def _spelled(item: str) -> Any:  # noqa: ANN401 - whatever the string spells
    if len(item) > LONGEST:
        return item
    for parse in (json.loads, ast.literal_eval):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", SyntaxWarning)  # Python 3.12 and later warn of `\%` in a string
                return parse(item)
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            continue
    return item


def _named(found: Any) -> str:  # noqa: ANN401 - whatever the JSON is
    names = {dict: "an object", list: "a list", str: "a text", bool: "a flag", type(None): "null"}
    return names.get(type(found), "a number")


register(Format("Hugging Face JSON", (), sniff, read))
