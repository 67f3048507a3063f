"""LaTeX and typographic debris in a text, each stretch with what to show instead."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from explorer.facts.base import FIELDS, Found, Reading, finder
from explorer.facts.formulas import Piece, formulas
from explorer.facts.latex import plain
from explorer.facts.taken import Taken
from explorer.facts.vocabulary import table, terms
from explorer.facts.words import Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Pattern = tuple[tuple[str, ...], re.Pattern[str], str, "Callable[[re.Match[str]], str]"]

_GREEK = "|".join(entry.split()[0] for entry in table("latex")["greek"])
_HYPHENED = tuple(f"{entry.split()[0]}-" for entry in table("latex")["greek"])
_TELLING = "|".join(sorted(terms("latex", "telling"), key=len, reverse=True))
_TELL = terms("latex", "telling")
_TIMES = re.compile(r"\d(?:times|pm)\d")
_SMALL = terms("prose", "small_words") | {"is", "are", "we", "our", "this", "be", "it", "can"}

_INLINE = re.compile(r"\$[^$\n]{1,200}\$|\\\([^\n]{1,200}?\\\)")
_GROUP = re.compile(
    r"\{\\(?:em|bf|it|tt|sc|sf|rm)\s+[^{}]{1,200}\}|\\?\b(?:emph|textbf|textit|texttt|textsc|"
    r"underline)\{[^{}]{0,200}\}"
)
_QUOTE = re.compile(r"``([^`\"]{1,120}?)(?:''|\"|”)")
_CITE = re.compile(r"[~ ]?\\?\bcite[pt]?\{[^{}]{1,200}\}|~?\b[a-z][a-z-]{1,24}(?:19|20)\d\d[a-z]{2,24}\b(?![.@/-]\w)")
_KEY = re.compile(r"[12c][09i][\dt][\de]")  # 2024 or cite, without which no key stands
_ABOUT = re.compile(r"~(?=\$?\d)(\$?\d[\d.,]*(?:\\?%|[A-Za-z]{1,3}\b)?)")
_RANGE = re.compile(r"(?<![\w.~])(\$?\d[\d.,]*(?:\\?%|[KMBx])?) ?~ ?(\d[\d.,]*(?:\\?%|[A-Za-z]{1,2}\b)?)")
_TIE = re.compile(r"(?<=\w)~(?=\w)")
_ESCAPE = re.compile(r"[\w.,$+-]*\\[%&#$_][\w%]*|[A-Za-z]*\\[\"'`^~=]\{?[A-Za-z]\}?[A-Za-z]*")
_DASH = re.compile(r" ?---? ?| [-–] (?=\S)")
_SYMBOL = re.compile(rf"(?<![\w-])(?:{_GREEK})-[a-z][\w-]*")
_SPACING = re.compile(r"(?<=\w) (?=[:;,](?:\s|$))[:;,]")
_HEX = re.compile(r"(?<=[a-z])x(20(?:1[0-9]|2[0-9a-f]))(?=[a-z])")  # what is left of \\x2013, a dash
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#39|apos);")
_DOUBLED_LINK = re.compile(r"(?<=\w|/)\{https?://[^{}\s]{1,200}\}")
_ENTITIES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "nbsp": " ", "#39": "'", "apos": "'"}
_PROSE_COMPOUNDS = re.compile(
    r"(?:lambda|beta|alpha|delta|pi|mu|nu)-(?:calculus|calculi|test|tests|testing|beta|carotene|"
    r"cell|cells|helix|terms?)\b"
)


@finder("residue", fix=str)
def find_residue(reading: Reading) -> Iterator[Found]:
    """Find debris outside of addresses, longest stretches first, none inside another."""
    for field in FIELDS:
        text = reading.text(field)
        taken = Taken((link.start, link.end) for link in reading.found("link") if link.field == field)
        for start, end, label, fix in (*_pieces(reading.words(field)), *_doubled(reading, field)):
            if fix != text[start:end] and taken.take(start, end):
                yield Found(field, start, end, label, {"fix": fix})


def _pieces(words: Words) -> Iterator[Piece]:
    """Give stretches in the order in which they may claim their characters."""
    text = words.text
    yield from _matched(text, _FIRST)
    if any(mark in text for mark in _MARKS) or not _TELL.isdisjoint(words.texts) or _has_times(text):
        yield from formulas(text)
    yield from _matched(text, _THEN)


def _has_times(text: str) -> bool:
    return ("times" in text or "pm" in text) and bool(_TIMES.search(text))


def _matched(text: str, patterns: tuple[Pattern, ...]) -> Iterator[Piece]:
    """Try a pattern only where one of the marks stands without which it cannot match."""
    for marks, pattern, label, fix in patterns:
        if any(mark in text for mark in marks) and (pattern is not _CITE or _KEY.search(text)):
            yield from ((*match.span(), label, fix(match)) for match in pattern.finditer(text))


def _doubled(reading: Reading, field: str) -> Iterator[Piece]:
    words = reading.words(field)
    texts, spans = words.texts, words.spans
    for number in [number for number, (one, after) in enumerate(pairwise(texts)) if one == after and one in _SMALL]:
        if words.gap(number) == " ":
            yield spans[number][0], spans[number + 1][1], "dup-word", texts[number]


def _dash(match: re.Match[str]) -> str:
    digits = (
        match.string[match.start() - 1 : match.start()].isdigit()
        and match.string[match.end() : match.end() + 1].isdigit()
    )
    if digits and match[0] == "--":
        return "–"
    spaces = match[0].startswith(" "), match[0].endswith(" ")
    return f"{' ' * spaces[0]}—{' ' * spaces[1]}"


def _symbol(match: re.Match[str]) -> str:
    return match[0] if _PROSE_COMPOUNDS.match(match[0]) else plain(match[0])


_MARKS = (
    *(
        "^",
        "_",
        "\\",
        "left(",
        "left[",
        "right)",
        "right]",
        "mathcal",
        "mathbb",
        "mathbf",
        "mathrm",
        "widetilde",
        "widehat",
    ),
    *("rightarrow", "leftarrow", "varepsilon", "overline", "boldsymbol", "textbf", "textit", "infty", "subseteq"),
)
_FIRST: tuple[Pattern, ...] = (
    (("x20",), _HEX, "dash", lambda match: chr(int(match[1], 16))),
    (("{http",), _DOUBLED_LINK, "tex-group", lambda _: ""),
    (
        ("$", "\\("),
        _INLINE,
        "tex-formula",
        lambda match: plain(match[0].replace("\\(", "").replace("\\)", "")),
    ),
    (("19", "20", "cite{", "citep{", "citet{"), _CITE, "cite-key", lambda _: ""),
    (("{",), _GROUP, "tex-group", lambda match: plain(match[0])),
)
_THEN: tuple[Pattern, ...] = (
    (("``",), _QUOTE, "tex-quote", lambda match: f"“{match[1]}”"),
    (("~",), _RANGE, "tilde", lambda match: plain(f"{match[1]}–{match[2]}")),
    (("~",), _ABOUT, "tilde", lambda match: plain(f"≈{match[1]}")),
    (("\\",), _ESCAPE, "tex-escape", lambda match: plain(match[0])),
    (("--", " - ", " – "), _DASH, "dash", _dash),
    (("~",), _TIE, "tilde", lambda _: " "),
    (_HYPHENED, _SYMBOL, "tex-symbol", _symbol),
    ((" :", " ;", " ,"), _SPACING, "spacing", lambda match: match[0][1:]),
    (("&",), _ENTITY, "entity", lambda match: _ENTITIES[match[0][1:-1]]),
)
