"""Text fields as lower-case words between single spaces: what is searched for stands in them as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer import where

if TYPE_CHECKING:
    import numpy.typing as npt

TEXTS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_list)
BETWEEN = " \n "  # as `where.folded` parts fields
SPACE = ord(" ")
FOLDED = bytes(ord(chr(c).lower()) if c < 128 and chr(c).isalnum() else SPACE for c in range(256))


def folded(papers: pd.DataFrame, fields: tuple[str, ...]) -> pa.Array:
    """Return what `where.folded` returns, sooner: nearly all text is ASCII, and folds a byte at a time."""
    texts = [fold(texts_of(papers[name])) for name in fields if name in papers and _is_text(papers[name])]
    nothing = pa.array([""] * len(papers), pa.string())
    return pc.binary_join_element_wise(nothing, *texts, nothing, BETWEEN)


def texts_of(column: pd.Series[Any]) -> pa.Array:
    """Return a column of texts, or of lists of texts, as an Arrow array of texts."""
    values = whole(pa.array(column.array))
    # The Hangul filler is a letter that nobody types: it outlives folding and keeps a phrase within one author.
    joined = pc.binary_join(values, " \u3164 ") if pa.types.is_list(values.type) else values
    return joined.cast(pa.string())


def fold(texts: pa.Array) -> pa.Array:
    """Fold texts; those that are not ASCII as the query itself would."""
    plain = pc.fill_null(texts, "")
    is_ascii = pc.string_is_ascii(plain)
    quick = _fold_ascii(plain)
    if (others := pc.invert(is_ascii)).true_count == 0:
        return quick
    return pc.replace_with_mask(quick, others, _fold_any(plain.filter(others)))


def whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Return a column as one piece."""
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _is_text(column: pd.Series[Any]) -> bool:
    if isinstance(column.dtype, pd.ArrowDtype):
        return any(is_such(column.dtype.pyarrow_dtype) for is_such in TEXTS)
    return isinstance(nw.from_native(column, series_only=True).dtype, nw.String)


def _fold_any(texts: pa.Array) -> pa.Array:
    frame: Any = nw.from_native(pd.DataFrame({"text": pd.Series(texts, dtype=pd.ArrowDtype(pa.string()))}))
    return whole(pa.array(frame.select(where.fold("text")).to_native()["text"].array))


def _fold_ascii(texts: pa.Array) -> pa.Array:
    starts = _offsets(texts)
    said = memoryview(texts.buffers()[2] or b"")[starts[0] : starts[-1]].tobytes()
    letters, starts = np.frombuffer(said.translate(FOLDED), np.uint8), starts - starts[0]
    is_space = letters == SPACE
    is_second = np.zeros(len(letters) + 1, bool)
    np.logical_and(is_space[1:], is_space[:-1], out=is_second[1:-1])
    is_second[starts] = False  # the space before it is another text's
    lost = np.flatnonzero(is_second)
    ends = (starts - np.searchsorted(lost, starts)).astype(np.int32)
    return pa.StringArray.from_buffers(len(texts), pa.py_buffer(ends), pa.py_buffer(letters[~is_second[:-1]]))


def _offsets(texts: pa.Array) -> npt.NDArray[np.int32]:
    count = len(texts) + 1
    return (
        np.frombuffer(texts.buffers()[1], np.int32, count, texts.offset * 4) if len(texts) else np.zeros(1, np.int32)
    )
