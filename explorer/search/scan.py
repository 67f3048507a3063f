"""Papers made ready to answer queries: one mask a query, an order where none is asked for, counts from the mask."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from explorer import where
from explorer.rows import taken
from explorer.search.counting import counter
from explorer.search.words import Words

if TYPE_CHECKING:
    import pandas as pd

    from explorer.query import Query, Value
    from explorer.search.words import Mask, Rows

ROW = "the row of a paper"  # beside the fields that papers are sorted by


class Scan:
    """Answer queries over papers that stay as they are."""

    def __init__(self, papers: pd.DataFrame, words: Words | None = None) -> None:
        self.papers = papers
        self.words = words or Words(papers)
        plain = papers.reset_index()
        plain.attrs = {}  # pandas copies them, to the last row of a report, with everything it makes of a frame
        self._frame: Any = nw.from_native(plain)
        self._schema = dict(self._frame.collect_schema())
        self.holding = functools.lru_cache(maxsize=16)(self.words.holding)
        self.mask = functools.lru_cache(maxsize=16)(self._mask)

    def renewed(self, papers: pd.DataFrame) -> Scan:
        """Answer queries over the same papers with other own columns: what is known of the others is kept."""
        return Scan(papers, self.words)

    def check(self, query: Query) -> None:
        """Raise `FieldError` or `QueryError` where the papers cannot answer a query."""
        where.order(query, self._schema)
        self.mask(query.but(sort=()))

    def rows(self, query: Query) -> Rows:
        """Return the rows of the papers that answer, in the order that the query asks for, or else best first."""
        mask = self.mask(query.but(sort=()))
        if not query.sort:
            return self.words.ranked(query.text, mask) if query.text else np.flatnonzero(mask)
        names = where.order(query, self._schema)
        sorted_by = self._frame.to_native()[list(dict.fromkeys(names))].assign(**{ROW: np.arange(len(mask))})[mask]
        ordered: Rows = where.in_order(nw.from_native(sorted_by), query).to_native()[ROW].to_numpy()
        return ordered

    def select(self, query: Query) -> pd.DataFrame:
        """Return the papers that answer, in the order of `rows`."""
        return taken(self.papers, self.rows(query))

    def counts(self, field: str, query: Query) -> list[tuple[Value, int]]:
        """Count the papers a value of a field would leave, most frequent first, *not stated* (None) last.

        What the query itself asks of the field is set aside: its other values stay on offer.
        """
        return counter(self.papers[field]).count(self.mask(query.without(field).but(sort=())))

    def extent(self, field: str) -> tuple[Any, Any]:
        """Return the lowest and highest value of a field among all papers, `None` twice if none is stated."""
        if field not in self.papers and field.endswith(where.WORDS):
            values = self._frame.select(where.word_count(field.removesuffix(where.WORDS))).to_native().iloc[:, 0]
        else:
            values = self.papers[field]
        limits = pc.min_max(pa.array(values.array)).as_py()
        return limits["min"], limits["max"]

    def _mask(self, query: Query) -> Mask:
        holding = self.holding(query.text)
        asked = where.conditions(query.but(text=""), self._schema, nw.col)
        if not asked:
            return holding
        answers = self._frame.select(nw.all_horizontal(*asked, ignore_nulls=False).alias("is wanted"))
        wanted: Mask = holding & answers["is wanted"].to_numpy().astype(bool)
        return wanted
