"""What a stretch of LaTeX, or of what is left of it without its backslashes, shows in plain Unicode."""

from __future__ import annotations

import re
import unicodedata

from explorer.facts.vocabulary import table, terms


def _pairs(key: str) -> dict[str, str]:
    return dict(entry.split(" ", 1) for entry in table("latex")[key])


_GREEK = _pairs("greek")
_SIGNS = {**_GREEK, **_pairs("symbols")}
_ACCENTS = {name: chr(int(code, 16)) for name, code in _pairs("accents").items()}
_TELLING = terms("latex", "telling")
_UPPER = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW−∗",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ⁻*",
        strict=True,
    )
)
_LOWER = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
_SCRIPT = {"B": "ℬ", "E": "ℰ", "F": "ℱ", "H": "ℋ", "I": "ℐ", "L": "ℒ", "M": "ℳ", "R": "ℛ"}
_DOUBLE = {"C": "ℂ", "H": "ℍ", "N": "ℕ", "P": "ℙ", "Q": "ℚ", "R": "ℝ", "Z": "ℤ"}
_ALPHABETS = {"mathcal": (0x1D49C, _SCRIPT), "mathscr": (0x1D49C, _SCRIPT), "mathbb": (0x1D538, _DOUBLE)}
_PLAIN = (
    "mathbf|mathrm|mathsf|mathit|mathfrak|boldsymbol|bm|operatorname|textbf|textit|texttt|textsc|"
    "textrm|text|emph|underline|mbox"
)
# A command keeps its backslash, or is one of the telling words; glued to what follows or set off by a space.
_ALPHABET = re.compile(r"\\?(mathcal|mathscr|mathbb)\s*(?:\{\s*([^{}]{1,12})\s*\}|([A-Za-z])(?![a-z]))")
_STYLE = re.compile(rf"\\?\b({_PLAIN})\s*\{{([^{{}}]{{0,80}})\}}|\\?\b(?:mathbf|boldsymbol|mathrm|mathsf)\s+(\w)\b")
_ACCENT = re.compile(rf"\\?({'|'.join(_ACCENTS)})\s*(?:\{{([^{{}}]{{1,3}})\}}|(\\?[A-Z][a-z]+(?![a-z])|[^\W_]))")
_FRACTION = re.compile(r"\\?[dt]?frac\{([^{}]{1,40})\}\{([^{}]{1,40})\}")
_ROOT = re.compile(r"\\?sqrt\s*(?:\{([^{}]{1,40})\}|(\w))")
_SIDES = re.compile(r"\\?(?:left|right|bigl|bigr|Bigl|Bigr|big|Big)(?=[()\[\]|{}.<>⟨⟩])\.?")
_COMMAND = re.compile(r"\\([A-Za-z]+)(?:\s|\\ ?)?")
_STRIPPED = re.compile(rf"(?<![A-Za-z\\])({'|'.join(sorted(_SIGNS, key=len, reverse=True))})(?![A-Za-z])")
_ABOVE = re.compile(r"\^\s*(?:[{(]([^{}()]{1,24})[})]|([^\s{}()\\^_]))")
_BELOW = re.compile(r"_\s*(?:\{([^{}]{1,24})\}|(\d))")
_AFTER_BRACKET = re.compile(r"([(\[])\s+")
_BEFORE_BRACKET = re.compile(r"\s+([)\]])")
_GROUP = re.compile(r"\{\\(?:em|bf|it|tt|sc|sf|rm)\s+([^{}]{0,200})\}")
_ESCAPED = re.compile(r"\\([%&#$_{}])")
_ACUTE = {
    '"': "\u0308",
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "~": "\u0303",
    "c": "\u0327",
    "v": "\u030c",
    "=": "\u0304",
}
_LETTER = re.compile(r"\\([\"'`^~=])\s?\{?([A-Za-z])\}?|\\([cv])\{([A-Za-z])\}")
_BLACKBOARD = re.compile(r"\bR\b(?=\^[dnmkpDN{]| →|$|\s*[,)])|(?<=[→∈] )R\b")
_SPACE = re.compile(r"\bR(?=\^(?:[dnmDN]\b|\{))")


def plain(text: str) -> str:
    """Show a stretch of LaTeX as Unicode: superscripts, Greek, alphabets and signs; what has no sign stays."""
    for pattern, shown in _STEPS:
        text = pattern.sub(shown, text)
    if "→" in text or "∈" in text:
        text = _BLACKBOARD.sub("ℝ", text)
    text = _SPACE.sub("ℝ", text)
    text = _ABOVE.sub(_raised, text)
    text = _BELOW.sub(_lowered, text)
    text = _AFTER_BRACKET.sub(r"\1", text.replace("$", ""))
    return unicodedata.normalize("NFC", _BEFORE_BRACKET.sub(r"\1", text))


def _letter(match: re.Match[str]) -> str:
    accent, letter = (match[1], match[2]) if match[1] else (match[3], match[4])
    return unicodedata.normalize("NFC", letter + _ACUTE[accent])


def _alphabet(match: re.Match[str]) -> str:
    base, special = _ALPHABETS[match[1]]
    letters = match[2] or match[3]
    return "".join(_styled(letter, base, special) for letter in letters)


def _styled(letter: str, base: int, special: dict[str, str]) -> str:
    if letter in special:
        return special[letter]
    return chr(base + ord(letter) - ord("A")) if "A" <= letter <= "Z" else letter


def _accented(match: re.Match[str]) -> str:
    under = match[2] or match[3]
    under = _SIGNS.get(under.lstrip("\\"), under)
    return under + _ACCENTS[match[1]] if len(under) == 1 else under


def _command(match: re.Match[str]) -> str:
    sign = _SIGNS.get(match[1])
    if sign is None:
        return (
            match[1] if match[1] in {"log", "exp", "max", "min", "sup", "inf", "ln", "sin", "cos", "tan", "Pr"} else ""
        )
    return sign + " " * match[0].endswith(" ")


def _raised(match: re.Match[str]) -> str:
    inside = match[1] if match[1] is not None else match[2]
    if inside in {"∘", "circ", "\\circ"}:
        return "°"
    shown = [_UPPER.get(letter) for letter in inside if letter != " "]
    if inside in {"'", "′", "*", "⋆", "†"}:
        return inside
    return "".join(letter for letter in shown if letter) if all(shown) and shown else match[0]


def _lowered(match: re.Match[str]) -> str:
    inside = match[1] if match[1] is not None else match[2]
    shown = [_LOWER.get(letter) for letter in inside]
    return "".join(letter for letter in shown if letter) if all(shown) and shown else f"_{inside}"


def _fraction(match: re.Match[str]) -> str:
    return "/".join(part if len(part) == 1 or part.isalnum() else f"({part})" for part in (match[1], match[2]))


def _stripped(match: re.Match[str]) -> str:
    return _SIGNS[match[1]]


_STEPS = (
    (_GROUP, r"\1"),
    (_LETTER, _letter),
    (_ALPHABET, _alphabet),
    (_STYLE, lambda match: match[2] or match[3] or ""),
    (_SIDES, ""),
    (re.compile(r"(?<=[a-z])(?:left|right)(?=[()\[\]|])"), ""),
    (re.compile(r"(?<=\})(?:left|right)(?=[()\[\]|])"), ""),
    (_ACCENT, _accented),
    (_FRACTION, _fraction),
    (
        _ROOT,
        lambda match: (
            f"√{match[1]}" if match[1] and len(match[1]) == 1 else f"√({match[1]})" if match[1] else f"√{match[2]}"
        ),
    ),
    (_ESCAPED, r"\1"),
    (_COMMAND, _command),
    (_STRIPPED, _stripped),
)
