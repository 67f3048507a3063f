"""How long a reader waits among many papers, and what an index costs: of 10,000 and 100,000, or as many as are named.

Each interaction is a search, its first 50 papers and the counts of four fields. Bare Tantivy writes the same documents
and answers the same with its own counts; what `explorer` takes is also given as a multiple of that.
"""

from __future__ import annotations

import gc
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import tantivy

from explorer.query import Query
from explorer.search.index import Index
from explorer.search.scan import Scan
from explorer.search.words import Words
from tests.benchmarks import corpus

COUNTED = ("topics", "venue", "year", "is_open")
TIMES, SHOWN = 30, 50
COMMON = ("we", "model", "learning", "recursive", "data", "that", "networks", "performance", "language", "method")
PREFIXES = ("mod", "recu", "le", "net", "per", "lan", "meth", "gra", "comp", "tra")


def main() -> None:
    """Print every figure of one run."""
    for count in map(int, sys.argv[1:] or ("10000", "100000")):
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n{count:,} papers", flush=True)
            measure(stored(Path(folder) / "papers.arrow", count), Path(folder))


def measure(papers: pd.DataFrame, folder: Path) -> None:
    """Build both indexes of some papers, open ours, and ask both the same."""
    bare = Bare(papers, made(folder / "bare"))
    start = time.perf_counter()
    Index.build(papers, made(folder / "index"))
    built(f"index {time.perf_counter() - start:,.1f} s", folder / "index", f"bare Tantivy {bare.seconds:,.1f} s", bare)
    start = time.perf_counter()
    scan = Scan(papers, Words(papers, Index.open(folder / "index")))
    scan.select(Query("recursive transformer"))
    print(f"  opened to first answer  {(time.perf_counter() - start) * 1000:8.1f} ms")
    asked = random.Random(7)
    for name, ask in INTERACTIONS.items():
        queries = [ask(asked) for _ in range(TIMES)]
        told(name, [timed(answer, scan, query) for query in queries], [timed(bare.answer, query) for query in queries])
    everything = [common(asked) for _ in range(TIMES)]
    told("all rows of common word", [timed(scan.select, query) for query in everything])
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
    scan.mask.cache_clear()
    scan.holding.cache_clear()
    scan.papers.iloc[scan.rows(query)[:SHOWN]]
    for field in COUNTED:
        scan.counts(field, query)


class Bare:
    """Hold the same papers in Tantivy as it comes."""

    def __init__(self, papers: pd.DataFrame, folder: Path) -> None:
        start = time.perf_counter()
        fields = tantivy.SchemaBuilder()
        for name in ("title", "abstract", "authors"):
            fields.add_text_field(name)
        for name in ("venue", "topics"):
            fields.add_text_field(name, tokenizer_name="raw", fast=True)
        for name in ("year", "is_open"):
            fields.add_unsigned_field(name, indexed=True, fast=True)
        self.schema, self.folder = fields.build(), folder
        index = tantivy.Index(self.schema, str(folder))
        writer = index.writer(100_000_000, 2)
        for document in self._documents(papers):
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self.seconds = time.perf_counter() - start
        index.reload()
        self.searcher = index.searcher()

    def answer(self, query: Query) -> None:
        """Search, give the first 50 and count four fields."""
        asked = self._query(query)
        self.searcher.search(asked, limit=SHOWN)
        self.searcher.aggregate(asked, {name: {"terms": {"field": name, "size": 500}} for name in COUNTED})

    def _query(self, query: Query) -> tantivy.Query:
        words = [self._said(word) for word in query.text.split()]
        values = [
            tantivy.Query.term_set_query(self.schema, name, [int(v) if isinstance(v, bool) else v for v in held])
            for name, held in query.among.items()
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in (*words, *values)])

    def _said(self, word: str) -> tantivy.Query:
        make: Any = tantivy.Query.regex_query if word.endswith("*") else tantivy.Query.term_query
        parts = [make(self.schema, name, word.replace("*", ".*")) for name in ("title", "abstract")]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts])

    def _documents(self, papers: pd.DataFrame) -> Iterator[tantivy.Document]:
        for start in range(0, len(papers), 1_000):
            for record in papers[start : start + 1_000].reset_index().to_dict("records"):
                held = {name: record[name] for name in ("title", "abstract", "venue", "year")}
                several = {name: list(record[name]) for name in ("authors", "topics")}
                yield tantivy.Document.from_dict({**held, **several, "is_open": int(record["is_open"])}, self.schema)


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


def built(ours: str, folder: Path, bares: str, bare: Bare) -> None:
    """Print what building took."""
    size, bare_size = (sum(path.stat().st_size for path in place.iterdir()) / 1e6 for place in (folder, bare.folder))
    print(f"  {ours}, {size:,.0f} MB; {bares}, {bare_size:,.0f} MB; size ratio {size / bare_size:.2f}", flush=True)


def timed(ask: Callable[..., None], *asked: object) -> float:
    """Return the milliseconds that an answer takes."""
    gc.collect(0)
    start = time.perf_counter()
    ask(*asked)
    return (time.perf_counter() - start) * 1000


def told(name: str, ours: list[float], bare: list[float] | None = None) -> None:
    """Print median and 95th percentile, and how they compare."""
    line = f"  {name:<23} {figures(ours)}"
    ratio = statistics.median(ours) / statistics.median(bare) if bare else 0
    print(f"{line}   bare Tantivy {figures(bare)}   ratio {ratio:.1f}" if bare else line, flush=True)


def figures(times: list[float]) -> str:
    """Write median and 95th percentile."""
    return f"{statistics.median(times):8.1f} ms, p95 {statistics.quantiles(times, n=20)[-1]:8.1f}"


if __name__ == "__main__":
    main()
