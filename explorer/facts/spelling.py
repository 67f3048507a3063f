"""Whether a short form abbreviates a long one, and which words before a bracket it abbreviates."""

from __future__ import annotations

import re

from explorer.facts.vocabulary import terms

_PART = re.compile(r"[^\W_]+")
_SMALL = terms("prose", "small_words")
# Letters that stand for a word that does not begin with them: X for "cross", 2 for "to", 4 for "for".
_SOUNDS = {
    "x": ("cross", "ex", "trans"),
    "2": ("to", "two", "square"),
    "4": ("for", "four"),
    "3": ("three",),
    "&": ("and",),
}
MOST_SKIPPED = 2


def letters(short: str) -> str:
    """Give the letters of a short form that its long form must spell, lower-case, without a plural s."""
    bare = re.sub(r"[^\w&+]|_", "", short)
    if len(bare) > 2 and bare[-1] == "s" and bare[-2].isupper():
        bare = bare[:-1]
    return re.sub(r"\+", "", bare).lower()


def parts(words: str) -> list[tuple[int, int, str]]:
    """Cut words at spaces and hyphens: start, end, lower-case text."""
    return [(match.start(), match.end(), match[0].lower()) for match in _PART.finditer(words)]


def spells(short: str, long: list[str], *, to_the_end: bool = False) -> int | None:
    """Count the content words skipped where beginnings of the words spell the short form; None where they do not.

    The first word and the last letters take part, each word gives its first letters or nothing:
    S-Re-T from *Sliced Recursive Transformer*. `to_the_end` wants a letter from the last word.
    """
    if not short or not long or not _begins(long[0], short):
        return None
    best: dict[int, int] = {0: 0}  # letters spelled so far -> content words skipped
    for number, word in enumerate(long):
        after: dict[int, int] = {}
        for done, skipped in best.items():
            for taken in _takes(word, short[done:]):
                _keep(after, done + taken, skipped)
            if number and not (to_the_end and number == len(long) - 1):
                _keep(after, done, skipped + (word not in _SMALL))
        best = after
    return best.get(len(short))


def _keep(best: dict[int, int], done: int, skipped: int) -> None:
    if skipped <= MOST_SKIPPED and skipped < best.get(done, MOST_SKIPPED + 1):
        best[done] = skipped


def _begins(word: str, short: str) -> bool:
    return word[0] == short[0] or word.startswith(_SOUNDS.get(short[0], ("\0",)))


def _takes(word: str, rest: str) -> list[int]:
    """Say how many of the next letters a word can give, from its beginning."""
    if not rest:
        return []
    if word.startswith(_SOUNDS.get(rest[0], ("\0",))):
        return [1]
    taken = 0
    while taken < min(len(word), len(rest), 6) and word[taken] == rest[taken]:
        taken += 1
    return list(range(1, taken + 1))


def before(words: str, short: str) -> int | None:
    """Say where the long form begins that ends with these words, or None.

    First the strict reading, beginnings of words with the fewest words skipped; then Schwartz and Hearst
    (2003), letters anywhere inside the words, the first at the beginning of one.
    """
    wanted = letters(short)
    cut = parts(words)[-min(len(wanted) + 6, 2 * len(wanted) + 2) :]
    best: tuple[int, int] | None = None
    for first in range(len(cut) - 1, -1, -1):
        if not wanted or not _begins(cut[first][2], wanted):
            continue
        skipped = spells(wanted, [text for _, _, text in cut[first:]])
        if skipped is not None and (best is None or skipped < best[0]):
            best = (skipped, cut[first][0])
    if best:
        return _compound(words, best[1], wanted)
    loose = _schwartz_hearst(words, wanted, cut[0][0] if cut else 0)
    return loose if loose is not None and _plausible(words, loose) else None


def _compound(words: str, at: int, wanted: str) -> int:
    """Step back to the beginning of *multi-modal* where a long form seemed to begin in its middle."""
    begin = words.rfind(" ", 0, at) + 1
    return begin if at and words[at - 1] == "-" and words[begin].lower() == wanted[:1] else at


def _plausible(words: str, at: int) -> bool:
    """Refuse a loose reading that begins inside a compound or runs over a clause."""
    return (at == 0 or words[at - 1] != "-") and not re.search(
        r", (?:an?|the|which|that|where)\b|\b(?:is|are|we)\b", words[at:]
    )


def _schwartz_hearst(words: str, wanted: str, floor: int) -> int | None:
    at = len(words)
    lower = words.lower()
    for number in range(len(wanted) - 1, -1, -1):
        at -= 1
        while at >= floor and (lower[at] != wanted[number] or (number == 0 and at > 0 and lower[at - 1].isalnum())):
            at -= 1
        if at < floor:
            return None
    return at
