"""Files that are on the disk when they are closed, and known by their size and checksum."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

PIECE = 1 << 20


@dataclass(frozen=True)
class File:
    """Hold by what a file is known again."""

    size: int
    sha256: str


class Written:
    """Write a file and take its checksum on the way, as Arrow's writers want a file to be."""

    def __init__(self, path: Path) -> None:
        self._file = FileIO(path, "wb")
        self._sum = hashlib.sha256()
        self._size = 0
        self.closed = False

    def write(self, piece: Any) -> int:  # noqa: ANN401 - whatever gives bytes
        """Write all of a piece."""
        left = memoryview(piece).cast("B")
        self._sum.update(left)
        self._size += len(left)
        while left:
            left = left[self._file.write(left) :]
        return self._size

    def flush(self) -> None:
        """Do nothing: nothing is held back."""

    def close(self) -> None:
        """Bring the file to the disk."""
        if not self.closed:
            self.closed = True
            os.fsync(self._file.fileno())
            self._file.close()

    @property
    def known(self) -> File:
        """Say what was written."""
        return File(self._size, self._sum.hexdigest())


@contextmanager
def written(path: Path) -> Iterator[Written]:
    """Open a new file; whatever happens, it is closed in the end."""
    file = Written(path)
    try:
        yield file
        file.close()
    finally:
        file._file.close()  # noqa: SLF001 - where the disk is full, there is nothing to bring there


def put(content: bytes, path: Path) -> File:
    """Write a small file whole, in the place of the one before."""
    half = path.with_name(f".{path.name}.half")
    with written(half) as file:
        file.write(content)
    half.replace(path)
    settle(path.parent)
    return file.known


def settle(folder: Path) -> None:
    """Bring a folder's names to the disk."""
    if os.name == "nt":
        return  # Windows opens no folder
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def reserve(path: Path) -> None:
    """Take all room of a file: who writes into a mapped one on a full disk is ended, and hears no reason."""
    if hasattr(os, "posix_fallocate"):
        with path.open("r+b") as file:
            os.posix_fallocate(file.fileno(), 0, path.stat().st_size)


def known(path: Path) -> File:
    """Read a file whole, and say by what it is known again."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return File(path.stat().st_size, found.hexdigest())


def lend(folder: Path, like: Path) -> None:
    """Let those read the files in a folder who may read another: Tantivy writes some for their owner alone."""
    mode = like.stat().st_mode
    for path in folder.iterdir():
        path.chmod(mode)


def visible(folder: Path) -> Iterator[Path]:
    """Give the files in a folder and below, hidden ones aside."""
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            yield from visible(path)
        else:
            yield path
