"""Which titles, of very many, are worth comparing: those that share rare words, with the nearest in the alphabet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from explorer.gathering import Places

WINDOW = 20  # of titles that share a key, each is compared with so many that follow in the alphabet, or with more
EASY = 10_000_000  # where all the pairs are no more than these
RARE = 4  # words that a title is known by: two typing errors leave two of them whole
SLICE = 500_000
Pairs = tuple[Places, Places]


class Blocks:
    """Hold titles in blocks that share a key; titles are places in an alphabetical order."""

    def __init__(self, keys: np.ndarray[Any, np.dtype[np.int64]], owners: Places) -> None:
        order = np.argsort(keys, kind="stable")
        self.keys, self.owners = keys[order], owners[order]
        self.window = max(WINDOW, EASY // max(1, len(keys)))

    def pairs(self) -> Iterator[Pairs]:
        """Give pairs of one block, some at a time; a pair that shares several keys comes several times."""
        for start in range(0, len(self.keys), SLICE):
            places = np.arange(start, min(start + SLICE, len(self.keys)))
            for step in range(1, self.window + 1):
                places = places[places + step < len(self.keys)]
                places = places[self.keys[places] == self.keys[places + step]]
                if not len(places):
                    break
                yield self.owners[places], self.owners[places + step]

    @property
    def left(self) -> int:
        """Count the pairs that share a key and are further apart than the window."""
        starts = np.flatnonzero(np.diff(self.keys, prepend=-1))
        over = np.maximum(np.diff(starts, append=len(self.keys)) - 1 - self.window, 0)
        return int((over * (over + 1) // 2).sum())


def of_same(titles: pa.Array) -> Blocks:
    """Put the same titles together."""
    return Blocks(codes(titles), np.arange(len(titles)))


def of_alike(words: pa.Array) -> Blocks:
    """Put titles together that share two of their rarest words, or one where they have few."""
    rarest = _rarest(words)
    many = len(words)
    keys, owners = [], []
    for one, other in combinations(range(RARE), 2):
        has_both = np.flatnonzero(rarest[:, other] >= 0)
        keys.append((rarest[has_both, one] << 31) | rarest[has_both, other])
        owners.append(has_both)
    is_short = rarest[:, RARE - 1] < 0
    for one in range(RARE - 1):
        has_one = np.flatnonzero(is_short & (rarest[:, one] >= 0))
        keys.append((rarest[has_one, one] << 31) | rarest[has_one, one])
        owners.append(has_one)
    return (
        Blocks(np.concatenate(keys), np.concatenate(owners)) if many else Blocks(np.array([], np.int64), rarest[:, 0])
    )


def codes(texts: pa.Array) -> Places:
    """Give texts numbers, the same ones the same; missing is -1."""
    found = texts.dictionary_encode().indices
    return np.asarray(pc.fill_null(found, -1).to_numpy(zero_copy_only=False), np.int64)


def _rarest(words: pa.Array) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Give each title's rarest words that another has too, rarest first, as numbers; -1 where it has fewer."""
    split = pc.utf8_split_whitespace(words)
    ends = np.cumsum(pc.list_value_length(split).to_numpy(zero_copy_only=False))
    numbers = codes(split.flatten()).astype(np.int32)
    counts = np.bincount(numbers)
    ranks = np.empty(len(counts), np.int64)
    ranks[np.lexsort((np.arange(len(counts)), counts))] = np.arange(len(counts))
    found = np.full((len(words), RARE), -1, np.int64)
    for start in range(0, len(words), SLICE):
        end = min(start + SLICE, len(words))
        flat = numbers[ends[start - 1] if start else 0 : ends[end - 1]]
        owners = np.repeat(np.arange(start, end), np.diff(ends[start:end], prepend=ends[start - 1] if start else 0))
        is_shared = counts[flat] > 1
        mixed = np.sort((owners[is_shared] << 32) | ranks[flat[is_shared]])
        mixed = mixed[np.diff(mixed, prepend=-1) != 0]  # np.unique hashes, which took ten times as long
        owners, chosen = mixed >> 32, mixed & 0xFFFFFFFF
        firsts = np.flatnonzero(np.diff(owners, prepend=-1))
        nth = np.arange(len(owners)) - np.repeat(firsts, np.diff(firsts, append=len(owners)))
        found[owners[nth < RARE], nth[nth < RARE]] = chosen[nth < RARE]
    return found
