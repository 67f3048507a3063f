"""Which papers are like which by their words: a tile a pair, in the order of a tree."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from explorer.charts.base import Chart, UnfitError, captioned
from explorer.charts.fields import fitted, kind_of, papers_of, plain
from explorer.rows import DRAWN, MOST_READ, taken

if TYPE_CHECKING:
    import numpy.typing as npt
    from matplotlib.figure import Figure

    from explorer.charts.marks import Mark
    from explorer.charts.theme import Theme
    from explorer.comparison.words import Words
    from explorer.rows import Rows

    Alike = npt.NDArray[np.float64]

_MOST = 60  # papers: more rows than that nobody reads
_SIZE, _TITLE = 11.0, 320.0
_LEAST = 0.005  # a similarity below it is written as 0.00
_COLUMNS = ("parts", "label", "said", "papers", "kind", "down", "across", "alike", "start", "end", "title", "other")
_MEANING = "tile: similarity, 0 to 1; tree: the further right two parts meet, the more alike they are"


@dataclass(frozen=True)
class Similarity(Chart):
    """Draw how alike every two papers are by their words, each next to those that are most like it.

    Two papers are as alike as the cosine of their words' weights by TF-IDF, counted among all papers, or where they
    are more than 20,000, among 5,000 drawn by lot and those that are shown. The order is that of a tree, which joins
    the two parts that are most alike on average (R. R. Sokal and C. D. Michener, 1958), turned so that neighbours are
    as alike as can be (Z. Bar-Joseph, D. K. Gifford and T. S. Jaakkola, *Fast Optimal Leaf Ordering for Hierarchical
    Clustering*, Bioinformatics 17, 2001).

    Parameters
    ----------
    field
        A column of texts. The mark of a tile narrows the query to its two papers, that of a title to one, that of a
        part of the tree to all its papers.
    limit
        How many papers are drawn, the first of those selected, at most sixty; the title says what was cut.
    """

    field: str = "abstract"
    limit: int = _MOST

    @property
    def subject(self) -> str:
        """Say whose similarity is drawn."""
        return f"Similarity of {self.field.replace('_', ' ')}s"

    @property
    def asks(self) -> str:
        """Name the papers: a mark narrows the query to its own."""
        return "id"

    def check(self, values: pd.Series) -> None:
        """Refuse everything but texts."""
        if (kind := kind_of(values)) != "texts":
            raise UnfitError(self.field, kind, "Similarity compares texts")

    def sides(self, papers: pd.DataFrame) -> pd.Series:
        """Refuse groups: every paper is set beside every other."""
        super().sides(papers)
        raise UnfitError(self.by, "groups", "Similarity sets every paper beside every other, and draws none")

    def frame(self, papers: pd.DataFrame) -> pd.DataFrame:
        """Set every two papers side by side: columns ``parts, label, said, papers, kind, down, across, alike``."""
        return self.seen(papers, np.arange(len(papers)))

    def seen(self, papers: pd.DataFrame, rows: Rows) -> pd.DataFrame:
        """Set the selected papers side by side; how rare a word is, all papers say."""
        if self.by:
            self.sides(papers)
        stating = self.column(papers).notna().to_numpy(dtype=bool)[rows]
        drawn = rows[stating][: min(self.limit, _MOST)]
        marks = self._rows(taken(papers, drawn), self._alike(drawn, papers)) if len(drawn) > 1 else []
        cut = f", first {len(drawn):,} of {stating.sum():,}" if len(drawn) < stating.sum() else ""
        missing = int((~stating).sum())
        told = captioned(pd.DataFrame(marks, columns=list(_COLUMNS)), self, len(rows), missing, by=",", cut=cut)
        told.attrs["title"] = f"{self.name}, {papers_of(len(rows))}{cut}"
        if marks:
            some = f"words are weighed among {DRAWN:,} papers, drawn by lot" if len(papers) > MOST_READ else ""
            told.attrs["note"] = "; ".join(filter(None, [_MEANING, told.attrs["note"], some]))
        elif len(drawn) == 1:
            told.attrs["empty"] = f"{self.name}: one paper is like no other; select two or more."
        return told

    def numbers(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the numbers: a row a pair of papers, the most alike first."""
        pairs = frame[frame["kind"] == "pair"].sort_values("alike", ascending=False, kind="stable")
        ids = [part["any"] for (part,) in pairs["parts"]]
        told = pairs[["title", "other", "alike"]].set_axis(["title", "other_title", "similarity"], axis=1)
        told.insert(0, "id", [one for one, _ in ids])
        told.insert(1, "other_id", [other for _, other in ids])
        return told.reset_index(drop=True)

    def draw(self, frame: pd.DataFrame, theme: Theme) -> Figure:
        """Draw titles, a tree, and a tile a pair."""
        from explorer.charts.triangle import draw_triangle  # noqa: PLC0415 - matplotlib waits until it draws

        return draw_triangle(frame, theme)

    def _alike(self, rows: Rows, papers: pd.DataFrame) -> Alike:
        """Give the cosine of every two papers that are drawn."""
        from explorer.comparison.weights import weighed  # noqa: PLC0415 - it brings all of comparison
        from explorer.comparison.words import read  # noqa: PLC0415 - the same

        words = read(taken(papers[[self.field]], rows), (self.field,))
        return weighed(words, len(rows), self._rarity(words, rows, papers)).alike()

    def _rarity(self, words: Words, rows: Rows, papers: pd.DataFrame) -> Alike:
        """Say how rare each word of the papers that are drawn is among those whose words are kept, and among them."""
        from explorer.comparison.weights import rarity_of  # noqa: PLC0415 - as above
        from explorer.comparison.words import kept, rows_kept  # noqa: PLC0415 - the same

        known, counted = kept(papers, self.field), rows_kept(len(papers))
        places = known.vocabulary.get_indexer(words.vocabulary)
        having = np.append(np.bincount(known.codes, minlength=len(known.vocabulary)), 0)[places]  # -1 is unknown
        outside = ~np.isin(rows, counted)
        own = np.bincount(words.codes[outside[words.places]], minlength=len(having))
        return rarity_of(having + own, len(counted) + int(outside.sum()))

    def _rows(self, drawn: pd.DataFrame, alike: Alike) -> list[Mark]:
        """List the marks: parts of the tree, then titles, then pairs."""
        from explorer.charts.tree import joined  # noqa: PLC0415 - scipy waits until it is needed

        order, joins = joined(alike)
        drawn, alike = drawn.iloc[order], alike[np.ix_(order, order)]
        ids, titles = list(drawn.index), _titles(drawn)
        rows = [self._join(ids, *join) for join in joins]
        rows += [self._paper(paper, title, down) for down, (paper, title) in enumerate(zip(ids, titles, strict=True))]
        pairs = combinations(range(len(ids)), 2)
        near = ((one, two) for one, two in pairs if alike[one, two] >= _LEAST)
        return rows + [self._pair(ids, titles, (one, two), float(alike[one, two])) for one, two in near]

    def _join(
        self, ids: list[str], first: int, last: int, middles: tuple[float, float], height: tuple[float, float, float]
    ) -> Mark:
        """Make the mark of a part of the tree: a query for its papers."""
        own = ids[first : last + 1]
        alike, before, after = height
        said = f"{papers_of(len(own))}, similarity {alike:.2f} on average between its two parts"
        ends = {"start": (middles[0], before), "end": (middles[1], after)}
        return {**_mark(own, f"Rows {first + 1} to {last + 1}", said, alike), "kind": "join", **ends}

    def _paper(self, paper: str, title: str, down: int) -> Mark:
        """Make the mark of a title: a query for its paper."""
        mark = _mark([paper], f"{down + 1}. {fitted(title, _SIZE, _TITLE)}", "1 paper", 1.0)
        return {**mark, "kind": "paper", "down": down, "across": down, "title": title}

    def _pair(self, ids: list[str], titles: list[str], pair: tuple[int, int], alike: float) -> Mark:
        """Make the mark of a tile: a query for its two papers."""
        one, two = pair
        names = [fitted(titles[place], _SIZE, _TITLE) for place in pair]
        mark = _mark(
            [ids[one], ids[two]], f"{one + 1}. {names[0]} + {two + 1}. {names[1]}", f"similarity {alike:.2f}", alike
        )
        return {**mark, "kind": "pair", "down": two, "across": one, "title": titles[one], "other": titles[two]}


def _mark(ids: list[str], label: str, said: str, alike: float) -> Mark:
    """Make a mark: the query's part and what it says."""
    parts = [{"field": "id", "any": ids}]
    return {"parts": parts, "label": label, "said": said, "papers": len(ids), "alike": alike}


def _titles(papers: pd.DataFrame) -> list[str]:
    """Give each paper's title, or its id where it has none."""
    stated = papers["title"] if "title" in papers else pd.Series(pd.NA, index=papers.index)
    named = [plain(title) if isinstance(title, str) else "" for title in stated]
    return [title or plain(paper) for title, paper in zip(named, papers.index, strict=True)]
