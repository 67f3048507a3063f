"""A text that two people changed at once, with what both wrote: a three-way merge, as diff3's, by words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Hunk = tuple[int, int, list[str]]  # from and to where in the older text, and what stands there now


def merged(was: str, theirs: str, mine: str) -> str:
    """Return a text that holds their changes of an older one and mine; where both say something, both are kept."""
    if theirs in (was, mine):
        return mine
    if mine == was:
        return theirs
    words = _words(was)
    hunks = sorted([*_hunks(words, _words(theirs), 0), *_hunks(words, _words(mine), 1)])
    out: list[str] = []
    done = 0
    for start, end, _, now in hunks:
        out += [*words[done:start], *(_apart(out, now) if start < done or start == end else now)]
        done = max(done, end)
    return "".join([*out, *words[done:]])


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)


def _hunks(words: list[str], now: list[str], turn: int) -> list[tuple[int, int, int, list[str]]]:
    """Give what changed: where in the older text, whose turn it is where both changed the same, and what is there."""
    changes = SequenceMatcher(None, words, now, autojunk=False).get_opcodes()
    return [(start, end, turn, now[a:b]) for kind, start, end, a, b in changes if kind != "equal"]


def _apart(out: list[str], now: list[str]) -> list[str]:
    """Keep words that meet apart."""
    is_close = bool(out and now) and not out[-1][-1:].isspace() and not now[0][:1].isspace()
    return [" ", *now] if is_close else now
