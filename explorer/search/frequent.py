"""What many papers say, found while papers are indexed: first among some of them, then in all."""

from __future__ import annotations

import json
from concurrent.futures import Executor, Future
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer.library.files import put, reserve
from explorer.search.bits import WIDTH, packed, width
from explorer.search.folding import folded
from explorer.search.often import NEEDLES, SETS, Often
from explorer.terms import DEFAULT_FIELDS

if TYPE_CHECKING:
    import numpy.typing as npt

PART = 0.1  # of the papers say a word that many say: what fewer say, the index finds in a few hundredths of a second
PART_BEGUN = 0.2  # of them say words that begin alike: there are more beginnings than words, and less asked for
LONGEST = 30  # characters of such a beginning
SAMPLE = 2_000  # papers that tell what that is
TOGETHER = 16_384  # papers whose words are looked up at once; many times 64
WORDS_KNOWN = 1 << 18  # words whose needle is known without a look


class Gathering:
    """Gather the sets of papers that say what many say, as papers come by, in a thread of its own."""

    def __init__(self, papers: pd.DataFrame, folder: Path, thread: Executor) -> None:
        self._folder, self._count, self._done = folder, len(papers), 0
        self._thread = thread
        self._under_way: Future[object] = thread.submit(int)
        self.needles = frequent(papers.iloc[np.linspace(0, len(papers) - 1, min(SAMPLE, len(papers))).astype(int)])
        self._places = {needle: place for place, needle in enumerate(self.needles)}
        self._longest = max(map(len, self.needles), default=0)
        self._place = lru_cache(WORDS_KNOWN)(lambda word: self._longest_of(f"{word} "))
        room = (max(len(self.needles), 1), width(self._count))  # nothing of an empty file can be mapped
        self._sets = np.lib.format.open_memmap(folder / SETS, "w+", np.dtype("<u8"), room)
        reserve(folder / SETS)
        self._waiting = pa.array([], pa.string())

    def add(self, texts: pa.Array) -> None:
        """Take the folded texts of the next papers."""
        self._waiting = pa.concat_arrays([self._waiting, texts])
        while len(self._waiting) >= TOGETHER:
            self._hand_over(self._waiting[:TOGETHER])
            self._waiting = self._waiting[TOGETHER:]

    def finish(self) -> Often:
        """Give what was gathered, and what it is of, into the folder."""
        self._hand_over(self._waiting)
        self._under_way.result()
        for needle in sorted(self.needles, key=len, reverse=True):
            if (shorter := self._longest_of(needle[:-1])) >= 0:
                self._sets[shorter] |= self._sets[self._places[needle]]
        self._sets.flush()
        put(json.dumps(self.needles).encode(), self._folder / NEEDLES)
        return Often(self.needles, np.asarray(self._sets), self._count)

    def _hand_over(self, texts: pa.Array) -> None:
        self._under_way.result()
        self._under_way = self._thread.submit(self._put, texts)

    def _put(self, texts: pa.Array) -> None:
        """Give each word to the longest needle that it begins with: from there the shorter ones get it in the end."""
        rows, words = split(texts)
        places = np.fromiter(map(self._place, words.dictionary.to_pylist()), np.int64, len(words.dictionary))
        found = places[words.indices.to_numpy()]
        said = np.zeros((len(self.needles), len(texts)), np.bool_)
        said[found[found >= 0], rows[found >= 0]] = True
        start = self._done // WIDTH
        self._sets[: len(said), start : start + width(len(texts))] = packed(said)
        self._done += len(texts)

    def _longest_of(self, said: str) -> int:
        """Find the longest needle that something begins with; -1 stands for none."""
        longest_first = (said[:end] for end in range(min(len(said), self._longest), 0, -1))
        return next((self._places[needle] for needle in longest_first if needle in self._places), -1)


def frequent(papers: pd.DataFrame) -> list[str]:
    """Name what many of some papers say: words, each with the space that ends it, and beginnings of words."""
    rows, words = split(folded(papers, DEFAULT_FIELDS))
    spoken = np.unique(rows * len(words.dictionary) + words.indices.to_numpy())
    rows, codes = np.divmod(spoken, max(len(words.dictionary), 1))
    needles = _common(pc.binary_join_element_wise(words.dictionary, "", " "), rows, codes, PART * len(papers))
    for length in range(1, LONGEST):
        begins = pc.utf8_slice_codeunits(words.dictionary, 0, length)
        is_long = np.asarray(pc.greater_equal(pc.utf8_length(words.dictionary), length))[codes]
        begun = _common(begins, rows[is_long], codes[is_long], PART_BEGUN * len(papers))
        if not begun:
            break
        needles += begun
    return sorted(needle for needle in needles if not needle[0].isspace())


def split(texts: pa.Array) -> tuple[npt.NDArray[np.int64], pa.DictionaryArray]:
    """Give the words of folded texts and the place of each one's text; what parts words and fields is among them."""
    lists = pc.split_pattern(texts, " ")
    rows = np.repeat(np.arange(len(texts)), np.diff(lists.offsets.to_numpy()))
    return rows, pc.list_flatten(lists).dictionary_encode()


def _common(said: pa.Array, rows: npt.NDArray[np.int64], codes: npt.NDArray[np.int64], least: float) -> list[str]:
    """Name what stands in enough rows: what is said by codes, of which each row has some."""
    coded = said.dictionary_encode()
    several = max(len(coded.dictionary), 1)
    spoken = np.unique(rows * several + coded.indices.to_numpy()[codes]) % several
    times = np.bincount(spoken, minlength=len(coded.dictionary))
    named: list[str] = coded.dictionary.take(pa.array(np.flatnonzero(times >= least))).to_pylist()
    return named
