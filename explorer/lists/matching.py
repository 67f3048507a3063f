"""Which records of some lists are one paper, and what shows it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from explorer.gathering import Fields, Link, Places
from explorer.lists import candidates, identifiers
from explorer.lists.alphabet import Alphabet
from explorer.lists.evidence import Evidence
from explorer.lists.groups import Groups
from explorer.report import MEANS

TRIED = 20  # of the papers that share a name and are not one, so many are compared with the next
# Of a large list the other fields stay on disk: they are looked at where two records may be one paper.
ALL_AT_ONCE = {"title", "year", "published", *identifiers.ARXIV, *identifiers.DOI, *identifiers.PMID}


@dataclass(frozen=True)
class Matching:
    """Hold for each record its paper's first one and what showed it, and what is to be said of the whole.

    At most `left` pairs stayed uncompared; `parted` are names that papers share which have nothing else in common.
    """

    heads: Places
    links: dict[int, Link]
    left: int = 0
    parted: tuple[str, ...] = ()


def matched(fields: Fields, lists: Places, score: float | None, *, within: bool = False) -> Matching:
    """Find the records that are one paper: by names, and by titles of at least some score; `lists` says whose each is.

    Inside one list titles are compared only where `within`.
    """
    evidence = Evidence(
        {name: _whole(array) if name in ALL_AT_ONCE else array for name, array in fields.items()}, lists
    )
    groups = Groups(evidence)
    _by_name(groups, "id", evidence.fields["id"])
    parted: list[str] = []
    for by in ("arxiv_id", "doi", "pmid"):
        again = _by_name(groups, by, pa.array(getattr(evidence, by), pa.string()))
        parted += [f"{MEANS[by]} {name}" for name in again if by != "doi"]
    left = 0 if score is None else _by_title(groups, score, within=within)
    return Matching(groups.heads, groups.shown(), left, tuple(parted))


def _whole(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _by_name(groups: Groups, by: str, names: pa.Array) -> list[str]:
    """Join records that share a name, and give the names that several papers share."""
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
    return [names[papers[0]].as_py() for papers in heads.values() if len(papers) > 1]


def _is_same(evidence: Evidence, by: str, one: int, other: int) -> bool:
    """Say whether a name that two records share is to be trusted: keys and numbers of lists may be others' too."""
    if by in ("arxiv_id", "pmid"):
        return not evidence.share_nothing(one, other)
    is_one_list = evidence.lists[one] == evidence.lists[other]
    if by == "doi":  # a volume's DOI stands at each of its chapters in some lists
        is_doubtful = evidence.are_unlike(one, other)
        return not is_doubtful or not (is_one_list or evidence.is_contradicted(one, other))
    if is_one_list or evidence.is_global(other):
        return is_one_list or not evidence.share_nothing(one, other)
    doubts = (evidence.are_unlike(one, other), evidence.is_contradicted(one, other))
    is_weak = any(evidence.is_made(place) or evidence.is_own(place) for place in (one, other))
    return not any(doubts) if is_weak else not all(doubts)


def _by_title(groups: Groups, score: float, *, within: bool) -> int:
    titles = Alphabet(groups, within=within)
    groups.know()
    exact, alike = titles.same(), titles.alike(score)
    for one, other, found in [*exact[0], *sorted(alike[0], key=lambda pair: (-pair[2], pair[0], pair[1]))]:
        if groups.head(one) == groups.head(other):
            continue
        ours, theirs = groups.known(one), groups.known(other)
        is_barred = not within and bool(ours.lists & theirs.lists)
        if is_barred or not ours.may_join(theirs) or groups.evidence.differs(one, other):
            continue
        if groups.evidence.bears_out(one, other, titles.trade):
            groups.join(one, other, "title", found)
    return exact[1] + alike[1]
