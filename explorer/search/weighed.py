"""What each word says of each paper, read once and kept in the papers' library, where all who open it share it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa

from explorer.facts.kept import folder
from explorer.library import extras
from explorer.search import bm25, pairs, stems, weighing
from explorer.search.prints import print_of

ASK = 100_000  # papers: more of them take so long, and so much room, that a reader is asked first
_LEAST = 4  # bytes that are kept of a paper
_EACH = 1.5e-4  # seconds, measured on two cores
_NAMES = ("stems", "starts", "papers", "weights", "lengths")


def words(papers: pd.DataFrame, tell: weighing.Tell | None = None) -> bm25.BM25:
    """Weigh the words of papers; those of a library are mapped where they were weighed before."""
    places = extras.homes(papers, folder())
    if len(places) == 1:
        return weighing.read(papers, tell)
    name = _name(papers)
    content = extras.kept(name, places)
    return _read(papers, name, places, tell) if content is None else _unpacked(content)


def _read(papers: pd.DataFrame, name: str, places: list[Path], tell: weighing.Tell | None) -> bm25.BM25:
    """Weigh the words of a library's papers beside what is kept of it, so that memory holds some thousands."""
    with extras.room(places) as beside:
        read = weighing.read(papers, tell, beside if len(papers) > pairs.ROWS else None)
        extras.keep(_packed(read, beside), name, places)
    extras.only([name], places)
    content = extras.kept(name, places)
    return read if content is None else _unpacked(content)


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
    files = (*map(Path, (bm25.__file__, pairs.__file__, stems.__file__, weighing.__file__)), weighing.USUAL)
    return hashlib.blake2b(b"".join(file.read_bytes() for file in files)).digest()


def _packed(read: bm25.BM25, beside: Path | None) -> memoryview:
    """Put the arrays side by side as the only row of a table, so that they lie in one file."""
    arrays = {name: pa.array(getattr(read, name)) for name in _NAMES}
    row = {name: pa.LargeListArray.from_arrays([0, len(array)], array) for name, array in arrays.items()}
    table = pa.table(row)
    if beside is None:
        held = pa.BufferOutputStream()
        _write(table, held)
        return memoryview(held.getvalue())
    with pa.OSFile(str(beside / "packed"), "wb") as file:
        _write(table, file)
    return memoryview(pa.memory_map(str(beside / "packed")).read_buffer())


def _write(table: pa.Table, sink: pa.NativeFile) -> None:
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)


def _unpacked(content: memoryview) -> bm25.BM25:
    table = pa.ipc.open_stream(content).read_all()
    found = {name: table.column(name).chunk(0).flatten() for name in _NAMES}
    return bm25.BM25(**{name: array if name == "stems" else array.to_numpy() for name, array in found.items()})
