"""Short forms with the long forms that stand beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explorer.facts.base import FIELDS, Found, Reading, finder
from explorer.facts.spelling import before, letters, parts, spells

if TYPE_CHECKING:
    from collections.abc import Iterator

_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,120})[)\]]")
_LEAD = re.compile(
    r"(?:i\.e\.|e\.g\.|aka|a\.k\.a\.|or|briefly|abbreviated(?: as)?|short for|termed|dubbed|"
    r"called|denoted(?: as| by)?|namely|hereafter|in short),?\s+",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:[;,:]| for short| in short| henceforth| hereafter).*", re.DOTALL)
_SHORT = re.compile(r"[^\W_][\w^{}+*&./'’-]{0,13}(?: [A-Z0-9][\w+-]{0,7})?")
_SHORT_BEFORE = re.compile(r"(?<![\w-])([^\W_][\w^+&/-]{1,14})['’\"]?\s*$")
_ASIDE = re.compile(
    r"([^\W_][\w^+&/-]{1,14}),? (?:(?:which )?(?:stands|standing) for|short for|an? (?:acronym|"
    r"abbreviation) (?:for|of)) ([^.;:()]{4,120})"
)
_ASIDE_HINT = re.compile(r"stand(?:s|ing) for |short for |acronym |abbreviation ")
_HEAD = re.compile(r"\s*([^\W_][\w^+&/.-]{1,14})\s*(?::| [-–—] )\s*")
_LEADING = frozenset({"a", "an", "the", "e", "g", "i"})
_SCRIPT = re.compile(r"\^(?:\{\w{1,8}\}|\w)")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_CAPITALISED = re.compile(r"(?:[A-Z][\w-]{0,40} ){0,3}$")
_ARTICLE = re.compile(r"(?:an?|the|our|its|their|novel|new|called)\s+", re.IGNORECASE)
_QUOTES = " \t\r\n\"'`“”‘’*_{}"


class Pair(NamedTuple):
    """A short form and a long form, by their places in one field."""

    field: str
    short: tuple[int, int]
    long: tuple[int, int]


@finder("acronym", expansion=str, own=bool)
def find_acronyms(reading: Reading) -> Iterator[Found]:
    """Find short forms; `own` says that the short form is a name that this paper gives."""
    names = {reading.quote(name) for name in reading.found("name")}
    for pair in pairs(reading):
        text = reading.text(pair.field)
        short, long = text[slice(*pair.short)], text[slice(*pair.long)]
        yield Found(pair.field, *pair.short, None, {"expansion": long, "own": short in names})


def pairs(reading: Reading) -> tuple[Pair, ...]:
    """Give every pair of a short and a long form, in reading order."""
    return reading.once("pairs", _all_pairs)


def _all_pairs(reading: Reading) -> tuple[Pair, ...]:
    found = [pair for field in FIELDS for pair in _pairs(reading.text(field), field)]
    return tuple(dict.fromkeys(found + list(_title_head(reading.text("title")))))


def is_short(word: str) -> bool:
    """Say whether a word can be a short form: a capital in it, few letters, no plain word."""
    spelled = letters(word)
    if not 2 <= len(spelled) <= 12 or spelled.isdigit() or not _SHORT.fullmatch(word):
        return False
    capitals = sum(letter.isupper() for letter in word)
    return capitals >= 2 or (capitals == 1 and not word.istitle()) or (capitals == 1 and len(word) <= 4)


def _pairs(text: str, field: str) -> Iterator[Pair]:
    if "(" in text or "[" in text:
        for bracket in _BRACKET.finditer(text):
            yield from _at_bracket(text, field, bracket)
    if " for " in text and _ASIDE_HINT.search(text):
        for aside in _ASIDE.finditer(text):
            yield from _long_after(field, text, aside.span(1), aside.span(2), whole=False)


def _at_bracket(text: str, field: str, bracket: re.Match[str]) -> Iterator[Pair]:
    start, inside = bracket.start(1), bracket[1]
    lead = _LEAD.match(inside)
    if lead:
        start, inside = start + lead.end(), inside[lead.end() :]
    short = _TAIL.sub("", inside).strip(_QUOTES)
    if is_short(short):
        at = text.index(short, start)
        pair = _long_before(text, field, bracket.start(), (at, at + len(short)))
        if pair:
            yield pair
            return
    leading = _SHORT_BEFORE.search(text, max(0, bracket.start() - 20), bracket.start())
    if leading and is_short(leading[1]):
        yield from _long_after(field, text, leading.span(1), (start, bracket.end(1)), whole=True)


def _long_before(text: str, field: str, end: int, short: tuple[int, int]) -> Pair | None:
    """Find the long form that ends where a bracket opens."""
    begin = max(0, end - 160)
    clause = text[begin:end]
    cut = max(clause.rfind(mark) for mark in (". ", "; ", ": ", "(", ")", "? ", "\n\n"))
    begin, clause = begin + cut + 1, clause[cut + 1 :]
    clause = clause.rstrip(_QUOTES + ",")
    abbreviation = text[slice(*short)]
    at = before(clause, abbreviation)
    if at is None and "^" in abbreviation:
        at = _widened(clause, before(clause, _SCRIPT.sub("", abbreviation)))
    if at is None or clause[at:].lower() == abbreviation.lower():
        return None
    article = _ARTICLE.match(clause, at)
    if article and letters(abbreviation)[0] != clause[at].lower():
        at = article.end()
    long = clause[at:]
    if len(long) <= len(abbreviation) or not _LETTERS.search(long):
        return None
    return Pair(field, short, (begin + at, begin + len(clause)))


def _widened(clause: str, at: int | None) -> int | None:
    """Take in the capitalised words that lead a long form whose first letter is written as a symbol."""
    if at is None:
        return None
    lead = _CAPITALISED.search(clause, max(0, at - 100), at)
    return lead.start() if lead else at


def _long_after(
    field: str, text: str, short: tuple[int, int], long: tuple[int, int], *, whole: bool
) -> Iterator[Pair]:
    """Find the long form that follows its short form, up to the word that completes it; first the `whole`."""
    wanted, start = letters(text[slice(*short)]), long[0]
    cut = parts(text[slice(*long)])
    while cut and cut[0][2] in _LEADING and cut[0][2] != wanted[:1]:
        cut = cut[1:]
    limit = min(len(cut), 2 * len(wanted) + 4)
    counts = [*([len(cut)] if whole and limit == len(cut) else []), *range(2, limit + 1)]
    for count in counts:
        if count > 1 and spells(wanted, [word for _, _, word in cut[:count]]) is not None:
            yield Pair(field, short, (start + cut[0][0], start + cut[count - 1][1]))
            return


def _title_head(title: str) -> Iterator[Pair]:
    """Find ``SHORT: Long`` at the beginning of a title, where the words spell the short form."""
    head = _HEAD.match(title)
    if not head or not is_short(head[1]):
        return
    wanted = letters(head[1])
    cut = parts(title[head.end() :])
    best: tuple[int, int] | None = None
    for count in range(2, min(len(cut), 2 * len(wanted) + 4) + 1):
        skipped = spells(wanted, [text for _, _, text in cut[:count]], to_the_end=True)
        if skipped is not None and (best is None or skipped <= best[0]):
            best = (skipped, cut[count - 1][1])
    if best:
        yield Pair("title", head.span(1), (head.end() + cut[0][0], head.end() + best[1]))
