"""What many papers say, words and beginnings of words: kept as sets of papers, which nobody has to look for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from explorer.search.bits import others, width
from explorer.terms import DEFAULT_FIELDS

if TYPE_CHECKING:
    from explorer.search.bits import Bits
    from explorer.terms import Term

NEEDLES, SETS = "often.json", "often.npy"  # what is looked for, and who says it, in the same order


class Often:
    """Know the papers that say a word, `"graph "`, or one that begins so, `"gra"`, where these are many."""

    def __init__(self, needles: Sequence[str], sets: Bits, count: int) -> None:
        self._sets, self._count = sets, count
        self._places = {needle: place for place, needle in enumerate(needles)}

    @classmethod
    def open(cls, folder: Path, count: int) -> Often:
        """Map what was written into a folder; raise `ValueError` or `OSError` where it is not whole.

        An index of few papers has none.
        """
        if not (folder / NEEDLES).exists():
            return cls.nothing(count)
        needles = json.loads((folder / NEEDLES).read_bytes())
        sets = np.asarray(np.load(folder / SETS, mmap_mode="r"))
        if sets.shape != (max(len(needles), 1), width(count)):
            raise ValueError(f"{SETS} holds {sets.shape}, not what {NEEDLES} says.")
        return cls(needles, sets, count)

    @classmethod
    def nothing(cls, count: int) -> Often:
        """Know nothing of so many papers."""
        return cls([], np.zeros((0, width(count)), np.uint64), count)

    def parted(self, terms: Sequence[Term]) -> tuple[Bits | None, list[Term]]:
        """Give the papers that answer the terms that are known, if any is, and the terms that are not."""
        known, unknown = [], []
        for term in terms:
            found = self._find(term)
            if found is None:
                unknown.append(term)
            else:
                known.append(others(found, self._count) if term.unwanted else found)
        return (np.bitwise_and.reduce(known, axis=0) if known else None), unknown

    def _find(self, term: Term) -> Bits | None:
        if len(term.words) > 1 or term.fields != DEFAULT_FIELDS:
            return None
        place = self._places.get(term.needle.removeprefix(" "))
        return None if place is None else self._sets[place]
