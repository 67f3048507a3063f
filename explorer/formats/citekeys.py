"""Citation keys that can be typed and remembered: `vaswani2017attention`."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from itertools import count, product
from string import ascii_lowercase
from typing import TYPE_CHECKING

from explorer.formats.names import parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

VALID = re.compile(r"[^\W_][\w:./+*;|!?<>\[\]-]*")
_LITTLE = """
    a about an and are as at be by can do does for from how in into is it its not of on or so that the their there
    this to towards toward under via was we what when where which who why will with without your
"""
LITTLE = frozenset(_LITTLE.split())

LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "æ": "ae", "Æ": "Ae", "œ": "oe", "ı": "i"})


@dataclass(frozen=True)
class Work:
    """Hold what a paper's citation key is made of."""

    author: str | None
    year: int | None
    title: str | None
    key: str | None = None
    id: str = ""


def keys(works: Sequence[Work]) -> list[str]:
    """Give each work its own key where that is valid and no other's, else a made one; no two alike.

    Works that would share a made key are told apart by a, b, c… in the order of their titles, so that
    the order of the list does not matter.
    """
    found = _own(works)
    taken = {key.lower() for key in found.values()}
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, work in enumerate(works):
        if place not in found:
            groups[made(work)].append(place)
    for base in sorted(groups):
        group = sorted(groups[base], key=lambda place: (works[place].title or "", works[place].id))
        names = _names(base, alone=len(group) == 1)
        for place in group:
            found[place] = next(name for name in names if name not in taken)
            taken.add(found[place])
    return [found[place] for place in range(len(works))]


def made(work: Work) -> str:
    """Make a key of the first author's family name, the year, and the first word of the title that says something."""
    family = _folded(parts(work.author)[1]).split() if work.author else []
    name = re.sub(r"[^a-z0-9]", "", family[-1]) if family else ""
    words = re.findall(r"[a-z0-9]+", _folded(work.title or ""))
    word = next((word for word in words if word not in LITTLE and len(word) > 1), "".join(words[:1]))
    return f"{name or 'anon'}{work.year or 'nd'}{word}"


def _own(works: Sequence[Work]) -> dict[int, str]:
    """Keep the keys that can stay; BibTeX takes `Key` and `key` for one."""
    seen: set[str] = set()
    kept: dict[int, str] = {}
    for place, work in enumerate(works):
        if work.key and VALID.fullmatch(work.key) and work.key.lower() not in seen:
            kept[place] = work.key
            seen.add(work.key.lower())
    return kept


def _names(base: str, *, alone: bool) -> Iterator[str]:
    if alone:
        yield base
    for size in count(1):
        yield from (base + "".join(letters) for letters in product(ascii_lowercase, repeat=size))


def _folded(text: str) -> str:
    """Spell a text in small letters, of Latin ones without their accents."""
    bare = unicodedata.normalize("NFKD", text.translate(LETTERS)).lower()
    return "".join(mark for mark in bare if not unicodedata.combining(mark) and mark not in "'’")
