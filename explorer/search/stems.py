"""English words cut to their stems, so that `networks` and `network` are one word."""

from __future__ import annotations

import re
from functools import lru_cache

_CONSONANTS = "[^aeiou][^aeiouy]*"
_VOWELS = "[aeiouy][aeiou]*"
_ONE = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}")  # at least one vowel and consonant in turn
_JUST_ONE = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}(?:{_VOWELS})?$")
_TWO = re.compile(f"^(?:{_CONSONANTS})?{_VOWELS}{_CONSONANTS}{_VOWELS}{_CONSONANTS}")
_HAS_VOWEL = re.compile(f"^(?:{_CONSONANTS})?[aeiouy]")
_SHORT = re.compile(f"^{_CONSONANTS}[aeiouy][^aeiouwxy]$")
_DOUBLE = re.compile(r"([^aeiouylsz])\1$")
_ENGLISH = re.compile("[a-z]{3,}")


def _suffixes(table: str) -> tuple[re.Pattern[str], dict[str, str]]:
    pairs = dict(entry.partition(":")[::2] for entry in table.split())
    return re.compile(f"^(.+?)({'|'.join(pairs)})$"), pairs


_LONG = _suffixes(
    "ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize "
    "ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log"
)
_SHORTER = _suffixes("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:")
_LAST = re.compile(
    "^(.+?)(?:al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|(?<=[st])ion|ou|ism|ate|iti|ous|ive|ize)$"
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Cut a lower-case English word to its stem; others stay. M. F. Porter, *An algorithm for suffix stripping*, 1980.

    Source: https://tartarus.org/martin/PorterStemmer, with its author's later changes (`bli`, `logi`).
    """
    if not _ENGLISH.fullmatch(word):
        return word
    starts_with_y = word[0] == "y"  # a consonant, there
    word = _ended(_plain(f"Y{word[1:]}" if starts_with_y else word))
    return word.lower() if starts_with_y else word


def _plain(word: str) -> str:
    """Take off plurals and the ends of verbs."""
    if word.endswith(("sses", "ies")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    word = _verb(word)
    return f"{word[:-1]}i" if word.endswith("y") and _HAS_VOWEL.match(word[:-1]) else word


def _verb(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _ONE.match(word[:-3]) else word
    stem = word.removesuffix("ed") if word.endswith("ed") else word.removesuffix("ing")
    if stem == word or not _HAS_VOWEL.match(stem):
        return word
    if stem.endswith(("at", "bl", "iz")) or (_SHORT.match(stem) and not _DOUBLE.search(stem)):
        return f"{stem}e"
    return stem[:-1] if _DOUBLE.search(stem) else stem


def _ended(word: str) -> str:
    """Take off the ends that make nouns and adjectives."""
    for pattern, instead in (_LONG, _SHORTER):
        found = pattern.match(word)
        if found and _ONE.match(found[1]):
            word = found[1] + instead[found[2]]
    found = _LAST.match(word)
    if found and _TWO.match(found[1]):
        word = found[1]
    if word.endswith("e") and _is_long_without_e(word[:-1]):
        word = word[:-1]
    return word[:-1] if word.endswith("ll") and _TWO.match(word) else word


def _is_long_without_e(word: str) -> bool:
    return bool(_TWO.match(word) or (_JUST_ONE.match(word) and not _SHORT.match(word)))
