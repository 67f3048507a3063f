"""Papers as documents of Tantivy: their folded words by field, and their row."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import main_thread
from typing import TYPE_CHECKING

import pyarrow.compute as pc
from tantivy import Document, Index, Schema, SchemaBuilder, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

from explorer.search.folding import folded
from explorer.search.frequent import Gathering
from explorer.search.often import Often
from explorer.terms import DEFAULT_FIELDS, PREFIXES

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SAID = "said"  # title and abstract together, as they are searched; the place between them parts their phrases
FIELDS = (*DEFAULT_FIELDS, *(field for field in PREFIXES.values() if field not in DEFAULT_FIELDS))
WRITTEN = {"title": ("title", SAID), "abstract": (SAID,)}  # where what a field says is found, if not by its own name
WORDS = "words"  # the name of our tokenizer, which an index asks for when it is opened
BITS = 52  # rows whose bits add up to a sum that a double holds exactly
LONGEST = 65_530  # bytes: Tantivy loses a longer word, so that a text which may hold one has to be read
HEAP = 50_000_000  # bytes a writing thread holds before it writes them out
BATCH = 1_000  # papers folded at a time: what they say stays in the processor's cache
MANY = 20_000  # papers, from which on two threads write them sooner than one


class AbandonedError(Exception):
    """Say that a process ends, and with it what it was writing."""


def write(papers: pd.DataFrame, folder: Path | None = None) -> tuple[Index, Often]:
    """Write the words of papers into a new index, in memory or in an empty folder; none of its threads stays.

    What many say stands beside it in the folder, if there are many papers.
    """
    index = Index(schema(), path=None if folder is None else str(folder))
    index.register_tokenizer(WORDS, analyzer())
    threads = 1 if len(papers) < MANY else 2
    writer = index.writer(threads * HEAP, threads)
    with ThreadPoolExecutor(1) as thread:
        gathering = Gathering(papers, folder, thread) if folder and len(papers) >= MANY else None
        for document in _documents(papers, gathering):
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        return index, gathering.finish() if gathering else Often.nothing(len(papers))


def schema() -> Schema:
    """Return what is kept of a paper: each field's words with their places, its row, and that row's bit in a block."""
    fields = SchemaBuilder()
    for field in (SAID, *(field for field in FIELDS if field != "abstract")):
        fields.add_text_field(field, tokenizer_name=WORDS)
    fields.add_unsigned_field("row", fast=True, indexed=True)
    fields.add_unsigned_field("bit", fast=True)
    fields.add_unsigned_field("long", indexed=True)
    return fields.build()


def analyzer() -> TextAnalyzer:
    """Cut folded text into words, as it stands: spaces were put between them when it was folded."""
    return TextAnalyzerBuilder(Tokenizer.whitespace()).build()


def _documents(papers: pd.DataFrame, gathering: Gathering | None = None) -> Iterator[Document]:
    fields = [field for field in FIELDS if field in papers]
    for start in range(0, len(papers), BATCH):
        if not main_thread().is_alive():
            raise AbandonedError
        columns = [folded(papers[start : start + BATCH], (field,)) for field in fields]
        said = [column for field, column in zip(fields, columns, strict=True) if field in DEFAULT_FIELDS]
        if gathering and said:
            gathering.add(pc.binary_join_element_wise(*said, ""))
        yield from _of_batch(fields, columns, start)


def _of_batch(fields: list[str], columns: list[pa.Array], start: int) -> Iterator[Document]:
    for row, texts in enumerate(zip(*(column.to_pylist() for column in columns), strict=True), start):
        document = Document()
        document.add_unsigned("row", row)
        document.add_unsigned("bit", 1 << row % BITS)
        for field, text in zip(fields, texts, strict=True):
            for written in WRITTEN.get(field, (field,)):
                document.add_text(written, text)
            if len(text) * 4 > LONGEST and len(text.encode()) > LONGEST:
                document.add_unsigned("long", 1)
        yield document
