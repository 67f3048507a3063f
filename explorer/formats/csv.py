"""Tables of papers as CSV: safe to open in a spreadsheet, and the same when read back."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

import pandas as pd

from explorer.columns import KNOWN, LIST, NUMBER, TEXT, WIDEST
from explorer.errors import DocumentError
from explorer.formats.base import PLACE, Format, Reading, register
from explorer.formats.cells import listed, parted
from explorer.formats.csv_header import start
from explorer.formats.csv_names import (
    ENDS,
    Service,
    exporter,
    finished,
    is_list,
    is_usual,
    names_papers,
    renamed,
    squeezed,
    titled,
)
from explorer.formats.encoding import LONGEST_LINE, decoded, opening

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS = tuple("=+-@\t\r\n＝＋－＠")
WHOLE = re.compile(r"-?(0|[1-9]\d{0,18})")
REAL = re.compile(r"-?(\d+\.\d*(e[+-]?\d+)?|\d+e[+-]?\d+|inf)|" + WHOLE.pattern)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?")
FLAG = re.compile("true|false")
SHOWN = 10  # columns that an error names
Row = tuple[str, list[str]]  # the place and the cells
EXPECTED = "expected a header with a title or an id, and a row a paper"


def sniff(head: bytes) -> float:
    """Look for a header with a title or an id and at least one more column, or with a name that tables usually have.

    Where no column is called a title or an id, a document of any other format is that sooner.
    """
    header = start(opening(head)).names()
    if is_list(header):
        return 0.7
    is_titled = len(header) > 1 and names_papers(titled(header))
    return 0.1 if is_titled else 0.05 if is_usual(header) else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each row as a paper; a row whose cells do not fit the header is skipped and named."""
    text, notes = decoded(file)
    reading = Reading(notes=notes)
    with _long_cells():
        rows = list(_rows(text, reading))
    if not rows:
        raise DocumentError("document", f"its header cannot be read; {EXPECTED}")
    header = rows.pop(0)[1]
    if len(header) > WIDEST:
        raise DocumentError("document", f"its header has {len(header):,} columns; expected at most {WIDEST:,}")
    service = exporter(header)
    names = _names(titled(renamed(service, header)) if service else header)
    if not names_papers(names):
        raise DocumentError("document", f"no column is a title or an id: {', '.join(header[:SHOWN])}; {EXPECTED}")
    rows = _squeezed(service, header, rows, reading) if service else rows
    kept = [(place, row) for place, row in rows if _fits(place, row, names, reading)]
    columns = {name: _values(name, [row[at] for _, row in kept]) for at, name in enumerate(names)}
    columns = finished(service, columns) if service else columns
    for (place, _), values in zip(kept, zip(*columns.values(), strict=True), strict=True):
        reading.add(dict(zip(columns, values, strict=True)), place)
    if reading.skips and not reading.papers:
        raise DocumentError("document", f"none of its rows is a paper ({reading.skips[0]}); {EXPECTED}")
    if not kept:
        reading.papers = pd.DataFrame(columns=pd.Index(names))
    return reading


def write(papers: pd.DataFrame, file: BinaryIO) -> None:
    """Write a row a paper; a text that a spreadsheet would run, or take for a number, starts with `'`."""
    cells = [_cells(str(name), papers[name]) for name in papers]
    out = io.TextIOWrapper(file, "utf-8-sig", newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(_guarded(str(name)) for name in ["id", *papers.columns])
    table.writerows(zip(map(_guarded, papers.index), *cells, strict=True))
    out.flush()
    out.detach()


def keeps(name: str, _: pd.Series) -> bool:
    """Say whether a column comes back under its name: one of ours, or another that starts and ends with no blank."""
    is_free = name == name.strip() and bool(name) and name not in PLACE
    return is_free and (name in KNOWN or name.lower() not in {"id", *KNOWN})


def _rows(text: str, reading: Reading) -> Iterator[Row]:
    """Give each row with its place; name the ones that are no CSV."""
    place_of, above, _, delimiter = start(text)
    table = csv.reader(io.StringIO(text[place_of:], newline=""), delimiter=delimiter, strict=True)
    while True:
        place = f"line {above + table.line_num + 1}"
        try:
            row = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            reading.skip(place, f"no CSV ({error})")
            continue
        if row:
            yield place, row


def _squeezed(service: Service, header: list[str], rows: list[Row], reading: Reading) -> list[Row]:
    """Join the cells for which a service's header has no name, and say so."""
    found = [(place, squeezed(service, header, row)) for place, row in rows]
    count = sum(len(row) != len(own) for (_, row), (_, own) in zip(found, rows, strict=True))
    if count:
        reading.notes.append(f"rows with more cells than the header: {count:,}, read as a longer {service.surplus}")
    return found


def _fits(place: str, row: list[str], names: list[str], reading: Reading) -> bool:
    if len(row) != len(names):
        reading.skip(place, f"{len(row)} cells where the header has {len(names)}")
    return len(row) == len(names)


def _names(header: list[str]) -> list[str]:
    names: list[str] = []
    for place, cell in enumerate(header, 1):
        name = _unguarded(cell.strip()) or f"column_{place}"
        name = name.lower() if name.lower() in {"id", *KNOWN} else name
        names.append(f"{name}_{place}" if name in names else name)
    return names


@contextmanager
def _long_cells() -> Iterator[None]:
    before = csv.field_size_limit(LONGEST_LINE)
    try:
        yield
    finally:
        csv.field_size_limit(before)


def _values(name: str, cells: list[str]) -> list[Any]:
    """Give a column's cells the type that all of them have, as `write` spells it; else they are text."""
    if KNOWN.get(name) == TEXT or name in ENDS:
        return [_unguarded(cell) for cell in cells]
    if KNOWN.get(name) == LIST:
        return [parted(_unguarded(cell)) for cell in cells]
    present = [cell for cell in cells if cell]
    for pattern, make in KINDS if KNOWN.get(name, NUMBER) == NUMBER and present else ():
        if all(map(pattern.fullmatch, present)) and (made := _made(make, cells)):
            return made
    if present and all(map(listed, present)):
        return [listed(cell) for cell in cells]
    return [_unguarded(cell, typed=True) for cell in cells]


def _made(make: Callable[[str], Any], cells: list[str]) -> list[Any] | None:
    """Make a value of each cell that is not empty; nothing where one, written again, is another text."""
    try:
        values = [make(cell) if cell else None for cell in cells]
    except ValueError:  # of the form, but no calendar has it
        return None
    is_same = all(value is None or _written(value) == cell for value, cell in zip(values, cells, strict=True))
    return values if is_same else None


def _number(cell: str) -> float:
    return int(cell) if WHOLE.fullmatch(cell) else float(cell)


def _cells(name: str, values: pd.Series) -> list[str]:
    plain = values.array.__arrow_array__().to_pylist()
    if values.dtype == pd.ArrowDtype(TEXT):
        typed = KNOWN.get(name) != TEXT
        return [_guarded(value, typed=typed) if value else "" for value in plain]
    return ["" if value is None else _written(value) for value in plain]


def _written(value: Any) -> str:  # noqa: ANN401 - a list, flag, date or number
    if isinstance(value, (list, bool)):
        return json.dumps(value, ensure_ascii=False)
    return value.isoformat() if isinstance(value, datetime) else repr(value)


def _guarded(text: str, *, typed: bool = False) -> str:
    return f"'{text}" if _is_risky(text, typed=typed) else text


def _unguarded(cell: str, *, typed: bool = False) -> str:
    return cell[1:] if cell.startswith("'") and _is_risky(cell, typed=typed) else cell


def _is_risky(text: str, *, typed: bool) -> bool:
    """Say whether a text, behind any guards it has, would run or would come back as something else."""
    bare = text.lstrip("'")
    return bare.startswith(RUNS) or (typed and bool(_is_typed(bare)))


def _is_typed(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (REAL, FLAG, MOMENT)) or listed(text) is not None


KINDS: tuple[tuple[re.Pattern[str], Callable[[str], Any]], ...] = (
    (REAL, _number),
    (FLAG, "true".__eq__),
    (MOMENT, datetime.fromisoformat),
)
register(Format("CSV", (".csv",), sniff, read, write, frozenset(), keeps))
