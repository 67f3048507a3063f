"""Which colour or shape is which group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.charts.fields import fitted, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd

    from explorer.charts.sheet import Sheet

_SMALL, _EDGE = 11.0, 4.0
_LINE, _KEY, _GAP, _LONGEST = 18.0, 15.0, 14.0, 260.0


@dataclass(frozen=True)
class Legend:
    """Hold where each name stands, and how high they are together."""

    places: tuple[tuple[float, float, str], ...]
    height: float

    def draw(self, sheet: Sheet, key: Callable[[int, float, float], None]) -> None:
        """Write the names; `key` draws the sign of a name, by its number, around a place before it."""
        for number, (x, y, name) in enumerate(self.places):
            key(number, x + 5, y)
            sheet.write(x + _KEY, y, name, colour=sheet.theme.muted, size=_SMALL)


def legend_of(names: Sequence[str], width: float) -> Legend:
    """Put names in lines of a width."""
    places, x, y = [], _EDGE, 11.0
    for name in names:
        text = fitted(name, _SMALL, min(_LONGEST, width - 2 * _EDGE - _KEY))
        if x > _EDGE and x + _KEY + width_of(text, _SMALL) > width - _EDGE:
            x, y = _EDGE, y + _LINE
        places.append((x, y, text))
        x += _KEY + width_of(text, _SMALL) + _GAP
    return Legend(tuple(places), y + 16 if places else 0.0)


def groups_in(frame: pd.DataFrame) -> list[str]:
    """Name the groups of a frame with their numbers of papers: ``ICLR (29)``."""
    if "across" not in frame:
        return []
    groups = frame.drop_duplicates("across").sort_values("across")
    room = _LONGEST - width_of(" (1,000,000)", _SMALL)
    return [f"{fitted(name, _SMALL, room)} ({of:,})" for name, of in zip(groups["column"], groups["of"], strict=True)]
