"""Which words set some papers apart from the rest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, UnfitError, captioned, told
from explorer.charts.fields import counted, fitted, kind_of, name_of, plain
from explorer.charts.stated import stated_in
from explorer.rows import MOST_READ, taken
from explorer.rows import drawn as by_lot
from explorer.rows import inside as rows_inside
from explorer.terms import PREFIXES

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.figure import Figure

    from explorer.charts.marks import Mark
    from explorer.charts.theme import Theme
    from explorer.query import Query
    from explorer.rows import Rows

    Mask = npt.NDArray[np.bool_]

_READ = {field: prefix for prefix, field in PREFIXES.items()}
_GROUPS, _LEAST = 6, 4  # groups at most, and words of each at least
_COLUMNS = ("parts", "label", "said", "papers", "others", "word", "group", "z", "of", "of_others")
_SIZE, _WORD = 12.0, 200.0
_MEANING = "bars: z of the log-odds; numbers: papers that have the word"
_ALIKE = "No word sets these papers apart from the others."
_NARROW = "Narrow the list to see what sets it apart."


@dataclass(frozen=True)
class _Side:
    """Hold some papers and those that they are set against, and the part of a query that asks for them."""

    name: str
    asked: list[Mark]
    ours: Mask
    others: Mask

    def at(self, rows: Rows) -> _Side:
        """Give the same of some of the papers."""
        return replace(self, ours=self.ours[rows], others=self.others[rows])


@dataclass(frozen=True)
class Terms(Chart):
    """Draw the words that some papers use more, and less, than the rest: the selected ones, or each group.

    Of more than 20,000 papers the words of so many are read, drawn by lot, and as many on each side of two. Words
    are ranked by the z of their log-odds ratio with an informative Dirichlet prior of 500 words (B. L. Monroe,
    M. P. Colaresi and K. M. Quinn, *Fightin' Words*, Political Analysis 16, 2008); see `explorer.comparison.terms`.

    Parameters
    ----------
    field
        A column of strings in which a query can look for words: the abstract or the title. The mark of a word
        narrows the query to the papers that have it there.
    limit
        How many words are drawn that the papers use more; the title says what was cut.
    less
        How many words are drawn that they use less.
    """

    dispensable: ClassVar[tuple[str, ...]] = ("less",)

    field: str = "abstract"
    limit: int = 15
    less: int = 5

    @property
    def subject(self) -> str:
        """Say whose words set apart."""
        return f"{name_of(self.field)} words"

    @property
    def narrows(self) -> tuple[str, ...]:
        """Name the groups, if there are any: a word is no field."""
        return (self.by,) if self.by else ()

    def cleared(self, query: Query) -> Query:
        """Return the query without the words that the marks put there."""
        start = f"{_READ[self.field]}:"
        words = query.text.split()
        left = [word for word in words if not word.startswith(start) or '"' in word]
        return super().cleared(query if left == words else query.but(text=" ".join(left)))

    def check(self, values: pd.Series) -> None:
        """Refuse everything but texts in which a query looks for words."""
        if (kind := kind_of(values)) != "texts":
            raise UnfitError(self.field, kind, "Terms draws the words of texts; draw it with Count")
        if self.field not in _READ:
            raise UnfitError(self.field, "texts that no search reads", "choose title or abstract")

    def seen(self, papers: pd.DataFrame, rows: Rows) -> pd.DataFrame:
        """Set the selected papers apart from the rest, or each group of them from the other groups."""
        stating = self.column(papers).notna().to_numpy(dtype=bool)
        inside = rows_inside(rows, len(papers))
        if self.by:
            return self._grouped(papers, inside, stating)
        if not inside.any() or not stating[inside].any():
            return self._captioned([], int(inside.sum()), 0)
        if not stating[~inside].any():
            said = _NARROW if inside.all() else f"{self.name}: stated by none of the others."
            return self._captioned([], len(rows), 0, empty=said)
        side = _Side("", [], stating & inside, stating & ~inside)
        drawn, more, less = self._rows(papers, [side], (self.limit, self.less))
        cut = f" against {_others(int((~inside).sum()))}"
        cut += _top("more", self.limit, more) + _top("less", self.less, less)
        missing = int((inside & ~stating).sum())
        compared = int((side.ours | side.others).sum())
        return _told(self._captioned(drawn, len(rows), missing, cut=cut, empty=_ALIKE), compared)

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Set each group apart: ``field, name, parts, label, said, papers, others, group, z, of, of_others``."""
        return self.seen(papers, np.arange(len(papers)))

    def numbers(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the numbers: a row a word, in a group."""
        named = {"word": "word", **({"group": self.by} if self.by else {})}
        return told(frame, named, ("z", "papers", "of", "others", "of_others"))

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw a row a word, to the right where it is used more, to the left where it is used less."""
        from explorer.charts.diverging import draw_diverging  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_diverging(frame, theme)

    def _grouped(self, papers: pd.DataFrame, inside: Mask, stating: Mask) -> pd.DataFrame:
        """Set the largest groups apart, each from all other papers that have a group."""
        groups = stated_in(self.sides(papers)).among(inside & stating)
        there, shown = groups.states(), groups.in_order(groups.most(_GROUPS))
        if len(shown) < 2:
            said = f"{self.name}: no two groups are here, so none can be set apart from another."
            return self._captioned([], int(inside.sum()), 0, empty=said if (inside & stating).any() else "")
        each = max(_LEAST, self.limit // len(shown))
        masks = [groups.states(code) for code in shown]
        named = [self._named(groups.known[code]) for code in shown]
        sides = [_Side(*one, ours, there & ~ours) for one, ours in zip(named, masks, strict=True)]
        rows, _, _ = self._rows(papers, sides, (each, 0))
        distinct = groups.distinct()
        cut = f", top {len(shown):,} of {distinct:,} groups" if distinct > len(shown) else ""
        missing = int((inside & ~there).sum())
        cut += f", top {each:,} used more in each"
        return _told(self._captioned(rows, int(inside.sum()), missing, cut=cut, empty=_ALIKE), int(there.sum()))

    def _named(self, group: object) -> tuple[str, list[Mark]]:
        """Name a group, and give the part of a query that asks for it."""
        return fitted(plain(group), _SIZE, _WORD), [{"field": self.by, "value": group}]

    def _rows(self, papers: pd.DataFrame, sides: list[_Side], limits: tuple[int, int]) -> tuple[list[Mark], int, int]:
        """List the marks of each side, its words in their order; count those that the last uses more, and less."""
        from explorer.comparison.inside import Inside  # noqa: PLC0415 - it brings all of comparison
        from explorer.comparison.words import kept  # noqa: PLC0415 - the same

        if len(papers) > MOST_READ:
            read = _read(sides, MOST_READ)
            papers, sides = taken(papers[[self.field]], read), [side.at(read) for side in sides]
        words, rows, more, less = kept(papers, self.field), [], 0, 0
        compared = [sides[0].ours | sides[0].others, *(side.ours for side in sides)]
        inside = Inside.of({str(at): mask for at, mask in enumerate(compared)}, len(papers))
        written, writers = words.counts(inside), words.tally(inside).papers
        for at, side in enumerate(sides, 1):
            count = np.stack([written[:, at], written[:, 0] - written[:, at]], axis=1)
            z = np.where(written[:, 0] > 0, words.apart(count)[1][:, 0], 0)  # elsewhere the prior alone speaks
            z = z if count.any(axis=0).all() else np.zeros_like(z)
            more, less = int((z > 0).sum()), int((z < 0).sum())
            order = np.argsort(-z, kind="stable")  # the vocabulary is in the order of the alphabet
            drawn = [*order[: min(limits[0], more)], *order[len(order) - min(limits[1], less) :]]
            counts = [(int(writers[code, at]), int(writers[code, 0] - writers[code, at])) for code in drawn]
            told = zip(words.vocabulary[drawn], z[drawn], counts, strict=True)
            rows += [self._mark(side, word, float(height), *pair) for word, height, pair in told]
        return rows, more, less

    def _mark(self, side: _Side, word: str, z: float, papers: int, others: int) -> Mark:
        """Make the mark of a word: a query for it in this field, and in this group."""
        of, of_others, short = int(side.ours.sum()), int(side.others.sum()), fitted(word, _SIZE, _WORD)
        return {
            "parts": [*side.asked, {"word": f"{_READ[self.field]}:{word}"}],
            "label": f"{short}, {side.name}" if side.name else short,
            "said": f"in {papers:,} of {counted(of, self.noun)}, in {others:,} of {_others(of_others)}",
            "papers": papers,
            "others": others,
            "word": short,
            "group": side.name,
            "z": z,
            "of": of,
            "of_others": of_others,
        }

    def _captioned(
        self, rows: list[Mark], papers: int, missing: int, *, cut: str = "", empty: str = ""
    ) -> pd.DataFrame:
        """Give the marks their title, the meaning of the bars, and the reason where there are none."""
        drawn = captioned(pd.DataFrame(rows, columns=list(_COLUMNS)), self, papers, missing, cut=cut)
        if len(drawn):
            drawn.attrs["note"] = "; ".join(filter(None, [_MEANING, drawn.attrs["note"]]))
        elif papers:
            drawn.attrs["empty"] = empty or drawn.attrs["empty"]
        return drawn


def _read(sides: list[_Side], most: int) -> Rows:
    """Choose the papers whose words are read: as many on each side of two, else of all alike."""
    ours, others = np.flatnonzero(sides[0].ours), np.flatnonzero(sides[0].others)
    if len(sides) > 1:
        return by_lot(np.union1d(ours, others), most)
    return np.union1d(by_lot(ours, most // 2), by_lot(others, most // 2))


def _told(drawn: pd.DataFrame, compared: int) -> pd.DataFrame:
    """Say of how many papers the words were read, where not of all that are compared."""
    read = int(drawn["of"].iloc[0] + drawn["of_others"].iloc[0]) if len(drawn) else compared
    if read < compared:
        drawn.attrs["note"] += f"; words of {read:,} papers were read, drawn by lot"
    return drawn


def _others(count: int) -> str:
    """Say how many other papers there are."""
    return f"{count:,} other{'' if count == 1 else 's'}"


def _top(used: str, limit: int, count: int) -> str:
    """Say how many words are drawn that are used more, or less, where that is not all of them."""
    return f", used {used}: top {limit:,} of {count:,}" if count > limit else ""
