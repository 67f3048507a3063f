"""Papers that may be more than memory holds: kept on disk as Arrow columns, and mapped back."""

from __future__ import annotations

import mmap
from itertools import pairwise
from tempfile import TemporaryFile, gettempdir
from typing import TYPE_CHECKING, Any
from weakref import finalize

import pyarrow as pa

from explorer.columns import TEXT, common, of_records
from explorer.errors import DocumentError
from explorer.progress import tell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from io import FileIO

    from explorer.papers import Record

BATCH = 10_000  # papers
ALIGNED = 64  # bytes, as Arrow likes its columns to begin


class Spool:
    """Take records by the batch, keep them in a file without a name, and give them as columns in the end."""

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.count = 0
        self._ends = [0]
        self._file: FileIO | None = None

    def take(self, records: Sequence[Record]) -> None:
        """Make columns of some records and put them on disk."""
        self.put(of_records(records, self.problems, self.count + 1))

    def put(self, fields: Mapping[str, pa.Array]) -> None:
        """Put columns of some papers on disk."""
        batch = pa.record_batch(list(fields.values()), list(fields))
        self.count += len(batch)
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as stream:
            stream.write_batch(batch)
        self._write(sink.getvalue())
        tell(done=self.count)

    def columns(self) -> dict[str, pa.ChunkedArray]:
        """Give each field as one column, in a chunk a batch, where the file's bytes are its values."""
        assert self._file is not None  # noqa: S101 - a spool that is asked was given papers
        mapped = pa.py_buffer(mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ))
        places = pairwise(self._ends)
        parts = [pa.ipc.open_stream(mapped.slice(start, end - start)).read_next_batch() for start, end in places]
        self._file.close()  # the map stays
        names = dict.fromkeys(name for part in parts for name in part.schema.names)
        return {name: pa.chunked_array(common(name, [_field(part, name) for part in parts])) for name in names}

    def _write(self, batch: Any) -> None:  # noqa: ANN401 - Arrow's bytes
        padding = b"\0" * (-len(batch) % ALIGNED)
        try:
            self._file = self._file or self._opened()
            _put(self._file, memoryview(batch))
            _put(self._file, memoryview(padding))
        except OSError as error:
            problem = f"its papers cannot be kept in {gettempdir()} while they are read ({error.strerror})"
            raise DocumentError("document", f"{problem}; free some room, or name another folder in TMPDIR") from error
        self._ends.append(self._ends[-1] + len(batch) + len(padding))

    def _opened(self) -> FileIO:
        file = TemporaryFile(prefix="explorer-", buffering=0)  # noqa: SIM115 - open as long as the spool is there
        finalize(self, file.close)
        return file


def _put(file: FileIO, left: memoryview) -> None:
    while left:
        left = left[file.write(left) :]


def _field(part: pa.RecordBatch, name: str) -> pa.Array:
    return part.column(name) if name in part.schema.names else pa.nulls(part.num_rows, TEXT)
