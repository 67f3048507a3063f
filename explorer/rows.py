"""Where papers stand in a frame, found without a Python object a paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.arrays import ArrowExtensionArray

if TYPE_CHECKING:
    import numpy.typing as npt

    Mask = npt.NDArray[np.bool_]
    Rows = npt.NDArray[np.intp]

MOST_READ = 20_000  # papers whose words are read while a reader waits
DRAWN = 5_000  # papers, drawn by lot, that say how rare words are among more than those
WINDOW = 100  # rows, as many as a page shows at most, that are taken one by one
FEW = 50_000  # rows that are taken from the pieces of each column: more of them are put together first


def row_of(papers: pd.DataFrame, paper: object) -> int | None:
    """Find the row of a paper by its id; none where it is not there."""
    # pandas would make an object of every id, and a table of all of them, to find one.
    found = next(iter(rows_of(papers, [paper]).tolist()), None)
    return found if found is None else int(found)


def rows_of(papers: pd.DataFrame, wanted: Iterable[object]) -> Rows:
    """Find the rows of some papers by their ids, in their order; those that are not there are left out."""
    ids = pa.array(papers.index)
    is_named = pa.types.is_string(ids.type) or pa.types.is_large_string(ids.type)
    named = [paper for paper in dict.fromkeys(wanted) if isinstance(paper, str) and is_text(paper) and is_named]
    found = (pc.index(ids, pa.scalar(paper, ids.type)).as_py() for paper in named)
    return np.array([row for row in found if row >= 0], np.intp)


def record(papers: pd.DataFrame, row: int) -> dict[str, Any]:
    """Give what a paper states, by its fields."""
    return {str(name): value for name, value in papers.iloc[row].items()}


def taken(papers: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Give the papers in some rows; all of them in their order are not copied."""
    if len(rows) == len(papers) and (rows[:-1] < rows[1:]).all():
        return papers.copy(deep=False)
    return _few(papers, rows) if len(rows) <= FEW else papers.iloc[rows]


def drawn(rows: Rows, most: int) -> Rows:
    """Draw so many of some rows by lot, the same each time; all where they are no more."""
    if len(rows) <= most:
        return rows
    return rows[np.sort(np.random.default_rng(len(rows)).choice(len(rows), most, replace=False, shuffle=False))]


def inside(rows: Rows, count: int) -> Mask:
    """Say of each of so many papers whether it stands in one of some rows."""
    mask = np.zeros(count, dtype=bool)
    mask[rows] = True
    return mask


def _few(papers: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """Take a few rows: pandas would put all pieces of a column together for that, and copy every abstract."""
    plain = papers.copy(deep=False)
    plain.attrs = {}  # pandas copies them, to the last row of a report, with every column
    columns = {name: _gathered(plain[name].array, rows) for name in plain}
    index = pd.Index(_gathered(papers.index.array, rows), name=papers.index.name)
    found = pd.DataFrame(columns, index=index, columns=papers.columns, copy=False)
    found.attrs = dict(papers.attrs)
    return found


def _gathered(values: Any, rows: Rows) -> Any:  # noqa: ANN401 - any array of pandas
    """Take a few values, each from the piece of an Arrow column that holds it."""
    if not isinstance(values, ArrowExtensionArray):
        return values.take(rows)
    column = values.__arrow_array__()
    found = (_one_by_one if len(rows) <= WINDOW else _by_piece)(column, rows)
    return values.dtype.__from_arrow__(found)  # type: ignore[attr-defined]  # missing in the stubs


def _one_by_one(column: pa.Array | pa.ChunkedArray, rows: Rows) -> pa.Array | pa.ChunkedArray:
    pieces = [piece for row in rows.tolist() for piece in _pieces(column.slice(row, 1))]
    return pa.chunked_array(pieces, column.type).combine_chunks()


def _by_piece(column: pa.Array | pa.ChunkedArray, rows: Rows) -> pa.Array | pa.ChunkedArray:
    pieces = _pieces(column)
    starts = np.cumsum([0, *map(len, pieces)])
    at = np.searchsorted(starts, rows, side="right") - 1
    held = [(piece, np.flatnonzero(at == piece)) for piece in np.unique(at).tolist()]
    parts = [pieces[piece].take(pa.array(rows[places] - starts[piece])) for piece, places in held]
    order = np.argsort(np.concatenate([places for _, places in held]))
    return pa.chunked_array(parts, column.type).take(pa.array(order))


def _pieces(column: pa.Array | pa.ChunkedArray) -> list[pa.Array]:
    return column.chunks if isinstance(column, pa.ChunkedArray) else [column]


def is_text(value: str) -> bool:
    """Say whether a text has bytes: what an address holds may be half a character."""
    return value.isascii() or not any("\ud800" <= char <= "\udfff" for char in value)
