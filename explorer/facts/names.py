"""Names that a paper gives to what it contributes: its primary one, variants, components and data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explorer.facts.acronyms import Pair, is_short, pairs
from explorer.facts.base import Found, Reading, finder
from explorer.facts.naming import introduced, is_head_name, is_name, title_head
from explorer.facts.vocabulary import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

_GENERIC = terms("general", "generic")
_DATA = re.compile(
    r"\b(?:datasets?|benchmarks?|corpus|corpora|leaderboard|test ?bed|test suite|data set)\b", re.IGNORECASE
)
_DATA_NAME = re.compile(r"(?:bench|benchmark|eval|dataset|corpus|arena|QA|gym)(?:[-+\d.v]*|-\w+)$", re.IGNORECASE)


_PLURAL = re.compile(r"\)\s+(?:models|methods|systems|algorithms|tasks|problems|applications|techniques)\b")
_NAMES_DATA = re.compile(
    r"(?:dataset|benchmark|corpus|test ?bed|suite)s?,?(?: (?:called|named|dubbed|termed|namely))?,? \W?$"
)


_ADDED = re.compile(r"\+{1,2}(?!\w)|-(?:[A-Z\d][\w.]*|[a-z]\b)(?:-\w+)*|Bench|\d+[BM]")
_ENDS = re.compile(r"(?![\w+]|[-.]\w)")
_CLOSES = re.compile(r"[)\]]?\s*(?:[:?!.–—]|$)")
_OWN_WORK = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Tt]his (?:paper|work|article|report|thesis)|propos\w+|introduc\w+|[Hh]ere)\b"
)
_MARKS = re.compile(r"[\W_]+")


class Name(NamedTuple):
    """A name's place, and the place of its long form where there is one."""

    field: str
    start: int
    end: int
    long: tuple[str, int, int] | None = None


@finder("name", expansion=str)
def find_names(reading: Reading) -> Iterator[Found]:
    """Find the paper's own names, the primary one labelled so; about a quarter of papers have none."""
    known = pairs(reading)
    candidates = _candidates(reading, known)
    first = _primary(reading, known, candidates)
    if first:
        yield _found(reading, first, "primary")
    seen = {_text(reading, first)} if first else set()
    for name in candidates:
        text = _text(reading, name)
        if text not in seen:
            seen.add(text)
            yield _found(reading, name, _role(reading, name, first))
    for name in _variants(reading, first):
        text = _text(reading, name)
        if text not in seen:
            seen.add(text)
            yield _found(reading, name, _role(reading, name, first))


def _variants(reading: Reading, first: Name | None) -> Iterator[Name]:
    """Find the primary name with something added: X+, X-Large, XBench."""
    main, text = _text(reading, first), reading.text("abstract")
    for start in _occurrences(text, main):
        added = _ADDED.match(text, start + len(main))
        if added:
            yield Name("abstract", start, added.end())


def _occurrences(text: str, name: str) -> Iterator[int]:
    """Find a name where no word runs into it from before."""
    start = text.find(name) if name else -1
    while start >= 0:
        if start == 0 or not (text[start - 1].isalnum() or text[start - 1] in "_-"):
            yield start
        start = text.find(name, start + len(name))


def _found(reading: Reading, name: Name, label: str) -> Found:
    more = {}
    if name.long:
        field, start, end = name.long
        more = {"expansion": reading.text(field)[start:end]}
    return Found(name.field, name.start, name.end, label, more)


def _text(reading: Reading, name: Name | None) -> str:
    return reading.text(name.field)[name.start : name.end] if name else ""


def _role(reading: Reading, name: Name, first: Name | None) -> str:
    text, main = _text(reading, name), _text(reading, first)
    if _NAMES_DATA.search(reading.text(name.field), max(0, name.start - 30), name.start):
        return "dataset"
    if main and text.startswith(main) and not text[len(main) : len(main) + 1].isalpha():
        return "dataset" if _DATA_NAME.search(text) else "variant"
    around = reading.text(name.field)[max(0, name.start - 60) : name.end + 25]
    return "dataset" if _DATA_NAME.search(text) or _DATA.search(around) else "component"


def _candidates(reading: Reading, known: tuple[Pair, ...]) -> list[Name]:
    """Give the names that the abstract introduces, in reading order, each with its long form."""
    names = []
    text = reading.text("abstract")
    general = {text[slice(*pair.short)] for pair in known if _is_general(reading, pair)}
    for start, end in introduced(reading.text("abstract")):
        pair = _pair_at(known, "abstract", start, end)
        if pair:
            if not _is_general(reading, pair):
                names.append(_named(pair))
        elif is_name(text[start:end]) and text[start:end] not in general:
            names.append(Name("abstract", start, end))
    return names


def _is_general(reading: Reading, pair: Pair) -> bool:
    """Say whether a pair is of the field: a known short form, or "… processing (NLP) models" without capitals."""
    text = reading.text(pair.field)
    short, long = text[slice(*pair.short)], text[slice(*pair.long)]
    end = max(pair.short[1], pair.long[1])
    return short in _GENERIC or (long.islower() and bool(_PLURAL.match(text, end)))


def _named(pair: Pair) -> Name:
    return Name(pair.field, *pair.short, (pair.field, *pair.long))


def _pair_at(known: tuple[Pair, ...], field: str, start: int, end: int) -> Pair | None:
    """Give the pair whose short or long form stands at a place."""
    for pair in known:
        if pair.field != field:
            continue
        (short, short_end), (long, long_end) = pair.short, pair.long
        if short <= start < short_end or (long - 12 <= start < long_end and end > long):
            return pair
    return None


def _primary(reading: Reading, known: tuple[Pair, ...], candidates: list[Name]) -> Name | None:
    return (
        _from_head(reading, known, candidates)
        or _spelled_by_title(reading, known, candidates)
        or _in_title(reading, candidates)
        or (candidates[0] if candidates else None)
    )


def _from_head(reading: Reading, known: tuple[Pair, ...], candidates: list[Name]) -> Name | None:
    """Resolve ``NAME: description``: the name itself, or the short form of what stands before the colon."""
    place = title_head(reading.text("title"))
    if not place:
        return None
    head = reading.text("title")[slice(*place)]
    for pair in known:
        if _same(reading.text(pair.field)[slice(*pair.long)], head):
            return _named(pair)
    where = _introducing(reading, head, candidates)
    if not is_head_name(head, mentioned=where is not None):
        return None
    own = [pair for pair in known if reading.text(pair.field)[slice(*pair.short)] == head]
    own.sort(key=lambda pair: pair.field)  # the abstract's first
    if own and own[0].field == "abstract":
        return _named(own[0])
    return Name(*(where or ("title", *place)), (own[0].field, *own[0].long) if own else None)


def _introducing(reading: Reading, name: str, candidates: list[Name]) -> tuple[str, int, int] | None:
    """Find where the abstract introduces a name, or else mentions it first."""
    for candidate in candidates:
        if _text(reading, candidate) == name:
            return candidate.field, candidate.start, candidate.end
    text = reading.text("abstract")
    for start in _occurrences(text, name):
        end = start + len(name)
        if _ENDS.match(text, end):
            return "abstract", start, end
    return None


def _same(one: str, other: str) -> bool:
    def bare(text: str) -> str:
        return _MARKS.sub("", text).lower().removesuffix("s")

    return bare(one) == bare(other)


def _spelled_by_title(reading: Reading, known: tuple[Pair, ...], candidates: list[Name]) -> Name | None:
    """Take the short form that the title gives, or whose long form begins or ends the title."""
    for pair in known:
        text = reading.text(pair.field)
        short, long = text[slice(*pair.short)], text[slice(*pair.long)]
        if short in _GENERIC:
            continue
        if pair.field == "title" and _CLOSES.match(text, max(pair.short[1], pair.long[1])):
            return _mentioned(reading, pair, candidates)
        begins = _same(reading.text("title")[: len(long) + 1].split(":")[0], long)
        if begins and pair.field == "abstract" and _speaks_of_own(text, pair):
            return _named(pair)
    introduced_here = {_text(reading, name) for name in candidates}
    for pair in known:
        text = reading.text(pair.field)
        short, long = text[slice(*pair.short)], text[slice(*pair.long)]
        if short in introduced_here and long.lower().rstrip("s") in reading.text("title").lower():
            return _named(pair)
    return None


def _speaks_of_own(text: str, pair: Pair) -> bool:
    """Say whether the words before a pair are the authors' of their own work."""
    return bool(_OWN_WORK.search(text, max(0, pair.long[0] - 150), pair.long[0]))


def _mentioned(reading: Reading, pair: Pair, candidates: list[Name]) -> Name:
    short = reading.text("title")[slice(*pair.short)]
    long = ("title", *pair.long)
    for name in candidates:
        if _text(reading, name) == short:
            return name if name.long else name._replace(long=long)
    place = _introducing(reading, short, candidates)
    return Name(*place, long) if place else Name("title", *pair.short, long)


def _in_title(reading: Reading, candidates: list[Name]) -> Name | None:
    """Take the introduced name that the title mentions."""
    title = reading.text("title")
    for name in candidates:
        text = _text(reading, name)
        if is_short(text) and any(_ENDS.match(title, start + len(text)) for start in _occurrences(title, text)):
            return name
    return None
