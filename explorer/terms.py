"""What a reader typed into the search box, as words to look for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

DEFAULT_FIELDS = ("title", "abstract")
PREFIXES = {
    "title": "title",
    "abstract": "abstract",
    "author": "authors",
    "venue": "venue",
    "keyword": "keywords",
}
NOT_A_WORD = r"[^\p{L}\p{N}\p{M}]+"  # for RE2 and Rust's regex; Python's `re` knows no \p
CAPITALS = {"İ": "i", "Σ": "σ"}  # engines disagree about these two alone: a dot of its own, a sigma that ends a word

_TYPED = re.compile(
    r"""(?P<minus>-*)(?:(?P<field>[A-Za-z]+):(?P<inner>-*))?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))"""
)


@dataclass(frozen=True)
class Term:
    """Words that stand next to each other in one of some fields, wanted or not."""

    words: tuple[str, ...]
    fields: tuple[str, ...] = DEFAULT_FIELDS
    unwanted: bool = False
    prefix: bool = False

    @property
    def needle(self) -> str:
        """Return what a folded text holds if, and only if, it holds the term."""
        return f" {' '.join(self.words)}{'' if self.prefix else ' '}"


def parse(text: str) -> tuple[Term, ...]:
    """Read what was typed, however unfinished; what holds no word asks for nothing."""
    terms = (_term(typed) for typed in _TYPED.finditer(text))
    return tuple(dict.fromkeys(term for term in terms if term.words))


def unknown(text: str) -> list[str]:
    """Name what was typed as a field, `name:word`, and is none: such a name is looked for as a word."""
    named = [typed["field"] for typed in _TYPED.finditer(text) if typed["field"]]
    return [name for name in dict.fromkeys(named) if name.lower() not in {*PREFIXES, "http", "https"}]


def fold(text: str) -> tuple[str, ...]:
    """Cut a text into lower-case words: runs of letters, marks and digits."""
    return tuple(_spaced(text).split())


def placed(text: str) -> list[tuple[int, int, str]]:
    """Cut a text into the same lower-case words, each with where it begins and ends."""
    return [(word.start(), word.end(), word[0]) for word in re.finditer(r"\S+", _spaced(text))]


def matches(text: str, terms: Iterable[Term], field: str) -> list[tuple[int, int]]:
    """Return where the wanted terms stand in a field's text: ``(start, end)``, in order, none overlapping."""
    wanted = [term for term in terms if not term.unwanted and field in term.fields]
    if not wanted:
        return []
    spans = re.finditer("|".join(map(_pattern, sorted(wanted, key=_longest_first))), text, re.IGNORECASE)
    return [span for span in map(re.Match.span, spans) if _stands_alone(text, *span)]


def _term(typed: re.Match[str]) -> Term:
    field = (typed["field"] or "").lower()
    phrase = typed["phrase"]
    said = typed["word"] if phrase is None else phrase
    known = PREFIXES.get(field)
    is_midway = said.removesuffix(":").lower() in PREFIXES and said.endswith(":")
    return Term(
        words=() if is_midway else fold(said if known else f"{field} {said}"),
        fields=(known,) if known else DEFAULT_FIELDS,
        unwanted=bool(typed["minus"] or (known and typed["inner"])),
        prefix=phrase is None and said.endswith("*"),
    )


def _spaced(text: str) -> str:
    return text.translate(_SPACED)


class _Spaced(dict[int, str]):
    """Give for each character its lower-case one, or a space; looked up once."""

    def __missing__(self, code: int) -> str:
        lowered = _lower(chr(code))
        return self.setdefault(code, lowered if _in_word(lowered) else " ")


_SPACED = _Spaced()


def _lower(character: str) -> str:
    return CAPITALS.get(character) or character.lower()


def _in_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM"


def _longest_first(term: Term) -> int:
    return -len(term.needle)


def _pattern(term: Term) -> str:
    phrase = r"[\W_]+".join(map(re.escape, term.words))
    return rf"(?<![^\W_]){phrase}" + (r"\w*" if term.prefix else r"(?![^\W_])")


def _stands_alone(text: str, start: int, end: int) -> bool:
    around: Iterator[str] = (text[at : at + 1] for at in (start - 1, end) if at >= 0)
    return not any(c and _in_word(c) for c in around)
