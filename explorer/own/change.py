"""One thing that a reader says of a paper, checked, and what a record says once it is applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from explorer.errors import NotesError
from explorer.own.both import merged
from explorer.values import plain, text

Record = Mapping[str, Any]

FIELDS = ("tags", "status", "stars", "note")
STATUSES = ("to read", "read", "dropped")
STARS = range(1, 6)
LONGEST = {"tag": 60, "note": 20_000, "by": 60}  # characters
MOST = 100  # tags of a paper


@dataclass(frozen=True)
class Change:
    """Hold one thing that a reader says of a paper.

    Parameters
    ----------
    paper
        The paper's id.
    field
        ``status``, ``stars`` or ``note``, which take a value or None for none; ``tag`` and ``untag`` add and take
        away one tag.
    value
        A status, a number of stars from 1 to 5, a note, or a tag.
    by
        Who says so; empty for the owner.
    was
        Of a note: the text that the reader began with, so that what another wrote meanwhile stays; without it, the
        note takes the other's place.

    Raises
    ------
    NotesError
        Where a field cannot hold the value.
    """

    paper: str
    field: str
    value: Any = None
    by: str = ""
    was: str | None = None

    def __post_init__(self) -> None:
        """Bring the value into the form in which it is kept."""
        if self.field not in _CHECKS:
            raise NotesError(f"Nothing is noted under {self.field!r:.60}; known: {', '.join(_CHECKS)}.")
        object.__setattr__(self, "value", _CHECKS[self.field](self.value))
        object.__setattr__(self, "by", " ".join(text(self.by).split())[: LONGEST["by"]])
        object.__setattr__(self, "was", None if self.was is None else text(self.was))


def said(record: Record) -> dict[str, Any]:
    """Give what a record says under our fields, as far as they can hold it."""
    found = {"tags": tags_of(record), "status": record.get("status"), "stars": record.get("stars")}
    found["note"] = text(record["note"]) if plain(record.get("note")) is not None else None
    return {name: value for name, value in found.items() if value and name not in _unfit(record)}


def problems(record: Record) -> list[str]:
    """Name the values of a record that its fields cannot hold."""
    wanted = {"status": f"none of {', '.join(STATUSES)}", "stars": "no number from 1 to 5"}
    return [f"{name} {record[name]!r:.60} is {wanted[name]}" for name in _unfit(record)]


def applied(record: Record, change: Change, at: str) -> dict[str, Any]:
    """Return a record that says what a change asks, who asked and when; its other values stay."""
    changes = record.get("changes", {})
    now = {**record, **_values(record, change)}
    if isinstance(changes, Mapping):
        now["changes"] = {**changes, **_signed(changes, change, at)}
    order = dict.fromkeys(["id", *FIELDS, *(name for name in now if name != "changes"), "changes"])
    return {name: now[name] for name in order if name in now and not (name in FIELDS and now[name] in (None, "", []))}


def tags_of(record: Record) -> list[str]:
    """Give a record's tags, each once."""
    held = plain(record.get("tags"))
    return list(dict.fromkeys([text(held)] if not isinstance(held, list) else held)) if held is not None else []


def _values(record: Record, change: Change) -> dict[str, Any]:
    if change.field in ("tag", "untag"):
        tags = [held for held in tags_of(record) if held != change.value or change.field == "tag"]
        more = [change.value] if change.field == "tag" and change.value not in tags else []
        if len(tags) + len(more) > MOST:
            raise NotesError(f"A paper has {MOST} tags at most.")
        return {"tags": tags + more}
    if change.field == "note":
        theirs, mine = said(record).get("note", ""), change.value or ""
        return {"note": _note(mine if change.was is None else merged(change.was, theirs, mine))}
    return {change.field: change.value}


def _signed(changes: Record, change: Change, at: str) -> dict[str, Any]:
    who = {**({"by": change.by} if change.by else {}), "at": at}
    if change.field not in ("tag", "untag"):
        return {change.field: who}
    held = changes.get("tags")
    gone = {"removed": True} if change.field == "untag" else {}
    return {"tags": {**(held if isinstance(held, Mapping) else {}), change.value: who | gone}}


def _unfit(record: Record) -> list[str]:
    status, stars = record.get("status"), record.get("stars")
    unfit = ["status"] if status is not None and status not in STATUSES else []
    return [*unfit, "stars"] if stars is not None and not _are_stars(stars) else unfit


def _are_stars(value: object) -> bool:
    return type(value) is int and value in STARS


def _status(value: object) -> object:
    if value is None or value in STATUSES:
        return value
    raise NotesError(f"{value!r:.60} is no status; known: {', '.join(STATUSES)}.")


def _stars(value: object) -> object:
    if value is None or _are_stars(value):
        return value
    raise NotesError(f"{value!r:.60} is no number of stars from 1 to 5.")


def _note(value: object) -> object:
    if value is not None and not isinstance(value, str):
        raise NotesError("A note is text.")
    note = text(value or "")
    if len(note) > LONGEST["note"]:
        raise NotesError(f"A note has {LONGEST['note']:,} characters at most; this one has {len(note):,}.")
    return note if note.strip() else None


def _tag(value: object) -> object:
    tag = " ".join(text(value).split()) if isinstance(value, str) else ""
    if not tag or len(tag) > LONGEST["tag"]:
        raise NotesError(f"A tag is a text of 1 to {LONGEST['tag']} characters.")
    return tag


_CHECKS: dict[str, Callable[[object], object]] = {
    "tag": _tag,
    "untag": _tag,
    "status": _status,
    "stars": _stars,
    "note": _note,
}
