"""Tables of papers as CSV: safe to open in a spreadsheet, and the same when read back."""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import pandas as pd

from explorer.columns import KNOWN, WIDEST
from explorer.errors import DocumentError
from explorer.formats.base import PLACE, Format, Reading, register
from explorer.formats.csv_cells import guarded, unguarded, values, written
from explorer.formats.csv_header import start
from explorer.formats.csv_names import (
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
        raise DocumentError("document", f"no column is a title or an id: {', '.join(header[:SHOWN]):.200}; {EXPECTED}")
    rows = _squeezed(service, header, rows, reading) if service else rows
    kept = [(place, row) for place, row in rows if _fits(place, row, names, reading)]
    columns = {name: values(name, [row[at] for _, row in kept]) for at, name in enumerate(names)}
    columns = finished(service, columns) if service else columns
    for (place, _), paper in zip(kept, zip(*columns.values(), strict=True), strict=True):
        reading.add(dict(zip(columns, paper, strict=True)), place)
    if reading.skips and not reading.papers:
        raise DocumentError("document", f"none of its rows is a paper ({reading.skips[0]}); {EXPECTED}")
    if not kept:
        reading.papers = pd.DataFrame(columns=pd.Index(names))
    return reading


def write(papers: pd.DataFrame, file: BinaryIO) -> None:
    """Write a row a paper; a text that a spreadsheet would run, or take for a number, starts with `'`."""
    cells = [written(str(name), papers[name]) for name in papers]
    out = io.TextIOWrapper(file, "utf-8-sig", newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(guarded(str(name)) for name in ["id", *papers.columns])
    table.writerows(zip(map(guarded, papers.index), *cells, strict=True))
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
        name = unguarded(cell.strip()) or f"column_{place}"
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


register(Format("CSV", (".csv",), sniff, read, write, frozenset(), keeps))
