"""The facts of a library's papers, and the columns derived from them, read a piece at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from explorer.facts.enrich import COLUMNS, enrich
from explorer.facts.kept import extract, grammar
from explorer.library import tables
from explorer.library.files import File, written
from explorer.library.reading import DERIVED, FACTS, held
from explorer.progress import shown

if TYPE_CHECKING:
    import pandas as pd

PIECE = 2_000  # papers that one process reads at a time
Part = tuple["pd.DataFrame", "pd.DataFrame"]  # papers and their facts


def put_facts(papers: pd.DataFrame, state: Path) -> dict[str, File]:
    """Write the facts of papers, and what `enrich` makes of them, into a new state of a library."""
    with ExitStack() as stack:
        sinks = {name: stack.enter_context(written(state / name)) for name in (FACTS, DERIVED)}
        writers: dict[str, pa.RecordBatchFileWriter] = {}
        for part, facts in _parts(papers):
            tables_of = {FACTS: tables.of_frame(facts), DERIVED: tables.of_frame(enrich(part, facts)[[*COLUMNS]])}
            for name, table in tables_of.items():
                if name not in writers:
                    writers[name] = stack.enter_context(pa.ipc.new_file(sinks[name], table.schema))
                for batch in tables.batches(table):
                    writers[name].write_batch(batch)
    return {name: sink.known for name, sink in sinks.items()}


def _parts(papers: pd.DataFrame) -> Iterator[Part]:
    """Give papers and their facts: at once where there are few or they are known, else by the piece."""
    read_by = _grammar_of(papers)
    if read_by == grammar().hex() or (not read_by and len(papers) <= PIECE):
        yield papers, extract(papers)
        return
    from explorer.facts.frame import laid_out, texts  # noqa: PLC0415 - a grammar that is not needed is not loaded
    from explorer.facts.parallel import elsewhere  # noqa: PLC0415 - the same

    pieces = (texts(papers.iloc[start : start + PIECE]) for start in range(0, len(papers), PIECE))
    with shown("Facts", len(papers)) as progress:
        for start, length, rows in elsewhere(pieces, os.cpu_count() or 1):
            if length:
                part = papers.iloc[start : start + length]
                part.attrs = {}  # so that nothing is taken from a library whose facts are older
                names = part.index.tolist()
                yield part, laid_out((names[number], row) for number, row in rows)
                progress.at(start + length)


def _grammar_of(papers: pd.DataFrame) -> str:
    """Name the grammar that read the facts which a library has of these papers; nothing where there are none."""
    library = held(papers)
    return library.manifest.grammar if library else ""
