"""Where the notes of some documents lie, and who may write them: decided once, told to kernels by the environment."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import NotesError

if TYPE_CHECKING:
    from explorer.own.file import Access

ENDING = ".notes.jsonl"  # a file that ends so is never read as a list of papers
NOTES = "EXPLORER_NOTES"
Name = str | os.PathLike[str]


def is_notes(name: Name) -> bool:
    """Say whether a file holds notes, by its name."""
    return os.fspath(name).endswith(ENDING)


def place(documents: Sequence[Name]) -> tuple[Path, Access]:
    """Say where the notes of some documents lie, and what may be done there.

    Beside a document: ``list.csv.notes.jsonl``. In a folder: ``papers.notes.jsonl``. Several documents share the
    first one's. The owner of a server may have named another.
    """
    named = json.loads(os.environ.get(NOTES) or "{}")
    first = Path(documents[0]).absolute()
    own = first / f"papers{ENDING}" if first.is_dir() else first.with_name(f"{first.name}{ENDING}")
    return Path(named.get("file") or own), named.get("access", "write")


def told(access: Access, file: Path | None) -> dict[str, str]:
    """Write for a kernel who may write notes, and where they lie if not beside the document.

    Raises
    ------
    NotesError
        Where the file's name does not say that it holds notes.
    """
    if file and not is_notes(file):
        raise NotesError(
            f"{file}: a file of notes is named so that it ends in {ENDING!r}, and is never read as papers."
        )
    return {NOTES: json.dumps({"access": access, "file": str(file.absolute()) if file else None})}
