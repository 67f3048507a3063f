"""Titles as they are compared: without LaTeX, markup, accents, case and signs."""

from __future__ import annotations

import unicodedata
from html import unescape

import pyarrow as pa
import pyarrow.compute as pc

from explorer.columns import TEXT

_FONTS = (
    r"(?:text|math)(?:bf|it|rm|sf|tt|sc|cal|bb|frak|scr|normal)|emph|operatorname|mathcal|boldsymbol|bm|ensuremath"
)
_STEPS = (
    (r"<[/a-zA-Z][^<>]{0,40}>", ""),
    (r"\\?&", " and "),
    (r"\\[\"'`^~=.]\s*\{?\\?([A-Za-z])\}?", r"\1"),
    (rf"(?i)\\?\b(?:{_FONTS})\b", ""),
    (r"\\(?:left|right|big|Big|cite|,|;|!| )", ""),
    (r"\\([A-Za-z]+)", r" \1 "),
    (r"([A-Za-z])\^?\*", r"\1star"),
    (r"\+\+", "plusplus"),
    (r"[Cc]#", "csharp"),
    (r"[${}^_]", ""),
    (r"([\p{L}\p{N}])\+([^\p{L}\p{N}+]|$)", r"\1plus\2"),
)
# Few titles need these steps, which take longer than all the others.
_SET = r"[\\$<&^*+#{}_]|(?i:math[a-z]|text[a-z]|emph|operatorname|boldsymbol)"
_JOINING = r"[\p{M}'’‘`\-‐‑‒–]"
_PLAIN = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_GREEK = {code: unicodedata.name(chr(code), "").rpartition(" ")[2].lower() for code in range(0x3B1, 0x3CA)}
SPELLED = {**str.maketrans(_PLAIN), **_GREEK, 0x3C2: "sigma", 0x3BB: "lambda"}  # Unicode says LAMDA
_RARE = "[ßæœøłđðþıα-ω]"
# Titles that many papers have: alone they say nothing.
GENERIC = frozenset(
    """
    abstract abstracts acknowledgements addendum announcement announcements appendix backmatter bibliography bookreview
    bookreviews calendar commentary comment conclusion conclusions contents contributors correction corrections
    correspondence corrigendum corrigenda cover discussion editorial editorials epilogue errata erratum essay foreword
    frontmatter glossary guesteditorial index inmemoriam introduction introductions issueinformation keynote
    letter letters lettertotheeditor masthead news notes obituary organization organizers overview panel perspective
    perspectives poster posters preface prologue proceedings programcommittee reply response retraction review
    inthisissue reviewers reviews session summary supplement supplementary supplementarymaterial tableofcontents
    titlepage tutorial untitled welcome workshop workshops
    """.split()  # noqa: SIM905 - words read better without marks between them
)


def folded(titles: pa.Array) -> pa.Array:
    """Give titles as lower-case words with single spaces, however they were typed and set."""
    found = _unset(pc.utf8_normalize(_unescaped(titles), "NFKD"))
    found = _spelled(pc.utf8_lower(pc.replace_substring_regex(found, _JOINING, "")))
    found = pc.utf8_trim_whitespace(pc.replace_substring_regex(found, r"[^\p{L}\p{N}]+", " "))
    return pc.if_else(pc.equal(found, ""), pa.scalar(None, TEXT), found)


def squeezed(words: pa.Array) -> pa.Array:
    """Give folded titles without their spaces, so that `pre-training` and `pre training` are one."""
    return pc.replace_substring(words, " ", "")


def digits(words: pa.Array) -> pa.Array:
    """Give the digits of folded titles: GPT-3 is not GPT-4."""
    return pc.replace_substring_regex(words, r"[^0-9]+", "")


def _unescaped(titles: pa.Array) -> pa.Array:
    """Write the marks for which HTML's entities stand, escaped once or twice."""
    is_escaped = pc.fill_null(pc.match_substring_regex(titles, "&#?[0-9A-Za-z]+;"), pa.scalar(value=False))
    found = [unescape(unescape(text)) for text in titles.filter(is_escaped).to_pylist()]
    return pc.replace_with_mask(titles, is_escaped, pa.array(found, TEXT))


def _unset(titles: pa.Array) -> pa.Array:
    """Take LaTeX and HTML out of titles, and write signs that are part of a name as words."""
    is_set = pc.fill_null(pc.match_substring_regex(titles, _SET), pa.scalar(value=False))
    found = titles.filter(is_set)
    for pattern, plain in _STEPS:
        found = pc.replace_substring_regex(found, pattern, plain)
    return pc.replace_with_mask(titles, is_set, found)


def _spelled(words: pa.Array) -> pa.Array:
    """Write letters that have no plain form as people type them: `α` is `alpha`, `ß` is `ss`."""
    is_rare = pc.fill_null(pc.match_substring_regex(words, _RARE), pa.scalar(value=False))
    rare = words.filter(is_rare).to_pylist()
    return pc.replace_with_mask(words, is_rare, pa.array([text.translate(SPELLED) for text in rare], TEXT))
