"""Documents in, papers out, and back: found by content, reported line by line."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import pandas as pd

from explorer.errors import DocumentError
from explorer.papers import Record, conform, merge
from explorer.registry import Registry
from explorer.report import joined, row, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = 1 << 16


@dataclass
class Reading:
    """Hold what a format found in a document: papers, what it skipped and where, what it noticed."""

    papers: list[Record] | pd.DataFrame
    skips: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    saved: str | None = None


@dataclass(frozen=True)
class Format:
    """Say how a document format is recognised, read and, where it can be, written.

    Parameters
    ----------
    name
        What the report calls it.
    suffixes
        File endings that `save` takes for this format.
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


def load(*documents: str | os.PathLike[str], quiet: bool = False) -> pd.DataFrame:
    """Read documents into one papers frame, and say in a line each what was read, skipped and merged.

    Parameters
    ----------
    documents
        Files, or folders of files, in any known format, found by content. Without any: the
        documents that ``explorer serve`` was started with, else the one that ships with explorer.
    quiet
        Print nothing; ``attrs["report"]`` holds the same.

    Returns
    -------
    pandas.DataFrame
        One row a paper, index ``id``; ``source`` and ``position`` say where it stood.

    Raises
    ------
    DocumentError
        Where a document is missing, is empty, is damaged as a whole or has no known format.

    Examples
    --------
    >>> len(load(quiet=True))
    36
    """
    frames = [frame for document in documents or _default() for frame in _frames(Path(document))]
    papers = merge(*frames)
    if not quiet:
        for said in papers.attrs["report"]:
            print(sentence(said))  # noqa: T201 - the reader asked to be told
    return papers


def shipped() -> Path:
    """Name the folder of documents that come with explorer: inside a wheel, beside it in a checkout."""
    package = Path(__file__).parent.parent
    return next((folder for folder in (package / "data", package.parent / "data") if folder.is_dir()), package)


def _default() -> list[str]:
    named = os.environ.get("EXPLORER_DOCUMENTS", "")
    return list(json.loads(named)) if named else [str(shipped())]


def _frames(path: Path) -> Iterator[pd.DataFrame]:
    if not path.is_dir():
        yield _read(path, path.name)
        return
    frames = [_read_if_document(file, file.relative_to(path).as_posix()) for file in sorted(path.rglob("*"))]
    yield from frames


def _read_if_document(path: Path, name: str) -> pd.DataFrame:
    try:
        return _read(path, name)
    except DocumentError as error:
        papers = conform([], name)
        papers.attrs["report"][0].update(format=None, note=error.problem)
        return papers


def _read(path: Path, name: str) -> pd.DataFrame:
    with path.open("rb") as file:
        form = _recognised(file.peek(HEAD)[:HEAD], name)
        reading = form.read(file)
    if not isinstance(reading.papers, pd.DataFrame):
        reading.papers = [
            {"source": name, "position": place, **record} for place, record in enumerate(reading.papers, 1)
        ]
    papers = conform(reading.papers, name)
    said = papers.attrs["report"][0]
    said["skips"] = [*reading.skips, *said["skips"]]
    said["note"] = joined([*reading.notes, *filter(None, [said["note"]])])
    said.update(format=form.name, skipped=len(said["skips"]), saved=reading.saved)
    return papers


def _recognised(head: bytes, name: str) -> Format:
    best = max(FORMATS.values(), key=lambda form: form.sniff(head))
    if not best.sniff(head):
        raise DocumentError(name, f"no format reads it; known: {', '.join(FORMATS)}")
    return best


def save(papers: pd.DataFrame, path: str | os.PathLike[str]) -> Path:
    raise NotImplementedError
