"""Models and systems that a paper names and did not make; families, methods and software beside them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from explorer.facts.acronyms import pairs
from explorer.facts.base import Found, Reading, finder
from explorer.facts.lexicon import Known, Lexicon
from explorer.facts.lists import following
from explorer.facts.taken import Taken
from explorer.facts.vocabulary import table, terms
from explorer.facts.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

_AMBIGUOUS = terms("models", "ambiguous")
_METHODS = terms("models", "methods") | terms("models", "software")
_SIZED = re.compile(
    r"[A-Z][\w.]*(?:-[\w.]+)*-\d+(?:\.\d+)?[bBM](?:-[\w.]+)*$|[A-Z][A-Za-z]+\d+(?:\.\d+)?-\d+(?:\.\d+)?[bB]$"
)
_SUCH = re.compile(
    r"\b(?:models?|LLMs?|MLLMs?|VLMs?|LVLMs?|LMMs?|LRMs?|VLAs?|systems?|baselines?|backbones?|"
    r"agents?|generators?|architectures?|competitors?|counterparts?|families)"
    r"(?:,? (?:such as|including|like|namely|e\.g\.,?)|:| \((?:e\.g\.,? |i\.e\.,? |such as |"
    r"including |like )?|,)\s*(?=[A-Z\d])"
)
_BEATS = re.compile(r"\w+(?: both| the| even| strong| those of| that of)? (?=[A-Z])")
_BEATING = terms("models", "beating")
_LISTED = terms("models", "lists")
_SPOKEN = re.compile(
    r"\b(?:models?|LLMs?|MLLMs?|VLMs?|baselines?|outperform|surpass|compared|backbones?|"
    r"pre-?trained|fine-?tun|released|open-source|closed-source|proprietary|commercial|"
    r"generators?|diffusion|agents?)\b",
    re.IGNORECASE,
)


@cache
def models_lexicon() -> Lexicon:
    """Give the known models, families, methods and software."""
    lists = table("models")
    return Lexicon(
        {
            "software": lists["software"],
            "method": lists["methods"],
            "family": lists["families"],
            "model": lists["known"],
        }
    )


def known_models(reading: Reading, field: str) -> tuple[Known, ...]:
    """Give the known models, families, methods and software of a field."""
    return reading.once(f"models of {field}", lambda paper: tuple(models_lexicon().find(paper.words(field))))


@finder("model", own=bool)
def find_models(reading: Reading) -> Iterator[Found]:
    """Find models that are not this paper's, one row for each distinct name, where it is first named."""
    seen: set[str] = set()
    for field in ("abstract", "title"):
        for start, end, label in sorted(_spans(reading, field)):
            name = reading.text(field)[start:end]
            if name not in seen:
                seen.add(name)
                yield Found(field, start, end, label, {"own": False})


def _spans(reading: Reading, field: str) -> list[tuple[int, int, str]]:
    facts = (fact for kind in ("link", "dataset") for fact in reading.found(kind))
    taken = Taken((fact.start, fact.end) for fact in facts if fact.field == field)
    return [(start, end, label) for start, end, label in _offered(reading, field) if taken.take(start, end)]


def _offered(reading: Reading, field: str) -> Iterator[tuple[int, int, str]]:
    text, words = reading.text(field), reading.words(field)
    own = {reading.quote(name) for name in reading.found("name")}
    mains = {reading.quote(name) for name in reading.found("name") if name.label == "primary"}
    data = {reading.quote(item) for item in reading.found("dataset")}
    expanded = {
        text[slice(*pair.short)]
        for pair in pairs(reading)
        if pair.field == field and "odel" not in text[slice(*pair.long)]
    }
    for known in known_models(reading, field):
        name = text[known.start : known.end]
        if _is_own(name, own, mains) or name in expanded:
            continue
        if (
            known.label != "model"
            or known.term not in _AMBIGUOUS
            or name != known.term
            or _spoken(text, known.start, known.end)
        ):
            yield known.start, known.end, known.label
    for number in words.marked:
        word = words.texts[number]
        if _SIZED.match(word) and not _is_own(word, own, mains) and word not in data:
            yield *words.spans[number], "model"
    for start, end in _phrased(words, known_models(reading, field)) if field == "abstract" else ():
        name = text[start:end]
        if not _is_own(name, own, mains) and name not in data and name not in _METHODS and name not in expanded:
            yield start, end, "model"


def _is_own(name: str, own: set[str], mains: set[str]) -> bool:
    return name in own or any(name.startswith(main) and len(main) > 2 for main in mains)


def _spoken(text: str, start: int, end: int) -> bool:
    """Say whether the words around speak of models, for a name that is also a plain word."""
    if start == 0 or text[max(0, start - 2) : start] == ". ":
        return False
    return bool(_SPOKEN.search(text, max(0, start - 70), min(len(text), end + 40)))


def _phrased(words: Words, known: tuple[Known, ...]) -> Iterator[tuple[int, int]]:
    text, ends = words.text, {one.start: one.end for one in known}
    for such in filter(None, (_SUCH.match(text, start) for start in words.starts(_LISTED))):
        if not such[0].rstrip().endswith((",", "(")):
            yield from following(text, such.end(), plain=False, known=ends)
    for beats in filter(None, (_BEATS.match(text, start) for start in words.starts(_BEATING))):
        yield from following(text, beats.end(), plain=False, known=ends)
