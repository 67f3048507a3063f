"""Measure what a reader waits for, in a real browser: keys, opening, memory. One run, medians, no bare promises."""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as Late

import explorer as ex
from explorer.voila.pool import REST
from tests.browser.chromium import chromium
from tests.browser.conftest import Server, running

DATA = Path(__file__).parents[2] / "data"
WORDS = ("recursive", "transformer", "learning", "networks", "language", "model")
WATCH = """() => {
  window.seen = {};
  const all = { subtree: true, childList: true, characterData: true, attributes: true };
  const note = (name) => { seen[name] ??= performance.now() - seen.key; };
  const painted = (name) => requestAnimationFrame(() => setTimeout(() => note(name)));
  const watch = (name, place) => new MutationObserver(() => painted(name)).observe(document.querySelector(place), all);
  watch("list", ".ex-papers");
  watch("chart", ".ex-plot");
  const box = document.querySelector(".ex-search input");
  box.addEventListener("input", () => { window.seen = { key: performance.now() }; }, true);
}"""


def main() -> None:
    """Print every figure of one run."""
    with chromium() as browser:
        for label, source in (("36", DATA), ("10,000", ten_thousand())):
            with serving(source) as server:
                keys(browser, server.url, label)
        opening(browser)
    importing()


def serving(source: Path, *options: str) -> AbstractContextManager[Server]:
    """Serve a document until the end of the block."""
    return running("serve", source, *options, log_path=Path(tempfile.mkdtemp()) / "log.txt")


def keys(browser: Browser, url: str, label: str) -> None:
    """Print how long list and chart take to follow a key."""
    page = browser.new_page(bypass_csp=True)
    page.goto(url)
    page.wait_for_selector("article")
    page.wait_for_selector(".ex-plot svg")
    page.evaluate(WATCH)
    times = [pressed(page, key) for key in strokes(page)]
    aim = 50 if label == "36" else 80
    report(f"{label} papers: key press -> list and counts painted", [t["list"] for t in times if "list" in t], aim)
    report(f"{label} papers: key press -> chart painted", [t["chart"] for t in times if "chart" in t], 150)
    page.close()


def strokes(page: Page) -> Iterator[str]:
    """Type before a star, so that each key asks for other papers; begin anew with each word."""
    for word in WORDS:
        page.fill(".ex-search input", "*")
        page.focus(".ex-search input")
        page.keyboard.press("Home")
        yield from word


def pressed(page: Page, key: str) -> dict[str, float]:
    """Press a key and wait until the list has followed; the chart follows only where its numbers change."""
    page.keyboard.type(key)
    page.wait_for_function("seen.list")
    try:
        page.wait_for_function("seen.chart", timeout=600)
    except Late:
        return dict(page.evaluate("seen"))
    return dict(page.evaluate("seen"))


def opening(browser: Browser) -> None:
    """Print cold and warm opening to a search box that answers, and what a visitor adds."""
    cold = []
    for _ in range(5):
        with serving(DATA, "--no-preheat") as server:
            cold.append(opened(browser, server.url))
    report("cold open (no kernel waits, empty cache) -> search box that answers", cold, 1500)
    with serving(DATA) as server:
        warm = [opened(browser, server.url, rest=True) for _ in range(8)]
        report("warm open (a kernel waits, empty cache) -> search box that answers", warm, 600)
        memory(browser, server.url, psutil.Process(server.process.pid))


def opened(browser: Browser, url: str, *, rest: bool = False) -> float:
    """Open the link with an empty cache; return the milliseconds until a typed word has been answered."""
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    if rest:
        settle()
    start = time.perf_counter()
    page.goto(url, wait_until="commit")
    # Playwright's fill looks for its box every 500 ms after a while; this looks at each picture.
    page.wait_for_function("document.querySelector('.ex-search input')")
    page.fill(".ex-search input", "recursive")
    page.wait_for_function("document.querySelector('.ex-count')?.textContent.startsWith('11 of 36')")
    elapsed = 1000 * (time.perf_counter() - start)
    context.close()
    return elapsed


def settle() -> None:
    """Wait until the pool is filled again, which begins `REST` after a visitor came: nothing runs for longer."""
    while psutil.cpu_percent(interval=REST + 1) > 20:
        pass


def memory(browser: Browser, url: str, server: psutil.Process) -> None:
    """Print the unshared memory that each of three visitors adds."""
    before = kernels(server)
    pages = [browser.new_page(bypass_csp=True) for _ in range(3)]
    for page in pages:
        page.goto(url)
        page.wait_for_selector("article")
    settle()
    added = sum(kernels(server)) - sum(before)
    print(f"unshared memory a visitor adds: {added / len(pages) / 2**20:.0f} MB (three visitors)")
    for page in pages:
        page.close()


def kernels(server: psutil.Process) -> list[int]:
    """Return the unshared bytes of each kernel; one may end while it is asked."""
    sizes = []
    for child in server.children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            sizes.append(child.memory_full_info().uss)
    return sizes


def importing() -> None:
    """Print how long `import explorer` takes beyond starting Python."""
    bare = statistics.median(ran("pass") for _ in range(7))
    ours = [ran("import explorer") - bare for _ in range(7)]
    report("import explorer (beyond bare python)", ours, 400)


def ran(code: str) -> float:
    """Run a line in a new interpreter; return the milliseconds it took."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return 1000 * (time.perf_counter() - start)


def report(what: str, times: list[float], aim: float) -> None:
    """Print median and 95th percentile beside the aim."""
    high = sorted(times)[max(0, round(0.95 * len(times)) - 1)]
    middle = statistics.median(times)
    print(f"{what}: median {middle:.0f} ms, p95 {high:.0f} ms, n {len(times)}, aim {aim:.0f} ms", flush=True)


def ten_thousand() -> Path:
    """Write 10,000 papers, recombined from the shipped document's sentences, seeded."""
    papers, chance = ex.load(DATA, quiet=True), random.Random(0)
    titles = list(papers["title"])
    sentences = [sentence for text in papers["abstract"] for sentence in text.split(". ")]
    file = Path(tempfile.mkdtemp()) / "ten-thousand.jsonl"
    rows = (
        {
            "title": f"{chance.choice(titles)} {at}",
            "abstract": ". ".join(chance.choices(sentences, k=8)),
            "published": f"20{chance.randrange(10, 26)}-{chance.randrange(1, 13):02}-01",
            "upvotes": chance.randrange(200),
        }
        for at in range(10_000)
    )
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return file


if __name__ == "__main__":
    main()
