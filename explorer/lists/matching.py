"""Which records of some lists are one paper, and what shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import fuzz, process

from explorer.gathering import Fields, Link, Places
from explorer.lists import candidates, identifiers
from explorer.lists.evidence import Evidence
from explorer.lists.groups import Groups
from explorer.lists.titles import digits, is_one_title

TRIED = 20  # of the papers that share a name and are not one, so many are compared with the next
CHUNK = 100_000  # pairs that are scored at once
# Of a large list the other fields stay on disk: they are looked at where two records may be one paper.
ALL_AT_ONCE = {"title", "year", "published", *identifiers.ARXIV, *identifiers.DOI, *identifiers.PMID}


@dataclass(frozen=True)
class Matching:
    """Hold for each record its paper's first one, what showed it, and how many pairs stayed uncompared at most."""

    heads: Places
    links: dict[int, Link]
    left: int = 0


def matched(fields: Fields, lists: Places, score: float | None, *, within: bool = False) -> Matching:
    """Find the records that are one paper: by names, and by titles of at least some score; `lists` says whose each is.

    Inside one list titles are compared only where `within`.
    """
    evidence = Evidence(
        {name: _whole(array) if name in ALL_AT_ONCE else array for name, array in fields.items()}, lists
    )
    groups = Groups(evidence)
    _by_name(groups, "id", evidence.fields["id"])
    for by in ("arxiv_id", "doi", "pmid"):
        _by_name(groups, by, pa.array(getattr(evidence, by), pa.string()))
    left = 0 if score is None else _by_title(groups, score, within=within)
    return Matching(groups.heads, groups.shown(), left)


def _whole(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _by_name(groups: Groups, by: str, names: pa.Array) -> None:
    numbers = candidates.codes(names)
    again = np.bincount(numbers[numbers >= 0], minlength=1)[numbers] > 1
    heads: defaultdict[int, list[int]] = defaultdict(list)
    for place in np.flatnonzero(again & (numbers >= 0)).tolist():
        papers = heads[int(numbers[place])]
        same = next((head for head in papers[-TRIED:] if _is_same(groups.evidence, by, head, place)), None)
        if same is None:
            papers.append(place)
            continue
        is_title = by == "id" and groups.evidence.is_made(place)
        groups.join(same, place, "title" if is_title else by)


def _is_same(evidence: Evidence, by: str, one: int, other: int) -> bool:
    """Say whether a name that two records share is to be trusted: keys and numbers of lists may be others' too."""
    if by in ("arxiv_id", "pmid"):
        return True
    is_one_list = evidence.lists[one] == evidence.lists[other]
    if by == "doi":  # a volume's DOI stands at each of its chapters in some lists
        is_doubtful = evidence.are_unlike(one, other)
        return not is_doubtful or not (is_one_list or evidence.is_contradicted(one, other))
    if is_one_list or evidence.is_global(other):
        return True
    doubts = (evidence.are_unlike(one, other), evidence.is_contradicted(one, other))
    is_weak = any(evidence.is_made(place) or evidence.is_own(place) for place in (one, other))
    return not any(doubts) if is_weak else not all(doubts)


def _by_title(groups: Groups, score: float, *, within: bool) -> int:
    titles = _Titles(groups, within=within)
    groups.know()
    exact, alike = titles.same(), titles.alike(score)
    for one, other, found in [*exact[0], *sorted(alike[0], key=lambda pair: (-pair[2], pair[0], pair[1]))]:
        if groups.head(one) == groups.head(other):
            continue
        ours, theirs = groups.known(one), groups.known(other)
        is_barred = not within and bool(ours.lists & theirs.lists)
        if not is_barred and ours.may_join(theirs) and not groups.evidence.differs(one, other):
            groups.join(one, other, "title", found)
    return exact[1] + alike[1]


class _Titles:
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

    def _pair(self, one: int, other: int, score: float) -> tuple[int, int, float]:
        first, second = sorted((int(self.places[one]), int(self.places[other])))
        return first, second, score
