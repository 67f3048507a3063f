"""Several records of one paper, gathered: the fullest value of each field, and what became of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from explorer.columns import LIST, TEXT

Fields = dict[str, pa.Array]
Places = np.ndarray[tuple[int], np.dtype[np.int64]]
Link = tuple[str, float]  # what showed that two records are one paper, and how alike they are, 0 to 100
Row = dict[str, Any]
Name = Callable[[int], str]
PLACE = ("source", "position")
OF_A_RECORD = ("id", *PLACE)  # of the record itself: the ledger tells them in columns of their own


@dataclass(frozen=True)
class Gathered:
    """Hold each paper's fullest values, and for a record by its place which it gave and which were lost."""

    fields: Fields
    gave: dict[int, list[str]] = field(default_factory=dict)
    lost: dict[int, dict[str, Any]] = field(default_factory=dict)


def gathered(fields: Fields, heads: Places) -> Gathered:
    """Put the records of each paper together; `heads` says for each record which one its paper begins with.

    The first record's value stays and the next fill what it lacks; of two abstracts or lists the longer stays.
    """
    first = np.flatnonzero(heads == np.arange(len(heads)))
    if len(first) == len(heads):
        return Gathered(fields)
    several = np.isin(heads, heads[heads != np.arange(len(heads))])
    members = np.flatnonzero(several)
    members = members[np.argsort(heads[members], kind="stable")]
    starts = np.flatnonzero(np.diff(heads[members], prepend=-1))
    found = Gathered({}, defaultdict(list), defaultdict(dict))
    for name, array in fields.items():
        chosen = np.arange(len(heads))
        best = members[_fullest(name, array.take(pa.array(members)), starts)]
        chosen[members[starts]] = best
        found.fields[name] = array.take(pa.array(chosen[first]))
        if name in OF_A_RECORD:
            continue
        for place in best[best != members[starts]].tolist():
            found.gave[place].append(name)
        for place, pair in _losses(array, members, np.repeat(best, np.diff(starts, append=len(members))), heads):
            found.lost[place][name] = pair
    return found


def told(fields: Fields, heads: Places, found: Gathered, links: Mapping[int, Link], document: Name) -> list[Row]:
    """Give the ledger's row of each record that was put to an earlier one; `document` names the list of a place."""
    places = np.flatnonzero(heads != np.arange(len(heads)))
    known = {name: fields[name].take(pa.array(places)).to_pylist() for name in OF_A_RECORD if name in fields}
    papers = fields["id"].take(pa.array(heads[places])).to_pylist()
    missing = [None] * len(places)
    own = (known["id"], known.get("source", missing), known.get("position", missing))
    return [
        {
            "paper": paper,
            "merged": name,
            "source": source or document(place),
            "position": position,
            "by": links[place][0],
            "score": links[place][1],
            "gave": found.gave.get(place, []),
            "lost": found.lost.get(place, {}),
        }
        for place, paper, name, source, position in zip(places.tolist(), papers, *own, strict=True)
    ]


def _fullest(name: str, array: pa.Array, starts: Places) -> Places:
    """Give for each stretch of records the place of the one whose value stays."""
    worth = pc.is_valid(array).cast(pa.int64())
    if name == "abstract" and array.type == TEXT:
        worth = pc.add(pc.fill_null(pc.utf8_length(array), -1).cast(pa.int64()), 1)
    elif array.type == LIST:
        worth = pc.add(pc.fill_null(pc.list_value_length(array), -1).cast(pa.int64()), 1)
    ranks = worth.to_numpy(zero_copy_only=False) * len(array) + np.arange(len(array))[::-1]
    best = np.maximum.reduceat(ranks, starts)
    return np.asarray(len(array) - 1 - best % len(array))


def _losses(array: pa.Array, members: Places, best: Places, heads: Places) -> Iterator[tuple[int, dict[str, Any]]]:
    """Give each value that differs from the one kept, with the place of the record in whose row it is told."""
    given, kept = array.take(pa.array(members)), array.take(pa.array(best))
    differs = pc.fill_null(pc.not_equal(_comparable(given), _comparable(kept)), pa.scalar(value=False))
    places = np.flatnonzero(differs.to_numpy(zero_copy_only=False))
    # A paper's first record has no row of its own: what it loses is told by the record that gave more.
    owners = np.where(heads[members] == members, best, members)[places].tolist()
    values = [side.take(pa.array(places)).to_pylist() for side in (given, kept)]
    for place, theirs, ours in zip(owners, *values, strict=True):
        yield place, {"kept": _plain(ours), "lost": _plain(theirs)}


def _comparable(array: pa.Array) -> pa.Array:
    return pc.binary_join(array, "\0") if array.type == LIST else array


def _plain(value: Any) -> Any:  # noqa: ANN401 - a value of a frame
    return value.isoformat() if isinstance(value, datetime) else value
