"""A chart as a front end draws it: what it says, its marks, and what a click on one of them means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from explorer.charts.marks import alternative, held, marks
from explorer.charts.theme import PAGE
from explorer.ids import slug

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from explorer.charts.base import Chart
    from explorer.charts.marks import Mark
    from explorer.query import Query

_SHOWN = ("label", "papers", "said")


def blank(**said: Any) -> dict[str, Any]:  # noqa: ANN401 - text, numbers, lists of them
    """Give every part of a picture, those not said as empty."""
    nothing = {"name": "", "title": "", "note": "", "summary": "", "svg": ""}
    return {**nothing, "marks": [], "held": [], "narrowed": False, **said}


def pictured(chart: Chart, frame: pd.DataFrame, query: Query, width: int) -> dict[str, Any]:
    """Draw what a chart's `frame` gave, with the marks that a query holds."""
    drawn = marks(frame)
    return blank(
        name=chart.name,
        title=frame.attrs["title"],
        note=frame.attrs["note"],
        summary=alternative(frame),
        svg=chart.render(frame, theme=replace(PAGE, width=width)),
        marks=[{part: mark[part] for part in _SHOWN if part in mark} for mark in drawn],
        held=[place for place, mark in enumerate(drawn) if held(query, mark)],
        narrowed=chart.cleared(query) != query,
    )


def meant(drawn: Sequence[Mark], place: int, label: str) -> Mark | None:
    """Find the mark that was clicked: the picture may have been replaced meanwhile, so its name decides."""
    there = drawn[place : place + 1]
    return next((mark for mark in [*there, *drawn] if mark["label"] == label), None)


def file_of(chart: Chart, frame: pd.DataFrame, suffix: str) -> tuple[dict[str, str], list[bytes]]:
    """Name and write a chart's file."""
    from explorer.charts.saving import saved  # noqa: PLC0415 - matplotlib waits until it draws

    name = f"{slug(chart.name) or 'chart'}{suffix}"
    return {"name": name}, [saved(chart, frame, suffix, name)]
