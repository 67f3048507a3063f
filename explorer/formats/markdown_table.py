"""A table of papers in Markdown: a row a paper, as GitHub and most editors show it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, BinaryIO

from explorer.columns import KNOWN
from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.encoding import decoded, lines, opening
from explorer.formats.header import header
from explorer.formats.markdown import LINK, linked
from explorer.formats.markdown_text import comment, escaped, keeps, plain, read_value, shown, value
from explorer.formats.rows import alone, rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

COMMENT = re.compile(r"\A\ufeff?\s*+<!--.*?-->\s*+", re.DOTALL)
# Possessive, so that no line is gone over again and again.
LINE = re.compile(r"\|?(?:\s*+:?-++:?\s*+\|)++(?:\s*+:?-++:?\s*+)?")
CELL = re.compile(r"((?:[^|\\]+|\\.?)*+)\|")
EXPECTED = "expected a table with a title or an id a row"


def sniff(head: bytes) -> float:
    """Look for a row of names, one of them a title or an id, over a row of dashes."""
    written = COMMENT.sub("", opening(head), count=1).splitlines()[:2]
    if len(written) < 2 or not written[0].startswith("|") or not LINE.fullmatch(written[1].strip()):
        return 0.0
    return 0.92 if {"title", "id"} & {name.lower() for name in _names(written[0])} else 0.0


def read(file: BinaryIO) -> Reading:
    """Read each row as a paper; one whose cells do not fit the header is skipped and named."""
    text, notes = decoded(file)
    start = text.count("\n", 0, len(text) - len(COMMENT.sub("", text, count=1)))
    reading, written = Reading(notes=notes), lines(text)[start:]
    table = [(place, line) for place, line in enumerate(written, start + 1) if line.startswith("|")]
    if len(table) < 2 or not LINE.fullmatch(table[1][1].strip()):
        raise DocumentError("document", f"there is no table in it; {EXPECTED}")
    names = _names(table[0][1])
    for place, line in table[2:]:
        _add(reading, names, _cells(line), f"line {place}")
    alone(reading, "ids")
    return reading


def write(papers: pd.DataFrame, file: BinaryIO) -> None:
    """Write a row a paper, under a comment that says what was asked."""
    held = shown(papers)
    names = ["id", *map(str, held.columns)]
    body = ([value(paper[name]) if paper[name] is not None else "" for name in names] for paper in rows(held))
    table = [_row([escaped(name) for name in names]), _row(["---"] * len(names)), *map(_row, body)]
    file.write((comment(header(papers)) + "\n" + "\n".join(table) + "\n").encode())


def _add(reading: Reading, names: Sequence[str], cells: Sequence[str], place: str) -> None:
    if len(cells) != len(names):
        reading.skip(place, f"{len(cells)} cells where the header has {len(names)}")
        return
    given = {name: cell for name, cell in zip(names, cells, strict=True) if cell}
    link = LINK.fullmatch(given.get("title", ""))
    pages = linked([link[2]]) if link else {}
    given |= {"title": link[1]} if link else {}
    reading.add({**pages, **{name: read_value(name, cell) for name, cell in given.items()}}, place)


def _names(line: str) -> list[str]:
    names: list[str] = []
    for number, cell in enumerate(_cells(line), 1):
        name = plain(cell) or f"column_{number}"
        name = name.lower() if name.lower() in KNOWN else name
        names.append(f"{name}_{number}" if name in names else name)
    return names


def _cells(line: str) -> list[str]:
    cells = [cell.strip(" \t") for cell in CELL.findall(f"{line.strip().removeprefix('|')} |")]
    return cells if cells[-1] or len(cells) == 1 else cells[:-1]  # the line may end with a bar


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


register(Format("Markdown table", (".markdown",), sniff, read, write, frozenset(), keeps))
