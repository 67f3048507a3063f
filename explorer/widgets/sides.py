"""Papers side by side as plain values: a table, where a cell was read, two abstracts with their words marked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from explorer.comparison.cells import Cell, Source
from explorer.comparison.lines import Line, heads, is_address, lines, texts, titled
from explorer.comparison.overlap import Overlap, overlap
from explorer.facts.sentences import split
from explorer.rows import row_of
from explorer.widgets.html import label
from explorer.widgets.segments import Mark, Segment, cut

if TYPE_CHECKING:
    import pandas as pd

LONGEST = 240  # characters of a cell; its source shows all of them
FIELDS = ("title", "abstract")


def table(matrix: pd.DataFrame) -> dict[str, Any]:
    """Return the columns and rows of a comparison, and what to call the rows that fold away."""
    rows = lines(matrix)
    columns = [{"id": paper, "title": title} for paper, title in zip(matrix.columns, heads(matrix), strict=True)]
    return {"papers": columns, "lines": list(map(_line, rows)), "agree": _agree(rows)}


def named(papers: pd.DataFrame, ids: Iterable[str]) -> list[dict[str, str]]:
    """Return the papers of some ids with their titles."""
    return [{"id": paper, "title": titled(_text(papers, paper, "title"), paper)} for paper in ids]


def source(papers: pd.DataFrame, line: Line, paper: str, cell: Cell) -> dict[str, Any]:
    """Return what a cell says in full, the sentences that it was read from, and the fields that it stands in."""
    quoted = [one for one in cell.source if one.text is not None]
    return {
        "row": line.row,
        "paper": paper,
        "label": line.label,
        "title": titled(_text(papers, paper, "title"), paper),
        "values": [{"text": text, "url": text if is_address(text) else None} for text in texts(cell)],
        "said": [
            {"field": field, "start": start, "text": _sentence(papers, paper, (field, start, end), quoted)}
            for field, start, end in sentences(papers, paper, quoted)
        ],
        "fields": [label(one.field) for one in cell.source if one.text is None],
    }


def sentences(papers: pd.DataFrame, paper: str, quoted: Iterable[Source]) -> list[tuple[str, int, int]]:
    """Return the sentences that some quotations stand in: field, start and end, each once."""
    found = (_around(_text(papers, paper, one.field), one) for one in quoted)
    return list(dict.fromkeys(found))


def pair(papers: pd.DataFrame, one: str, other: str) -> dict[str, Any]:
    """Return two abstracts with the words that they share, and those of one only, marked."""
    abstracts = [_text(papers, paper, "abstract") for paper in (one, other)]
    found = overlap(*abstracts)
    sides = [
        {"id": paper, "abstract": _side(abstracts[at], found, at) or [{"text": "No abstract"}]}
        for at, paper in enumerate((one, other))
    ]
    return {"sides": sides, "shared": len(found.words[0]), "own": [len(words) for words in found.words[1:]]}


def _line(line: Line) -> dict[str, Any]:
    cells = [{"text": _short(texts(cell)), "stated": cell is not None} for cell in line.cells]
    return {"row": line.row, "name": line.name, "note": line.note, "differs": line.differs, "cells": cells}


def _short(values: Iterable[str]) -> str:
    text = "; ".join(value.split("://", 1)[-1] if is_address(value) else value for value in values)
    return f"{text[:LONGEST].rstrip()}…" if len(text) > LONGEST else text


def _agree(rows: Sequence[Line]) -> str:
    """Count the rows in which all agree, and of these the ones that no paper states."""
    same = [line for line in rows if not line.differs]
    silent = sum(not any(line.cells) for line in same)
    said = f"{len(same)} row{'' if len(same) == 1 else 's'} where all agree"
    if silent == len(same):
        return f"{said}: no paper states {'it' if silent == 1 else 'them'}" if silent else said
    return f"{said}, {silent} of them stated by none" if silent else said


def _sentence(
    papers: pd.DataFrame, paper: str, place: tuple[str, int, int], quoted: Iterable[Source]
) -> list[Segment]:
    field, start, end = place
    inside = [one for one in quoted if one.field == field and start <= (one.start or 0) < end]
    marks = [Mark((one.start or 0) - start, (one.end or 0) - start, "quoted") for one in inside]
    return cut(_text(papers, paper, field)[start:end], marks, field)


def _around(text: str, quote: Source) -> tuple[str, int, int]:
    """Find the sentences that a quotation runs over."""
    start, end = quote.start or 0, quote.end or 0
    over = [part for part in split(text, quote.field) if part.start < end and part.end > start]
    return (quote.field, over[0].start, over[-1].end) if over else (quote.field, start, end)


def _side(text: str, found: Overlap, at: int) -> list[Segment]:
    shared = [Mark(*place, "shared") for place in found.shared[at]]
    often = set(found.telling[at])
    own = [Mark(*place, "own often" if place in often else "own") for place in found.own[at]]
    return cut(text, [*shared, *own])


def _text(papers: pd.DataFrame, paper: str, field: str) -> str:
    row = row_of(papers, paper) if field in papers else None
    value = None if row is None else papers[field].iloc[row]
    return value if isinstance(value, str) else ""
