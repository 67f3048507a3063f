"""One line of words on a figure, written by its baseline."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

Side = Literal["left", "center", "right"]

_RISE = 0.37  # from the baseline to the middle of capitals, as a part of the size


class Words(Text):
    """Write words without measuring them where that is for the viewer: that takes half of the time of a picture."""

    def __init__(  # noqa: PLR0913 - words have a place, a colour, a size and a side
        self, place: tuple[float, float], text: str, *, colour: str, size: float, weight: str, side: Side,
        turned: bool,
    ) -> None:  # fmt: skip
        x, y = (place[0] + _RISE * size, place[1]) if turned else (place[0], place[1] - _RISE * size)
        super().__init__(
            x, y, text, color=colour, fontproperties=_font(size, weight), horizontalalignment=side,
            verticalalignment="baseline", rotation=90 if turned else 0, rotation_mode="anchor", parse_math=False,
        )  # fmt: skip

    def draw(self, renderer: RendererBase) -> None:
        """Draw the words; as SVG by their place alone."""
        if not hasattr(renderer, "writer"):  # what writes SVG has one
            super().draw(renderer)
            return
        _, height = renderer.get_canvas_width_height()
        x, y = self.get_transform().transform(self.get_unitless_position())
        renderer.open_group("text", self.get_gid())
        graphics = renderer.new_gc()
        graphics.set_foreground(self.get_color())
        words, font, angle = self.get_text(), self.get_fontproperties(), self.get_rotation()
        renderer.draw_text(graphics, x, height - y, words, font, angle, mtext=self)
        graphics.restore()
        renderer.close_group("text")


@lru_cache(maxsize=32)
def _font(size: float, weight: str) -> FontProperties:
    """Give matplotlib's own font in a size and weight; a text copies it."""
    return FontProperties(size=size, weight=weight)
