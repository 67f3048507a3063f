"""Many papers on many cores, with one line that says how far it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain

from explorer.progress import shown

Text = tuple[str, str]
Rows = Iterator[tuple[int, dict[str, object]]]
MANY = 20_000
PIECE = 5_000
_STEP = 500


def in_pieces(rows: Callable[[Iterable[Text]], Rows], texts: Sequence[Text]) -> Rows:
    """Give the rows of all texts in order, from several processes where there are very many texts."""
    cores = os.cpu_count() or 1
    if len(texts) < MANY or cores == 1:
        return _counted(_here(rows, texts), len(texts))
    pieces = (texts[start : start + PIECE] for start in range(0, len(texts), PIECE))
    return _counted(elsewhere(pieces, cores), len(texts))


Piece = tuple[int, int, Iterable[tuple[int, dict[str, object]]]]


def elsewhere(pieces: Iterable[Sequence[Text]], cores: int) -> Iterator[Piece]:
    """Give the rows of pieces in order, each piece's from a fresh interpreter; few pieces are held at once.

    A fork would copy threads, a spawn would run the caller's script.
    """
    asked: deque[tuple[int, Future[list[tuple[int, dict[str, object]]]]]] = deque()
    start = 0
    with ThreadPoolExecutor(cores) as pool:
        for piece in chain(pieces, [()] * cores):  # empty ones at the end push out what is still asked
            asked.append((len(piece), pool.submit(_ask, piece)))
            if len(asked) > cores:
                length, answer = asked.popleft()
                yield start, length, answer.result()
                start += length


def _here(rows: Callable[[Iterable[Text]], Rows], texts: Sequence[Text]) -> Iterator[Piece]:
    for start in range(0, len(texts), _STEP):
        piece = texts[start : start + _STEP]
        yield start, len(piece), rows(piece)


def _ask(texts: Sequence[Text]) -> list[tuple[int, dict[str, object]]]:
    if not texts:
        return []
    command = [sys.executable, "-c", "from explorer.facts import parallel; parallel.answer()"]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONIOENCODING": "utf-8",
    }
    done = subprocess.run(  # noqa: S603 - our own interpreter with a constant command
        command,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        env=environment,
    )
    return [(number, row) for number, row in json.loads(done.stdout)]


def answer() -> None:
    """Read texts as JSON from standard input and write the rows found in them to standard output."""
    from explorer.facts.frame import rows  # noqa: PLC0415 - the frame module imports this one

    json.dump(list(rows(json.load(sys.stdin))), sys.stdout)


def _counted(pieces: Iterable[Piece], total: int) -> Rows:
    """Pass rows on with their paper's number in the whole, and show how far it is."""
    with shown("Facts", total) as progress:
        for start, length, found in pieces:
            for number, row in found:
                yield start + number, row
            progress.at(start + length)
