"""Texts cut into words, each with the place of its text and its own in the vocabulary."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer.terms import NOT_A_WORD

_TEXT = pd.ArrowDtype(pa.string())

Whole = npt.NDArray[np.int64]


def cut(fields: Iterable[pd.Series]) -> tuple[Whole, Whole, pd.Index]:
    """Cut the texts of papers into lower-case words of at least one letter; the vocabulary is in its order.

    White space parts most words, and a piece such as ``state-of-the-art,`` stands in many texts: cutting each
    piece once takes a third of the time that cutting every text at every character takes.
    """
    pieces = [_pieces(field) for field in fields]
    papers = np.concatenate([np.zeros(0, np.int64), *(papers for papers, _ in pieces)])
    coded = pa.chunked_array([words for _, words in pieces], pa.string()).combine_chunks().dictionary_encode()
    words, counts = _words(coded.dictionary)
    at, times = _whole(coded.indices), counts[_whole(coded.indices)]
    within = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    flat = _whole(words.indices)[np.repeat((np.cumsum(counts) - counts)[at], times) + within]
    order = _whole(pc.sort_indices(words.dictionary))
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    vocabulary = pd.Index(words.dictionary.take(pa.array(order)).to_pylist(), dtype=_TEXT)
    return np.repeat(papers, times), rank[flat], vocabulary


def _pieces(field: pd.Series) -> tuple[Whole, pa.Array]:
    """Cut texts at white space, each piece with the place of its text."""
    texts = pa.array(field.astype(_TEXT).fillna(""), pa.string())
    lists = pc.utf8_split_whitespace(pc.utf8_lower(texts))
    lists = lists.combine_chunks() if isinstance(lists, pa.ChunkedArray) else lists
    return _whole(pc.list_parent_indices(lists)), pc.list_flatten(lists)


def _words(pieces: pa.Array) -> tuple[pa.DictionaryArray, Whole]:
    """Cut pieces into words, and say how many words each has."""
    lists = pc.utf8_split_whitespace(pc.replace_substring_regex(pieces, NOT_A_WORD, " "))
    words, parents = pc.list_flatten(lists), pc.list_parent_indices(lists)
    lettered = pc.match_substring_regex(words, r"\p{L}")
    counts = np.bincount(_whole(parents.filter(lettered)), minlength=len(pieces))
    return words.filter(lettered).dictionary_encode(), counts


def _whole(numbers: pa.Array) -> Whole:
    whole: Whole = numbers.to_numpy(zero_copy_only=False).astype(np.int64)
    return whole
