"""A text as the front end shows it: cut where a mark begins or ends, debris repaired, stored text kept for copying."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from explorer.facts.display import Segment as Tile
from explorer.facts.display import segments as tiles

Segment = dict[str, str]


class Mark(NamedTuple):
    """A stretch of a stored text that is shown as of a kind, with what a hover says."""

    start: int
    end: int
    kind: str
    note: str = ""


def cut(text: str, marks: Iterable[Mark] = (), field: str = "abstract") -> list[Segment]:
    """Cut a text into segments: the ``text`` shown, its marks' ``kind`` and ``note``, what is ``stored``."""
    marks = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    starts, reach = [mark.start for mark in marks], list(accumulate((mark.end for mark in marks), max))
    return [
        _segment(text, piece, marks[bisect_right(reach, piece[0]) : bisect_left(starts, piece[1])])
        for tile in _tiles(text, field)
        for piece in _pieces(text, tile, marks)
    ]


@lru_cache(maxsize=4096)
def _tiles(text: str, field: str) -> tuple[Tile, ...]:
    # The same papers are drawn at every key: reading a text for debris costs ten times cutting it.
    return tuple(tiles(text, field=field))


def _pieces(text: str, tile: Tile, marks: Sequence[Mark]) -> list[tuple[int, int, str]]:
    if tile.shown != text[tile.start : tile.end]:
        return [(tile.start, tile.end, tile.shown)]
    inside = {at for mark in marks for at in (mark.start, mark.end) if tile.start < at < tile.end}
    edges = [tile.start, *sorted(inside), tile.end]
    return [(a, b, text[a:b]) for a, b in pairwise(edges)]


def _segment(text: str, piece: tuple[int, int, str], marks: Sequence[Mark]) -> Segment:
    start, end, shown = piece
    over = [mark for mark in marks if mark.end > start]
    segment = {"text": shown}
    if over:
        segment["kind"] = " ".join(dict.fromkeys(mark.kind for mark in over))
        segment["note"] = "; ".join(dict.fromkeys(mark.note for mark in over if mark.note))
    if shown != text[start:end]:
        segment["stored"] = text[start:end]
    return segment
