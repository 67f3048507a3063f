"""Papers as Parquet: every type kept, and small."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa

from explorer.columns import frame
from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register

if TYPE_CHECKING:
    import pandas as pd

EXPECTED = "expected a table with a title or an id a paper"


def sniff(head: bytes) -> float:
    """Look for Parquet's mark."""
    return 1.0 if head.startswith(b"PAR1") else 0.0


def read(file: BinaryIO) -> Reading:
    """Read the table; raise `DocumentError` where it is damaged or holds no papers."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - only Parquet's readers need it

    try:
        table = pq.read_table(pa.BufferReader(file.read()))
        table.validate(full=True)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as error:
        problem = f"the Parquet file is damaged ({str(error).splitlines()[0]:.120}); expected a whole one"
        raise DocumentError("document", problem) from error
    if not {"id", "title"} & set(table.column_names):
        raise DocumentError("document", f"its columns are {', '.join(table.column_names)}; {EXPECTED}")
    return Reading(frame({name: table.column(at) for at, name in enumerate(table.column_names)}))


def write(papers: pd.DataFrame, file: BinaryIO) -> None:
    """Write the frame's own Arrow columns, the id first."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - only Parquet's writers need it

    arrays = {"id": pa.array(papers.index.tolist(), pa.string())}
    arrays |= {str(name): papers[name].array.__arrow_array__() for name in papers}
    pq.write_table(pa.table(arrays), file, compression="zstd")


register(Format("Parquet", (".parquet",), sniff, read, write))
