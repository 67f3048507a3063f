"""What each word says of each paper, read once and kept in the papers' library, where all who open it share it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from explorer.facts.kept import folder
from explorer.library import extras
from explorer.search import bm25, stems
from explorer.search.prints import print_of

ASK = 100_000  # papers: more of them take so long, and so much room, that a reader is asked first
_LEAST = 4  # bytes that are kept of a paper
_EACH = 1.5e-4  # seconds, measured on two cores
_NAMES = ("stems", "starts", "papers", "weights", "lengths")


def words(papers: pd.DataFrame) -> bm25.BM25:
    """Weigh the words of papers; those of a library are mapped where they were weighed before."""
    places = extras.homes(papers, folder())
    if len(places) == 1:
        return bm25.read(papers)
    name = _name(papers)
    content = extras.kept(name, places)
    if content is not None:
        return _unpacked(content)
    read = bm25.read(papers)
    extras.keep(_packed(read), name, places)
    extras.only([name], places)
    return read


def question(papers: pd.DataFrame) -> str:
    """Say how long the words of some papers take to be read; nothing where they are few, or kept."""
    places = extras.homes(papers, folder())
    # The name is made from all texts: they are read only where something as large is kept, a number a paper at least.
    if len(papers) <= ASK or (
        extras.has_any("words", places, _LEAST * len(papers)) and extras.is_kept(_name(papers), places)
    ):
        return ""
    minutes = max(1, round(_EACH * len(papers) / 60))
    return f"Reading the words of {len(papers):,} papers takes about {minutes:,} minute{'s' * (minutes > 1)} here."


def _name(papers: pd.DataFrame) -> str:
    return f"words-{print_of(papers, _rules())}"


@cache
def _rules() -> bytes:
    """Give a checksum of what weighs words: another way of it is another result."""
    files = (Path(bm25.__file__), Path(stems.__file__), bm25.USUAL)
    return hashlib.blake2b(b"".join(file.read_bytes() for file in files)).digest()


def _packed(read: bm25.BM25) -> memoryview:
    """Put the arrays side by side as the only row of a table, so that they lie in one file."""
    arrays = {name: pa.array(getattr(read, name)) for name in _NAMES}
    row = {name: pa.LargeListArray.from_arrays([0, len(array)], array) for name, array in arrays.items()}
    table, sink = pa.table(row), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    return memoryview(sink.getvalue())


def _unpacked(content: memoryview) -> bm25.BM25:
    table = pa.ipc.open_stream(content).read_all()
    found = {name: table.column(name).chunk(0).flatten() for name in _NAMES}
    return bm25.BM25(**{name: array if name == "stems" else array.to_numpy() for name, array in found.items()})
