"""Records that are one paper, as groups that grow: by names first, then by titles."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from explorer.gathering import Link, Places
from explorer.lists.evidence import Evidence, is_preprint

Stated = TypeVar("Stated")


@dataclass(frozen=True)
class Known:
    """Hold what is known of a group as a whole."""

    arxiv_id: frozenset[str]
    pmid: frozenset[str]
    doi: frozenset[str]
    years: frozenset[int]
    lists: frozenset[int]

    def __or__(self, other: Known) -> Known:
        names = (self.arxiv_id | other.arxiv_id, self.pmid | other.pmid, self.doi | other.doi)
        return Known(*names, self.years | other.years, self.lists | other.lists)

    def may_join(self, other: Known) -> bool:
        """Say whether no name parts two groups, and no year: a title adds one year at most to what a group spans."""
        named = ((self.arxiv_id, other.arxiv_id), (self.pmid, other.pmid), (self.doi, other.doi))
        if any(ours and theirs and not ours & theirs for ours, theirs in named):
            return False
        return _span(self.years | other.years) <= max(1, _span(self.years), _span(other.years))


class Groups:
    """Hold which records are one paper; a group's head is its first record."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence, self._parents = evidence, list(range(len(evidence.lists)))
        self._links: defaultdict[int, list[tuple[int, Link]]] = defaultdict(list)
        self._known: dict[int, Known] = {}
        self._is_known = False

    def head(self, place: int) -> int:
        """Give the first record of a record's group."""
        parents = self._parents
        while parents[place] != place:
            parents[place] = place = parents[parents[place]]
        return place

    @property
    def heads(self) -> Places:
        """Give each record's head."""
        return np.array([self.head(place) for place in range(len(self._parents))], np.int64)

    def join(self, one: int, other: int, by: str, score: float = 100) -> None:
        """Make two records' groups one, and keep what showed it."""
        first, second = sorted((self.head(one), self.head(other)))
        if first == second:
            return
        known = (self.known(first), self.known(second)) if self._is_known else ()
        self._parents[second] = first
        self._links[one].append((other, (by, score)))
        self._links[other].append((one, (by, score)))
        if known:
            self._known[first] = known[0] | known[1]

    def know(self) -> None:
        """Learn what is known of each group of several records; from here on `known` answers."""
        self._is_known = True
        for place in self._links:
            head = self.head(place)
            self._known[head] = self._known[head] | self._of(place) if head in self._known else self._of(place)

    def known(self, place: int) -> Known:
        """Give what is known of a record's group."""
        head = self.head(place)
        return self._known.get(head) or self._of(head)

    def shown(self) -> dict[int, Link]:
        """Give for each record that is not its group's first what showed it to be of the group."""
        return {place: link for head in self._links if self.head(head) == head for place, link in self._from(head)}

    def _from(self, head: int) -> Iterable[tuple[int, Link]]:
        seen, waiting = {head}, deque([head])
        while waiting:
            for place, link in self._links[waiting.popleft()]:
                if place not in seen:
                    seen.add(place)
                    waiting.append(place)
                    yield place, link

    def _of(self, place: int) -> Known:
        held = self.evidence
        doi = held.doi[place]
        published = doi if doi and not is_preprint(doi) else None
        names = (_set(held.arxiv_id[place]), _set(held.pmid[place]), _set(published))
        return Known(*names, _set(held.years[place]), frozenset([held.lists[place]]))


def _set(value: Stated | None) -> frozenset[Stated]:
    return frozenset([] if value is None else [value])


def _span(years: frozenset[int]) -> int:
    return max(years) - min(years) if years else 0
