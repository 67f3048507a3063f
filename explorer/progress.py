"""How far something long is: one line on standard error that is written anew, from its second second on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

WIDTH = 20
AFTER, BETWEEN = 1.0, 0.2  # seconds before the line is shown, and between two of its states


class Progress:
    """Say how many papers are done, of how many, how fast, and how long the rest will take.

    Parameters
    ----------
    what
        What is done: ``"Facts"``.
    total
        How many papers there are; None where it is not known.
    """

    def __init__(self, what: str, total: int | None = None) -> None:
        self.what, self.total = what, total
        self._begun = time.monotonic()
        self._last = self._begun + AFTER - BETWEEN
        self._done, self._share, self._length = 0, 0.0, 0

    def at(self, done: int | None = None, share: float | None = None) -> None:
        """Say that so many papers are done, or such a share (0 to 1) of what is to be done."""
        self._done = self._done if done is None else done
        self._share = self._done / self.total if self.total else self._share if share is None else share
        if time.monotonic() - self._last >= BETWEEN:
            self._show()

    def end(self) -> None:
        """Leave the line as it is, where there is one."""
        if self._length:
            self._show()
            print(file=sys.stderr)  # noqa: T201 - the reader waits

    def _show(self) -> None:
        self._last = time.monotonic()
        said = line(self.what, self._done, self.total, self._share, self._last - self._begun)
        print(f"\r{said:{self._length}}", end="", file=sys.stderr, flush=True)  # noqa: T201 - the same
        self._length = len(said)


def line(what: str, done: int, total: int | None, share: float, seconds: float) -> str:
    """Write a state as a line: a bar, papers, papers a second, and the time that is left."""
    filled = int(share * WIDTH)
    bar = f" [{'#' * filled}{'-' * (WIDTH - filled)}]" if share else ":"
    papers = f"{done:,} of {total:,} papers" if total else f"{done:,} papers"
    rate = f", {done / seconds:,.0f}/s" if seconds else ""
    left = f", {_clock(seconds / share - seconds)} left" if 0 < share < 1 else ""
    return f"{what}{bar} {papers}{rate}{left}"


@contextmanager
def shown(what: str, total: int | None = None) -> Iterator[Progress]:
    """Show how far something is until the end of the block."""
    progress = Progress(what, total)
    try:
        yield progress
    finally:
        progress.end()


_READING: ContextVar[Progress | None] = ContextVar("reading", default=None)


@contextmanager
def reading() -> Iterator[None]:
    """Show how far the documents are read that are read in the block, where they are read by the batch."""
    with shown("Reading") as progress:
        token = _READING.set(progress)
        try:
            yield
        finally:
            _READING.reset(token)


def tell(*, done: int | None = None, share: float | None = None) -> None:
    """Say how far a document is read, to whoever wants to know."""
    if (progress := _READING.get()) is not None:
        progress.at(done, share)


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
