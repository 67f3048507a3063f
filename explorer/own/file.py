"""The notes file: read when it changed, and written whole, so that what was acknowledged is on the disk."""

from __future__ import annotations

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from explorer.errors import NotesError
from explorer.own.change import Change
from explorer.own.lines import Line, broken, changed, parsed, records, written
from explorer.own.lock import locked

Access = Literal["write", "shared", "read"]
Records = dict[str, dict[str, Any]]


class Notes:
    """Read a notes file, and write changes into it where that is allowed.

    Parameters
    ----------
    file
        Where the notes lie, or will lie.
    access
        ``"write"`` for the owner, ``"shared"`` for visitors who may write under a name, else ``"read"``.
    """

    def __init__(self, file: Path, access: Access = "write") -> None:
        self.file = file.resolve()  # a link stays one: what it leads to is replaced
        self.access = access
        self._content: bytes | None = None
        self._seen: tuple[int, ...] | None = None
        self._lines: list[Line] = []
        self._records: Records = {}
        self._tags: list[str] | None = None

    @property
    def refusal(self) -> str:
        """Say in a sentence why nothing can be noted; nothing where it can."""
        if self.access not in ("write", "shared"):
            return "Notes are read-only here."
        if all(os.access(path, os.W_OK) for path in (self.file.parent, self.file) if path.exists()):
            return "" if self.file.parent.is_dir() else f"{self._called} cannot be kept: there is no such folder."
        return f"{self._called} cannot be written here: what you note would be lost."

    @property
    def problems(self) -> list[str]:
        """Name the lines and values that cannot be shown; they stay in the file."""
        return broken(self._lines)

    @property
    def tags(self) -> list[str]:
        """Name the tags that papers have, the most frequent first."""
        if self._tags is None:
            counts = Counter(tag for record in self._records.values() for tag in record.get("tags", ()))
            self._tags = sorted(counts, key=lambda tag: (-counts[tag], tag))
        return self._tags

    def read(self) -> Records:
        """Give what is said of each paper; the same object as before where nothing changed.

        Raises
        ------
        NotesError
            Where the file is there and cannot be read.
        """
        try:
            if self._stat() != self._seen or self._content is None:
                self._take()
        except OSError as error:
            raise NotesError(f"{self._called} cannot be read ({error.strerror}).") from error
        return self._records

    def change(self, change: Change) -> dict[str, Any]:
        """Write a change and return what is said of its paper then: it is on the disk when this returns.

        Raises
        ------
        NotesError
            Where nothing may be written, or nothing can.
        """
        if self.refusal:
            raise NotesError(self.refusal)
        try:
            with locked(self.file):
                self._take()
                lines = changed(self._lines, change, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
                if lines != self._lines:
                    replace(self.file, written(lines))
            return self.read().get(change.paper, {})
        except OSError as error:
            raise NotesError(f"{self._called} cannot be written ({error.strerror}): nothing was saved.") from error

    @property
    def _called(self) -> str:
        return self.file.name if self.access == "shared" else str(self.file)

    def _stat(self) -> tuple[int, ...] | None:
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return None
        return found.st_ino, found.st_mtime_ns, found.st_size

    def _take(self) -> None:
        """Read the file, and its lines where they are not those of before."""
        self._seen = self._stat()  # before the reading: what changes in between is seen by the next look
        try:
            content = self.file.read_bytes()
        except FileNotFoundError:
            content = b""
        if content != self._content:
            self._content, self._lines = content, parsed(content, self._lines)
            self._records, self._tags = records(self._lines), None


def replace(file: Path, content: bytes) -> None:
    """Put a whole file in the place of another: at every moment one of them is there. Call it under the lock."""
    half = file.with_name(f".{file.name}.half")
    with half.open("wb") as new:
        new.write(content)
        new.flush()
        if file.exists():
            half.chmod(file.stat().st_mode & 0o7777)
        os.fsync(new.fileno())
    half.replace(file)
    if os.name == "posix":  # the name, too, is on the disk only once its folder is
        folder = os.open(file.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
