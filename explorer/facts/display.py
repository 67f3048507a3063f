"""A text as it is shown, debris repaired, with every shown stretch tied to the characters that are stored."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explorer.facts.base import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explorer.facts.base import Found

_KEY = re.compile(r"([a-z-]+?)((?:19|20)\d\d)")
_CITED = re.compile(r"\{([^{}]*)\}")


class Segment(NamedTuple):
    """A stretch of the stored text and what is shown for it; unrepaired where both are the same."""

    start: int
    end: int
    shown: str


def segments(text: str, *, field: str = "abstract") -> list[Segment]:
    r"""Cut a text into stretches that tile it, each with what is shown in its place.

    Parameters
    ----------
    text
        A stored title or abstract.
    field
        Which of the two it is.

    Returns
    -------
    list of Segment
        In order, ``segments[0].start == 0``, each beginning where the one before ends, the last ending at
        ``len(text)``; a stretch without debris is shown as it is stored.

    Examples
    --------
    >>> [one.shown for one in segments("A g^nConv costs 0.6\\% more.")]
    ['A ', 'gⁿConv', ' costs ', '0.6%', ' more.']
    """
    reading = Reading(title=text) if field == "title" else Reading(abstract=text)
    return list(_tiled(text, reading.found("residue")))


def shown(text: str, *, field: str = "abstract") -> str:
    """Give a text as it is shown."""
    return "".join(segment.shown for segment in segments(text, field=field))


def stored(parts: Iterable[Segment], start: int, end: int) -> tuple[int, int]:
    """Translate a stretch of the shown text to the stored characters behind it, whole segments where repaired."""
    at, first, last = 0, None, 0
    for part in parts:
        after = at + len(part.shown)
        if at < end and after > start:
            same = len(part.shown) == part.end - part.start
            begin = part.start + max(0, start - at) if same else part.start
            first = begin if first is None else first
            last = part.start + min(end, after) - at if same else part.end
        at = after
    return (first or 0, last)


def _tiled(text: str, repairs: Iterable[Found]) -> Iterator[Segment]:
    at = 0
    for repair in repairs:
        if repair.start > at:
            yield Segment(at, repair.start, text[at : repair.start])
        yield Segment(repair.start, repair.end, _instead(text[repair.start : repair.end], repair))
        at = repair.end
    if at < len(text):
        yield Segment(at, len(text), text[at:])


def _instead(quoted: str, repair: Found) -> str:
    """Show the repair, and for a citation key, which has none, a mark that says who is cited."""
    if repair.label != "cite-key":
        return str(repair.more["fix"])
    lead = " " if quoted[:1] in "~ " else ""
    inside = _CITED.search(quoted)
    keys = [key.strip() for key in inside[1].split(",")] if inside else [quoted.strip("~ ")]
    return f"{lead}[{'; '.join(_cited(key) for key in keys if key)}]"


def _cited(key: str) -> str:
    named = _KEY.match(key)
    return f"{named[1]} {named[2]}" if named else key
