"""What a name looks like, and the phrases by which authors introduce one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.facts.headed import Headed
from explorer.facts.vocabulary import terms

if TYPE_CHECKING:
    from collections.abc import Iterator

_GENERIC = terms("general", "generic")
_VERB = (
    r"propos(?:e|es|ed|ing)|introduc(?:e|es|ed|ing)|present(?:s|ed|ing)?|develop(?:s|ed|ing)?|devis(?:e|es|ed)|"
    r"design(?:s|ed)?|describ(?:e|es)|releas(?:e|es|ed)|open-sourc(?:e|es)|construct(?:s|ed)?|build|built|"
    r"creat(?:e|es|ed)|contribut(?:e|es)|curat(?:e|es|ed)|collect(?:s|ed)?|establish(?:es)?|unveil|formulate|"
    r"implement(?:s|ed)?|report|share|announce|launch|synthesi[sz]e|offer|provide|train(?:ed)?|coin|explore|debut"
)
_SUBJECT = (
    r"(?:\b(?:[Ww]e|I|[Pp]aper|[Ww]ork|[Rr]eport|[Ss]tudy|[Aa]rticle|[Tt]hesis|and|then|also|to|further|authors)\b)"
)
_NAME = r"[^\W_](?:[\w^{}+*/-]|\.(?=\w))*"
_PROPER = rf"(?:{_NAME})(?: (?:[A-Z](?:[\w+/-]|\.(?=\w))*|\d(?:\w|\.(?=\d))*|v\d(?:\w|\.(?=\d))*|& [A-Z]\w*)){{0,5}}"
_STARTS = re.compile(_NAME)
_WHOLE = re.compile(_PROPER)
_INTRODUCES = Headed(
    re.compile(rf"{_SUBJECT}[^.;:()]{{0,40}}?\b(?:{_VERB})\b,?\s+"),
    (
        *("We", "we", "I", "Paper", "paper", "Work", "work", "Report", "report", "Study", "study", "Article"),
        *("article", "Thesis", "thesis", "and", "then", "also", "to", "further", "authors"),
    ),
)
_CALLED = Headed(
    re.compile(
        r"\b(?:(?:called|named|dubbed|termed|coined|namely|titled|entitled|denoted|abbreviated|codenamed)(?: as)?,?|"
        r"(?:call|name|dub|term|coin) (?:it|this|our|the|them|these|that|such)[^.;:()]{0,60}?(?: as)?(?=\s+[A-Z]))\s+"
        rf"[\"'“‘`*]*({_PROPER})"
    ),
    (
        *("called", "named", "dubbed", "termed", "coined", "namely", "titled", "entitled", "denoted", "abbreviated"),
        *("codenamed", "call ", "name ", "dub ", "term ", "coin "),
    ),
)
_DEVELOPMENT = Headed(
    re.compile(rf"\b(?:development|introduction|release|proposal|design) of ({_PROPER}) \("),
    ("development of", "introduction of", "release of", "proposal of", "design of"),
)
_OURS = Headed(
    re.compile(
        rf"\b[Oo]ur (?:proposed |new |novel |method,? |model,? |framework,? |approach,? |system,? |"
        rf"benchmark,? )+[\"“*]*({_PROPER})"
    ),
    ("Our ", "our "),
)
_OPENS = Headed(
    re.compile(
        rf"(?:[.!?]\s+|(?:\bHere|\bthis end|\bthis work|\bthis paper|\bgap|\bissues?|\bchallenges?|"
        rf"\blimitations?),? )[\"“*]*({_PROPER})"
        r"(?: \([^()]{1,80}\))?(?:, (?:an?|the|our) |(?: is| introduces| proposes) (?:an?|"
        r"the) (?:\w+[ -]){0,4}?(?:novel|new|first|framework|benchmark|method))"
    ),
    (".", "!", "?", "Here", "this end", "this work", "this paper", "gap", "issue", "challenge", "limitation"),
)
_STEP = re.compile(r"[\"'“‘`*]*([^\s,;:()\"”’]+)([\"”’*]*)(,?)\s*(\(?)")
_STOPS = frozenset(
    [
        "of",
        "for",
        "to",
        "that",
        "which",
        "with",
        "by",
        "in",
        "on",
        "from",
        "based",
        "how",
        "when",
        "where",
        "and",
        "or",
        "as",
        "into",
        "between",
        "via",
        "whose",
        "using",
        "upon",
        "than",
        "under",
        "is",
        "are",
        "while",
        "through",
        "at",
        "we",
        "it",
        "both",
    ]
)
_PLAIN = re.compile(r"[A-Z][a-z]+(?:-[A-Z]?[a-z]+)*$")
_COMMON_TAIL = re.compile(
    r"-(?:based|aware|driven|guided|style|like|level|free|wise|agnostic|specific|centric|powered|"
    r"shot|training|trained|"
    r"tuned|tuning|enhanced|augmented|oriented|conditioned|invariant|equivariant|time|scale|end|"
    r"to|quality|dimensional|"
    r"regularized|supervised|generated|informed|assisted|enabled|inspired|native|as|step|modal|"
    r"turn|order|in|source)\b",
    re.IGNORECASE,
)


_SENTENCE = re.compile(
    r"\b(?:is|are|vs|versus|and|or|in|of|the|your|with|without|meets?|from|for|via|to)\b", re.IGNORECASE
)


def is_name(word: str) -> bool:
    """Say whether a word is a proper name: an acronym, mixed case, a coinage, or a capitalised word."""
    if word in _GENERIC or len(word) < 2 or not any(letter.isupper() for letter in word):
        return _is_file(word)
    if " " in word:
        return any(map(is_coinage, word.split())) or word[0].isupper()
    return is_coinage(word) or bool(_PLAIN.match(word))


def _is_file(word: str) -> bool:
    return bool(re.fullmatch(r"\w+\.(?:jl|py|js|cpp|ai|rs)", word)) and word not in _GENERIC


def is_coinage(word: str) -> bool:
    """Say whether capitals or digits inside a word show that somebody coined it."""
    if word in _GENERIC or _COMMON_TAIL.search(word):
        return False
    if "-" in word and all(part.islower() or part in _GENERIC for part in word.split("-")):
        return False
    capitals = sum(letter.isupper() for letter in word)
    if capitals == 0 or _is_file(word):
        return _is_file(word)
    return capitals >= 2 or not word[0].isupper() or any(letter.isdigit() or letter == "^" for letter in word)


def title_head(title: str) -> tuple[int, int] | None:
    """Give the place of what stands before a title's colon or dash."""
    head = re.match(r"\s*[\"'“‘`$]*([^:–—?!]{2,60}?)[\"'”’`$]*\s*(?::| [–—] | - )\s*\S", title)
    if not head:
        return None
    report = re.search(r" (?:Technical Report|Report|System Card)$", head[1])
    return head.start(1), head.end(1) - (len(report[0]) if report else 0)


def is_head_name(head: str, *, mentioned: bool) -> bool:
    """Say whether what stands before the colon is a name: one coinage, or words that the abstract repeats."""
    words = head.split()
    if not words or len(words) > 4 or not all(w[0].isupper() or w[0].isdigit() or is_coinage(w) for w in words):
        return len(words) == 2 and is_coinage(words[0]) and bool(re.fullmatch(r"v?\d[\d.]*", words[1]))
    if len(words) == 1:
        return head not in _GENERIC and (is_coinage(head) or (mentioned and any(c.isupper() for c in head)))
    return (mentioned or any(is_coinage(word) and not _PLAIN.match(word) for word in words)) and not _SENTENCE.search(
        head
    )


_OTHERWISE = (_CALLED, _OURS, _DEVELOPMENT, _OPENS)


def introduced(text: str) -> Iterator[tuple[int, int]]:
    """Give the places of the words that the authors introduce as names, in reading order."""
    found: dict[int, int] = {}
    for match in _INTRODUCES.finditer(text):
        place = _after_verb(text, match.end())
        if place:
            found.setdefault(*place)
    for pattern in _OTHERWISE:
        for match in pattern.finditer(text):
            first = match[1].split()[0]
            if is_coinage(first) or (pattern is _CALLED and first[0].isupper() and first not in _GENERIC):
                found.setdefault(*match.span(1))
    yield from sorted(found.items())


def _after_verb(text: str, at: int) -> tuple[int, int] | None:
    """Walk over "a novel, general framework" to the name after it; stop at a preposition."""
    for _ in range(9):
        step = _STEP.match(text, at)
        if not step:
            return None
        word = step[1].rstrip(".")
        if word in _STOPS:
            return None
        if _may_be_name(word):
            proper = _WHOLE.match(text, step.start(1))
            return proper.span() if proper else None
        if step[4] or step[1].endswith("."):
            return None
        at = step.end()
    return None


def _may_be_name(word: str) -> bool:
    if not _STARTS.match(word) or word in _GENERIC or _COMMON_TAIL.search(word):
        return False
    return is_coinage(word) or bool(_PLAIN.match(word))
