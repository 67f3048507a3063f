"""A text that two people changed at once, with what both wrote: a three-way merge, as diff3's, by words."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

Hunk = tuple[int, int, int, list[str]]  # from and to where in the older text, whose it is, and what stands there now


MOST = 500  # words and gaps; comparing takes the square of their number, and other writers wait


def merged(was: str, theirs: str, mine: str) -> str:
    """Return a text that holds their changes of an older one and mine; where both say something, both are kept."""
    if theirs in (was, mine):
        return mine
    if mine == was:
        return theirs
    texts = [_words(text) for text in (was, theirs, mine)]
    start = _alike(texts)
    end = _alike([text[start:][::-1] for text in texts])
    changed = [text[start : len(text) - end] for text in texts]
    is_long = max(map(len, changed)) > MOST
    both = [*changed[1], "\n\n", *changed[2]] if is_long else _merged(*changed)
    out = texts[0][:start]
    for words in both, texts[0][len(texts[0]) - end :]:
        out += _apart(out, words)
    return "".join(out)


def _alike(texts: list[list[str]]) -> int:
    """Count the words that all texts begin with."""
    return next(
        (at for at, words in enumerate(zip(*texts, strict=False)) if len(set(words)) > 1), min(map(len, texts))
    )


def _merged(was: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    hunks = sorted([*_hunks(was, theirs, 0), *_hunks(was, mine, 1)])
    out: list[str] = []
    done = 0
    for start, end, _, now in hunks:
        out += _apart(out, was[done:start])
        out += _apart(out, now)
        done = max(done, end)
    return [*out, *_apart(out, was[done:])]


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|\S+", text)


def _hunks(words: list[str], now: list[str], turn: int) -> list[Hunk]:
    """Give what changed: where in the older text, whose turn it is where both changed the same, and what is there."""
    changes = SequenceMatcher(None, words, now, autojunk=False).get_opcodes()
    return [(start, end, turn, now[a:b]) for kind, start, end, a, b in changes if kind != "equal"]


def _apart(out: list[str], now: list[str]) -> list[str]:
    """Keep words that meet apart."""
    is_close = bool(out and now) and not out[-1][-1:].isspace() and not now[0][:1].isspace()
    return [" ", *now] if is_close else now
