"""Papers made ready to answer queries: words folded once, one mask a query, counts from the mask."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import narwhals as nw
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.arrays import ArrowExtensionArray

from explorer import where
from explorer.search.counting import Counter
from explorer.terms import DEFAULT_FIELDS, parse

if TYPE_CHECKING:
    import numpy.typing as npt

    from explorer.query import Query, Value

    Counters = dict[str, Counter]
    Mask = npt.NDArray[np.bool_]


class Scan:
    """Answer queries over papers that stay as they are."""

    def __init__(
        self,
        papers: pd.DataFrame,
        folded: dict[tuple[str, ...], pa.Array] | None = None,
        counters: Counters | None = None,
    ) -> None:
        self._counters: Counters = {} if counters is None else counters
        self.papers = papers
        self._frame: Any = nw.from_native(papers.reset_index())
        self._schema = dict(self._frame.collect_schema())
        self._folded: dict[tuple[str, ...], pa.Array] = {} if folded is None else folded
        self.mask = functools.lru_cache(maxsize=16)(self._mask)
        self._words(DEFAULT_FIELDS)  # a reader types sooner than they filter

    def renewed(self, papers: pd.DataFrame) -> Scan:
        """Answer queries over the same papers with other own columns: their words need not be folded again."""
        return Scan(papers, self._folded, self._counters)

    def check(self, query: Query) -> None:
        """Raise `FieldError` or `QueryError` where the papers cannot answer a query."""
        where.order(query, self._schema)
        self.mask(query.but(sort=()))

    def select(self, query: Query) -> pd.DataFrame:
        """Return the papers that answer, in the order that the query asks for."""
        selected = self.papers[self.mask(query.but(sort=()))]
        return where.select(selected, query.unfiltered().but(text=""))

    def counts(self, field: str, query: Query) -> list[tuple[Value, int]]:
        """Count the papers a value of a field would leave, most frequent first, *not stated* (None) last.

        What the query itself asks of the field is set aside: its other values stay on offer.
        """
        return self._counter(field).count(self.mask(query.without(field).but(sort=())))

    def extent(self, field: str) -> tuple[Any, Any]:
        """Return the lowest and highest value of a field among all papers, `None` twice if none is stated."""
        if field not in self.papers and field.endswith(where.WORDS):
            values = self._frame.select(where.word_count(field.removesuffix(where.WORDS))).to_native().iloc[:, 0]
        else:
            values = self.papers[field]
        limits = pc.min_max(pa.array(values.array)).as_py()
        return limits["min"], limits["max"]

    def _mask(self, query: Query) -> Mask:
        wanted = self._holding(query.text)
        asked = where.conditions(query.but(text=""), self._schema, nw.col)
        if asked:
            answers = self._frame.select(nw.all_horizontal(*asked, ignore_nulls=False).alias("is wanted"))
            wanted &= answers["is wanted"].to_numpy().astype(bool)
        return wanted

    def _holding(self, text: str) -> Mask:
        """Say which papers hold what was typed: each further word is looked for only where the others were found."""
        wanted = np.ones(len(self.papers), dtype=bool)
        for term in parse(text):
            rows = np.flatnonzero(wanted)
            words = self._words(term.fields)
            found = pc.match_substring(words if len(rows) == len(wanted) else words.take(rows), term.needle)
            wanted[rows] = np.asarray(found) != term.unwanted
        return wanted

    def _counter(self, field: str) -> Counter:
        values: Any = self.papers[field].array
        column = values.__arrow_array__() if isinstance(values, ArrowExtensionArray) else pa.array(values)
        known = self._counters.get(field)
        if known is None or known.column is not column:
            known = self._counters[field] = Counter(column)
        return known

    def _words(self, fields: tuple[str, ...]) -> pa.Array:
        if fields not in self._folded:
            frame: Any = nw.from_native(_joined(self.papers, fields).reset_index())
            words = frame.select(where.folded(fields, dict(frame.collect_schema())).alias("words")).to_native()
            self._folded[fields] = _whole(pa.array(words["words"].array))
        return self._folded[fields]


def _joined(papers: pd.DataFrame, fields: tuple[str, ...]) -> pd.DataFrame:
    texts = papers[[name for name in fields if name in papers]]
    lists = [name for name in texts if pa.types.is_list(_arrow_type(texts[name]))]
    return texts.assign(**{str(name): _join(texts[name]) for name in lists})


def _join(lists: pd.Series[Any]) -> pd.Series[Any]:
    # The Hangul filler is a letter that nobody types: it outlives folding and keeps a phrase within one author.
    joined = pc.binary_join(pa.array(lists.array), " \u3164 ")
    return pd.Series(joined, index=lists.index, dtype=pd.ArrowDtype(pa.string()))


def _whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def _arrow_type(column: pd.Series[Any]) -> pa.DataType:
    return column.dtype.pyarrow_dtype if isinstance(column.dtype, pd.ArrowDtype) else pa.null()
