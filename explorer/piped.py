"""What is piped into a server: kept on disk as long as it is served, for each kernel reads it anew."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from explorer.errors import DocumentError
from explorer.own.place import ENDING

STANDARD = "-"


@contextmanager
def on_disk(documents: Sequence[str]) -> Iterator[list[str]]:
    """Give the names of documents that any process can read, standard input among them."""
    if STANDARD not in documents:
        yield list(documents)
        return
    with TemporaryDirectory(prefix="explorer-") as folder:
        kept = Path(folder) / "standard input"
        with kept.open("wb") as file:
            copyfileobj(sys.stdin.buffer, file)
        try:
            yield [str(kept) if document == STANDARD else document for document in documents]
        except DocumentError as error:
            known = "standard input" if error.source == str(kept) else error.source
            raise DocumentError(known, error.problem, place=error.place) from error


def notes_of(documents: Sequence[str]) -> Path | None:
    """Say where the notes of standard input lie, whose file is gone in the end: in the folder one is in."""
    return Path(f"papers{ENDING}").absolute() if [*documents[:1]] == [STANDARD] else None
