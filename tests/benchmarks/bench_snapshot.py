"""The peak memory and the speed of reading a snapshot of arXiv that is larger than memory should have to be.

Run `python tests/benchmarks/bench_snapshot.py [MB]`: a snapshot of 2 GB, or of so many MB, made with a fixed seed of
the shipped document's titles and abstracts; it is removed in the end.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Event, Thread

from explorer.formats import load, shipped

ROOT = Path(__file__).parents[2]

SIZE, AIM, BLOCK = 2_000, 500, 10_000
NAMES = ["Łoś", "Ode", "Wu", "Quist", "Rask", "Śmigły", "Ito", "Abe"]
READ = """
import sys
import explorer as ex
papers = ex.load(sys.argv[1])
print(len(papers), papers["title"].str.len().sum(), papers["abstract"].str.contains("graph").sum())
"""


def main() -> None:
    """Write the snapshot, read it in a process of its own, and print what that took."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else SIZE
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "snapshot.json"
        count = write(path, size * 1_000_000)
        start = time.perf_counter()
        anonymous, resident = peaks(path)
        seconds = time.perf_counter() - start
        bare = parsed(path)
    print(f"\narXiv snapshot of {size:,} MB, {count:,} papers: loaded and searched in {seconds:,.0f} s")
    print(f"{count / seconds:,.0f} papers/s; the bare parser {count / bare:,.0f}/s, ratio {seconds / bare:.1f}")
    print(f"peak memory {anonymous:,.0f} MB unshared (aim {AIM}), {resident:,.0f} MB with what is mapped from disk")


def write(path: Path, size: int) -> int:
    """Write as many papers as make a file of that size, and give their number."""
    source, chance, count = load(shipped(), quiet=True), random.Random(36), 0
    titles, abstracts = source["title"].tolist(), source["abstract"].tolist()
    with path.open("w", encoding="utf-8") as file:
        while file.tell() < size:
            file.writelines(line(count + at, chance, titles, abstracts) for at in range(BLOCK))
            count += BLOCK
    return count


def line(place: int, chance: random.Random, titles: list[str], abstracts: list[str]) -> str:
    """Make a paper in the snapshot's shape."""
    people = [[name, f"{chance.choice('ABCDE')}.", ""] for name in chance.sample(NAMES, chance.randint(1, 5))]
    day = f"{chance.randint(1, 28)} Apr {2007 + place % 18}"
    record = {
        "id": f"{1000 + place // 100_000}.{place % 100_000:05}",
        "submitter": chance.choice(NAMES),
        "authors": " and ".join(f"{given} {name}" for name, given, _ in people),
        "title": f"{chance.choice(titles)} {place}",
        "comments": chance.choice([None, "10 pages", "accepted"]),
        "journal-ref": chance.choice([None, "J. 1 (2008)"]),
        "doi": f"10.1000/{place}" if place % 3 else None,
        "report-no": None,
        "categories": chance.choice(["cs.LG", "cs.CL cs.LG", "math.CO"]),
        "license": None,
        "abstract": f"  {chance.choice(abstracts)}\n",
        "versions": [{"version": "v1", "created": f"Mon, {day} 19:18:42 GMT"}],
        "update_date": "2008-11-26",
        "authors_parsed": people,
    }
    return json.dumps(record) + "\n"


def peaks(path: Path) -> tuple[float, float]:
    """Load a document in a process of its own; give its peak memory, unshared and whole, in MB."""
    process = subprocess.Popen([sys.executable, "-c", READ, str(path)], cwd=ROOT)
    highest, ended = {"RssAnon": 0, "VmHWM": 0}, Event()

    def watch() -> None:
        status = Path(f"/proc/{process.pid}/status")
        while not ended.wait(0.02):
            found = dict(line.split(":", 1) for line in status.read_text().splitlines())
            for name in highest.keys() & found.keys():
                highest[name] = max(highest[name], int(found[name].split()[0]))

    watcher = Thread(target=watch)
    watcher.start()
    code = process.wait()
    ended.set()
    watcher.join()
    assert not code, "the snapshot was not read"
    return highest["RssAnon"] * 1024 / 1e6, highest["VmHWM"] * 1024 / 1e6


def parsed(path: Path) -> float:
    """Parse each line and drop it, as the least that any reader does; give the seconds."""
    start = time.perf_counter()
    with path.open("rb") as file:
        for text in file:
            json.loads(text)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
