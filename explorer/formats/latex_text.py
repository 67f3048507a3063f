"""LaTeX as BibTeX files hold it, and the text that it stands for."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331",
}  # fmt: skip
NAMED = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}",
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "dots": "…", "ldots": "…", "slash": "/", "hyphen": "-", "newline": " ", "par": " ",
    "TeX": "TeX", "LaTeX": "LaTeX",
    **dict.fromkeys(("em", "it", "bf", "sc", "tt", "rm", "sl", "sf", "itshape", "bfseries", "scshape"), ""),
}  # fmt: skip
SIGNS = {",": " ", ";": " ", ":": " ", " ": " ", "\\": " ", "/": "", "-": "", "!": "", "@": "", "*": ""}
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " ", "{": "", "}": ""}
MARKED = re.compile(r"[\\{}~]|--|``|''")
SPACES = re.compile(r"[ \t\r\n]+")
TOKENS = re.compile(
    r"""
    (?P<maths>\$(?:[^$\\]|\\.)+\$)
    | \\symbol\{(?P<number>\d{1,7})\}
    | \\(?P<accent>[`'^"~=.]|[uvHcdbkr](?![A-Za-z]))\s*+
      (?:\{\s*+(?P<inner>\\[ij](?![A-Za-z])|[^\W\d_])?+\s*+\}|(?P<letter>\\[ij](?![A-Za-z])|[^\W\d_]))
    | \\(?P<name>[A-Za-z]+)\*?(?P<after>\s*(?=\{[^}])|\{\}|\s+)?
    | \\(?P<sign>.)
    | (?P<ligature>---?|``|''|[{}~])
    """,
    re.VERBOSE,
)
MATHS = r"\$(?![\s\d.,]+\$)(?:[^\s\x00-\x1f$\\%\#{}&]|\\[A-Za-z,;:!]|(?<=[^\s$])[ ](?=[^\s$])|[{}])+\$(?!\d)"
UNSAFE = re.compile(
    rf"(?P<maths>{MATHS})|(?P<word>[^\W_]+(?:-[^\W_]+)*)"
    r"|[\\~^{}&%$#_\x01-\x1f\x7f-\x9f\u2028\u2029]|-(?=-)|`(?=`)|'(?=')|^[ ]|[ ](?=[ ])|[ ]\Z"
)
ESCAPES = {
    **{mark: f"\\{mark}" for mark in "&%$#_{}"}, **{mark: f"{mark}{{}}" for mark in "-`'"}, " ": "{ }",
    "\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
LOOSE = {**ESCAPES, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}


def plain(latex: str) -> str:
    """Give the text that LaTeX stands for: accents, symbols and dashes as characters, maths as it is."""
    latex = SPACES.sub(" ", latex).strip(" ")
    return TOKENS.sub(_read, latex) if MARKED.search(latex) else latex


def escaped(text: str, is_kept: Callable[[str], bool] | None = None) -> str:
    """Write a text as LaTeX that `plain` reads as it was, in braces the words whose case must be kept."""
    escapes = ESCAPES if is_balanced(text) else LOOSE  # BibTeX counts an escaped brace as a brace

    def write(token: re.Match[str]) -> str:
        found = token[0]
        if token["word"]:
            return f"{{{found}}}" if is_kept and is_kept(found) else found
        if not token["maths"]:
            return escapes.get(found) or rf"\symbol{{{ord(found)}}}"
        if not is_balanced(found):
            return "".join(escapes.get(mark, mark) for mark in found)
        return f"{{{found}}}" if is_kept and found != found.lower() else found

    return UNSAFE.sub(write, text)


def is_balanced(text: str) -> bool:
    """Say whether each brace that opens is closed after it, and none else."""
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return not depth


def _read(token: re.Match[str]) -> str:
    kind = token.lastgroup
    if kind == "ligature":
        return LIGATURES[token[0]]
    if kind == "sign":
        return SIGNS.get(token["sign"], token["sign"])
    if kind in ("name", "after"):
        return _named(token)
    if kind == "number":
        return _numbered(int(token["number"])) or token[0]
    return token[0] if kind == "maths" else _accented(token)


def _accented(token: re.Match[str]) -> str:
    letter = (token["inner"] or token["letter"] or "").lstrip("\\")
    return unicodedata.normalize("NFC", letter + ACCENTS[token["accent"]]) if letter else ""


def _named(token: re.Match[str]) -> str:
    """Give a macro's character, nothing for one that only shapes what follows, else the macro as it stands."""
    known = NAMED.get(token["name"])
    if known is None:
        known = _symbols().get(token["name"])
    if known is not None:
        return known
    has_argument = token["after"] is not None and token.string[token.end() : token.end() + 1] == "{"
    return "" if has_argument else token[0]


def _numbered(number: int) -> str:
    is_character = 0 < number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF
    return chr(number) if is_character else ""


@cache
def _symbols() -> dict[str, str]:
    """Name the characters that LaTeX has a macro for, as pylatexenc writes them."""
    from pylatexenc.latexencode import get_builtin_uni2latex_dict  # noqa: PLC0415 - only rare macros need it

    macro = re.compile(r"\{?(?:\\ensuremath\{)?\\([A-Za-z]+)\}?\}?")
    written = ((macro.fullmatch(latex), code) for code, latex in get_builtin_uni2latex_dict().items())
    return {found[1]: chr(code) for found, code in written if found}
