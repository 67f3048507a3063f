"""Who wrote two records: whether they name an author in common, in whatever order and with whatever initials."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explorer.lists.titles import SPELLED

Pair = tuple[str, str]  # a family name with a given name or an initial
# Where a keyboard lacks the marks, Müller writes Mueller, and Ångström Aangstroem.
_TYPED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "phd"}
_CAPITALS = re.compile(r"[^\W\d_]{1,3}")  # PubMed writes "Lovelace AK"


@dataclass(frozen=True)
class People:
    """Hold some authors' family names, and with each the given name that is written and the initial it begins with."""

    families: frozenset[str]
    written: frozenset[Pair]
    begun: frozenset[Pair]

    def share(self, other: People) -> bool:
        """Say whether an author is in common: by the family name, or by both names where their order is not known."""
        if self.families & other.families:
            return True
        return bool(self.written & (other.written | other.begun) or self.begun & other.written)


def people(authors: Iterable[str]) -> People:
    """Read authors' names; what is not Latin or says *et al.* is nobody's."""
    families: set[str] = set()
    written: set[Pair] = set()
    begun: set[Pair] = set()
    for name in {spelled for author in authors for spelled in _spellings(author)}:
        for nth, (family, given) in enumerate(_readings(name)):
            families |= set() if nth else {family}
            written |= {(family, given)} if given else set()
            begun |= {(family, given[0])} if len(given) > 1 else set()
    return People(frozenset(families), frozenset(written), frozenset(begun))


def _spellings(author: str) -> set[str]:
    """Give a name as it is written, and as it is typed without the marks."""
    if author.isascii():
        return {author} if author.isprintable() else set()
    found = unicodedata.normalize("NFC", author)
    return {found, found.translate(_TYPED)} if found.isprintable() else set()


def _readings(name: str) -> Iterator[Pair]:
    """Give what may be the family name and the given one, the likelier reading first."""
    family, comma, rest = name.partition(",")
    words = _words(family)
    if not words or {"others", "et"} & set(words):
        return
    *before, last = words
    if comma:
        yield last, _given(_words(rest))
    elif len(last) == 1 and before:
        at = max((at for at, word in enumerate(before) if len(word) > 1), default=0)
        yield words[at], words[at + 1]
    else:
        yield last, _given(before)
        if before:
            yield (before[-1], last[0]) if _has_capitals(name) else (words[0], _given(words[1:]))


def _given(words: list[str]) -> str:
    """Give a given name as one word, or the first of some initials."""
    return "".join(words[:1] if words and len(words[0]) == 1 else words)


def _has_capitals(name: str) -> bool:
    """Say whether a name ends with initials, which alone of its words are in capitals."""
    *before, last = name.split()
    return last.isupper() and bool(_CAPITALS.fullmatch(last)) and not " ".join(before).isupper()


def _words(name: str) -> list[str]:
    plain = name.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(SPELLED)
        plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    words = re.findall(r"[a-z]+", plain.replace("-", ""))
    return [word for word in words if word not in _SUFFIXES] or words
