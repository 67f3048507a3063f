"""The lines of a comparison as people read them: what the columns and the rows are called, and what a cell says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from explorer.comparison.cells import Cell
from explorer.facts.display import shown
from explorer.values import NOT_STATED

_BETTER = {"higher": "higher is better", "lower": "lower is better"}
_MOVES = {"increase": "higher", "decrease": "lower"}
_ADDRESS = re.compile(r"https?://[^\s<>\"\\]+", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """A row of a comparison: its key, its name and a note on it, and for each paper a cell or none."""

    row: str
    name: str
    note: str
    differs: bool
    cells: tuple[Cell | None, ...]

    @property
    def label(self) -> str:
        """Give name and note in one."""
        return f"{self.name} ({self.note})" if self.note else self.name


def heads(matrix: pd.DataFrame) -> list[str]:
    """Name the columns: the papers' titles, repaired; the id of a paper without one."""
    titles = matrix.attrs.get("titles", {})
    return [titled(titles.get(paper), str(paper)) for paper in matrix.columns]


def titled(title: str | None, paper: str) -> str:
    """Give a title on one line, repaired; the paper's id where it has none."""
    return _one_line(shown(title or "", field="title")) or paper


def lines(matrix: pd.DataFrame) -> list[Line]:
    """Give the rows in their order: those in which the papers differ first."""
    papers = [str(paper) for paper in matrix.columns]
    return [
        Line(
            row, *named(row, papers), bool(differs), tuple(cell if isinstance(cell, Cell) else None for cell in cells)
        )
        for (row, differs), *cells in matrix.itertuples(name=None)
    ]


def texts(cell: Cell | None) -> tuple[str, ...]:
    """Give the values of a cell, each on one line; what was quoted from a text is repaired, addresses stay."""
    if cell is None:
        return (NOT_STATED,)
    quoted = any(source.text is not None for source in cell.source)
    return tuple(shown(text) if quoted and not is_address(text) else text for text in cell.texts)


def told(cell: Cell) -> str:
    """Say where a value stands: the words of each field that say it, or the document's field."""
    fields: dict[str, list[str]] = {}
    for source in cell.source:
        quoted = [] if source.text is None else [f"“{_one_line(shown(source.text))}”"]
        fields.setdefault(source.field, []).extend(quoted)
    return "; ".join(_from(field, list(dict.fromkeys(words))) for field, words in fields.items())


def is_address(text: str) -> bool:
    """Say whether a text is an address that may become a link: http or https, and nothing around it."""
    return bool(_ADDRESS.fullmatch(text))


def named(row: str, papers: Iterable[str]) -> tuple[str, str]:
    """Name a row, and say what its figures are: ``accuracy`` and ``%, increase, higher is better``."""
    if not row.startswith("figure:"):
        return _one_line(row.removesuffix("_url").replace("_", " ")) or row, ""
    said = row.removeprefix("figure:")
    owner = next((paper for paper in papers if said.endswith(f" of {paper}")), None)
    said = said.removesuffix(f" of {owner}") if owner else said
    metric, _, axis = said.removesuffix(")").rpartition(" (") if said.endswith(")") else (said, "", "")
    notes = [_BETTER.get(word, word) for word in _telling(axis.split(", ")) if word]
    alone = [] if owner is None else ["no number" if metric.strip() else "metric unknown"]
    return _one_line(metric) or "figure", ", ".join([*notes, *alone])


def _telling(axis: list[str]) -> list[str]:
    """Leave out what the other words of an axis say: an increase is a difference, and a gain where more is better."""
    moves = next((word for word in axis if word in _MOVES), "")
    said = {"delta"} if moves else set()
    way = next((word for word in axis if word in _BETTER), "")
    said |= {"gain" if _MOVES[moves] == way else "loss"} if moves and way else set()
    return [axis[0], *(word for word in axis[1:] if word not in said)]


def _from(field: str, words: list[str]) -> str:
    return f"read from the {field}: {', '.join(words)}" if words else f"from the document's field {field}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
