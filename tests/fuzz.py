"""Damage documents until the time is over, and keep each that a reader did not bear: `make fuzz`."""

from __future__ import annotations

import faulthandler
import json
import resource
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TextIO

from damage import TESTS, damaged, damaged_within, outcomes, reader, seeds

from explorer.formats import load, save
from explorer.formats.packed import SUFFIXES

SECONDS, ROOM = 10, 1 << 30  # what an input may take: of the processor's time, and of memory in bytes
ASLEEP = 120  # seconds after which a reader that does nothing is given up
WITHIN = 0.8  # how often a zip is damaged in one of its files, since most others are refused before they are read
STATUS = Path("/proc/self/status")
Document = tuple[str | None, str, bytes]  # the format's name if a reader is called so, its label, its bytes


@dataclass
class Tally:
    """Hold how many inputs a format was given, and the most that one took."""

    inputs: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0

    def add(self, seconds: float, megabytes: float) -> None:
        """Count an input."""
        self.inputs += 1
        self.seconds, self.megabytes = max(self.seconds, seconds), max(self.megabytes, megabytes)


def documents() -> dict[str, list[Document]]:
    """Give whole documents of every format: the real ones, the tests' own, and some of these packed or as tables."""
    paths = [*seeds(), *sorted(path for path in (TESTS / "data").iterdir() if path.is_file())]
    found = [_document(path.read_bytes()) for path in paths]
    grouped = defaultdict(list)
    for document in [*found, *_made([content for name, _, content in found if name])]:
        grouped[document[1]].append(document)
    return grouped


def drawn(grouped: dict[str, list[Document]], seed: int, number: int) -> Document:
    """Give the damaged document of a number, each format as often as the others."""
    chance = Random(f"{seed} {number}")
    name, label, content = chance.choice(grouped[chance.choice(sorted(grouped))])
    damage = damaged_within if content.startswith(b"PK") and chance.random() < WITHIN else damaged
    return name, label, damage(content, chance)


def run(seed: int, first: int) -> None:
    """Read one damaged document after the other, and print what each took; die of the first that is not borne."""
    grouped = documents()
    _limit()
    for number in count(first):
        name, label, content = drawn(grouped, seed, number)
        held = _memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")  # forgets the most that was held
        started = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        faulthandler.dump_traceback_later(ASLEEP, exit=True)
        found = outcomes(content, name)
        assert set(found) <= {"read", "refused"}, found
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps([label, time.process_time() - started, _memory("VmHWM") - held]), flush=True)


def campaign(given: Namespace) -> tuple[dict[str, Tally], list[Path]]:
    """Start readers again and again until the time is over; give what they took and the inputs kept."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    kept: list[Path] = []
    grouped, end, number = documents(), time.monotonic() + given.seconds, given.first
    while time.monotonic() < end:
        with TemporaryDirectory() as folder, (Path(folder) / "said").open("w+") as said:
            ended = _watched(given.seed, number, end, said, tallies)
            number = given.first + sum(tally.inputs for tally in tallies.values()) + len(kept)
            if not ended:
                said.seek(0)
                kept.append(_kept(given.folder, number, drawn(grouped, given.seed, number), said.read()))
                number += 1
    return tallies, kept


def main() -> None:
    """Run a campaign, print what was found, and fail where a document was kept."""
    given = _arguments()
    if given.child:
        return run(given.seed, given.first)
    tallies, kept = campaign(given)
    print(f"{'format':28}{'inputs':>8}{'slowest':>10}{'most memory':>14}")
    for label, tally in sorted(tallies.items()):
        print(f"{label:28}{tally.inputs:>8,}{tally.seconds:>8.2f} s{tally.megabytes:>11.0f} MB")
    print(f"{sum(tally.inputs for tally in tallies.values()):,} inputs, {len(kept)} not borne", *kept, sep="\n")
    return sys.exit(bool(kept))


def _arguments() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0, help="draws other damages")
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--folder", type=Path, default=Path("build/fuzz"), help="keeps what was not borne")
    parser.add_argument("--child", action="store_true", help="reads until it dies")
    return parser.parse_args()


def _document(content: bytes) -> Document:
    name = reader(content)
    return name, name or "none", content


def _made(contents: list[bytes]) -> list[Document]:
    """Pack some documents, and write some as tables."""
    chance, made = Random(0), []
    with TemporaryDirectory() as folder:
        for content in chance.sample(contents, 8):
            papers = load(content, quiet=True)
            for ending in (".xlsx", ".parquet", *(f".jsonl{suffix}" for suffix in SUFFIXES)):
                path = Path(folder) / f"papers{ending}"
                made.append((path.suffix, save(papers, path, quiet=True).read_bytes()))
    return [(None, suffix, content) if suffix in SUFFIXES else _document(content) for suffix, content in made]


def _limit() -> None:
    """Let a reader have the room, and kill it with a trace when an input takes too much of the processor."""
    room = int(_memory("VmSize") * 1e6) + ROOM
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    faulthandler.register(signal.SIGPROF, chain=True)


def _memory(name: str) -> float:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024 / 1e6


def _watched(seed: int, first: int, end: float, said: TextIO, tallies: dict[str, Tally]) -> bool:
    """Count what a child reads until it dies or the time is over; say whether it was the time."""
    command = [sys.executable, __file__, "--child", "--seed", str(seed), "--first", str(first)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True) as child:
        for line in child.stdout or ():
            label, seconds, megabytes = json.loads(line)
            tallies[label].add(seconds, megabytes)
            if time.monotonic() > end:
                child.kill()
                return True
    return False


def _kept(folder: Path, number: int, document: Document, said: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number}.{document[1].strip('.').split()[0].lower()}"
    path.write_bytes(document[2])
    path.with_suffix(f"{path.suffix}.said").write_text(said)
    return path


if __name__ == "__main__":
    main()
