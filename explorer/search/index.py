"""The words of papers in Tantivy: which papers hold what was typed, and which of those it fits best."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
import tantivy
from tantivy import FieldType, Query

from explorer.library.files import visible
from explorer.rows import inside
from explorer.search import asking, writing
from explorer.search.bits import everything, others, packed, unpacked
from explorer.search.often import Often
from explorer.search.writing import BITS
from explorer.terms import Term

if TYPE_CHECKING:
    import pandas as pd

    from explorer.rows import Mask, Rows
    from explorer.search.bits import Bits

RANKED = 300  # about so many come best first: nobody turns the pages of more
MOST = 10_000  # hits that are asked for: more would keep a reader waiting
NAMED = 4_000  # rows that are named to Tantivy, where the best of few would be lost among all: the same of more
FEW = 0.2  # of the papers: the rows of so many come sooner one by one than as sums
PIECE = 60_000 * BITS  # rows: Tantivy makes up to 65,000 sums at once


class Index:
    """Tell which papers hold some terms, by their rows."""

    def __init__(self, index: tantivy.Index, often: Often | None = None) -> None:
        index.register_tokenizer(writing.WORDS, writing.analyzer())
        index.config_reader("Manual")  # otherwise a thread would watch for changes, and a fork lose it
        index.reload()
        self._schema = index.schema
        self._searcher = index.searcher()
        self.count = self._searcher.num_docs
        self._often = often or Often.nothing(self.count)
        self._long = self._rows(Query.term_query(self._schema, "long", 1))

    @classmethod
    def build(cls, papers: pd.DataFrame, folder: Path | None = None) -> Index:
        """Write the words of papers, in memory or in an empty folder."""
        return cls(*writing.write(papers, folder))

    @classmethod
    def open(cls, folder: Path) -> Index:
        """Open an index in its folder, where all processes that open it share what they read of it.

        Raises
        ------
        ValueError, OSError
            Where it is not whole, or Tantivy does not know its format.
        """
        if os.name == "nt":
            return cls._opened(str(folder), folder)  # Windows links no file for everybody
        # Tantivy locks what it opens, where nobody may write: the lock lies among links to the files instead, and a
        # thread of Tantivy's may put it there once more while they are removed.
        with TemporaryDirectory(ignore_cleanup_errors=True) as links:
            for path in visible(folder):
                (Path(links) / path.name).symlink_to(path.absolute())
            return cls._opened(links, folder)

    @classmethod
    def _opened(cls, place: str, folder: Path) -> Index:
        index = cls(tantivy.Index.open(place))
        index._often = Often.open(folder, index.count)
        return index

    def holding(self, terms: Sequence[Term]) -> Mask | None:
        """Say which papers hold all terms, and none that is unwanted; those of `unsure` aside.

        None stands for all are unsure: a prefix is too long, or goes on in too many words.
        """
        known, unknown = self._often.parted(terms)
        with suppress(ValueError):
            found = self._found(unknown)
            return unpacked(found if known is None else found & known, self.count)
        return None

    def unsure(self, terms: Sequence[Term]) -> Rows:
        """Return the rows of papers that only reading them can tell."""
        if not any(term.fields == ("abstract",) for term in terms):
            return self._long
        return np.union1d(self._long, self._rows(asking.doubtful(terms, self._schema)))

    def ranked(self, terms: Sequence[Term], wanted: Mask, found: int = 0) -> Rows | None:
        """Return the rows of a mask: about three hundred that fit the terms best, then the others as they come.

        `found` papers hold the terms, if more than are wanted. None stands for no order: nothing is there or wanted,
        or too much, as above.
        """
        count = int(wanted.sum())
        if not count or all(term.unwanted for term in terms):
            return None
        with suppress(ValueError):
            limit = RANKED * max(found or count, count) // count  # a filter leaves so many of them
            query = asking.fitting(terms, self._schema)
            if limit > MOST and count <= NAMED:
                rows = Query.term_set_query(self._schema, "row", np.flatnonzero(wanted).tolist())
                query, limit = asking.both(query, asking.silent(rows)), RANKED
            best = self._best(query, min(limit, MOST))
            best, left = best[wanted[best]], wanted.copy()
            left[best] = False
            return np.concatenate([best, np.flatnonzero(left)])
        return None

    def _found(self, terms: Sequence[Term]) -> Bits:
        """Find the papers that hold all terms, or those that hold none where none of them is wanted."""
        if not terms:
            return everything(self.count)
        if all(term.unwanted for term in terms):
            return others(self._bits(asking.any_of(terms, self._schema)), self.count)
        return self._bits(asking.holding(terms, self._schema))

    def _best(self, query: Query, limit: int) -> Rows:
        hits = self._searcher.search(query, limit=limit, count=False).hits
        rows = np.array(self._searcher.fast_field_values("row", [place for _, place in hits]), np.intp)
        return rows[np.lexsort((rows, [-score for score, _ in hits]))]

    def _bits(self, query: Query) -> Bits:
        count = self._times(query)
        return self._summed(query) if count > FEW * self.count else packed(inside(self._rows(query), self.count))

    def _rows(self, query: Query) -> Rows:
        """Find the rows of a few papers, in their order."""
        count = max(self._times(query), 1)
        hits = self._searcher.search(query, limit=count, count=False, order_by_field="row").hits
        return np.sort(np.fromiter((row for row, _ in hits), np.intp, len(hits)))

    def _times(self, query: Query) -> int:
        return int(self._searcher.search(query, limit=1).count)  # type: ignore[attr-defined]  # missing in the stubs

    def _summed(self, query: Query) -> Bits:
        # Tantivy gives an object for each hit, and one for a sum: that of the bits of 52 rows says which of them hit.
        bits = np.zeros(-(-self.count // BITS), np.uint64)
        for start in range(0, self.count, PIECE):
            sums = self._sums(self._in_piece(query, start))
            bits[[int(block["key"]) // BITS for block in sums]] = [int(block["bits"]["value"]) for block in sums]
        rows = np.unpackbits(bits.astype("<u8").view(np.uint8).reshape(-1, 8), axis=1, count=BITS, bitorder="little")
        return packed(rows.reshape(-1)[: self.count].astype(np.bool_))

    def _in_piece(self, query: Query, start: int) -> Query:
        if self.count <= PIECE:
            return query
        end = start + PIECE - 1
        return asking.both(query, Query.range_query(self._schema, "row", FieldType.Unsigned, start, end))

    def _sums(self, query: Query) -> list[dict[str, Any]]:
        blocks = {"field": "row", "interval": BITS, "min_doc_count": 1}
        asked = {"blocks": {"histogram": blocks, "aggs": {"bits": {"sum": {"field": "bit"}}}}}
        return list(self._searcher.aggregate(query, asked)["blocks"]["buckets"])
