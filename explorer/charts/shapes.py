"""Shapes that tell groups apart without their colours."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.charts.sheet import Sheet

_DISC = None  # what no polygon is
_OUTLINES = (
    _DISC,
    ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)),
    ((0.0, -1.3), (1.25, 0.95), (-1.25, 0.95)),
    ((0.0, -1.4), (1.4, 0.0), (0.0, 1.4), (-1.4, 0.0)),
    ((-1.25, -0.95), (1.25, -0.95), (0.0, 1.3)),
    tuple(
        (
            (1.6, 0.65)[place % 2] * math.sin(place * math.pi / 5),
            -(1.6, 0.65)[place % 2] * math.cos(place * math.pi / 5),
        )
        for place in range(10)
    ),
)


def draw_shape(sheet: Sheet, number: int, x: float, y: float, radius: float, *, part: str = "") -> None:  # noqa: PLR0913 - a shape has a place and a size
    """Draw the shape of a group in its colour: a disc, a square, triangles, a diamond, a star."""
    colour, outline = sheet.theme.groups[number], _OUTLINES[number]
    if outline is _DISC:
        sheet.dot(x, y, radius, part=part, colour=colour)
        return
    corners = [(x + radius * across, y + radius * down) for across, down in outline]
    sheet.polygon(corners, part=part, colour=colour)
