"""Documents in, papers out, and back: the only place that opens a paper list."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from explorer.errors import DocumentError
from explorer.formats.base import writing
from explorer.formats.opening import opened
from explorer.formats.packed import SUFFIXES, packer
from explorer.formats.sources import STANDARD, Document, Name, home, unreachable
from explorer.library.telling import is_named
from explorer.own.columns import beside
from explorer.own.place import is_notes
from explorer.papers import conform
from explorer.report import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd


def load(*documents: Document, quiet: bool = False) -> pd.DataFrame:
    """Read documents into one papers frame, and say in a line each what was read, skipped and merged.

    Parameters
    ----------
    documents
        Files, folders of files, libraries, patterns (``"lists/*.bib"``), ``"-"`` for standard input, open files
        (which stay open), or texts themselves (bytes, or several lines); in any known format, found by content,
        packed by gzip, Zstandard or zip or not. Without any: the documents that ``explorer serve`` was started with,
        else those that ship with explorer. The reader's own columns are read too, from ``list.csv.notes.jsonl``
        beside ``list.csv``, ``papers.notes.jsonl`` in a folder; several documents share the first one's.
    quiet
        Print nothing; ``attrs["report"]`` holds the same.

    Returns
    -------
    pandas.DataFrame
        One row a paper, index ``id``; ``source`` and ``position`` say where it stood. A document's papers of one id
        are one; those of several documents are merged as `explorer.merge` does, by what names them: titles are
        compared by `explorer.merge` alone. ``attrs["ledger"]`` says which were merged, by what and what was lost.

    Raises
    ------
    DocumentError
        Where a document is missing, is empty, is damaged as a whole or has no known format; where a library is not
        whole or was written by a newer explorer.

    Examples
    --------
    >>> len(load(quiet=True))
    36
    """
    named = documents or default()
    lists = [document for document in named if not _holds_notes(document)]
    if not lists:
        problem = "it holds notes on papers, and no papers; name the document that it lies beside"
        raise DocumentError(str(named[0]), problem)
    frames = [frame for document in lists for frame in opened(document)]
    papers = frames[0] if len(frames) == 1 else _merged(frames)
    homes = [place for document in lists if (place := home(document)) is not None]
    papers = beside(papers, homes) if homes else papers
    papers.attrs |= {"documents": names} if len(names := _names(lists)) == len(lists) else {}
    for said in [] if quiet else papers.attrs["report"]:
        print(sentence(said))  # noqa: T201 - the reader asked to be told
    return papers


def save(papers: pd.DataFrame, path: Name, *, quiet: bool = False) -> Path:
    """Write papers to a file, in the format that its ending says, and say what the format could not hold.

    An existing file is replaced whole, or stays as it was.

    Parameters
    ----------
    papers
        A papers frame, or any frame that `explorer.conform` takes.
    path
        Where to; its ending says the format: the README's table lists those that are written. One more ending,
        ``.gz``, ``.zst`` or ``.zip``, packs it. A name that ends in ``/`` or ``.library``, or a library that is
        there, becomes a library: a folder that opens at once however many papers it has, with their facts, which
        are read where they are not known (minutes for thousands of papers).
    quiet
        Print nothing.

    Returns
    -------
    pathlib.Path
        The file, or the library's folder.

    Raises
    ------
    DocumentError
        Where no format writes such files, or the file cannot be written; where a folder holds other things, or
        another program is writing the same library.

    Examples
    --------
    >>> save(load(quiet=True), "papers.csv")  # doctest: +SKIP
    """
    target, kept = Path(path), conform(papers)
    if is_named(path):
        lost, target = _again(papers, kept), _library(kept, path)
    else:
        lost = [*_again(papers, kept), *_file(kept, target, str(path))]
    if lost and not quiet:
        print(f"{target.name}: {'; '.join(lost)}.")  # noqa: T201 - the reader asked to be told
    return target


def _again(papers: pd.DataFrame, kept: pd.DataFrame) -> list[str]:
    """Say how many papers became one with another, since they have its id."""
    count = kept.attrs["report"][-1]["merged"] if len(kept) < len(papers) else 0
    if not count:
        return []
    return [f"{count:,} {'paper' if count == 1 else 'papers'} merged into another of the same id"]


def _file(papers: pd.DataFrame, target: Path, said: str) -> list[str]:
    """Write a file in the place of the one before, and say what its format could not hold."""
    packed = target.suffix.lower() if target.suffix.lower() in SUFFIXES else ""
    bare = target.with_suffix("") if packed else target
    form = writing(bare.suffix.lower(), said)
    half = target.with_name(f".{target.name}.{os.getpid()}.half")
    try:
        with half.open("wb") as file, packer(file, packed, bare.name) as inside:
            lost = form.put(papers, cast("BinaryIO", inside))
        half.replace(target)
    except OSError as error:
        raise unreachable(target, error) from error
    finally:
        half.unlink(missing_ok=True)
    return lost


def _merged(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    from explorer.lists import merge  # noqa: PLC0415 - a single list is compared with none

    return merge(*frames, score=None)


def _library(papers: pd.DataFrame, path: Name) -> Path:
    from explorer.library.writing import write  # noqa: PLC0415 - only libraries need it

    return write(papers, path)


def shipped() -> Path:
    """Name the folder of the documents that come with explorer: in a wheel, or beside it in a checkout."""
    package = Path(__file__).parent.parent
    return next(folder for folder in (package / "data", package.parent / "data") if folder.is_dir())


def _names(documents: Sequence[Document]) -> list[str]:
    """Give the last part of documents' names: what they are called by one who stands beside them."""
    named = [document for document in documents if isinstance(document, (str, os.PathLike)) and document != STANDARD]
    return [Path(document).name for document in named if home(document) is not None]


def _holds_notes(document: Document) -> bool:
    return isinstance(document, (str, os.PathLike)) and is_notes(document)


def default() -> Sequence[Name]:
    """Name the documents to read where none is given: those being served, else the shipped ones."""
    named = os.environ.get("EXPLORER_DOCUMENTS")
    if not named:
        return [str(shipped())]
    try:
        return [Path(name) for name in json.loads(named)]
    except (ValueError, TypeError) as error:
        raise DocumentError("EXPLORER_DOCUMENTS", "it is no JSON list of paths") from error
