"""Papers made ready to answer queries: one set a query, an order where none is asked for, counts from the set."""

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
from explorer.percolumn import PerColumn
from explorer.rows import taken
from explorer.search.bits import others, packed, size, unpacked
from explorer.search.counting import Counter
from explorer.search.filters import answering, questions, stating
from explorer.search.lengths import MISSING, lengths
from explorer.search.words import Words

if TYPE_CHECKING:
    from explorer.query import Query, Value
    from explorer.rows import Mask, Rows
    from explorer.search.bits import Bits
    from explorer.search.filters import Question

_counter = PerColumn(Counter)  # what is counted of a column is the same for all who ask
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
        self.holding = functools.lru_cache(maxsize=16)(self._holding)
        self.answers = functools.lru_cache(maxsize=16)(self._answers)

    def renewed(self, papers: pd.DataFrame) -> Scan:
        """Answer queries over the same papers with other own columns: what is known of the others is kept."""
        return Scan(papers, self.words)

    def check(self, query: Query) -> None:
        """Raise `FieldError` or `QueryError` where the papers cannot answer a query."""
        where.order(query, self._schema)
        self.answering(query)

    def rows(self, query: Query) -> Rows:
        """Return the rows of the papers that answer, in the order that the query asks for, or else best first."""
        mask = self.mask(query)
        if not query.sort:
            return self.words.ranked(query.text, mask, size(self.holding(query.text)))
        names = where.order(query, self._schema)
        sorted_by = self._frame.to_native()[list(dict.fromkeys(names))].assign(**{ROW: np.arange(len(mask))})[mask]
        ordered: Rows = where.in_order(nw.from_native(sorted_by), query).to_native()[ROW].to_numpy()
        return ordered

    def mask(self, query: Query) -> Mask:
        """Say of each paper whether it answers."""
        return unpacked(self.answering(query), len(self.papers))

    def answering(self, query: Query) -> Bits:
        """Give the set of the papers that answer; what is asked is known by how it prints, where True is not 1."""
        asked = query.but(sort=())
        return self.answers(asked, repr(asked))

    def select(self, query: Query) -> pd.DataFrame:
        """Return the papers that answer, in the order of `rows`."""
        return taken(self.papers, self.rows(query))

    def counts(self, field: str, query: Query) -> list[tuple[Value, int]]:
        """Count the papers a value of a field would leave, most frequent first, *not stated* (None) last.

        What the query itself asks of the field is set aside: its other values stay on offer.
        """
        return _counter(self.papers[field]).count(self.answering(query.without(field)))

    def extent(self, field: str) -> tuple[Any, Any]:
        """Return the lowest and highest value of a field among all papers, `None` twice if none is stated."""
        counted = self._lengths(field)
        limits = pc.min_max(pa.array(self.papers[field].array) if counted is None else counted).as_py()
        return limits["min"], limits["max"]

    def _holding(self, text: str) -> Bits:
        return packed(self.words.holding(text))

    def _answers(self, query: Query, _: str) -> Bits:
        found, unread = self.holding(query.text), []
        for question in questions(query):
            known = self._looked_up(question)
            if known is None:
                unread.append(question)
            else:
                found = found & known
        return found & packed(answering(self._with_lengths(query), unread)) if unread else found

    def _looked_up(self, question: Question) -> Bits | None:
        """Answer a question by a field's values, where they are counted: a list answers as any of its values does."""
        field, asked, is_wanted = question
        counter = self._counted(field)
        if counter is None or (counter.is_list and asked.between):
            return None
        found = stating(counter, field, asked)
        return found if is_wanted else others(found, len(self.papers))

    def _counted(self, field: str) -> Counter | None:
        is_arrow = field in self.papers and isinstance(self.papers[field].dtype, pd.ArrowDtype)
        return _counter.known(self.papers[field]) if is_arrow else None

    def _with_lengths(self, query: Query) -> Any:  # noqa: ANN401 - a Narwhals frame
        """Give the papers with the numbers of words that a query asks for, which are counted once."""
        counted = {name: self._lengths(name) for name in query.between}
        columns = {name: ArrowExtensionArray(counts) for name, counts in counted.items() if counts is not None}
        return nw.from_native(self._frame.to_native().assign(**columns)) if columns else self._frame

    def _lengths(self, field: str) -> pa.Array | None:
        """Count the words of the texts that a field such as `abstract_words` is named after."""
        name = field.removesuffix(where.WORDS)
        if field in self._schema or name == field or self._schema.get(name) != nw.String:
            return None
        counts = lengths(self.papers[name])
        return pa.array(counts, mask=counts == MISSING)
