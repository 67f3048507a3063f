"""Names for papers that came without one: readable, and the same every time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from itertools import count, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

LONGEST = 80
OPENING = 100
SAYS = ("abstract", "doi", "authors", "year")  # what tells papers of one title apart, the first of them that differs
_WORD = re.compile(r"[a-z0-9]+")
Work = tuple[str, ...]  # a title, and what is said of the paper beside it, as `SAYS` names it; "" where nothing is


def made(works: Iterable[Work]) -> list[str]:
    """Make an id for each paper of its title: a slug, and a short hash where a slug is not enough.

    A hash is added where the title is long or not Latin, where two titles share a slug, and where what else is said
    parts two papers of one title: the first of `SAYS` that differs. No id depends on the order of the papers.
    """
    given = [(_folded(work[0]), work) for work in works]
    times = Counter(title for title, _ in given)
    slugs = {title: slug(title) for title in times}
    titles = Counter(slugs.values())
    # What else is said counts only where titles do not tell papers apart.
    known = [_plain(work) if times[title] > 1 or not title else (title,) for title, work in given]
    says: defaultdict[str, list[Work]] = defaultdict(list)
    for title, *said in known:
        says[title].append(tuple(said))
    telling = {title: _telling(several) for title, several in says.items() if len(several) > 1}
    return [_id(work, slugs[work[0]], titles[slugs[work[0]]], telling.get(work[0])) for work in known]


def is_made(name: str, work: Work) -> bool:
    """Say whether an id is one that would be made of this title and what else is said: it says no more."""
    title, *says = _plain(work)
    start = slug(title)
    if not name.startswith(start or "paper"):
        return False
    return name == start or name in (_hashed(start, title), *(_hashed(start, f"{title}\n{said}") for said in says))


def apart(name: str, text: str, taken: Container[str]) -> str:
    """Make another id for a paper whose id is another paper's, of what it says; a number where that is not enough."""
    start = _hashed(name, text)
    return next(found for at in count(1) if (found := start if at == 1 else f"{start}-{at}") not in taken)


def slug(title: str) -> str:
    """Make a title's words readable in a link: `Sliced Transformers!` is `sliced-transformers`."""
    plain = title if title.isascii() else unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = "-".join(word[0] for word in islice(_WORD.finditer(plain.lower()), LONGEST))
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition("-")[0] or words[:LONGEST]


def _id(work: Work, start: str, titles: int, telling: int | None) -> str:
    title, *says = work
    if not title:
        return _hashed("", f"\n{next(filter(None, says), '')}")
    if telling is not None and says[telling]:
        return _hashed(start, f"{title}\n{says[telling]}")
    return _hashed(start, title) if titles > 1 or not start or _is_lossy(title) else start


def _telling(says: Sequence[Work]) -> int | None:
    """Name what parts papers of the same title; nothing where none does, or all share what comes before it."""
    for nth, values in enumerate(zip(*says, strict=True)):
        if len(known := set(values) - {""}) > 1:
            return nth
        if known and all(values):
            return None
    return None


def _hashed(start: str, text: str) -> str:
    return f"{start or 'paper'}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _is_lossy(title: str) -> bool:
    if title.isascii() or len(title) > LONGEST:
        return len(title) > LONGEST
    plain = (mark for mark in unicodedata.normalize("NFKD", title) if not unicodedata.combining(mark))
    return any(mark.isalnum() and not mark.isascii() for mark in plain)


def _plain(work: Work) -> Work:
    title, *says = work
    return _folded(title), *(_folded(said, OPENING)[:OPENING] for said in says)


def _folded(text: str, words: int = -1) -> str:
    """Write a text in small letters with single spaces; of a long one, so many words may be enough."""
    found = text.casefold().split(maxsplit=words)
    return " ".join(found[:words] if words >= 0 else found)
