"""A comparison as text to take away: tables of four formats, and the code that makes it again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pandas as pd

from explorer.comparison.booktabs import to_latex
from explorer.comparison.cells import Cell
from explorer.comparison.lines import Line, heads, is_address, lines, texts
from explorer.comparison.webpage import to_html
from explorer.formats.csv_cells import REAL, RUNS
from explorer.values import NOT_STATED

_MARKDOWN = re.compile(r"([\\`*_{}\[\]|~$#!])")
_LEGEND = f"≠ marks a row in which the papers differ; *{NOT_STATED}* is not a no."


class Writer(NamedTuple):
    """A format of tables: its name, the end of its files' names, and what writes it."""

    name: str
    suffix: str
    write: Callable[[pd.DataFrame], str]


def to_markdown(matrix: pd.DataFrame) -> str:
    """Write a comparison as a table that GitHub renders, and a line that says what its marks mean."""
    rows = [["", *map(_markdown, heads(matrix))], ["---"] * (len(matrix.columns) + 1)]
    rows += [[_name(line), *map(_cell, line.cells)] for line in lines(matrix)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{table}\n\n{_LEGEND}\n"


def to_csv(matrix: pd.DataFrame) -> str:
    """Write a comparison as CSV; a text that a spreadsheet would run starts with `'`, as in lists of papers."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\r\n")
    table.writerow(map(_guarded, ["row", "differs", *heads(matrix)]))
    for line in lines(matrix):
        cells = ["; ".join(texts(cell)) for cell in line.cells]
        table.writerow(map(_guarded, [line.label, "yes" if line.differs else "no", *cells]))
    return out.getvalue()


def to_code(matrix: pd.DataFrame, documents: Iterable[str] = ()) -> str:
    """Write the Python that makes a comparison again from enriched papers of these documents.

    Examples
    --------
    >>> print(to_code(compare(papers, facts, ["a", "b"], ["code"])))  # doctest: +SKIP
    import explorer as ex
    <BLANKLINE>
    papers = ex.load()
    facts = ex.extract(papers)
    papers = ex.enrich(papers, facts)
    matrix = ex.compare(papers, facts, ('a', 'b'), rows=('code',))
    """
    rows = matrix.attrs.get("rows")
    asked = "" if rows is None else f", rows={tuple(map(str, rows))!r}"
    return "\n".join(
        [
            "import explorer as ex",
            "",
            f"papers = ex.load({', '.join(map(repr, documents))})",
            "facts = ex.extract(papers)",
            "papers = ex.enrich(papers, facts)",
            f"matrix = ex.compare(papers, facts, {tuple(map(str, matrix.columns))!r}{asked})",
            "",
        ]
    )


WRITERS = {
    "markdown": Writer("Markdown", ".md", to_markdown),
    "latex": Writer("LaTeX", ".tex", to_latex),
    "csv": Writer("CSV", ".csv", to_csv),
    "html": Writer("HTML", ".html", to_html),
}


def _name(line: Line) -> str:
    return f"**{_markdown(line.label)}** ≠" if line.differs else _markdown(line.label)


def _cell(cell: Cell | None) -> str:
    return f"*{NOT_STATED}*" if cell is None else "; ".join(map(_value, texts(cell)))


def _value(text: str) -> str:
    return f"<{text.replace('|', '%7C')}>" if is_address(text) else _markdown(text)


def _markdown(text: str) -> str:
    """Escape what Markdown or HTML would read."""
    return _MARKDOWN.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def _guarded(text: str) -> str:
    return f"'{text}" if text.lstrip("'").startswith(RUNS) and not REAL.fullmatch(text) else text
