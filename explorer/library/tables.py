"""Frames as Arrow files that are written a batch at a time, and mapped back without a copy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from explorer.library.files import File, written

ROWS = 32_768  # in a batch: some 50 MB of titles and abstracts
INDEX = pa.large_string()  # what an index of pandas holds, so that it needs no copy


def of_papers(papers: pd.DataFrame) -> pa.Table:
    """Give a papers frame as a table, its ids as an index holds them."""
    ids = papers.index.array.__arrow_array__().cast(INDEX)
    return pa.table({"id": ids, **{str(name): papers[name].array.__arrow_array__() for name in papers}})


def of_frame(frame: pd.DataFrame) -> pa.Table:
    """Give the Arrow columns of any frame as a table, without its index."""
    return pa.table({str(name): frame[name].array.__arrow_array__() for name in frame})


def batches(table: pa.Table) -> Iterator[pa.RecordBatch]:
    """Cut a table into batches of our size, one in memory at a time."""
    for start in range(0, len(table), ROWS):
        yield from table.slice(start, ROWS).combine_chunks().to_batches()


def put(parts: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path) -> File:
    """Write batches into a new file."""
    with written(path) as file, pa.ipc.new_file(file, schema) as writer:
        for part in parts:
            writer.write_batch(part)
    return file.known


def mapped(path: Path) -> pa.Table:
    """Map a file as a table, whose bytes stay where they are; raise ArrowException where it is no such file."""
    table = pa.ipc.open_file(pa.memory_map(str(path))).read_all()
    table.validate()
    return table


def index(ids: pa.ChunkedArray) -> pd.Index:
    """Make the index of a papers frame of its ids, without a copy."""
    kind = pd.StringDtype("pyarrow", na_value=np.nan)
    return pd.Index(kind.__from_arrow__(ids), name="id")  # type: ignore[attr-defined]  # missing in the stubs


def is_same(one: pa.ChunkedArray, other: pa.ChunkedArray) -> bool:
    """Say whether two columns hold the same values: at once where they are the same bytes in the same place."""
    return len(one) == len(other) and (is_shared(one, other) or bool(one.cast(other.type).equals(other)))


def is_shared(one: pa.ChunkedArray, other: pa.ChunkedArray) -> bool:
    """Say whether two columns are the same bytes in the same place."""
    return list(map(_place, one.chunks)) == list(map(_place, other.chunks))


def _place(chunk: pa.Array) -> tuple[int, int, tuple[int, ...]]:
    return chunk.offset, len(chunk), tuple(buffer.address for buffer in chunk.buffers() if buffer)
