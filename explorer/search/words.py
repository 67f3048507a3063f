"""What papers say: found in an index where there is one, and by reading them where there is not."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cached_property
from threading import Thread
from typing import TYPE_CHECKING
from weakref import WeakSet

import numpy as np

from explorer.library.manifest import INDEXED
from explorer.library.reading import INDEX, held
from explorer.search.reading import Reader
from explorer.terms import PREFIXES, parse

if TYPE_CHECKING:
    import pandas as pd

    from explorer.rows import Mask, Rows
    from explorer.search.index import Index

_UNDER_WAY: WeakSet[Thread] = WeakSet()
MANY = 20_000  # papers whose index is made while a reader already sees them; until it is there they are read


class Words:
    """Find papers by what was typed, and the best of them first."""

    def __init__(self, papers: pd.DataFrame, index: Index | None = None) -> None:
        self._papers = papers
        self._index = index or _kept(papers)
        self._builder = Thread(target=self._build)
        if self._index is None and len(papers) >= MANY:
            _UNDER_WAY.add(self._builder)
            self._builder.start()

    def holding(self, text: str) -> Mask:
        """Say which papers hold what was typed."""
        terms = parse(text)
        index = self._ready() if terms else None
        holding = index.holding(terms) if index else None
        if index is None or holding is None:
            return self._read.holding(terms)
        if len(unsure := index.unsure(terms)):
            holding[unsure] = Reader(self._papers.iloc[unsure]).holding(terms)
        return holding

    def ranked(self, text: str, wanted: Mask, found: int = 0) -> Rows:
        """Return the rows of a mask, those first that what was typed fits best; equals stay as they come.

        `found` is how many hold what was typed, if more than are wanted.
        """
        terms = parse(text)
        index = self._ready() if terms else None
        rows = index.ranked(terms, wanted, found) if index else None
        return np.flatnonzero(wanted) if rows is None else rows

    def wait(self) -> None:
        """Wait for an index that is under way."""
        if self._builder.is_alive():
            self._builder.join()

    @cached_property
    def _read(self) -> Reader:
        return Reader(self._papers)

    def _ready(self) -> Index | None:
        if self._index is None and len(self._papers) < MANY:
            self._build()
        return self._index

    def _build(self) -> None:
        from explorer.search.index import Index  # noqa: PLC0415 - Tantivy waits for the first word
        from explorer.search.writing import AbandonedError  # noqa: PLC0415 - the same

        with suppress(AbandonedError):
            self._index = Index.build(self._papers)


def _kept(papers: pd.DataFrame) -> Index | None:
    """Open the index of the library whose papers these are, before another state of it takes its place."""
    library = held(papers, PREFIXES.values())
    if library is None or library.manifest.indexed != INDEXED:
        return None
    from explorer.search.index import Index  # noqa: PLC0415 - Tantivy waits for papers that have an index

    with suppress(ValueError, OSError):
        index = Index.open(library.state / INDEX)
        return index if index.count == len(papers) else None
    return None


def _settle() -> None:
    for builder in list(_UNDER_WAY):
        if builder.is_alive():
            builder.join()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_settle)  # a fork copies no thread, and what one holds would stay locked
