"""How many words each text of a column has, counted once and kept."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from explorer.percolumn import PerColumn

if TYPE_CHECKING:
    import numpy.typing as npt

    Counts = npt.NDArray[np.int64]

MISSING = -1  # words of a text that is not there
_BLOCK = 1 << 18  # bytes that are looked through at once: they stay near the processor


def word_counts(texts: pa.ChunkedArray) -> Counts:
    """Count the words of every text: its runs of anything but white space, as `abstract_words` in a query does."""
    parts = [np.zeros(0, np.int64), *map(_words_in, texts.cast(pa.string()).chunks)]
    return np.concatenate(parts)


def _words_in(texts: pa.Array) -> Counts:
    """Count where words begin in the bytes themselves: cutting each text takes five times as long."""
    counts = np.zeros(len(texts), np.int64)
    _, offsets, content = texts.buffers()
    if content and len(texts):
        ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
        letters = np.frombuffer(content, np.uint8)
        blocks = np.arange(int(ends[0]), int(ends[-1]) + _BLOCK, _BLOCK)
        cuts = np.unique(np.searchsorted(ends, blocks).clip(max=len(texts)))
        for first, last in pairwise(cuts):
            counts[first:last] = _begun(letters[ends[first] : ends[last]], ends[first : last + 1] - ends[first])
    counts[np.flatnonzero(texts.is_null().to_numpy(zero_copy_only=False))] = MISSING
    return counts


def _begun(letters: npt.NDArray[np.uint8], ends: npt.NDArray[np.int32]) -> Counts:
    """Count the words that begin in each of some texts, which stand one behind the other."""
    control = letters - np.uint8(9)  # \t, \n, \f and \r are 0, 1, 3 and 4; what is smaller comes round to 247 and more
    is_white = (letters == 32) | ((control <= 4) & (control != 2))
    begins = ~is_white
    np.greater(is_white[:-1], is_white[1:], out=begins[1:])  # white before it, and itself not
    stated = np.diff(ends) > 0
    heads, counts = ends[:-1][stated], np.zeros(len(stated), np.int64)
    begins[heads] = ~is_white[heads]
    counts[stated] = np.add.reduceat(begins, heads, dtype=np.int64) if len(heads) else 0
    return counts


lengths = PerColumn(word_counts)
