"""Records loaded per second, per format, beside the bare parser underneath.

Run `python tests/benchmarks/bench_load.py`: 10,000 papers, made of the shipped document's titles and
abstracts, shuffled with a fixed seed.
"""

from __future__ import annotations

import csv
import html
import io
import json
import random
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

sys.path.insert(0, str(Path(__file__).parents[2]))

from documents_services import services

from explorer.formats import load, save, shipped
from explorer.papers import conform

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT, REPEATS = 10_000, 3
AUTHORS = ["Ada Łoś", "Ben Ode", "Chi Wu", "Dora Quist", "Emil Rask"]


def main() -> None:
    """Write the same papers in every format, read each, and print a line a format."""
    folder = Path(tempfile.mkdtemp())
    records = made(COUNT)
    say(f"{COUNT:,} papers, best of {REPEATS}\n{'format':26}{'records/s':>12}{'bare parser/s':>15}{'ratio':>8}")
    for path, bare in documents(folder, records).items():
        seconds, least = best(partial(load, path, quiet=True)), best(partial(bare, path))
        (row,) = load(path, quiet=True).attrs["report"]
        count = row["read"]
        say(f"{row['format']:26}{count / seconds:>12,.0f}{count / least:>15,.0f}{seconds / least:>8.1f}")


def made(count: int) -> list[dict[str, object]]:
    """Recombine the shipped document's titles and abstracts to papers with the hub's usual fields."""
    source, chance = load(shipped(), quiet=True), random.Random(36)
    titles, abstracts = source["title"].tolist(), source["abstract"].tolist()
    return [
        {
            "id": f"{2401 + place // 20_000}.{place % 20_000:05}",
            "title": f"{chance.choice(titles)} {place}",
            "summary": chance.choice(abstracts),
            "authors": [{"name": name} for name in chance.sample(AUTHORS, chance.randint(1, 5))],
            "publishedAt": f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}T00:00:00.000Z",
            "upvotes": chance.randint(0, 200),
            "ai_keywords": chance.sample(AUTHORS, 3),
        }
        for place in range(count)
    ]


def documents(folder: Path, records: list[dict[str, object]]) -> dict[Path, Callable[[Path], object]]:
    """Write the papers in each format, and name the bare parser that reads it fastest without us."""
    hub = json.dumps([{"paper": record, "title": record["title"]} for record in records])
    papers = conform(load(written(folder / "hub.json", hub), quiet=True))
    props = html.escape(json.dumps({"dailyPapers": json.loads(hub)}))
    page = f'<!doctype html><div data-target="DailyPapers" data-props="{props}"></div>'
    texts = [text for record in records for text in (record["title"], record["summary"])]
    text = "\n\n".join(["Daily Papers", "byAK and the research community", "Jul 29", *map(str, texts)])
    return {
        folder / "hub.json": lambda path: json.loads(path.read_bytes()),
        written(folder / "page.html", page): lambda path: LexborHTMLParser(path.read_bytes()),
        written(folder / "page.txt", text): lambda path: path.read_text().split("\n\n"),
        save(papers, folder / "a.jsonl"): lambda path: [json.loads(line) for line in path.open("rb")],
        save(papers, folder / "a.csv"): lambda path: list(csv.reader(io.StringIO(path.read_text(), newline=""))),
        save(papers, folder / "a.parquet"): pq.read_table,
        save(papers, folder / "a.xlsx"): cells,
        **services(folder, records),
    }


def cells(path: Path) -> list[tuple[object, ...]]:
    """Read a workbook's cells with openpyxl alone."""
    return list(load_workbook(path, read_only=True)["papers"].iter_rows(values_only=True))


def written(path: Path, text: str) -> Path:
    """Write a text and give its path."""
    path.write_text(text)
    return path


def say(line: str) -> None:
    """Print a line of the table."""
    sys.stdout.write(f"{line}\n")


def best(step: Callable[[], object]) -> float:
    """Time a step's fastest of a few runs, in seconds."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    return min(times)


if __name__ == "__main__":
    main()
