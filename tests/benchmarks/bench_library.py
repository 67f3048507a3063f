"""How long a library takes to be made and to be opened, and what memory an opened one adds to a kernel.

Run `python tests/benchmarks/bench_library.py [PAPERS ...]`: libraries of 36, 10,000 and 100,000 papers, or of so many,
recombined from the shipped document with a fixed seed. Facts are read of 36 and of 2,000 papers only.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from explorer import columns
from explorer.formats import load, shipped
from explorer.library import tables
from explorer.library.reading import check
from explorer.library.writing import write
from explorer.papers import conform, framed

if TYPE_CHECKING:
    import pandas as pd

ROOT = Path(__file__).parents[2]
SIZES, FACTS, TIMES, AIM = (36, 10_000, 100_000), 2_000, 5, "500 ms"
OPEN = """
import json, sys, time
import explorer as ex
from explorer.library import reading
from explorer.formats import load
ex.conform([])
anonymous = lambda: int(next(x for x in open("/proc/self/status") if x.startswith("RssAnon")).split()[1]) * 1024
before, start = anonymous(), time.perf_counter()
papers = load(sys.argv[1], quiet=True)
opened = time.perf_counter() - start
first = papers["title"].iloc[0], papers["title"].iloc[-1]
print(json.dumps({"open": opened, "first": time.perf_counter() - start, "unshared": anonymous() - before}))
"""


def main() -> None:
    """Make libraries, open each in processes of its own, and print what that took."""
    for count in [int(size) for size in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            measure(corpus(count), Path(folder))
    with tempfile.TemporaryDirectory() as folder:
        papers = corpus(FACTS + 1)
        seconds = timed(lambda: write(papers, Path(folder) / "kept"))
    print(f"facts: {FACTS / seconds:,.0f} papers/s on {os.cpu_count()} cores")


def measure(papers: pd.DataFrame, folder: Path) -> None:
    """Print how one library is written, checked and opened."""
    table = tables.of_papers(papers)
    bare = statistics.median(timed(lambda: plainly(table, folder / "bare.arrow")) for _ in range(3))
    made = statistics.median(timed(lambda: write(papers, folder / "kept", facts=False)) for _ in range(3))
    size = sum(path.stat().st_size for path in (folder / "kept").rglob("*") if path.is_file())
    ratio = size / (folder / "bare.arrow").stat().st_size
    checked = timed(lambda: check(folder / "kept"))
    runs = [opened(folder / "kept") for _ in range(TIMES)]
    middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    print(f"\n{len(papers):,} papers, {size / 1e6:,.1f} MB ({ratio:.2f} of plain Arrow's size), without facts")
    print(f"made at {len(papers) / made:,.0f} papers/s, {made / bare:.1f} times as long as plain Arrow ({bare:.3f} s)")
    print(f"every byte checked in {checked:.2f} s")
    print(f"opened in {middle['open'] * 1000:.1f} ms, its last title in {middle['first'] * 1000:.1f} ms (aim {AIM})")
    print(f"memory that it adds, unshared: {middle['unshared'] / 1e6:.1f} MB")


def corpus(count: int) -> pd.DataFrame:
    """Make papers of the shipped document's sentences."""
    source, chance = load(shipped(), quiet=True), random.Random(36)
    sentences = [said for text in source["abstract"] for said in text.split(". ")]
    abstracts = pa.array(
        [". ".join(chance.sample(sentences, chance.randint(5, 9))) for _ in range(min(count, 20_000))]
    )
    names = [f"{first} {last}" for first in ("Ada", "Bo", "Cy", "Di") for last in ("Wu", "Ito", "Łoś", "Rask")]
    people = pa.array([chance.sample(names, chance.randint(1, 6)) for _ in range(1_000)], columns.LIST)
    titles = pa.array([f"{title} {chance.choice(sentences)[:30]}" for title in source["title"] for _ in range(50)])
    picked = np.random.default_rng(36)
    pieces = [_piece(start, min(10_000, count - start), picked, (titles, abstracts, people))
              for start in range(0, count, 10_000)]  # fmt: skip
    fields = {name: pa.chunked_array([piece[name] for piece in pieces]) for name in pieces[0]}
    return framed(fields, conform([]).attrs["report"], [])


def _piece(start: int, count: int, picked: np.random.Generator, pools: tuple[pa.Array, ...]) -> dict[str, pa.Array]:
    titles, abstracts, people = (pool.take(pa.array(picked.integers(0, len(pool), count))) for pool in pools)
    years = pa.array(picked.integers(1995, 2026, count))
    ids = pa.array([f"{place:07}" for place in range(start, start + count)])
    return {"id": ids, "title": titles, "abstract": abstracts, "authors": people, "year": years}


def plainly(table: pa.Table, path: Path) -> None:
    """Write a table as Arrow itself does, and bring it to the disk."""
    with path.open("wb") as file:
        with pa.ipc.new_file(file, table.schema) as writer:
            writer.write_table(table)
        os.fsync(file.fileno())


def timed(step) -> float:
    """Give the seconds that something takes."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


def opened(library: Path) -> dict[str, float]:
    """Open a library in a process of its own."""
    command = [sys.executable, "-c", OPEN, str(library)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
