"""Which folders are libraries, which names ask for one, and which folders must not become one."""

from __future__ import annotations

import os
import re
from pathlib import Path

from explorer.errors import DocumentError
from explorer.library.manifest import MANIFEST
from explorer.own.place import is_notes

ENDING = ".library"
PAPERS = "papers.arrow"
_OURS = re.compile(r"papers-[0-9a-f]{16}")  # a folder that holds one state of a library
Name = str | os.PathLike[str]


def is_library(name: Name) -> bool:
    """Say whether a folder is a library, whole or not."""
    path = Path(name)
    return path.is_dir() and ((path / MANIFEST).exists() or any(map(is_state, path.iterdir())) or _is_begun(path))


def is_named(name: Name) -> bool:
    """Say whether papers saved under a name become a library: it ends in a slash or ``.library``, or is one."""
    text = os.fspath(name)
    return text.endswith(("/", os.sep)) or Path(text).suffix.lower() == ENDING or is_library(name)


def is_state(path: Path) -> bool:
    """Say whether a folder in a library holds one of its states."""
    return _OURS.fullmatch(path.name) is not None and path.is_dir()


def refuse(path: Path, said: str) -> None:
    """Raise `DocumentError` where a folder holds other things, so that it must not become a library."""
    if any((parent / MANIFEST).exists() for parent in path.absolute().parents):
        raise DocumentError(said, "it lies inside a library; expected a place outside it")
    if not path.exists() or is_library(path):
        return
    if not path.is_dir():
        raise DocumentError(said, "it is a file; expected a new name, an empty folder or a library")
    others = sorted(other.name for other in path.iterdir() if not is_notes(other.name))
    if others:
        problem = f"the folder holds other things ({others[0]!r:.60})"
        raise DocumentError(said, f"{problem}; expected a new name, an empty folder or a library")


def _is_begun(path: Path) -> bool:
    return (path / f".{MANIFEST}.lock").exists()
