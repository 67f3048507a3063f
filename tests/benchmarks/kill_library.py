"""Libraries whose writers are killed: each is whole afterwards, the old one or the new one.

Run `python tests/benchmarks/kill_library.py [TIMES]`: as many kills (50) of `explorer.save` as of `explorer index`, at
moments of its writing drawn with a fixed seed, and as many pairs of writers of one library.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import explorer as ex
from explorer.library.manifest import MANIFEST
from explorer.library.reading import check
from tests.waiting import until

ROOT = Path(__file__).parents[2]
TIMES = 50
PAUSE = 0.001  # seconds between two looks at a writer
SAVE = "import sys, explorer as ex; ex.save(ex.load(sys.argv[2], quiet=True), sys.argv[1])"


def main() -> None:
    """Kill, open, compare, and print what was found."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    with tempfile.TemporaryDirectory() as folder:
        lists = documents(Path(folder))
        for name, command in {"explorer.save": saving, "explorer index": indexing}.items():
            print(f"{name}, killed {times} times: {told(killed(command, lists, times))}")
        print(f"two who save at once, {times} times: {told(together(lists, times))}")


def documents(folder: Path) -> dict[int, Path]:
    """Write two lists of a common beginning."""
    source = ex.load(quiet=True)
    return {count: ex.save(source.head(count), folder / f"{count}.csv", quiet=True) for count in (12, 36)}


def saving(library: Path, document: Path) -> list[str]:
    """Give the command that saves a document as a library from Python."""
    return [sys.executable, "-c", SAVE, f"{library}/", str(document)]


def indexing(library: Path, document: Path) -> list[str]:
    """Give the command that does so from a shell."""
    return [sys.executable, "-m", "explorer", "index", str(document), "-o", f"{library}/"]


def killed(command, lists: dict[int, Path], times: int) -> Counter[str]:
    """Kill writers of a library, and count which list it is then."""
    few, many = sorted(lists)
    library, chance, found = lists[few].parent / command.__name__, random.Random(36), Counter[str]()
    run(command(library, lists[few])).wait()
    seconds = {count: until_renamed(begun(command(library, lists[count]), library), library) for count in (many, few)}
    for _ in range(times):
        before = check(library).papers
        after = few if before == many else many
        writer = begun(command(library, lists[after]), library)
        try:
            writer.wait(chance.uniform(0, 1.2 * seconds[after]))  # some of them just after it
        except subprocess.TimeoutExpired:
            writer.kill()
            writer.wait()
        found[{before: "the old one", after: "the new one"}.get(whole(library, lists), "WRONG")] += 1
    return found


def together(lists: dict[int, Path], times: int) -> Counter[str]:
    """Let two write a library at once, and count whose it is then."""
    few, many = sorted(lists)
    library, found = lists[few].parent / "together", Counter[str]()
    for _ in range(times):
        for writer in [run(saving(library, lists[count])) for count in (few, many)]:
            writer.wait()
        states = len(list(library.glob("papers-*")))
        won = {few: "the first one's", many: "the second one's"}.get(whole(library, lists), "WRONG")
        found[won if states == 1 else "WRONG"] += 1
    return found


def whole(library: Path, lists: dict[int, Path]) -> int:
    """Give how many papers a library holds; 0 where it is not in every byte and paper what was saved."""
    count = check(library).papers
    papers, saved = ex.load(library, quiet=True), ex.load(lists[count], quiet=True)
    return count if papers.equals(saved) and ex.extract(papers).equals(ex.extract(saved)) else 0


def begun(command: list[str], library: Path) -> subprocess.Popen[bytes]:
    """Start a process, and wait until it begins to write: what it imports and reads before takes longer."""
    known = set(library.glob("papers-*"))
    writer = run(command)
    until(lambda: writer.poll() is not None or not set(library.glob("papers-*")) <= known, pause=PAUSE)
    return writer


def until_renamed(writer: subprocess.Popen[bytes], library: Path) -> float:
    """Give the seconds until the library is the new one: what its writer does then, ending for most, is no danger."""
    start, before = time.perf_counter(), (library / MANIFEST).stat().st_mtime_ns
    until(lambda: writer.poll() is not None or (library / MANIFEST).stat().st_mtime_ns != before, pause=PAUSE)
    seconds = time.perf_counter() - start
    writer.wait()
    return seconds


def run(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a process that says nothing."""
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def told(found: Counter[str]) -> str:
    """Write counts as a line."""
    return ", ".join(f"{name} {count}" for name, count in sorted(found.items()))


if __name__ == "__main__":
    main()
