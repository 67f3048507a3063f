"""The same papers held by others, who find words and count four fields as their makers mean it to be done."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import and_, or_
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import tantivy

from explorer.query import Query

COUNTED = ("topics", "venue", "year", "is_open")
SHOWN, VALUES = 50, 500


class Bare:
    """Hold papers in Tantivy as it comes, whose own aggregations count; it may keep their fields to show them."""

    def __init__(self, papers: pd.DataFrame, folder: Path, *, keeping: bool = False) -> None:
        start = time.perf_counter()
        fields = tantivy.SchemaBuilder()
        for name in ("title", "abstract", "authors"):
            fields.add_text_field(name, stored=keeping)
        for name in ("venue", "topics"):
            fields.add_text_field(name, stored=keeping, tokenizer_name="raw", fast=True)
        for name in ("year", "is_open"):
            fields.add_unsigned_field(name, stored=keeping, indexed=True, fast=True)
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
        self.searcher.aggregate(asked, {name: {"terms": {"field": name, "size": VALUES}} for name in COUNTED})

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
        for record in records(papers):
            held = {name: record[name] for name in ("title", "abstract", "venue", "year")}
            several = {name: list(record[name]) for name in ("authors", "topics")}
            yield tantivy.Document.from_dict({**held, **several, "is_open": int(record["is_open"])}, self.schema)


class Pandas:
    """Hold papers in pandas, which reads them all."""

    def __init__(self, papers: pd.DataFrame) -> None:
        self.papers = papers

    def answer(self, query: Query) -> None:
        """Search, give the first 50 and count four fields."""
        papers = self.papers
        said = [
            reduce(or_, (papers[name].str.contains(word) for name in ("title", "abstract"))) for word in words(query)
        ]
        values = [papers[name].isin(held) for name, held in query.among.items()]
        found = papers[reduce(and_, [*said, *values])]
        found.head(SHOWN)
        for name in COUNTED:
            (found[name].explode() if name == "topics" else found[name]).value_counts()


class Polars:
    """Hold papers in Polars, which reads them all on every core."""

    def __init__(self, papers: pd.DataFrame) -> None:
        self.papers = pl.from_pandas(papers.reset_index())

    def answer(self, query: Query) -> None:
        """Search, give the first 50 and count four fields."""
        said = [pl.any_horizontal(pl.col("title", "abstract").str.contains(word)) for word in words(query)]
        values = [pl.col(name).is_in(list(held)) for name, held in query.among.items()]
        found = self.papers.filter(pl.all_horizontal(*said, *values)).select("title", *COUNTED)
        found.head(SHOWN)
        for name in COUNTED:
            (found[name].explode() if name == "topics" else found[name]).value_counts()


class Sqlite:
    """Hold papers in SQLite, whose FTS5 finds words."""

    def __init__(self, papers: pd.DataFrame, file: Path) -> None:
        self.base = sqlite3.connect(file)
        self.base.executescript(
            "pragma journal_mode = off; pragma synchronous = off;"
            "create virtual table said using fts5(title, abstract, content='', tokenize='unicode61');"
            "create table papers(row integer primary key, venue, year, is_open);"
            "create table topics(row, topic);"
        )
        for start in range(0, len(papers), 10_000):
            self._add(list(records(papers.iloc[start : start + 10_000])), start)
        self.base.executescript("create index of_row on topics(row); create index of_venue on papers(venue);")

    def answer(self, query: Query) -> None:
        """Search, give the first 50 and count four fields."""
        where, given = self._where(query)
        self._ask(f"create temp table found as select row from papers {where}", given)
        self._ask(f"select row from found limit {SHOWN}")
        for name in ("venue", "year", "is_open"):
            self._ask(f"select {name}, count(*) from papers join found using (row) group by {name}")
        self._ask("select topic, count(*) from topics join found using (row) group by topic")
        self._ask("drop table found")

    def _where(self, query: Query) -> tuple[str, list[Any]]:
        parts, given = ["true"], []
        if query.text:
            parts.append("row in (select rowid from said where said match ?)")
            given.append(query.text)
        for name, held in query.among.items():
            parts.append(f"{name} in ({','.join('?' * len(held))})")
            given.extend(held)
        return f"where {' and '.join(parts)}", given

    def _ask(self, sql: str, given: Iterable[Any] = ()) -> list[Any]:
        return self.base.execute(sql, list(given)).fetchall()

    def _add(self, held: list[dict[str, Any]], start: int) -> None:
        rows = list(enumerate(held, start))
        self.base.executemany(
            "insert into said(rowid, title, abstract) values (?, ?, ?)",
            [(row, record["title"], record["abstract"]) for row, record in rows],
        )
        self.base.executemany(
            "insert into papers values (?, ?, ?, ?)",
            [(row, record["venue"], record["year"], record["is_open"]) for row, record in rows],
        )
        topics = [(row, topic) for row, record in rows for topic in record["topics"]]
        self.base.executemany("insert into topics values (?, ?)", topics)


def records(papers: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Give papers one by one, a thousand in memory."""
    for start in range(0, len(papers), 1_000):
        yield from papers.iloc[start : start + 1_000].to_dict("records")


def words(query: Query) -> list[str]:
    """Write each word as an expression that finds it whole, or what begins with it."""
    return [
        rf"(?i)\b{re.escape(word.rstrip('*'))}{'' if word.endswith('*') else chr(92) + 'b'}"
        for word in query.text.split()
    ]
