"""Papers as Parquet: every type kept, and small."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa

from explorer.columns import frame
from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.packed import allowance

if TYPE_CHECKING:
    import pandas as pd
    from pyarrow.parquet import ParquetFile

BATCH = 256  # papers
EXPECTED = "expected a table with a title or an id a paper"


def sniff(head: bytes) -> float:
    """Look for Parquet's mark."""
    return 1.0 if head.startswith(b"PAR1") else 0.0


def read(file: BinaryIO) -> Reading:
    """Read the table; raise `DocumentError` where it is damaged or holds no papers."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - only Parquet's readers need it

    try:
        content = file.read()
        table = _table(pq.ParquetFile(pa.BufferReader(content)), allowance(len(content)))
        table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        problem = f"the Parquet file is damaged ({str(error).splitlines()[0]:.120}); expected a whole one"
        raise DocumentError("document", problem) from error
    if not {"id", "title"} & set(table.column_names):
        raise DocumentError("document", f"its columns are {', '.join(table.column_names)}; {EXPECTED}")
    return Reading(frame({name: table.column(at) for at, name in enumerate(table.column_names)}))


def _table(file: ParquetFile, limit: int) -> pa.Table:
    """Read the table a few papers at a time: a value is stored once, however often it stands there."""
    said, given = file.metadata, 0
    groups = [said.row_group(at) for at in range(said.num_row_groups)]
    _bear(max(said.num_rows * said.num_columns, *(group.total_byte_size for group in groups), 0), limit)
    tables = [_written_out(file.schema_arrow.empty_table())]
    for at in range(said.num_row_groups):
        pieces = []
        for batch in file.iter_batches(BATCH, row_groups=[at]):
            pieces.append(_written_out(pa.Table.from_batches([batch])))
            given += pieces[-1].nbytes
            _bear(given, limit)
        tables.append(pa.concat_tables([tables[0], *pieces]).combine_chunks())
    return pa.concat_tables(tables)


def _written_out(table: pa.Table) -> pa.Table:
    """Put in the place of each number that stands for a value the value, so that what it takes can be seen."""
    kinds = [field.type.value_type if pa.types.is_dictionary(field.type) else field.type for field in table.schema]
    return table.cast(pa.schema(list(zip(table.column_names, kinds, strict=True))))


def _bear(size: int, limit: int) -> None:
    if size > limit:
        problem = f"the Parquet file unfolds to more than {limit / 1e6:,.0f} MB, as no list of papers does"
        raise DocumentError("document", f"{problem}; save it as JSON Lines")


def write(papers: pd.DataFrame, file: BinaryIO) -> None:
    """Write the frame's own Arrow columns, the id first."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - only Parquet's writers need it

    arrays = {"id": pa.array(papers.index.tolist(), pa.string())}
    arrays |= {str(name): papers[name].array.__arrow_array__() for name in papers}
    pq.write_table(pa.table(arrays), file, compression="zstd")


register(Format("Parquet", (".parquet",), sniff, read, write))
