"""A lock between processes: one at a time, and freed by the system when its holder dies."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from explorer.errors import NotesError

PATIENCE = 15.0  # seconds

if sys.platform == "win32":
    import msvcrt

    def _take(held: IO[bytes]) -> None:
        msvcrt.locking(held.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(held: IO[bytes]) -> None:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Hold a file's lock until the end of the block; it lies beside the file, hidden, and stays there."""
    with file.with_name(f".{file.name}.lock").open("ab") as held:
        end = time.monotonic() + PATIENCE
        while not _is_taken(held):
            if time.monotonic() > end:
                raise NotesError(f"{file.name} is held by another program; nothing was saved. Try again.")
            time.sleep(random.uniform(0.002, 0.02))  # noqa: S311 - writers that wait do not march in step
        yield  # closing frees it


def _is_taken(held: IO[bytes]) -> bool:
    try:
        _take(held)
    except (BlockingIOError, PermissionError):  # POSIX says the one, Windows the other
        return False
    return True
