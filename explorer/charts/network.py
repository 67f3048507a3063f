"""Which values of a list meet in papers: a circle a value, a line where two are stated together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, UnfitError
from explorer.charts.fields import fitted, kind_of, papers_of, plain
from explorer.charts.groups import parted, placed_in
from explorer.charts.stated import Stated, stated_in
from explorer.charts.upset import top_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from explorer.charts.groups import Placed
    from explorer.charts.layout import Link, Place
    from explorer.charts.marks import Mark
    from explorer.charts.theme import Theme

_MOST = 200  # nodes
_GROUPED, _TIED = 20, 40  # nodes and links, where each group has a panel
_SIZE, _NAME = 12.0, 220.0
_COLUMNS = ("parts", "label", "said", "papers", "kind", "x", "y", "end_x", "end_y")
_MEANING = "circle: papers; line: papers in common; names where there is room"
_LACKING = "pale circle: none in the group"


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
        How many values are drawn, the most frequent first, at most two hundred, and at most twenty where there are
        groups; the title says what was cut. Each group is a panel in which every value has the same place; where
        no paper of the group states it the circle is pale, and where none states two of them there is no line.
    links
        How many lines are drawn: those that hold together what is linked, then those of the most papers; at most
        forty where there are groups.
    """

    limit: int = 40
    links: int = 120

    @property
    def subject(self) -> str:
        """Say whose network it is."""
        return f"Network of {self.field.replace('_', ' ')}"

    def check(self, values: pd.Series) -> None:
        """Refuse everything but lists."""
        if (kind := kind_of(values)) != "lists":
            raise UnfitError(self.field, kind, "Network draws lists; draw it with Count")

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count lines, then circles: ``field, name, parts, label, said, papers, kind, x, y, end_x, end_y``."""
        from explorer.charts.layout import kept, places  # noqa: PLC0415 - networkx waits until it is needed

        stated = stated_in(self.column(papers))
        limit, links = (min(self.limit, _GROUPED), min(self.links, _TIED)) if self.by else (self.limit, self.links)
        shown = stated.most(min(limit, _MOST))
        together = _together(stated, shown)
        drawn, at = kept(together, links), places(together, len(shown))
        names, counts = [stated.known[code] for code in shown], stated.counts()[shown].tolist()
        rows = [self._link(names, link, at) for link in drawn]
        rows += [self._node(*node) for node in zip(names, counts, at, strict=True)]
        cut = top_of(self.field.replace("_", " "), len(shown), stated.distinct())
        cut += top_of("links", len(drawn), len(together))
        placed = _placed(stated, shown, drawn) if self.by else placed_in([])
        bins, by = pd.DataFrame(rows, columns=list(_COLUMNS)), "" if self.by else ","
        return _noted(parted(self, papers, bins, placed, missing=stated.missing, step=by, cut=cut))

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
    count = len(shown)
    nodes = np.full(len(stated.known) + 1, -1)
    nodes[shown] = range(count)
    drawn = nodes[stated.code] >= 0
    paper, node = stated.paper[drawn], nodes[stated.code[drawn]]
    common, first, apart = np.zeros(count * count, dtype=int), np.arange(len(paper)), 1
    while len(first):  # papers are in their order: each value meets the next of its paper, then the one after that
        first = first[first + apart < len(paper)]
        first = first[paper[first] == paper[first + apart]]
        common += np.bincount(node[first] * count + node[first + apart], minlength=count * count)
        apart += 1
    met = common.reshape(count, count)
    pairs = combinations(range(count), 2)
    links = ((one, other, int(met[one, other] + met[other, one])) for one, other in pairs)
    return [link for link in links if link[2]]


def _placed(stated: Stated, shown: list[int], links: list[Link]) -> Placed:
    """Place papers in the lines that are drawn, then in the circles."""
    states = [stated.states(code) for code in shown]
    tied = [states[one] & states[other] for one, other, _ in links]
    return placed_in([np.flatnonzero(there) for there in (*tied, *states)])


def _noted(drawn: pd.DataFrame) -> pd.DataFrame:
    """Leave out the lines that a group lacks, and say what circles and lines mean."""
    if drawn.empty:
        return drawn
    left = drawn[(drawn["kind"] == "node") | (drawn["papers"] > 0)].reset_index(drop=True)
    parts = [_MEANING, _LACKING if (left["papers"] == 0).any() else "", drawn.attrs["note"]]
    left.attrs["note"] = "; ".join(filter(None, parts))
    return left


def _mark(parts: list[Mark], label: str, papers: int, kind: str, ends: tuple[Place, Place]) -> Mark:
    """Make a mark: the query's parts, what it says, and where it stands."""
    (x, y), (end_x, end_y) = ends
    place = {"x": x, "y": y, "end_x": end_x, "end_y": end_y}
    return {"parts": parts, "label": label, "said": papers_of(papers), "papers": papers, "kind": kind, **place}
