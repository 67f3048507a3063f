"""Sets as rows, combinations as columns: dots where they meet, bars that count them, one a group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.charts.fields import fitted
from explorer.charts.ground import EDGE, SMALL, WIDE, ground_of
from explorer.charts.legend import groups_in, legend_of
from explorer.charts.marks import Mark, marks
from explorer.charts.sheet import SIZE, Sheet, empty_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from explorer.charts.ground import Ground
    from explorer.charts.theme import Theme

_DOT, _SPECK, _STEM = 5.0, 2.5, 2.5


def draw_sets(frame: pd.DataFrame, theme: Theme) -> Figure:
    """Draw a row a set with its size, and a column a combination with its dots and its bar."""
    if frame.empty:
        return empty_sheet(frame, theme)
    told = [
        (f"mark-{place}", {"down": place, "row": mark["label"], **mark}) for place, mark in enumerate(marks(frame))
    ]
    sets = [(part, mark) for part, mark in told if mark["kind"] == "set"]
    columns = [(part, mark) for part, mark in told if mark["kind"] == "combination"]
    groups = groups_in(frame)
    legend = legend_of(groups, theme.width)
    ground = ground_of(float(theme.width), [mark for _, mark in sets], [mark for _, mark in columns], legend.height)
    rows = len(sets) // max(len(groups), 1)
    bottom = ground.level(rows) - ground.row / 2
    sheet = Sheet(frame, theme, bottom + 6)
    legend.draw(sheet, lambda group, x, y: sheet.box((x - 5, y - 5), (10, 10), part="", colour=theme.groups[group]))
    for part, mark in sets:
        _set(sheet, ground, part, mark)
    combined = [mark["members"] for _, mark in columns if not mark.get("across")]
    sheet.specks(_absent(ground, rows, combined), min(_SPECK, ground.slot * 0.2))
    _axis(sheet, ground, len(combined))
    for part, mark in columns:
        _bar(sheet, ground, part, mark, bottom)
        if not mark.get("across"):
            _dots(sheet, ground, "" if groups else part, mark)
    return sheet


def _set(sheet: Sheet, ground: Ground, part: str, mark: Mark) -> None:
    """Draw a set's bar and its number, before the first its name."""
    (row,), (pitch, size) = mark["members"], ground.sizes
    middle = ground.level(row)
    y = middle + pitch * ground.aside(mark)
    if ground.groups:
        sheet.catch(part, ground.start, y - pitch / 2, ground.left - 4 - ground.start, pitch)
    else:
        sheet.catch(part, 0, y - ground.row / 2, ground.left - 4, ground.row)
    if not mark.get("across"):
        sheet.rule(0, sheet.room, middle - ground.row / 2, faint=True)
        name = fitted(mark["row"], SIZE, ground.names)
        sheet.write(EDGE, middle, name, part="" if ground.groups else f"{part} label")
    length = mark["papers"] * ground.unit
    if length:
        corner = (ground.start, y - pitch / 2 + 1)
        sheet.box(corner, (length, pitch - 2), part=f"{part} bar", colour=_colour(sheet, mark, sheet.theme.muted))
    x, number = ground.start + (length + 6 if length else 0), f"{mark['papers']:,}"
    sheet.write(x, y, number, part=f"{part} number", colour=sheet.theme.muted, size=size)


def _axis(sheet: Sheet, ground: Ground, columns: int) -> None:
    """Draw the ground of the combinations' bars, and where their numbers have no room the levels above it."""
    for level in ground.levels:
        y = ground.top - level * ground.scale
        sheet.rule(ground.left, ground.left + ground.slot * columns, y)
        if len(ground.levels) > 1:
            sheet.write(ground.left - 6, y, f"{level:,}", colour=sheet.theme.muted, size=SMALL, side="right")


def _bar(sheet: Sheet, ground: Ground, part: str, mark: Mark, bottom: float) -> None:
    """Draw a combination's bar from zero on, its number, and what catches the pointer around it."""
    step = ground.step
    x, y = ground.middle(mark["down"]) + step * ground.aside(mark), ground.top - mark["papers"] * ground.scale
    sheet.catch(part, x - step / 2, ground.above, step, ground.top - ground.above if ground.groups else bottom)
    width = min(step * 0.9, WIDE) if ground.groups else min(step * 0.62, WIDE)
    if mark["papers"]:
        corner, size = (x - width / 2, y), (width, ground.top - y)
        sheet.box(corner, size, part=f"{part} bar", colour=_colour(sheet, mark, sheet.theme.accent))
    if len(ground.levels) == 1:
        muted, number = sheet.theme.muted, f"{mark['papers']:,}"
        sheet.write(x, y - 9, number, part=f"{part} number", colour=muted, size=SMALL, side="center")


def _dots(sheet: Sheet, ground: Ground, part: str, mark: Mark) -> None:
    """Draw a combination's dots, one a set, the first tied to the last."""
    x, rows, ink = ground.middle(mark["down"]), mark["members"], sheet.theme.ink
    if len(rows) > 1:
        ends = (x, ground.level(rows[0])), (x, ground.level(rows[-1]))
        sheet.link(*ends, _STEM, part=part and f"{part} stem", colour=ink)
    for row in rows:
        sheet.dot(x, ground.level(row), min(_DOT, ground.slot * 0.42), part=part and f"{part} dot", colour=ink)


def _colour(sheet: Sheet, mark: Mark, alone: str) -> str:
    """Choose the colour of a bar: its group's, or the one of a chart without groups."""
    return sheet.theme.groups[mark["across"]] if "across" in mark else alone


def _absent(ground: Ground, sets: int, columns: Sequence[tuple[int, ...]]) -> list[tuple[float, float]]:
    """List where a set is in no combination."""
    cells = [(column, row) for column in range(len(columns)) for row in range(sets)]
    return [(ground.middle(column), ground.level(row)) for column, row in cells if row not in columns[column]]
