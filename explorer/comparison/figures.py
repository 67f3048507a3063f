"""The figures of a comparison, like with like."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explorer.charts.axes import written
from explorer.comparison.cells import Cell, Cells, Figure, fold
from explorer.comparison.readings import Read, Record, source_of
from explorer.facts.results_units import axis


def figures(found: Mapping[str, Sequence[Record]]) -> dict[str, Cells]:
    """Lay out the figures, a row for each that may be compared; rows that more papers share come first."""
    rows: dict[str, dict[str, Read]] = {}
    for paper, facts in found.items():
        for fact in (fact for fact in facts if fact["kind"] == "result"):
            rows.setdefault(_axis(paper, fact), {}).setdefault(paper, []).append((_figure(fact), source_of(fact)))
    return {
        row: {paper: Cell(*map(tuple, zip(*read, strict=True))) for paper, read in papers.items()}
        for row, papers in sorted(rows.items(), key=lambda item: -len(item[1]))
    }


def _axis(paper: str, fact: Record) -> str:
    """Name the row of a figure, the same for two figures only where they may be compared."""
    known = [str(part) for part in axis(fact) if part not in {None, "none", "na"}]
    metric = fold(fact["metric"] or "")
    name = " ".join(part for part in ("figure:", metric, f"({', '.join(known)})") if part)
    return name if metric and fact["low"] is not None else f"{name} of {paper}"


def _figure(fact: Record) -> Figure:
    text = written(fact["text"], fact["comparison"] or "")
    number = (fact["low"], fact["high"], fact["comparison"]) if fact["low"] is not None else fold(text)
    return Figure(number, frozenset(fact["benchmarks"] or ()), text)
