"""Which values of a list meet in papers: a circle a value, a line where two are stated together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, UnfitError, captioned, told
from explorer.charts.fields import fitted, kind_of, papers_of, plain
from explorer.charts.stated import Stated, stated_in
from explorer.charts.upset import top_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from explorer.charts.layout import Link, Place
    from explorer.charts.marks import Mark
    from explorer.charts.theme import Theme

_MOST = 200  # nodes
_SIZE, _NAME = 12.0, 220.0
_COLUMNS = ("parts", "label", "said", "papers", "kind", "x", "y", "end_x", "end_y")
_MEANING = "circle: papers; line: papers in common; names where there is room"


@dataclass(frozen=True)
class Network(Chart):
    """Draw the values of a list as circles, tied by lines where papers state both: co-authors, data sets, topics.

    The places are those of a force-directed layout (T. M. J. Fruchterman and E. M. Reingold, *Graph Drawing by
    Force-directed Placement*, Software: Practice and Experience 21, 1991) with the same seed every time; near is
    more papers in common, left, right, up and down say nothing.

    Parameters
    ----------
    field
        A column of lists of strings. The mark of a circle narrows the query to its value, that of a line to both.
    limit
        How many values are drawn, the most frequent first, at most two hundred; the title says what was cut.
    links
        How many lines are drawn: those that hold together what is linked, then those of the most papers.
    """

    limit: int = 40
    links: int = 120

    @property
    def subject(self) -> str:
        """Say whose network it is."""
        return f"Network of {self.field.replace('_', ' ')}"

    def check(self, values: pd.Series) -> None:
        """Refuse everything but lists, and groups."""
        if (kind := kind_of(values)) != "lists":
            raise UnfitError(self.field, kind, "Network draws lists; draw it with Count")
        if self.by:
            raise UnfitError(self.by, "groups", "Network draws all papers together; choose Count or Share for groups")

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """List lines, then circles: columns ``field, name, parts, label, said, papers, kind, x, y, end_x, end_y``."""
        from explorer.charts.layout import kept, places  # noqa: PLC0415 - networkx waits until it is needed

        stated = stated_in(self.column(papers))
        shown = stated.most(min(self.limit, _MOST))
        together = _together(stated, shown)
        drawn, at = kept(together, self.links), places(together, len(shown))
        names, counts = [stated.known[code] for code in shown], stated.counts()[shown]
        rows = [self._link(names, link, at) for link in drawn]
        rows += [self._node(value, int(count), place) for value, count, place in zip(names, counts, at, strict=True)]
        cut = top_of(self.field.replace("_", " "), len(shown), stated.distinct()) + top_of(
            "links", len(drawn), len(together)
        )
        marks = pd.DataFrame(rows, columns=list(_COLUMNS))
        captions = captioned(marks, self, len(papers), stated.missing, by=",", cut=cut)
        if rows:
            captions.attrs["note"] = "; ".join(filter(None, [_MEANING, captions.attrs["note"]]))
        return captions

    def numbers(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the numbers: a row a line or circle."""
        return told(frame, {"label": self.field}, ("kind", "papers"))

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw the lines, the circles over them, and the names that have room."""
        from explorer.charts.nodes import draw_nodes  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_nodes(frame, theme)

    def _link(self, names: list[object], link: Link, at: list[Place]) -> Mark:
        """Make the mark of a line: a query for both its values."""
        one, other, papers = link
        both = (names[one], names[other])
        label = " + ".join(fitted(plain(name), _SIZE, _NAME) for name in both)
        return _mark([{"field": self.field, "every": both}], label, papers, "link", (at[one], at[other]))

    def _node(self, value: object, papers: int, place: Place) -> Mark:
        """Make the mark of a circle: a query for its value."""
        label = fitted(plain(value), _SIZE, _NAME)
        return _mark([{"field": self.field, "value": value}], label, papers, "node", (place, place))


def _together(stated: Stated, shown: list[int]) -> list[Link]:
    """Count the papers that every two of the shown values have in common, where they have some."""
    rows = np.stack([stated.states(code) for code in shown]) if shown else np.zeros((0, 0), bool)
    several = rows[:, rows.sum(axis=0) > 1].astype(np.float32)
    common = (several @ several.T).round().astype(int)
    pairs = combinations(range(len(shown)), 2)
    return [(one, other, int(common[one, other])) for one, other in pairs if common[one, other]]


def _mark(parts: list[Mark], label: str, papers: int, kind: str, ends: tuple[Place, Place]) -> Mark:
    """Make a mark: the query's parts, what it says, and where it stands."""
    (x, y), (end_x, end_y) = ends
    place = {"x": x, "y": y, "end_x": end_x, "end_y": end_y}
    return {"parts": parts, "label": label, "said": papers_of(papers), "papers": papers, "kind": kind, **place}
