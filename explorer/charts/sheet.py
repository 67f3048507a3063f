"""A sheet to draw on in pixels from its upper left corner, with a caption above and a reason where it is empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Polygon, Rectangle
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from explorer.charts.fields import fitted, width_of
from explorer.charts.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from matplotlib.artist import Artist

    from explorer.charts.theme import Theme
    from explorer.charts.words import Side

    Ends = list[tuple[float, float]]

SIZE = 12.0
BOLD = 1.2  # how much wider bold letters may be
_LARGE, _EDGE = 14.0, 4.0
_TITLE, _NOTE = 28.0, 18.0


class Sheet(Figure):
    """Take boxes, rules and words; a part named ``mark-3 bar`` belongs to mark 3."""

    def __init__(self, frame: pd.DataFrame, theme: Theme, height: float) -> None:
        self.theme, self.room = theme, float(theme.width)
        self.catches: dict[str, tuple[float, float, float, float]] = {}
        room = self.room - 2 * _EDGE
        titles, notes = folded(frame.attrs["title"], BOLD * _LARGE, room), folded(frame.attrs["note"], SIZE, room)
        self._head = _TITLE + _NOTE * (len(titles) - 1 + len(notes)) if theme.captioned else 0.0
        self._height = height + self._head
        super().__init__(figsize=(self.room / 72, self._height / 72), dpi=72, facecolor=theme.surface)
        self._pixels = Affine2D().scale(1 / 72) + self.dpi_scale_trans
        if theme.captioned:
            self._caption(titles, notes)

    def write(  # noqa: PLR0913 - words have a place, a colour, a size and a side
        self, x: float, y: float, text: str, *, part: str = "", colour: str = "", size: float = SIZE,
        side: Side = "left", weight: str = "normal", turned: bool = False,
    ) -> None:  # fmt: skip
        """Write words at a place, their middle at that height; or turned, upwards from it."""
        place, ink = (x, self._up(y)), colour or self.theme.ink
        if text:
            self._add(Words(place, text, colour=ink, size=size, weight=weight, side=side, turned=turned), part)

    def box(self, corner: tuple[float, float], size: tuple[float, float], *, part: str, colour: str = "") -> None:
        """Draw a filled rectangle from its upper left corner."""
        lower = (corner[0], self._up(corner[1] + size[1]))
        self._add(Rectangle(lower, *size, facecolor=colour or self.theme.accent, edgecolor="none"), part)

    def dot(self, x: float, y: float, radius: float, *, part: str, colour: str) -> None:
        """Draw a filled circle around a place."""
        self._add(Circle((x, self._up(y)), radius, facecolor=colour, edgecolor="none"), part)

    def diamond(self, x: float, y: float, radius: float, *, part: str, colour: str) -> None:
        """Draw the outline of a square that stands on its corner."""
        corners = [(x - radius, y), (x, y - radius), (x + radius, y), (x, y + radius)]
        self.polygon(corners, part=part, colour=colour, hollow=True)

    def polygon(self, corners: list[tuple[float, float]], *, part: str, colour: str, hollow: bool = False) -> None:
        """Draw a shape by its corners, or only its outline."""
        outline = [(across, self._up(down)) for across, down in corners]
        face, edge = ("none", colour) if hollow else (colour, "none")
        self._add(Polygon(outline, closed=True, facecolor=face, edgecolor=edge, linewidth=2), part)

    def specks(self, places: Iterable[tuple[float, float]], radius: float) -> None:
        """Draw many faint circles as one shape: where something could be."""
        circles = [Path.circle((x, self._up(y)), radius) for x, y in places]
        self._add(PathPatch(Path.make_compound_path(*circles), facecolor=self.theme.line, edgecolor="none"))

    def link(  # noqa: PLR0913 - a line has two ends, a width, a colour and a strength
        self, start: tuple[float, float], end: tuple[float, float], width: float, *, part: str, colour: str,
        alpha: float = 1.0,
    ) -> None:  # fmt: skip
        """Draw a line with round ends between two places."""
        ends = [(x, self._up(y)) for x, y in (start, end)]
        line = _stroke(ends, colour, width, alpha)
        line.set_capstyle("round")
        self._add(line, part)

    def catch(self, mark: str, left: float, top: float, width: float, height: float) -> None:
        """Let a whole row or column around a mark catch the pointer; nothing is drawn there."""
        self.catches[mark] = (left, top + self._head, width, height)

    def rule(self, left: float, right: float, y: float, *, faint: bool = False) -> None:
        """Draw a thin level line."""
        self._line((left, right), (y, y), faint=faint)

    def upright(self, x: float, top: float, bottom: float, *, faint: bool = False) -> None:
        """Draw a thin upright line."""
        self._line((x, x), (top, bottom), faint=faint)

    def _line(self, across: tuple[float, float], down: tuple[float, float], *, faint: bool) -> None:
        """Draw a thin line between two places."""
        ends = [(x, self._up(y)) for x, y in zip(across, down, strict=True)]
        line = _stroke(ends, self.theme.line, 1, 0.5 if faint else 1.0)
        line.set_zorder(0)
        self._add(line)

    def _add(self, shape: Artist, part: str = "") -> None:
        """Take a shape whose places are pixels."""
        shape.set_transform(self._pixels)
        shape.set_gid(part or None)
        self.add_artist(shape)

    def _up(self, y: float) -> float:
        """Turn pixels below the upper edge of the drawing into matplotlib's, above the lower edge."""
        return self._height - self._head - y

    def _caption(self, titles: list[str], notes: list[str]) -> None:
        """Write the title and the note above the drawing."""
        for place, line in enumerate(titles):
            self.write(_EDGE, 12 + _NOTE * place - self._head, line, size=_LARGE, weight="bold")
        for place, line in enumerate(notes, len(titles)):
            self.write(_EDGE, 14 + _NOTE * place - self._head, line, colour=self.theme.muted)


def _stroke(ends: Ends, colour: str, width: float, alpha: float) -> PathPatch:
    """Make a straight line: not matplotlib's own, which carries markers and takes twice the time."""
    faint = None if alpha == 1 else alpha
    return PathPatch(Path(ends), facecolor="none", edgecolor=colour, linewidth=width, alpha=faint)


def folded(text: str, size: float, room: float) -> list[str]:
    """Break a text into lines between its words; a word that is wider than the room is shortened."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size) <= room:
            lines[-1] = longer
            continue
        lines.append(fitted(word, size, room))
    return lines


def empty_sheet(frame: pd.DataFrame, theme: Theme) -> Sheet:
    """Draw no axis, only the reason why there is nothing to draw."""
    lines = folded(frame.attrs["empty"], SIZE, theme.width - 2 * _EDGE)
    sheet = Sheet(frame, theme, 54 + _NOTE * len(lines))
    for place, line in enumerate(lines):
        sheet.write(_EDGE, 36 + _NOTE * place, line, colour=theme.muted)
    return sheet
