"""A chart as a file: a picture with its caption, or the numbers behind it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from explorer.charts.marks import alternative, marks, spoken
from explorer.charts.svg import as_svg, printed
from explorer.charts.theme import LIGHT
from explorer.errors import DocumentError
from explorer.formats.csv_cells import RUNS

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from explorer.charts.base import Chart


def saved(chart: Chart, frame: pd.DataFrame, suffix: str, source: str) -> bytes:
    """Write what a chart's `frame` gave as a file of some ending; raise `DocumentError` where there is none such."""
    write = FILES.get(suffix.lower())
    if not write:
        problem = f"no chart is a {suffix!r} file" if suffix else "its name has no ending that says the kind"
        raise DocumentError(source, f"{problem}; known: {', '.join(FILES)}")
    return write(chart, frame)


def _csv(chart: Chart, frame: pd.DataFrame) -> bytes:
    """Write the numbers, as a spreadsheet reads them."""
    numbers = chart.numbers(frame).astype(object)
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(map(_cell, numbers.columns))
    stated = numbers.where(numbers.notna(), None)
    table.writerows(map(_cell, row) for row in stated.itertuples(index=False, name=None))
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    """Write a value: lists in one line, nothing where nothing is stated, no text that a spreadsheet would run."""
    if isinstance(value, list | tuple):
        return _cell("; ".join(map(_cell, value)))
    if isinstance(value, str):
        return f"'{value}" if value.startswith(RUNS) else value
    return "" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def _svg(chart: Chart, frame: pd.DataFrame) -> bytes:
    """Draw text as text, in which every mark says its name."""
    names = [spoken(mark) for mark in marks(frame)]
    return as_svg(chart.draw(frame, LIGHT), names, alternative(frame), alone=True).encode()


def _png(chart: Chart, frame: pd.DataFrame) -> bytes:
    return printed(chart.draw(frame, LIGHT), "png", {"Software": None})


def _pdf(chart: Chart, frame: pd.DataFrame) -> bytes:
    return printed(chart.draw(frame, LIGHT), "pdf", dict.fromkeys(("Creator", "Producer", "CreationDate")))


FILES: dict[str, Callable[[Chart, pd.DataFrame], bytes]] = {".svg": _svg, ".png": _png, ".pdf": _pdf, ".csv": _csv}
