"""How long a reader waits for the page among many papers, and what a visitor costs: of 100,000, or as many as named.

A library without facts is made of the benchmark's corpus, served, and searched in a real browser, letter by letter.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pyarrow as pa
from playwright.sync_api import Browser, Page

from explorer.columns import frame
from explorer.library import tables, writing
from tests.benchmarks import corpus
from tests.benchmarks.bench_browser import WATCH, pressed, serving, strokes
from tests.browser.chromium import chromium

VISITORS = 3
LONG = 600_000  # ms until the first page stands


def main() -> None:
    """Print every figure of one run."""
    for count in map(int, sys.argv[1:] or ("100000",)):
        with tempfile.TemporaryDirectory() as folder, chromium() as browser:
            print(f"\n{count:,} papers", flush=True)
            start = time.perf_counter()
            with serving(library(count, Path(folder) / "corpus.library")) as server:
                told("made and served", [time.perf_counter() - start], "s")
                measure(browser, server.url, psutil.Process(server.process.pid))


def library(count: int, folder: Path) -> Path:
    """Write so many papers as a library, their facts not read."""
    table = pa.concat_tables(corpus.batches(count))
    place = table.column_names.index("published")
    table = table.set_column(place, "published", table["published"].cast(pa.timestamp("ms")))
    columns = {name: table[name] for name in table.column_names if name != "id"}
    return writing.write(frame(columns).set_axis(tables.index(table["id"].cast(tables.INDEX))), folder, facts=False)


def measure(browser: Browser, url: str, server: psutil.Process) -> None:
    """Open a page, type, and let further visitors come."""
    page, seconds = opened(browser, url)
    told("first page opened", [seconds], "s")
    page.evaluate(WATCH)
    times = [pressed(page, key) for key in strokes(page)]
    told("key press -> list and counts painted", [t["list"] for t in times if "list" in t], "ms")
    told("key press -> chart painted", [t["chart"] for t in times if "chart" in t], "ms")
    before = memory(server)
    others = [opened(browser, url) for _ in range(VISITORS)]
    told("further page opened", [seconds for _, seconds in others], "s")
    told("memory a further visitor adds (PSS)", [(memory(server) - before) / VISITORS / 2**20], "MB")


def opened(browser: Browser, url: str) -> tuple[Page, float]:
    """Open the page, and return how many seconds it takes to show its first papers."""
    page = browser.new_page(bypass_csp=True)
    page.set_default_timeout(LONG)
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_selector("article")
    seconds = time.perf_counter() - start
    page.wait_for_selector(".ex-plot svg")
    return page, seconds


def memory(server: psutil.Process) -> int:
    """Add up the proportional memory of the server and its kernels, what they share counted once; one may end."""
    total = 0
    for process in (server, *server.children(recursive=True)):
        with suppress(psutil.NoSuchProcess):
            total += process.memory_full_info().pss
    return total


def told(what: str, figures: list[float], unit: str) -> None:
    """Print the median, and the 95th percentile where there are enough."""
    high = f", p95 {statistics.quantiles(figures, n=20)[-1]:.1f}" if len(figures) >= 20 else ""
    print(f"  {what:<40} {statistics.median(figures):8.1f} {unit}{high}", flush=True)


if __name__ == "__main__":
    main()
