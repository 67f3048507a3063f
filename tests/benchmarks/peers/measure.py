"""Compare the browse dashboard with the same small app on its peers, in one run, taking turns: `make bench-peers`."""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

import explorer as ex
from tests.benchmarks.peers.apps import APPS, App, Server, up
from tests.browser.chromium import chromium

ROOT = Path(__file__).parents[3]
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
# Explorer looks for words and the peers for letters: on these both find the same papers.
WORDS = ("networks", "accuracy", "knowledge", "learning", "neural", "performance", "reasoning", "tasks", "training")
NOBODY = "q"  # typed behind a word, it leaves no paper
MILLISECONDS = {
    "warm open": "server up, one visit before, kernels ready, empty cache: click -> typed word answered",
    "reopen": "the same, with the cache of the visit before",
    "cold open": "first visit once the link is printed, empty cache: click -> typed word answered",
    "key": "key press -> rows changed",
}
MEGABYTES = "visitor"
VISITORS = 3
# A page is asked at every picture it draws. Shadow roots are looked into, hidden rows do not count, and titles are
# compared by their letters, since each app marks and wraps them in its own way.
EYES = """
addEventListener("keydown", () => { window.pressed = performance.now(); }, true);
window.deep = (selector, root = document) => [
  ...root.querySelectorAll(selector),
  ...[...root.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? deep(selector, e.shadowRoot) : [])),
];
window.plain = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
window.shows = (selector, titles) => {
  const rows = deep(selector).filter((row) => row.getClientRects().length).map((row) => plain(row.textContent));
  const isAnswer = (row) => titles.some((title) => row.includes(title));
  return rows.length > 0 === titles.length > 0 && rows.every(isAnswer) && performance.now();
};
"""
Figures = defaultdict[tuple[str, str], list[float]]


def main() -> None:
    """Measure in turns, then print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--opens", type=int, default=10, help="opens of each kind, of each app")
    opens = parser.parse_args().opens
    figures: Figures = defaultdict(list)
    papers = written()
    with chromium(OFFLINE) as browser:
        for turn in range(opens):
            for app in APPS:
                with up(app, papers) as server:
                    visit(server, browser, figures)
                    if turn == opens - 1:
                        figures[app.name, MEGABYTES].append(added(server, browser))
    report(figures)


def written() -> Path:
    """Write the shipped papers where the peers read them."""
    file = Path(tempfile.mkdtemp()) / "papers.jsonl"
    ex.save(ex.load(ROOT / "data", quiet=True), file)
    return file


def visit(server: Server, browser: Browser, figures: Figures) -> None:
    """Open an app cold, warm and again, and type."""
    name, asked = server.app.name, answers()
    for kind in ("cold open", "warm open"):
        context = visitor(browser)
        page = context.new_page()
        figures[name, kind].append(opened(page, server, asked))
        if kind == "warm open":
            figures[name, "key"].extend(keys(page, server.app, asked))
            page.close()
            server.settle()
            figures[name, "reopen"].append(opened(context.new_page(), server, asked))
        context.close()
        server.settle()


def visitor(browser: Browser) -> BrowserContext:
    """Give a browser's window with an empty cache."""
    context = browser.new_context(bypass_csp=True)
    context.set_default_timeout(120_000)
    context.add_init_script(EYES)
    return context


def answers() -> dict[str, list[str]]:
    """Give the titles that answer each word, by their letters."""
    papers = ex.load(ROOT / "data", quiet=True)
    found = {word: ex.Query(text=word).select(papers) for word in WORDS}
    return {word: [plain(title) for title in papers["title"]] for word, papers in found.items()}


def plain(text: str) -> str:
    """Keep the letters and figures of a text, as the page does."""
    return "".join(letter for letter in text.lower() if letter.isascii() and letter.isalnum())


def opened(page: Page, server: Server, asked: dict[str, list[str]]) -> float:
    """Open an app; give the milliseconds from the click until a word typed once its box is there is answered."""
    page.goto(server.url, wait_until="commit")
    # Playwright's own waiting looks every 500 ms after a while; this looks at each picture.
    page.wait_for_function("selector => deep(selector).length", arg=server.app.box)
    return typed(page, server.app, WORDS[0], asked)


def typed(page: Page, app: App, word: str, asked: dict[str, list[str]]) -> float:
    """Type a word anew; return when the list shows its papers and no other, by the page's clock."""
    page.locator(app.box).fill(word)
    if app.then:
        page.locator(app.box).press(app.then)
    return shown(page, app, asked[word])


def shown(page: Page, app: App, titles: list[str]) -> float:
    """Wait until the list shows some papers and no other; return when that was, by the page's clock."""
    seen = page.wait_for_function("([rows, titles]) => shows(rows, titles)", arg=[app.rows, titles])
    return float(seen.json_value())


def keys(page: Page, app: App, asked: dict[str, list[str]]) -> Iterator[float]:
    """Give the milliseconds from a key to the rows it leaves: none behind a word, its papers again without it."""
    for word in WORDS[1:]:
        typed(page, app, word, asked)
        for key, titles in ((NOBODY, []), ("Backspace", asked[word])):
            for press in filter(None, (key, app.then)):
                page.locator(app.box).press(press)
            yield shown(page, app, titles) - page.evaluate("pressed")


def added(server: Server, browser: Browser) -> float:
    """Give the unshared megabytes that each of some visitors adds."""
    before, contexts = server.unshared(), [visitor(browser) for _ in range(VISITORS)]
    for context in contexts:
        opened(context.new_page(), server, answers())
        server.settle()
    grown = server.unshared() - before
    for context in contexts:
        context.close()
    return grown / VISITORS / 2**20


def report(figures: Figures) -> None:
    """Print a row an app: medians, and how often explorer's they are."""
    units = dict.fromkeys(MILLISECONDS, "ms") | {MEGABYTES: "MB"}
    for kind, what in MILLISECONDS.items():
        print(f"{kind}: {what}")
    print(f"{MEGABYTES}: unshared memory that each of {VISITORS} visitors adds\n")
    print(f"{'':18}" + "".join(f"{kind:>20}" for kind in units))
    for app in APPS:
        print(f"{app.name:18}" + "".join(cell(figures, app.name, kind, unit) for kind, unit in units.items()))
    print(f"{'n of each app':18}" + "".join(f"{len(figures['explorer', kind]):>20}" for kind in units))


def cell(figures: Figures, name: str, kind: str, unit: str) -> str:
    """Write a median and its ratio to explorer's."""
    middle, ours = (statistics.median(figures[app, kind]) for app in (name, "explorer"))
    return f"{f'{middle:,.0f} {unit} ({middle / ours:.2f})':>20}"


if __name__ == "__main__":
    main()
