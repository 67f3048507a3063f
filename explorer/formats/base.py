"""What a document format is, and where the known ones are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa

from explorer.errors import DocumentError
from explorer.formats.spool import BATCH, Spool
from explorer.library.telling import ENDING
from explorer.registry import Registry

if TYPE_CHECKING:
    import pandas as pd

    from explorer.papers import Record

HEAD = 1 << 16
OFFER = "; known formats: "
PLACE = frozenset({"source", "position"})  # where a paper stood; in a new document it stands elsewhere
Write = Callable[["pd.DataFrame", BinaryIO], Iterable[str] | None]
Keeps = Callable[[str, "pd.Series"], bool]


@dataclass
class Reading:
    """Hold what a format found in a document: papers, what it skipped and where, what it noticed."""

    papers: list[dict[str, Any]] | pd.DataFrame = field(default_factory=list)
    skips: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    saved: str | None = None
    spool: Spool | None = None

    def add(self, record: Record, place: str) -> None:
        """Take a record as a paper; skip it where it has neither id nor title nor abstract.

        The record is the reading's from then on. Where there is a spool, full batches of papers go there.
        """
        if not (_says(record, "title") or _says(record, "id") or _says(record, "abstract")):
            self.skip(place, "it has neither id nor title nor abstract")
            return
        assert isinstance(self.papers, list)  # noqa: S101 - a reading that adds holds records
        kept = record if isinstance(record, dict) else dict(record)
        spooled = self.spool.count if self.spool else 0
        kept["position"] = kept.get("position") or spooled + len(self.papers) + len(self.skips) + 1
        if len(self.papers) >= BATCH:
            self.put_aside()
        self.papers.append(kept)

    def put_aside(self) -> None:
        """Bring the papers that are held to the spool, where there is one."""
        assert isinstance(self.papers, list)  # noqa: S101 - a reading that adds holds records
        if self.spool and self.papers:
            self.spool.take(self.papers)
            self.papers.clear()

    def take(self, fields: Mapping[str, pa.Array]) -> None:
        """Take columns of papers, each of which has an id; they go to the spool."""
        self.put_aside()
        assert self.spool is not None  # noqa: S101 - a reading that takes columns has one
        first = self.spool.count + len(self.skips) + 1
        self.spool.put({**fields, "position": pa.array(range(first, first + len(fields["id"])))})

    def skip(self, place: str, reason: str) -> None:
        """Say that a record was skipped, where, and why."""
        self.skips.append(f"{place}: {reason}")


def _says(record: Record, name: str) -> bool:
    value = record.get(name)
    return bool(value) and (not isinstance(value, str) or not value.isspace())


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
        Puts a papers frame into an open file, and gives sentences on what was lost, if anything.
    holds
        The fields that it writes so that they are read again as they were; `None` for every one.
    keeps
        Says of a column that is not in `holds` whether it is read again as it was, too.
    """

    name: str
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], float]
    read: Callable[[BinaryIO], Reading]
    write: Write | None = None
    holds: frozenset[str] | None = None
    keeps: Keeps | None = None

    def put(self, papers: pd.DataFrame, file: BinaryIO) -> list[str]:
        """Write papers into an open file, and say in a sentence each what the format could not hold."""
        assert self.write is not None  # noqa: S101 - `writing` gives formats that write
        lost = list(self.write(papers, file) or ())
        unheld = [str(name) for name in papers if name not in PLACE and not self.is_held(str(name), papers[name])]
        return [f"{self.name} does not hold {', '.join(unheld)}", *lost] if unheld else lost

    def is_held(self, name: str, values: pd.Series) -> bool:
        """Say whether a column is read again as it was written, as one without any value always is."""
        is_known = self.holds is None or name in self.holds or (self.keeps is not None and self.keeps(name, values))
        return is_known or not values.notna().any()


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
    raise DocumentError(source, f"{found}{OFFER}{', '.join(FORMATS)}")


def writing(suffix: str, source: str) -> Format:
    """Find the format that files of this ending are written in; raise `DocumentError` where there is none."""
    known = {ending: form for form in FORMATS.values() if form.write for ending in form.suffixes}
    if suffix not in known:
        problem = f"no format writes {suffix!r} files" if suffix else "its name has no ending that says the format"
        raise DocumentError(source, f"{problem}; known: {', '.join(sorted({*known, ENDING}))}")
    return known[suffix]
