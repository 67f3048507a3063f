"""A sheet to draw on in pixels from its upper left corner, with a caption above and a reason where it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D

from explorer.charts.fields import fitted

if TYPE_CHECKING:
    import pandas as pd

    from explorer.charts.theme import Theme

SIZE = 12.0
_TITLE, _NOTE = 28.0, 18.0


class Sheet(Figure):
    """Take boxes, rules and words; a part named ``mark-3 bar`` belongs to mark 3."""

    def __init__(self, frame: pd.DataFrame, theme: Theme, height: float) -> None:
        self.theme, self.room = theme, float(theme.width)
        self.catches: dict[str, tuple[float, float, float, float]] = {}
        note = _NOTE if frame.attrs["note"] else 0.0
        self._head = _TITLE + note if theme.captioned else 0.0
        self._height = height + self._head
        super().__init__(figsize=(self.room / 72, self._height / 72), dpi=72, facecolor=theme.surface)
        self._pixels = Affine2D().scale(1 / 72) + self.dpi_scale_trans
        if theme.captioned:
            self._caption(frame.attrs["title"], frame.attrs["note"])

    def write(  # noqa: PLR0913 - words have a place, a colour, a size and a side
        self, x: float, y: float, text: str, *, part: str = "", colour: str = "", size: float = SIZE,
        side: str = "left", weight: str = "normal",
    ) -> None:  # fmt: skip
        """Write words at a place, their middle at that height."""
        written = self.text(x, self._up(y), text, color=colour or self.theme.ink, size=size, weight=weight)
        written.set(ha=side, va="center_baseline", transform=self._pixels, gid=part or None, parse_math=False)

    def box(self, corner: tuple[float, float], size: tuple[float, float], *, part: str) -> None:
        """Draw a filled rectangle from its upper left corner."""
        lower = (corner[0], self._up(corner[1] + size[1]))
        box = Rectangle(lower, *size, facecolor=self.theme.accent, edgecolor="none", gid=part)
        box.set_transform(self._pixels)
        self.add_artist(box)

    def catch(self, mark: str, left: float, top: float, width: float, height: float) -> None:
        """Let a whole row or column around a mark catch the pointer; nothing is drawn there."""
        self.catches[mark] = (left, top + self._head, width, height)

    def rule(self, left: float, right: float, y: float) -> None:
        """Draw a thin level line."""
        level = self._up(y)
        rule = Line2D([left, right], [level, level], color=self.theme.line, linewidth=1)
        rule.set_transform(self._pixels)
        self.add_artist(rule)

    def _up(self, y: float) -> float:
        """Turn pixels below the upper edge of the drawing into matplotlib's, above the lower edge."""
        return self._height - self._head - y

    def _caption(self, title: str, note: str) -> None:
        """Write the title and the note above the drawing."""
        room = self.room - 8
        self.write(4, 12 - self._head, fitted(title, 14, room), size=14, weight="bold")
        self.write(4, 32 - self._head, fitted(note, SIZE, room), colour=self.theme.muted)


def empty_sheet(frame: pd.DataFrame, theme: Theme) -> Sheet:
    """Draw no axis, only the reason why there is nothing to draw."""
    sheet = Sheet(frame, theme, 72)
    sheet.write(4, 36, fitted(frame.attrs["empty"], SIZE, sheet.room - 8), colour=theme.muted)
    return sheet
