"""Datasets, benchmarks, corpora and test environments that a paper names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from explorer.facts.acronyms import pairs
from explorer.facts.base import FIELDS, Found, Reading, finder
from explorer.facts.lexicon import Lexicon
from explorer.facts.lists import following, preceding
from explorer.facts.models import known_models
from explorer.facts.naming import is_coinage
from explorer.facts.taken import Taken
from explorer.facts.vocabulary import table, terms
from explorer.facts.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]

_AMBIGUOUS = terms("datasets", "ambiguous")
_NEVER = terms("datasets", "never") | terms("general", "generic")
_SUFFIX = re.compile(
    r"(?=\w*[A-Z])(?:\w[\w^+.-]*(?:[a-z\d](?:Bench|QA|Eval|Arena|Gym)|-(?:[Bb]ench|Eval|Gym|Arena|"
    r"QA)|[A-Z]\w*[Bb]ench(?:mark)?)"
    r"(?:[-+.]\w[\w.+-]*|[vV]?\d[\w.]*)?|[A-Z][\w-]*-(?:\d+[KM]|\d+\.\d+M))$"
)
_NOUN = re.compile(
    r"\b(?:datasets?|data sets?|benchmarks?|corpus|corpora|leaderboards?|test[ -]sets?|"
    r"test ?beds?|benchmark suites?|challenge|competitions?|test suite)\b"
)
_SUCH = re.compile(
    r"\b(?:datasets?|benchmarks?|corpora|test sets?|test ?beds?|tasks?|environments?|games?|"
    r"leaderboards?|domains?|scenarios)"
    r"(?:,? (?:such as|including|like|namely|e\.g\.,?|i\.e\.,?)|:| \((?:e\.g\.,? |i\.e\.,? |"
    r"such as |including )?|,| --| —)\s*(?:the )?(?=[\"“A-Za-z\d])"
)
_ON = re.compile(r"\b(?:on|across|over|in|from)(?: the| both| datasets like)? (?=[\w\"“])")
_VERSION = re.compile(r" (?:v\d[\w.]*|V\d|\d\.\d|Verified|Lite|Pro|Hard|Diamond)(?!\w)")
_NOUNS = terms("datasets", "nouns")
_SUCHES = terms("datasets", "lists")
_PLACES = frozenset({"on", "across", "over", "in", "from"})
_BETWEEN = frozenset({"the", "both"})
_LEADS_IN = re.compile(r"\b(?:on|across|over|including|in|and|as|:|,)(?: the)? [\"“]?$|, $")
_PHRASE_ENDS = re.compile(
    r"\s*(?:[.,;:)(]|(?:and|with|by|while|using|for|from|in|to|at)\b|show|demonstrat|validate|$)"
)
_CUE = re.compile(
    r"\b(?:evaluat|experiment|benchmark|outperform|achiev|accuracy|results|score|performance|"
    r"improv|gain|surpass|state-of-the-art|SOTA|trained|"
    r"pre-?trained|test|points|F1|FID|PSNR|mIoU|success|exceed|%|reach|attain|valid|competitive|reduc)",
    re.IGNORECASE,
)


@cache
def _lexicon() -> Lexicon:
    lists = table("datasets")
    return Lexicon({"dataset": lists["known"], "problem": lists["problems"]})


@finder("dataset", own=bool)
def find_datasets(reading: Reading) -> Iterator[Found]:
    """Find datasets, one row for each distinct name, where it is first named."""
    own = {reading.quote(name): name.label for name in reading.found("name")}
    seen: set[str] = set()
    for field in FIELDS:
        for start, end, label in sorted(_spans(reading, field, own)):
            name = reading.text(field)[start:end]
            if name not in seen:
                seen.add(name)
                kind = "benchmark" if label == "dataset" and _is_benchmark(reading.text(field), start, end) else label
                yield Found(field, start, end, kind, {"own": name in own})


def _is_benchmark(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 60) : end + 20].lower()
    return "bench" in around or "evaluat" in around or " on " in around


def _spans(reading: Reading, field: str, own: dict[str, str | None]) -> list[tuple[int, int, str]]:
    text = reading.text(field)
    taken = Taken((link.start, link.end) for link in reading.found("link") if link.field == field)
    return [
        (start, end, label)
        for start, end, label in _offered(reading, field, own)
        if text[start:end] not in _NEVER and taken.take(start, end)
    ]


def _offered(reading: Reading, field: str, own: dict[str, str | None]) -> Iterator[tuple[int, int, str]]:
    """Give spans from the surest sign to the weakest: known names, own names, the shape of a name, the phrase."""
    text, words = reading.text(field), reading.words(field)
    shorts = {text[slice(*pair.short)] for pair in pairs(reading) if pair.field == field}
    for known in _lexicon().find(words):
        name = text[known.start : known.end]
        if (
            name not in own
            and known.term not in shorts
            and (known.term not in _AMBIGUOUS or _supported(text, known.start, known.end))
        ):
            yield known.start, known.end, known.label
    named_data = words.where({name for name, label in own.items() if label == "dataset"})
    for number in sorted({*named_data, *(number for number in words.mixed if _is_shaped(words.texts[number]))}):
        start, end = words.spans[number]
        yield start, _versioned(text, end), "dataset"
    models = {text[known.start : known.end] for known in known_models(reading, field)}
    named = {name for name, label in own.items() if label != "dataset"} | models | shorts
    for start, end in _phrased(words, plain=field == "abstract"):
        if text[start:end] not in named and text[start:end].split()[0] not in named:
            yield start, end, "dataset"


def _is_shaped(word: str) -> bool:
    return word not in _NEVER and bool(_SUFFIX.match(word))


def _versioned(text: str, end: int) -> int:
    version = _VERSION.match(text, end)
    return version.end() if version else end


def _supported(text: str, start: int, end: int) -> bool:
    """Say whether the words around speak of data or of an evaluation on it."""
    before, after = text[max(0, start - 50) : start], text[end : end + 30]
    return bool(
        _NOUN.search(after[:25]) or (_LEADS_IN.search(before) and _CUE.search(text[max(0, start - 160) : end + 80]))
    )


def _phrased(words: Words, *, plain: bool) -> Iterator[Span]:
    text = words.text
    for start in words.starts(_NOUNS):
        if _NOUN.match(text, start):
            yield from preceding(text, start, plain=plain)
    for such in filter(None, (_SUCH.match(text, start) for start in words.starts(_SUCHES))):
        yield from following(text, such.end(), plain=plain and not such[0].rstrip().endswith(","))
    for place in filter(None, (_ON.match(text, start) for start in _places(words))):
        row = list(following(text, place.end(), plain=False))
        if row and _is_row(text, row) and _is_judged(text, place.start(), row[-1][1]):
            yield from row


def _places(words: Words) -> Iterator[int]:
    """Say where "on", "across" and the like begin that may lead to a name: no plain word follows them."""
    after = [*words.texts[1:], "", ""]
    for number in words.where(_PLACES):
        leading = after[number] if after[number] not in _BETWEEN else after[number + 1]
        if not leading.isalpha() or not leading.islower() or leading == "datasets":
            yield words.spans[number][0]


def _is_judged(text: str, start: int, end: int) -> bool:
    return bool(_CUE.search(text, max(0, start - 140), min(len(text), end + 60)))


def _is_row(text: str, row: list[Span]) -> bool:
    """Refuse "on GPT-4 models" and "on LLaMA-Factory": what follows must end the phrase."""
    return bool(_PHRASE_ENDS.match(text, row[-1][1])) and all(
        is_coinage(text[start:end].split(maxsplit=1)[0]) for start, end in row
    )
