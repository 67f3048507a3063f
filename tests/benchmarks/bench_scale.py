"""What many papers cost and how fast they answer: 10,000, 100,000 and 1,000,000, or as many as are named.

A library is written without facts, which `explorer index` reads at a speed that `make bench` prints. Each interaction
is a search, its first 50 papers and the counts of four fields. Bare Tantivy writes the same documents and answers with
its own counts; what others take is given as a multiple of `explorer`. A library holds the papers and their index, so
its size is given beside that of a bare index, and of one that keeps its documents, too.
"""

from __future__ import annotations

import gc
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pyarrow as pa

import explorer as ex
from explorer.library.files import visible
from explorer.library.writing import write
from explorer.query import Query
from explorer.rows import taken
from explorer.search.scan import Scan
from tests.benchmarks import corpus
from tests.benchmarks.rivals import COUNTED, SHOWN, Bare, Pandas, Polars, Sqlite

SIZES = ("10000", "100000", "1000000")
TIMES, SLOW_TIMES = 30, 3
COMMON = ("we", "model", "learning", "recursive", "data", "that", "networks", "performance", "language", "method")
PREFIXES = ("mod", "recu", "le", "net", "per", "lan", "meth", "gra", "comp", "tra")
FRESH = """
import time
start = time.perf_counter()
import explorer as ex
imported = time.perf_counter()
from explorer.rows import taken
session = ex.Session(ex.load({folder!r}, quiet=True))
session.query = ex.Query("recursive transformer")
session.counts("venue"), taken(session.papers, session.rows[:50])
print(time.perf_counter() - imported, imported - start)
"""

GUESTS = "import time; start = time.perf_counter(); import pandas, pyarrow.compute; print(time.perf_counter() - start)"


def main() -> None:
    """Print every figure of one run."""
    for count in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n{count:,} papers", flush=True)
            measure(stored(Path(folder) / "papers.arrow", count), Path(folder))


def measure(papers: pd.DataFrame, folder: Path) -> None:
    """Write a library and a bare index of some papers, open it, and ask all the same."""
    bare = Bare(papers, made(folder / "bare"))
    keeping = Bare(papers, made(folder / "keeping"), keeping=True)
    start = time.perf_counter()
    library = write(papers, folder / "library", facts=False)
    built(time.perf_counter() - start, library, bare, keeping)
    opened(library)
    scan = Scan(ex.load(library, quiet=True))
    others = {"pandas": Pandas(papers), "Polars": Polars(papers), "SQLite FTS5": Sqlite(papers, folder / "base")}
    asked = random.Random(7)
    for name, ask in INTERACTIONS.items():
        queries = [ask(asked) for _ in range(TIMES)]
        ours = [timed(answer, scan, query) for query in queries]
        told(name, ours, [timed(bare.answer, query) for query in queries])
        for other, held in others.items():
            slow = statistics.median(timed(held.answer, query) for query in queries[:SLOW_TIMES])
            print(f"    {other:<12} {slow:10,.1f} ms, {slow / statistics.median(ours):6.1f} times", flush=True)
    keys = [Query(word[:end]) for word in ("recursive", "networks", "language") for end in range(1, len(word) + 1)]
    told("a key", [timed(answer, scan, query) for query in keys], [timed(bare.answer, query) for query in keys])


def common(asked: random.Random) -> Query:
    """Ask for a word that many papers hold."""
    return Query(asked.choice(COMMON))


def filtered(asked: random.Random) -> Query:
    """Ask for such a word and a value."""
    return Query(asked.choice(COMMON), among={"venue": (f"Venue {asked.randint(0, 5)}",)})


def narrow(asked: random.Random) -> Query:
    """Ask for three words and three values."""
    text = " ".join(asked.sample(COMMON, 3))
    return Query(
        text, among={"venue": ("Venue 0", "Venue 1"), "is_open": (True,), "year": (asked.randint(2015, 2024),)}
    )


def midway(asked: random.Random) -> Query:
    """Ask for what a word begins with, and a value."""
    return Query(f"{asked.choice(PREFIXES)}*", among={"venue": (f"Venue {asked.randint(0, 5)}",)})


def unworded(asked: random.Random) -> Query:
    """Ask for values alone."""
    return Query(among={"venue": ("Venue 0",), "year": (asked.randint(2015, 2024),)})


INTERACTIONS: dict[str, Callable[[random.Random], Query]] = {
    "common word": common,
    "common word, filter": filtered,
    "3 words, 3 filters": narrow,
    "prefix, filter": midway,
    "filters only": unworded,
}


def answer(scan: Scan, query: Query) -> None:
    """Answer as a session does."""
    scan.answers.cache_clear()
    scan.holding.cache_clear()
    taken(scan.papers, scan.rows(query)[:SHOWN])
    for field in COUNTED:
        scan.counts(field, query)


def stored(path: Path, count: int) -> pd.DataFrame:
    """Write so many papers to a file, and return them as they lie there."""
    with pa.OSFile(str(path), "wb") as file:
        tables = corpus.batches(count)
        first = next(tables)
        with pa.ipc.new_file(file, first.schema) as writer:
            writer.write_table(first)
            for table in tables:
                writer.write_table(table)
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all().to_pandas(types_mapper=pd.ArrowDtype).set_index("id")


def made(folder: Path) -> Path:
    """Make a folder."""
    folder.mkdir()
    return folder


def built(seconds: float, library: Path, *others: Bare) -> None:
    """Print what building took."""
    size = megabytes(library)
    print(f"  written {seconds:8,.1f} s, {size:7,.0f} MB", flush=True)
    for name, bare in zip(("bare Tantivy", "bare, documents kept"), others, strict=True):
        ratios = f"ratios {seconds / bare.seconds:.2f}, {size / megabytes(bare.folder):.2f}"
        print(f"    {name:<22} {bare.seconds:8,.1f} s, {megabytes(bare.folder):7,.0f} MB   {ratios}", flush=True)


def megabytes(folder: Path) -> float:
    """Add up the files of a folder."""
    return sum(path.stat().st_size for path in visible(folder)) / 1e6


def opened(library: Path) -> None:
    """Print how long a fresh process takes to its first answer."""
    code = FRESH.format(folder=str(library))
    answered, imported = zip(*(printed(code) for _ in range(5)), strict=True)
    (guests,) = zip(*(printed(GUESTS) for _ in range(5)), strict=True)
    print(f"  open to first answer {statistics.median(answered) * 1000:8.1f} ms", end="")
    print(f", importing pandas and pyarrow takes {statistics.median(guests) * 1000:.0f} ms of it", end="")
    print(f"; beside {statistics.median(imported) * 1000:.0f} ms for `import explorer`", flush=True)


def printed(code: str) -> list[float]:
    """Give the seconds that a fresh process prints."""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return list(map(float, run.stdout.split()))


def timed(ask: Callable[..., None], *asked: object) -> float:
    """Return the milliseconds that an answer takes."""
    gc.collect(0)
    start = time.perf_counter()
    ask(*asked)
    return (time.perf_counter() - start) * 1000


def told(name: str, ours: list[float], bare: list[float]) -> None:
    """Print median and 95th percentile, and how they compare."""
    ratio = statistics.median(ours) / statistics.median(bare)
    print(f"  {name:<20} {figures(ours)}   bare Tantivy {figures(bare)}   ratio {ratio:.1f}", flush=True)


def figures(times: list[float]) -> str:
    """Write median and 95th percentile."""
    return f"{statistics.median(times):8.1f} ms, p95 {statistics.quantiles(times, n=20)[-1]:8.1f}"


if __name__ == "__main__":
    main()
