"""Names for papers that came without one: readable, and the same every time."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 80
OPENING = 100


def made(works: Iterable[tuple[str | None, str | None]]) -> list[str]:
    """Make an id for each title and abstract: a slug, and a short hash where a slug is not enough.

    A hash is added where the title is long or not Latin, where two titles share a slug, and where two
    abstracts that begin differently share a title; no id depends on the order of the papers.
    """
    known = [(_folded(title), _folded(abstract)[:OPENING]) for title, abstract in works]
    titles: defaultdict[str, set[str]] = defaultdict(set)
    openings: defaultdict[str, set[str]] = defaultdict(set)
    for title, opening in known:
        titles[slug(title)].add(title)
        openings[title] |= {opening} - {""}
    return [_id(title, opening, len(titles[slug(title)]), len(openings[title])) for title, opening in known]


def slug(title: str) -> str:
    """Make a title's words readable in a link: `Sliced Transformers!` is `sliced-transformers`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", plain.lower()))
    return words if len(words) <= LONGEST else words[:LONGEST].rpartition("-")[0] or words[:LONGEST]


def _id(title: str, opening: str, titles: int, openings: int) -> str:
    if not title or (openings > 1 and opening):
        return _hashed(slug(title), f"{title}\n{opening}")
    if titles > 1 or _is_lossy(title):
        return _hashed(slug(title), title)
    return slug(title)


def _hashed(start: str, text: str) -> str:
    return f"{start or 'paper'}-{hashlib.sha256(text.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _is_lossy(title: str) -> bool:
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", title) if not unicodedata.combining(mark))
    return not slug(title) or len(title) > LONGEST or any(mark.isalnum() and not mark.isascii() for mark in plain)


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
