"""The lines of a notes file: one JSON object a paper, sorted by id; what is none of ours stays as it is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from explorer.own.change import Change, applied, problems, said
from explorer.values import text

BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Line:
    """Hold a line as it stands in the file, and what it says: nothing where it is broken."""

    raw: bytes
    record: dict[str, Any] | None = None
    problem: str = ""

    @cached_property
    def paper(self) -> str | None:
        """Return the id of the line's paper; none where it is broken."""
        return None if self.record is None else text(self.record["id"])

    @cached_property
    def said(self) -> dict[str, Any]:
        """Return what the line says under our fields, and who changed what."""
        record = self.record or {}
        signed = {"changes": record["changes"]} if record.get("changes") else {}
        return said(record) | signed


def parsed(content: bytes, known: Iterable[Line] = ()) -> list[Line]:
    """Read a file's lines, but those that are known; blank ones say nothing."""
    held = {line.raw: line for line in known}
    return [held.get(raw) or _line(raw) for raw in content.removeprefix(BOM).splitlines() if raw.strip()]


def written(lines: Iterable[Line]) -> bytes:
    """Write lines sorted by id, the broken ones last."""
    ordered = sorted(lines, key=lambda line: (line.paper is None, line.paper or ""))
    return b"".join(line.raw + b"\n" for line in ordered)


def changed(lines: list[Line], change: Change, at: str) -> list[Line]:
    """Apply a change to each line of its paper, or to a new one; the other lines stay."""
    if not any(line.paper == change.paper for line in lines):
        lines = [*lines, Line(b"", {"id": change.paper})]
    return [_applied(line, change, at) if line.paper == change.paper else line for line in lines]


def records(lines: Iterable[Line]) -> dict[str, dict[str, Any]]:
    """Give what is said of each paper; of two lines of one paper the later stands, and the tags of both."""
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        if line.record is not None and line.paper is not None:
            earlier = found.get(line.paper)
            found[line.paper] = _over(earlier, line.said) if earlier else line.said
    return found


def broken(lines: Iterable[Line]) -> list[str]:
    """Name what cannot be shown: lines that are no record, and values that no field holds."""
    return [f"line {place}: {problem}" for place, line in enumerate(lines, 1) for problem in _problems(line)]


def _over(earlier: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    tags = list(dict.fromkeys([*earlier.get("tags", ()), *later.get("tags", ())]))
    return earlier | later | ({"tags": tags} if tags else {})


def _problems(line: Line) -> list[str]:
    return [line.problem] if line.record is None else problems(line.record)


def _line(raw: bytes) -> Line:
    try:
        found = json.loads(raw.decode())
    except json.JSONDecodeError as error:
        return Line(raw, problem=f"no JSON ({error.msg} in column {error.colno})")
    except (ValueError, RecursionError) as error:
        return Line(raw, problem=f"no JSON ({type(error).__name__})")
    if not isinstance(found, dict):
        return Line(raw, problem="JSON, but no object")
    is_named = bool(text(found.get("id") or "").strip())
    return Line(raw, found) if is_named else Line(raw, problem="it names no paper by its id")


def _applied(line: Line, change: Change, at: str) -> Line:
    before = line.record or {}
    record = applied(before, change, at)
    if said(record) == said(before) and line.raw:
        return line
    return Line(json.dumps(record, ensure_ascii=False).encode("utf-8", "replace"), record)
