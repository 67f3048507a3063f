"""The titles of some lists in the order of the alphabet, in which those that are alike are found."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from explorer.gathering import Places
from explorer.lists import candidates
from explorer.lists.groups import Groups
from explorer.lists.slips import is_one_title, of_the_trade, slips
from explorer.lists.titles import digits

CHUNK = 100_000  # pairs that are scored at once


class Alphabet:
    """Hold each group's different titles in the order of the alphabet, and find pairs of them that are alike."""

    def __init__(self, groups: Groups, *, within: bool) -> None:
        evidence, heads = groups.evidence, groups.heads
        numbers = candidates.codes(evidence.titles)
        _, firsts = np.unique(heads * (numbers.max(initial=0) + 1) + numbers, return_index=True)
        firsts = firsts[numbers[firsts] >= 0]
        order = pc.sort_indices(evidence.titles.take(pa.array(firsts))).to_numpy()
        self.places = firsts[order]
        self.texts = evidence.titles.take(pa.array(self.places))
        self.words = evidence.words.take(pa.array(self.places))
        self.numbers, self.heads = numbers[self.places], heads[self.places]
        self.lists = np.array(evidence.lists, np.int64)[self.places]
        self.lists = np.arange(len(self.places)) if within else self.lists
        self.trade: set[str] = set()  # words that differ in titles that are alike, and are no slips
        self.lengths = pc.utf8_length(self.texts).to_numpy(zero_copy_only=False).astype(np.int64)

    def same(self) -> tuple[list[tuple[int, int, float]], int]:
        """Give pairs of records of the same title, and how many pairs were left out."""
        blocks = candidates.of_same(self.texts)
        pairs = sorted(self._pair(*pair, 100.0) for found in blocks.pairs() for pair in self._worth(*found))
        return pairs, blocks.left

    def alike(self, score: float) -> tuple[list[tuple[int, int, float]], int]:
        """Give pairs of records whose titles differ by slips of the pen, and how many pairs were left out."""
        blocks = candidates.of_alike(self.words)
        signs = candidates.codes(digits(self.texts))
        found: dict[tuple[int, int], float] = {}
        for one, other in blocks.pairs():
            is_near = (signs[one] == signs[other]) & (self.numbers[one] != self.numbers[other])
            lengths = (self.lengths[one[is_near]], self.lengths[other[is_near]])
            is_long = 200 * np.minimum(*lengths) >= score * (lengths[0] + lengths[1])
            found |= self._scored(one[is_near][is_long], other[is_near][is_long], score)
        self.trade = self._of_the_trade(found)
        return [self._pair(*pair, found[pair]) for pair in found], blocks.left

    def _worth(self, one: Places, other: Places) -> Iterator[tuple[int, int]]:
        is_open = (self.lists[one] != self.lists[other]) & (self.heads[one] != self.heads[other])
        return zip(one[is_open].tolist(), other[is_open].tolist(), strict=True)

    def _scored(self, one: Places, other: Places, score: float) -> dict[tuple[int, int], float]:
        is_open = (self.lists[one] != self.lists[other]) & (self.heads[one] != self.heads[other])
        one, other = one[is_open], other[is_open]
        found: dict[tuple[int, int], float] = {}
        for start in range(0, len(one), CHUNK):
            ours, theirs = one[start : start + CHUNK], other[start : start + CHUNK]
            texts = [self.texts.take(pa.array(side)).to_pylist() for side in (ours, theirs)]
            scores = process.cpdist(*texts, scorer=fuzz.ratio, score_cutoff=score, workers=-1)
            for at in np.flatnonzero(scores).tolist():
                pair = (int(ours[at]), int(theirs[at]))
                if pair not in found and is_one_title(*(self.words[place].as_py() for place in pair)):
                    found[pair] = round(float(scores[at]), 1)
        return found

    def _of_the_trade(self, found: Collection[tuple[int, int]]) -> set[str]:
        """Give the words that differ in some pairs and that several papers' titles have."""
        pairs = (slips(*(self.words[place].as_py() for place in pair)) for pair in found)
        wanted = {word for words in pairs for pair in words for word in pair}
        return of_the_trade(self.words, self._papers(found), wanted) if wanted else set()

    def _papers(self, found: Collection[tuple[int, int]]) -> Places:
        """Say for each title whose it is at most: of one paper's group, or of one that is alike."""
        papers = np.arange(self.heads.max(initial=-1) + 1)
        ends = self.heads[np.array([*found])]
        while True:
            first = papers[ends].min(axis=1)
            if (papers[ends] == first[:, None]).all():
                return np.asarray(papers[self.heads])
            for end in ends.T:
                np.minimum.at(papers, end, first)

    def _pair(self, one: int, other: int, score: float) -> tuple[int, int, float]:
        first, second = sorted((int(self.places[one]), int(self.places[other])))
        return first, second, score
