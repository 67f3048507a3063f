"""Many papers on many cores, with one line that says how far it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

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
    return _counted(_elsewhere(texts, cores), len(texts))


Piece = tuple[int, int, Iterable[tuple[int, dict[str, object]]]]


def _here(rows: Callable[[Iterable[Text]], Rows], texts: Sequence[Text]) -> Iterator[Piece]:
    for start in range(0, len(texts), _STEP):
        piece = texts[start : start + _STEP]
        yield start, len(piece), rows(piece)


def _elsewhere(texts: Sequence[Text], cores: int) -> Iterator[Piece]:
    """Send pieces to fresh interpreters: a fork would copy threads, a spawn would run the caller's script."""
    pieces = [(start, texts[start : start + PIECE]) for start in range(0, len(texts), PIECE)]
    with ThreadPoolExecutor(cores) as pool:
        for (start, piece), answer in zip(pieces, pool.map(_ask, (texts for _, texts in pieces)), strict=True):
            yield start, len(piece), answer


def _ask(texts: Sequence[Text]) -> list[tuple[int, dict[str, object]]]:
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
    """Pass rows on with their paper's number in the whole, and show progress after the first second."""
    begun, shown = time.monotonic(), False
    for start, length, found in pieces:
        for number, row in found:
            yield start + number, row
        if time.monotonic() - begun > 1:
            shown = True
            print(f"\rFacts: {start + length:,} of {total:,} papers", end="", file=sys.stderr, flush=True)  # noqa: T201
    if shown:
        print(file=sys.stderr)  # noqa: T201
