"""Papers into a workbook: texts never run, dates are dates, and nothing is cut off."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.columns import TEXT
from explorer.errors import DocumentError
from explorer.formats.cells import NAMES
from explorer.formats.excel_cells import ABOUT, LONGER, LONGEST, MOST_ROWS, PAPERS, escaped, pieces, spelt
from explorer.formats.header import header

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

RUNS = tuple("=+-@\t\r\n＝＋－＠#")  # `#N/A` and its like are errors, where they are no texts
NARROW, WIDE, LOOKED_AT = 8, 60, 50


def write(papers: pd.DataFrame, file: BinaryIO) -> list[str]:
    """Write a row a paper, and beside them what was asked, the columns' types and what is too long for a cell."""
    from openpyxl import Workbook  # noqa: PLC0415 - only workbooks need it

    if len(papers) > MOST_ROWS:
        raise DocumentError("papers", f"a workbook holds {MOST_ROWS:,} rows; {len(papers):,} need another format")
    book = Workbook(write_only=True)
    names = ["id", *map(str, papers.columns)]
    columns = [papers.index.tolist(), *(papers[name].array.__arrow_array__().to_pylist() for name in papers)]
    longer = list(_papers(book, names, columns))
    _about(book, papers, names)
    if longer:
        _filled(book, LONGER, [("row", "column", "what follows"), *longer])
    book.save(file)
    count = len({place[:2] for place in longer})
    return [f'A cell of Excel holds {LONGEST:,} characters: the rest of {count:,} is on sheet "{LONGER}"'] * bool(
        count
    )


def _papers(book: Workbook, names: list[str], columns: list[list[Any]]) -> Iterator[tuple[int, int, str]]:
    """Write the sheet of papers; give what is too long for its cell, with its row and column."""
    sheet = book.create_sheet(PAPERS)
    sheet.freeze_panes = "B2"
    _size(sheet, names, columns)
    sheet.append([_headed(sheet, name) for name in names])
    for place, row in enumerate(zip(*columns, strict=True), 2):
        cells = []
        for at, value in enumerate(map(spelt, row), 1):
            first, *rest = pieces(value) if isinstance(value, str) else [value]
            yield from ((place, at, piece) for piece in rest)
            cells.append(_cell(sheet, first))
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{_letter(len(names))}{len(columns[0]) + 1}"


def _about(book: Workbook, papers: pd.DataFrame, names: list[str]) -> None:
    """Write the sheet that says what the papers are, and the type of each column."""
    kinds = [NAMES[TEXT], *(NAMES[papers[name].array.__arrow_array__().type] for name in papers)]
    lines = [(escaped(line),) for line in header(papers)]
    _filled(book, ABOUT, [*lines, (), ("column", "type"), *zip(map(escaped, names), kinds, strict=True)])


def _filled(book: Workbook, name: str, rows: Iterable[tuple[Any, ...]]) -> None:
    sheet = book.create_sheet(name)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _size(sheet: WriteOnlyWorksheet, names: list[str], columns: list[list[Any]]) -> None:
    """Make each column as wide as what its first papers hold, within reason."""
    for at, (name, values) in enumerate(zip(names, columns, strict=True), 1):
        longest = max(len(str(spelt(value))) for value in [name, *values[:LOOKED_AT]])
        sheet.column_dimensions[_letter(at)].width = min(max(longest + 2, NARROW), WIDE)


def _headed(sheet: WriteOnlyWorksheet, name: str) -> WriteOnlyCell:
    from openpyxl.styles import Font  # noqa: PLC0415 - only workbooks need it

    cell = _text(sheet, escaped(name)[:LONGEST])
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> Any:  # noqa: ANN401 - what `append` takes
    if isinstance(value, str):
        return _text(sheet, value) if value.startswith(RUNS) else value
    return _date(sheet, value) if isinstance(value, datetime) else value


def _text(sheet: WriteOnlyWorksheet, text: str) -> WriteOnlyCell:
    """Make a cell that is a text, whatever it begins with, and stays one when it is edited."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - only workbooks need it

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(RUNS)
    return cell


def _date(sheet: WriteOnlyWorksheet, moment: datetime) -> WriteOnlyCell:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - only workbooks need it

    cell = WriteOnlyCell(sheet, moment)
    cell.number_format = "yyyy-mm-dd hh:mm:ss" if moment.time() != time() else "yyyy-mm-dd"
    return cell


def _letter(place: int) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - only workbooks need it

    return str(get_column_letter(place))
