"""Which values of a list go together: sets, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, UnfitError
from explorer.charts.fields import fitted, kind_of, name_of, papers_of, plain
from explorer.charts.groups import parted, placed_in
from explorer.charts.stated import Stated, stated_in

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.figure import Figure

    from explorer.charts.groups import Placed
    from explorer.charts.marks import Mark
    from explorer.charts.theme import Theme

    Places = npt.NDArray[np.int64]

_MOST = 40  # sets: each is a bit of a number
_GROUPED = 10  # combinations, where each has a bar a group
_SIZE, _NAME = 12.0, 220.0
_COLUMNS = ("parts", "label", "said", "papers", "kind", "members")


@dataclass(frozen=True)
class Upset(Chart):
    """Count the papers of each combination of values that a field of lists holds.

    The plot is UpSet (A. Lex, N. Gehlenborg, H. Strobelt, R. Vuillemot and H. Pfister, *UpSet: Visualization of
    Intersecting Sets*, IEEE TVCG 20, 2014): a row a set with its size, a column a combination with a bar above it.
    A combination holds the papers that have all its values and none of the other sets that are drawn.

    Parameters
    ----------
    field
        A column of lists of strings. The mark of a set narrows the query to its value, that of a combination to
        its values without those of the other sets.
    limit
        How many combinations are drawn, the most frequent first; at most ten where there are groups. The title
        says what was cut. Groups have the combinations and sets of all papers.
    sets
        How many values are drawn as sets, the most frequent first, at most forty.
    """

    limit: int = 15
    sets: int = 8

    @property
    def subject(self) -> str:
        """Say whose combinations are counted."""
        return f"{name_of(self.field)} together"

    def check(self, values: pd.Series) -> None:
        """Refuse everything but lists."""
        if (kind := kind_of(values)) != "lists":
            raise UnfitError(self.field, kind, "Upset draws lists; draw it with Count")

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Count combinations, then sets: columns ``field, name, parts, label, said, papers, kind, members``."""
        stated = stated_in(self.column(papers))
        shown = stated.most(min(self.sets, _MOST))
        values, held = [stated.known[code] for code in shown], _held(stated, shown)
        found = _combinations(held, len(shown))
        drawn = found[: min(self.limit, _GROUPED) if self.by else self.limit]
        rows = [self._combination(values, members, count) for members, count in drawn]
        rows += [self._set(values, place, int(count)) for place, count in enumerate(stated.counts()[shown])]
        cut = top_of("sets", len(shown), stated.distinct()) + top_of("combinations", len(drawn), len(found))
        placed = _placed(stated, shown, held, [members for members, _ in drawn])
        bins, by = pd.DataFrame(rows, columns=list(_COLUMNS)), "" if self.by else ","
        told = parted(self, papers, bins, placed, missing=stated.missing, step=by, cut=cut)
        told.attrs["note"] = _note(told, int((held == 0).sum()) - stated.missing)
        return told

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw the sets as rows, the combinations as columns of dots with a bar above."""
        from explorer.charts.sets import draw_sets  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_sets(frame, theme)

    def _combination(self, shown: list[object], members: tuple[int, ...], papers: int) -> Mark:
        """Make the mark of a combination: a query for all its values, without the other sets."""
        every = tuple(shown[place] for place in members)
        without = tuple(value for place, value in enumerate(shown) if place not in members)
        parts = [{"field": self.field, "every": every}, {"field": self.field, "without": without}]
        label = f"{' + '.join(map(_short, every))}{' alone' if len(every) == 1 else ''}"
        return _mark(parts, label, papers, "combination", members)

    def _set(self, shown: list[object], place: int, papers: int) -> Mark:
        """Make the mark of a set: a query for its value."""
        parts = [{"field": self.field, "value": shown[place]}]
        return _mark(parts, _short(shown[place]), papers, "set", (place,))


def _mark(parts: list[Mark], label: str, papers: int, kind: str, members: tuple[int, ...]) -> Mark:
    """Make a mark: the query's parts, what it says, and the places of its sets from above."""
    said = papers_of(papers)
    return {"parts": parts, "label": label, "said": said, "papers": papers, "kind": kind, "members": members}


def _short(value: object) -> str:
    """Say a value in about thirty letters."""
    return fitted(plain(value), _SIZE, _NAME)


def top_of(what: str, drawn: int, count: int) -> str:
    """Say how many are drawn, where that is not all of them."""
    return f", {what}: top {drawn:,} of {count:,}" if count > drawn else ""


def _held(stated: Stated, shown: list[int]) -> Places:
    """Say which sets each paper holds, a bit a set."""
    bits = np.zeros(len(stated.known) + 1)
    bits[shown] = 2.0 ** np.arange(len(shown))
    sums = np.bincount(stated.paper, weights=bits[stated.code], minlength=stated.papers)
    return sums.astype(np.int64)  # exact: forty bits are a float's


def _combinations(held: Places, sets: int) -> list[tuple[tuple[int, ...], int]]:
    """Count the papers that hold the same sets, the most papers first, then the fewest sets."""
    combined, counts = np.unique(held[held > 0], return_counts=True)
    members = [tuple(at for at in range(sets) if int(bit) >> at & 1) for bit in combined]
    found = zip(members, map(int, counts), strict=True)
    return sorted(found, key=lambda pair: (-pair[1], len(pair[0]), pair[0]))


def _placed(stated: Stated, shown: list[int], held: Places, combinations: list[tuple[int, ...]]) -> Placed:
    """Place papers in the combinations that are drawn, then in the sets."""
    together = [np.flatnonzero(held == sum(1 << at for at in members)) for members in combinations]
    return placed_in([*together, *(stated.paper[stated.code == code] for code in shown)])


def _note(drawn: pd.DataFrame, elsewhere: int) -> str:
    """Say what a column of dots holds, and which papers are in none."""
    if drawn.empty:
        return str(drawn.attrs["note"])
    parts = ["each column: papers with all its dots and no other set here"]
    parts += [f"{papers_of(elsewhere)} in no set here"] if elsewhere else []
    return "; ".join([*parts, *filter(None, [drawn.attrs["note"]])])
