"""What a document format is, and where the known ones are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.errors import DocumentError
from explorer.registry import Registry

if TYPE_CHECKING:
    import pandas as pd

    from explorer.papers import Record

HEAD = 1 << 16


@dataclass
class Reading:
    """Hold what a format found in a document: papers, what it skipped and where, what it noticed."""

    papers: list[dict[str, Any]] | pd.DataFrame = field(default_factory=list)
    skips: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    saved: str | None = None

    def add(self, record: Record, place: str) -> None:
        """Take a record as a paper; skip it where it has neither id nor title nor abstract."""
        if not any(str(record.get(name) or "").strip() for name in ("id", "title", "abstract")):
            self.skip(place, "it has neither id nor title nor abstract")
            return
        assert isinstance(self.papers, list)  # noqa: S101 - a reading that adds holds records
        position = len(self.papers) + len(self.skips) + 1
        self.papers.append({**record, "position": record.get("position") or position})

    def skip(self, place: str, reason: str) -> None:
        """Say that a record was skipped, where, and why."""
        self.skips.append(f"{place}: {reason}")


@dataclass(frozen=True)
class Format:
    """Say how a document format is recognised, read and, where it can be, written.

    Parameters
    ----------
    name
        What the report calls it.
    suffixes
        File endings that `save` writes in this format; reading never looks at them.
    sniff
        From a document's first bytes, how sure it is that this is its format: 0 (not) to 1.
    read
        From an open file, a `Reading`; raises `DocumentError` where the whole cannot be read.
    write
        Puts a papers frame into an open file.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], float]
    read: Callable[[BinaryIO], Reading]
    write: Callable[[pd.DataFrame, BinaryIO], None] | None = None


FORMATS: Registry[Format] = Registry()


def register(form: Format) -> Format:
    """Add a format under its name; a taken name is an error."""
    return FORMATS.add(form.name, form)


def recognised(head: bytes, source: str) -> Format:
    """Find the format that is surest of a document's first bytes; raise `DocumentError` where none is."""
    if not head.strip():
        raise DocumentError(source, "it is empty; expected a list of papers")
    best = max(FORMATS.values(), key=lambda form: form.sniff(head))
    if best.sniff(head):
        return best
    found = "it is a binary file, not a list of papers" if b"\0" in head else "no format reads it"
    raise DocumentError(source, f"{found}; known formats: {', '.join(FORMATS)}")


def writer(suffix: str, source: str) -> Callable[[pd.DataFrame, BinaryIO], None]:
    """Find what writes files of this ending; raise `DocumentError` where nothing does."""
    known = {ending: form.write for form in FORMATS.values() if form.write for ending in form.suffixes}
    if suffix not in known:
        problem = f"no format writes {suffix!r} files" if suffix else "its name has no ending that says the format"
        raise DocumentError(source, f"{problem}; known: {', '.join(sorted(known))}")
    return known[suffix]
