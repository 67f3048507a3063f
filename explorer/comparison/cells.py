"""What an entry of a comparison holds: a value and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Source:
    """Where a value stands: characters `start` to `end` of a paper's field, quoted, or a field of the document."""

    field: str
    start: int | None = None
    end: int | None = None
    text: str | None = None


@dataclass(frozen=True)
class Figure:
    """A reported figure, low to high and how compared; two are equal however they are written."""

    number: tuple[float | None, float | None, str | None] | str
    benchmarks: frozenset[str]
    text: str = field(compare=False)

    def __str__(self) -> str:
        """Write the figure as the paper does, and what it was measured on."""
        return f"{self.text} on {', '.join(sorted(self.benchmarks))}" if self.benchmarks else self.text


@dataclass(frozen=True)
class Cell:
    """A value and where it stands; a list of values is a tuple, and what is not stated has no cell."""

    value: object
    source: tuple[Source, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """Write each value on one line: ``no`` is a stated no."""
        values = self.value if isinstance(self.value, tuple) else (self.value,)
        return tuple(map(_written, values))

    def __str__(self) -> str:
        """Write the values on one line."""
        return ", ".join(self.texts)


Cells = dict[str, Cell]


def said(cell: Cell | None) -> object:
    """Give what two cells share that say the same."""
    if cell is None:
        return None
    values = cell.value if isinstance(cell.value, tuple) else (cell.value,)
    return frozenset(fold(value) if isinstance(value, str) else value for value in values)


def fold(text: str) -> str:
    """Give a text without its case and its line ends."""
    return " ".join(text.split()).casefold()


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == value.time().min else value.isoformat(" ")
    return f"{value:.6g}" if isinstance(value, float) else " ".join(str(value).split())
