"""What a reader may name: a file, a folder, a pattern, standard input, an open file, or the text itself."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Protocol, cast

from explorer.errors import DocumentError
from explorer.library.telling import is_library
from explorer.own.place import is_notes

PIECE, HELD = 1 << 20, 32 << 20
STANDARD = "-"  # what programs call standard input


class Readable(Protocol):
    """Be an open file, of bytes or of text."""

    def read(self, size: int = -1, /) -> bytes | str:
        """Give the next bytes or characters."""


Name = str | os.PathLike[str]
Document = Name | bytes | Readable


@dataclass(frozen=True)
class Source:
    """Hold what a document is called, and how to open it; of a library where it lies."""

    name: str
    open: Callable[[], AbstractContextManager[BinaryIO]]
    library: Path | None = None


def called(document: Document) -> str:
    """Say what to call a document in a sentence; raise `DocumentError` where it is none."""
    if _is_text(document):
        return "text"
    if hasattr(document, "read"):
        name = getattr(document, "name", None)
        return Path(name).name if isinstance(name, str) and name else "file"
    if not isinstance(document, (str, os.PathLike)):
        problem = "it is no document; expected a name, a pattern, an open file or a text of several lines"
        several = "it is no document; several are named one after another: load(*documents)"
        problem = several if isinstance(document, (list, tuple, set)) else problem
        raise DocumentError(type(document).__name__, problem)
    name = "standard input" if document == STANDARD else os.fspath(document)
    if not name:
        raise DocumentError("''", "nothing is named; the folder that you are in is called '.'")
    if "\0" in name:
        raise DocumentError(repr(name), "no name of a file holds a zero byte; check the name")
    return name


def sources(document: Document) -> Source | list[Source]:
    """Give the one document that is named, or those that a folder or a pattern holds."""
    if isinstance(document, bytes):
        return Source("text", lambda: io.BytesIO(document))
    if isinstance(document, str) and "\n" in document:
        return Source("text", lambda: io.BytesIO(document.encode("utf-8", "replace")))
    if document == STANDARD:
        return Source(called(document), lambda: kept(_standard(), called(document)))
    if not isinstance(document, (str, os.PathLike)):
        return Source(called(document), lambda: kept(document, called(document)))
    path = Path(document)
    if path.is_dir() and not is_library(path):
        return [_of(file, file.relative_to(path).as_posix()) for file in _inside(path, set())]
    return _matching(path) if is_pattern(path) else _of(path, path.name)


def home(document: Document) -> Path | None:
    """Give the file or folder beside which a document's notes lie; none where it lies nowhere."""
    if _is_text(document) or not isinstance(document, (str, os.PathLike)):
        return None
    if document == STANDARD:
        return Path()
    path = Path(document)
    return _root(path) if is_pattern(path) else path


def is_pattern(path: Path) -> bool:
    """Say whether a name stands for several: a file that is really called so stands for itself."""
    return glob.has_magic(str(path)) and not os.path.lexists(path)


def kept(file: Readable, name: str) -> BinaryIO:
    """Keep what is left in an open file, which stays open, so that it can be read twice."""
    held = cast("BinaryIO", SpooledTemporaryFile(HELD))  # noqa: SIM115 - the caller closes it
    try:
        while piece := file.read(PIECE):
            held.write(piece.encode("utf-8", "replace") if isinstance(piece, str) else piece)
    except (OSError, ValueError, TypeError) as error:
        held.close()
        raise DocumentError(name, f"it cannot be read ({error}); expected a file open for reading") from error
    held.seek(0)
    return held


def unreachable(source: Name, error: OSError) -> DocumentError:
    """Say why the system does not give a file, and what would be right."""
    if isinstance(error, FileNotFoundError):
        problem = "there is no such file or folder"
        is_relative = not Path(source).is_absolute()  # a whole name starts nowhere
        return DocumentError(str(source), f"{problem}; names start from {Path.cwd()}" if is_relative else problem)
    return DocumentError(str(source), f"it cannot be opened ({error.strerror}); expected a file that you may read")


def _is_text(document: Document) -> bool:
    return isinstance(document, bytes) or (isinstance(document, str) and "\n" in document)


def _standard() -> Readable:
    if sys.stdin is None:
        raise DocumentError("standard input", "there is none; name a file")
    return cast("Readable", getattr(sys.stdin, "buffer", sys.stdin))


def _of(path: Path, name: str) -> Source:
    def opened() -> BinaryIO:
        if path.exists() and not path.is_file():
            raise DocumentError(name, "it is neither a file nor a folder; expected a list of papers")
        return path.open("rb")

    return Source(name, opened, path if is_library(path) else None)


def _matching(pattern: Path) -> list[Source]:
    root, seen = _root(pattern), set[Path]()
    # Path.glob would find hidden files too, and refuses some patterns.
    found = sorted(map(Path, glob.iglob(str(pattern), recursive=True)))  # noqa: PTH207
    files = [file for path in found for file in _inside(path, seen)]
    names = {file: file.relative_to(root).as_posix() for file in files if not is_notes(file)}
    if not names:
        raise DocumentError(str(pattern), f"no file is called so; names start from {Path.cwd()}")
    return [_of(file, name) for file, name in names.items()]


def _root(pattern: Path) -> Path:
    """Give the folder above the first part of a pattern that stands for several."""
    return next(above for above in pattern.parents if not glob.has_magic(str(above)))


def _inside(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """Walk a folder's visible files and libraries, notes aside; no folder twice, so that a link upwards ends."""
    if not folder.is_dir() or is_library(folder):
        yield folder
        return
    if folder.resolve() in seen:
        return
    seen.add(folder.resolve())
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or is_notes(path.name):
            continue
        yield from _inside(path, seen)
