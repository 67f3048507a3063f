"""Formulas whose LaTeX lost its dollars, found word by word: what cannot be prose, and what goes on from it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from explorer.facts.latex import plain
from explorer.facts.vocabulary import table, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

Piece = tuple[int, int, str, str]

_GREEK = "|".join(entry.split()[0] for entry in table("latex")["greek"])
_TELL = terms("latex", "telling")
_TELLING = "|".join(sorted(_TELL, key=len, reverse=True))
_GLUED = re.compile(rf"(?:{_TELLING})(?![a-z])")

# One word of mathematics that cannot be prose: a script, a command, a telling word, perhaps glued to its neighbours.
_STRONG = re.compile(
    rf"\w\^|\^\{{|_\{{|(?<![A-Za-z])(?:[A-Za-z]|sum|prod|int|max|min|"
    rf"log)_[A-Za-z0-9](?![A-Za-z0-9])|\\[A-Za-z]|(?<![A-Za-z])(?:{_TELLING})(?![a-z])|(?:{_GREEK}|"
    rf"[\]}})])(?:left|right)[()\[\]|]|(?<![A-Za-z])left[(\[]|right[)\]]|\d(?:times|pm)\d"
)
_WEAK = re.compile(
    rf"[(\[]*(?:[A-Za-z](?:\([\w,]+\))?|\d+(?:\.\d+)?|[=+<>:|≤≥≈×·∘→∈-]|{_GREEK}|sum|prod|max|min|"
    rf"log|exp|sim|pm)[)\]:]*"
)
_MAPPING = re.compile(r"[A-Za-z]:")
_TOKEN = re.compile(r"\S+")


def formulas(text: str) -> Iterator[Piece]:
    """Join neighbouring words of mathematics around each that cannot be prose."""
    if not any(_is_strong(word) for word in set(text.split())):
        return
    tokens = [(token.start(), token[0]) for token in _TOKEN.finditer(text)]
    done = 0
    for number in [number for number, (_, word) in enumerate(tokens) if _is_strong(word)]:
        if number < done:
            continue
        first, done = _run(tokens, number)
        yield from _formula(text, [_placed(*token) for token in tokens[first:done]])


def _run(tokens: list[tuple[int, str]], number: int) -> tuple[int, int]:
    """Give the first and the past-last number of the words of mathematics around one."""
    first, last = number, number
    while first and _goes_on(tokens[first - 1][1]) and _is_mathematics(tokens[first - 1][1]):
        first -= 1
    while last + 1 < len(tokens) and _goes_on(tokens[last][1]) and _is_mathematics(tokens[last + 1][1]):
        last += 1
    return first, last + 1


def _bare(word: str) -> str:
    return word if _MAPPING.fullmatch(word) else word.rstrip(".,;:")


def _is_mathematics(word: str) -> bool:
    return _is_strong(word) or bool(_WEAK.fullmatch(_bare(word) or word))


def _goes_on(word: str) -> bool:
    """Say whether a formula can run on behind a word: no punctuation ends it there."""
    return word == _bare(word) or word in {":", "="} or word.endswith(":")


def _placed(start: int, word: str) -> tuple[int, int, bool]:
    return start, start + len(_bare(word) or word), _is_strong(word)


@lru_cache(maxsize=50_000)
def _is_strong(word: str) -> bool:
    """Say whether a word cannot be prose; most words are letters only and asked cheaply."""
    bare = word.rstrip(".,;:")
    if bare.isalpha():
        return bare in _TELL or (not (bare.islower() or bare.istitle() or bare.isupper()) and bool(_GLUED.match(bare)))
    return "://" not in word and bool(_STRONG.search(word))


def _formula(text: str, run: list[tuple[int, int, bool]]) -> Iterator[Piece]:
    """Trim what only happens to stand beside a formula: an article, a number, "k" in "degree k polynomial"."""
    while run and not run[0][2] and not _leads(text, run):
        run = run[1:]
    while run and not run[-1][2] and not _trails(text, run):
        run = run[:-1]
    if not run:
        return
    start, end = run[0][0], run[-1][1]
    start, end = _unwrapped(text, start, end)
    stretch = text[start:end]
    script = len(run) == 1 and not re.search(rf"\\|{_TELLING}", stretch)
    yield start, end, "tex-script" if script else "tex-formula", plain(stretch)


def _leads(text: str, run: list[tuple[int, int, bool]]) -> bool:
    """Say whether a weak word at the beginning is joined to what follows by an operator."""
    word, after = text[run[0][0] : run[0][1]], text[run[1][0] : run[1][1]] if len(run) > 1 else ""
    if not any(strong for _, _, strong in run):
        return False
    return (word.endswith(":") and len(word) > 1) or _is_operator(after)


def _trails(text: str, run: list[tuple[int, int, bool]]) -> bool:
    before = text[run[-2][0] : run[-2][1]] if len(run) > 1 else ""
    word = text[run[-1][0] : run[-1][1]]
    return not _is_operator(word) and (_is_operator(before) or word[-1:] in ")]")


def _is_operator(word: str) -> bool:
    return word in {"=", "+", "-", "<", ">", ":", "|", "sim", "pm"} or bool(
        re.fullmatch(
            r"\\?(?:circ|rightarrow|leftarrow|Rightarrow|leq|geq|neq|cdot|mapsto|subseteq|propto|equiv|"
            r"simeq)|[≤≥≈×·∘→∈]",
            word,
        )
    )


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out brackets and quotes that belong to the sentence around a formula."""
    while (
        start < end
        and text[start] in "([\"'“"
        and text.count(")", start, end) + text.count("]", start, end)
        < (text.count("(", start, end) + text.count("[", start, end) + (text[start] in "\"'“"))
    ):
        start += 1
    if text[start : start + 1] == "(" and text[end - 1 : end] == ")" and text.find(")", start, end) == end - 1:
        start, end = start + 1, end - 1
    while end > start and (
        text[end - 1] in ".,;:\"'”"
        or (text[end - 1] == ")" and text.count(")", start, end) > text.count("(", start, end))
    ):
        end -= 1
    return start, end
