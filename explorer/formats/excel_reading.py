"""Papers from a workbook: one that we wrote, or anybody's whose sheet has a header."""

from __future__ import annotations

import lzma
import struct
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import pandas as pd

from explorer.columns import KNOWN, LIST, WIDEST
from explorer.errors import DocumentError
from explorer.formats.base import Reading
from explorer.formats.cells import KINDS, parted
from explorer.formats.csv_names import exporter, finished, is_list, renamed
from explorer.formats.excel_cells import ABOUT, LONGER, MOST_ROWS, is_cut, restored, unescaped
from explorer.formats.header import MARK
from explorer.formats.packed import members

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet._read_only import ReadOnlyWorksheet

FREE, RATIO = 16 << 20, 40  # a workbook's XML is packed to a tenth of its size, and slow to read
TOP = 20
MOST_CELLS, MOST_TEXT = 10_000_000, 100_000_000  # few bytes can stand for many cells, and a text for many texts
EXPECTED = "expected a sheet with a header that names a title or an id, and a row a paper"
# What openpyxl and zipfile raise on bytes that are not theirs.
DAMAGES = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError),
    *(TypeError, ValueError, lzma.LZMAError, struct.error, zipfile.BadZipFile, zlib.error),
)
Row = tuple[int, list[Any]]  # its number and its cells


def read(file: BinaryIO) -> Reading:
    """Read each row of the visible sheets with a header as a paper."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only workbooks need it

    next(members(file, max(FREE, RATIO * file.seek(0, 2))), None)  # refuses what was made to harm
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it does not keep, and we keep only cells
            return _reading(load_workbook(file, read_only=True, data_only=True, keep_links=False))
    except DAMAGES as error:
        why = error.__cause__ or error  # openpyxl's own words name files
        problem = f"this is no workbook, or a damaged one ({str(why) or type(why).__name__:.120})"
        raise DocumentError("document", f"{problem}; {EXPECTED}") from error


def _reading(book: Workbook) -> Reading:
    kinds = _kinds(book)
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    found: dict[str, Reading] = {}
    for sheet in shown:
        rows = list(_rows(sheet))
        top = next((at for at, (_, row) in enumerate(rows[:TOP]) if is_list([_name(cell) for cell in row])), None)
        if top is not None and kinds:
            return _ours(book, rows, kinds)
        if top is not None:
            found[sheet.title] = _anybodys(rows[top:])
    if not found:
        raise DocumentError("document", f"none of its {len(shown)} visible sheets has such a header; {EXPECTED}")
    return _together(found, [sheet.title for sheet in shown])


def _together(found: dict[str, Reading], shown: Sequence[str]) -> Reading:
    """Put the papers of several sheets under each other, each with the sheet's name; say which sheets have none."""
    (first, reading), *others = found.items()
    others = [(title, other) for title, other in others if isinstance(other.papers, list)]
    if others and isinstance(reading.papers, list):
        papers, skips = reading.papers, reading.skips
        reading = Reading(skips=[f'sheet "{first}", {skip}' for skip in skips], notes=reading.notes)
        for title, other in [(first, Reading(papers)), *others]:
            reading.skips += [f'sheet "{title}", {skip}' for skip in other.skips]
            for record in cast("list[dict[str, Any]]", other.papers):
                reading.add({**record, "sheet": title, "position": None}, "")
    names = ", ".join(f'"{title}"' for title in found)
    reading.notes += [f"read from the sheet{'s' if len(found) > 1 else ''} {names}"] if len(shown) > 1 else []
    return reading


def _rows(sheet: ReadOnlyWorksheet) -> Iterator[Row]:
    """Give the rows that hold something."""
    sheet.reset_dimensions()  # what a sheet says of its size is not always so
    cells = written = 0
    for place, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1, values_only=True), 1):
        if len(row) > WIDEST:
            raise DocumentError("document", f"it has {len(row):,} columns; expected {WIDEST:,}", place=f"row {place}")
        if any(cell not in (None, "") for cell in row):
            cells, written = cells + len(row), written + sum(len(cell) for cell in row if isinstance(cell, str))
            _bear(cells, written, place)
            yield place, [unescaped(cell) if isinstance(cell, str) else cell for cell in row]


def _bear(cells: int, written: int, place: int) -> None:
    if cells > MOST_CELLS or written > MOST_TEXT:
        found = f"{cells:,} cells" if cells > MOST_CELLS else f"{written / 1e6:.0f} MB of text"
        problem = f"the sheet unfolds to {found}, as no list of papers does; save it as CSV"
        raise DocumentError("document", problem, place=f"row {place}")


def _ours(book: Workbook, rows: list[Row], kinds: dict[str, str]) -> Reading:
    """Read what we wrote: the types are known, and what is too long for a cell stands elsewhere."""
    names = [str(cell) for cell in rows[0][1]]
    _lengthen(book, dict(rows))
    types = [KINDS.get(kinds.get(name, ""), KNOWN.get(name)) for name in names]
    columns = {
        name: [value if kind is None else restored(kind, value) for value in values]
        for name, kind, values in zip(names, types, _columns(rows[1:], len(names)), strict=True)
    }
    return _added(rows[1:], columns)


def _anybodys(rows: list[Row]) -> Reading:
    """Read somebody's table, under our names where its own say the same."""
    header = [_name(cell) for cell in rows[0][1]]
    service = exporter(header)
    names = _unique(renamed(service, header) if service else header)
    columns = {
        name: [_parted(value) for value in values] if KNOWN.get(name) == LIST else values
        for name, values in zip(names, _columns(rows[1:], len(names)), strict=True)
    }
    return _added(rows[1:], finished(service, columns) if service else columns)


def _added(rows: Sequence[Row], columns: dict[str, list[Any]]) -> Reading:
    reading = Reading()
    for (place, _), values in zip(rows, zip(*columns.values(), strict=True), strict=True):
        reading.add(dict(zip(columns, values, strict=True)), f"row {place}")
    if reading.skips and not reading.papers:
        raise DocumentError("document", f"none of its rows is a paper ({reading.skips[0]}); {EXPECTED}")
    if not rows:
        reading.papers = pd.DataFrame(columns=pd.Index(columns))
    return reading


def _columns(rows: Sequence[Row], width: int) -> list[list[Any]]:
    """Turn rows to columns; a row ends with its last cell that holds something."""
    whole = [row[:width] + [None] * (width - len(row)) for _, row in rows]
    return [list(column) for column in zip(*whole, strict=True)] if whole else [[] for _ in range(width)]


def _kinds(book: Workbook) -> dict[str, str]:
    """Give the columns' types, where it was us who wrote the workbook."""
    rows = [row for _, row in _rows(book[ABOUT])] if ABOUT in book.sheetnames else []
    if not rows or not str(rows[0][0]).startswith(MARK):
        return {}
    return {str(row[0]): str(row[1]) for row in rows if len(row) > 1}


def _lengthen(book: Workbook, rows: dict[int, list[Any]]) -> None:
    """Give cells the rest of their texts."""
    rest = list(_rows(book[LONGER]))[1:] if LONGER in book.sheetnames else []
    for _, (row, column, piece, *_) in rest:
        cells = rows.get(row, [])
        held = cells[column - 1] if 0 < column <= len(cells) else None
        if isinstance(held, str) and is_cut(held):  # rows may have been moved since
            cells[column - 1] = f"{held}{piece}"


def _parted(value: Any) -> list[str]:  # noqa: ANN401 - a cell's value
    return [] if value is None else parted(str(value))


def _unique(header: Sequence[str]) -> list[str]:
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = cell.lower() if cell.lower() in {"id", *KNOWN} else cell or f"column_{place}"
        names.append(f"{name}_{place}" if name in names else name)
    return names


def _name(cell: Any) -> str:  # noqa: ANN401 - a cell's value
    return "" if cell is None else str(cell).strip()
