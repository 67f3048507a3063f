"""The smallest parts of a quantity: a number, the unit attached to it, the marks before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from explorer.facts.vocabulary import table


class Quantity(NamedTuple):
    """A quantity as written: where it stands, between which numbers, of what unit."""

    start: int
    end: int
    low: float | None
    high: float | None
    unit: str = ""
    sign: str = ""
    comparison: str = ""
    form: str = "digits"  # digits, word, verb, share, order, vague, complexity
    link: str = ""  # how two numbers are joined: range, to
    scaled: bool = False  # written with K, M, B, T or million


class Number(NamedTuple):
    """A number as written: its value in base units, what it is without its K, M or B, and the factor."""

    value: float
    end: int
    bare: float
    scale: float = 1.0


class Unit(NamedTuple):
    """A unit as written: its name (empty where none is attached), where it ends, what it multiplies by."""

    name: str
    end: int
    magnitudes: bool = False


class Marks(NamedTuple):
    """The marks before a number: where they begin, what they compare, the sign."""

    start: int
    comparison: str = ""
    sign: str = ""


UNITS = {written: unit for unit, ways in table("units").items() for written in ways}
# Units that say what a figure counts, but are no part of its text.
LOOSE = frozenset({"layers", "days", "weeks", "months", "years", "minutes", "CPUs", "TPUs"})
# Letters that are a unit only where no space parts them from the number.
TIGHT = frozenset({"h", "us", "x", "X", "V", "W", "J"})
_FACTORS = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "b": 1e9, "billion": 1e9, "t": 1e12}
_FACTORS |= {"trillion": 1e12}

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3}){1,4}(?![\d,]\d)|\d{1,15})(\.\d{1,12})?(?!\d|\.\d)(?:e([-+]?\d{1,3})(?!\w))?")
_TIMES = r"(?:×|x|\\times|\\cdot|times|cdot|\*)"
_POWER = re.compile(rf"(?:(\d{{1,9}}(?:\.\d{{1,9}})?) ?{_TIMES} ?)?10 ?\^ ?[{{(]{{0,2}}([-−+]?\d{{1,3}})[)}}]{{0,2}}")
_FACTOR = re.compile(r"(?:([KMBTk])(?![A-Za-z])| ([KMB])(?= [a-z])|[ -](thousand|million|billion|trillion)\b)")
_UNIT = re.compile(r"([ ~-]?)\$?(\\?%|×|°C?|\\?[A-Za-zµμ]{1,12}(?![A-Za-zµμ]))\$?")
_FACTORED = frozenset("KMBTk -")
_POINTS = re.compile(r"(?:\s?\\?%|[ -](?:percentage|absolute|percent))[ -](?:points?|pts)\b")
_ABSOLUTE = re.compile(r"\s?\\?%[ -]absolute\b")
_COMPOUND = re.compile(
    r" ((?:[a-zµμ]{1,6}|micrograms?|milligrams?)/(?:[a-z]{1,2}[A-Z]|[A-Z]|[a-z]{1,4})(?:/[a-z]{1,4})?)(?![\w/])"
)
_MAGNITUDES = re.compile(r"[ -]orders?[ -]of[ -]magnitude\b")
_RATE = re.compile(
    r" ([a-z]{2,12} (?:per|/) ?"
    r"(?:second|sec|minute|hour|day|token|GPU|image|frame|step|query|task|sample)\b"
    r"(?: per [A-Za-z]{2,9}\b)?)"
)
_DEVICE_TIME = re.compile(r"[ -](?:[A-Z]\w{1,8}[ -])?(?:GPU|TPU|CPU|[HA]100)[ -](hours?|days?)\b")
_MARKS = re.compile(r"(?:([~∼≈≃<>≤≥]=?|\\?\b(?:sim|approx|leq?|geq?)\b) ?)?\$?([+±−-])?\$?$")
_GLUED = re.compile(r"\\?(?<![A-Za-z])(sim|approx|pm)$")
_SPECIAL = (
    (_MAGNITUDES, "x"),
    (_POINTS, "pp"),
    (_ABSOLUTE, "pp"),
    (_DEVICE_TIME, ""),
    (_COMPOUND, ""),
    (_RATE, ""),
)
_ALIASES = {
    "frames per second": "FPS",
    "hour": "GPU hours",
    "hours": "GPU hours",
    "day": "GPU days",
    "days": "GPU days",
}
_CROSSES = frozenset({"x", "X", "×", "times", "\\times"})
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,;:)")
_MARKED = ("sim ", "approx ", "leq ", "geq ", "le ", "ge ")
_COMPARED = {"sim": "~", "approx": "~", "le": "<", "leq": "<", "ge": ">", "geq": ">"}
_COMPARED |= dict.fromkeys("~∼≈≃", "~") | dict.fromkeys("<≤", "<") | dict.fromkeys(">≥", ">")


def number(text: str, at: int) -> Number | None:
    """Read the number that begins here, in base units; none where none of a known shape does."""
    if text.startswith("10", at) or "^" in text[at : at + 24]:
        power = _POWER.match(text, at)
        if power:
            return _power(power)
    match = _NUMBER.match(text, at)
    if match is None:
        return None
    whole, decimals, exponent = match.groups()
    bare = float(whole.replace(",", "") + (decimals or ""))
    if exponent:
        bare *= 10.0 ** max(-300, min(280, int(exponent)))
    factor = _FACTOR.match(text, match.end()) if text[match.end() : match.end() + 1] in _FACTORED else None
    if factor is None:
        return Number(bare, match.end(), bare)
    scale = _FACTORS[(factor[1] or factor[2] or factor[3]).lower()]
    return Number(round(bare * scale, 6), factor.end(), bare, scale)


def _power(match: re.Match[str]) -> Number | None:
    exponent = int(match[2].replace("−", "-"))
    if abs(exponent) > 280:
        return None
    value = float(f"{match[1] or 1}e{exponent}")
    return Number(value, match.end(), value)


def unit(text: str, at: int) -> Unit | None:
    """Read the unit attached to a number that ends here; none where the number is glued to a stranger."""
    following = text[at : at + 1]
    if following not in {" ", "-", "%", "\\", "$", "×", "~"} and not following.isalpha():
        return None if following in {"_", "@", "^", "°"} else Unit("", at)
    if following == "%" and text[at + 1 : at + 2] not in {" ", "-"}:
        return Unit("%", at + 1)
    special = _special(text, at) if _is_long(text[at : at + 18]) else None
    return special or _written(text, at)


def _is_long(ahead: str) -> bool:
    """Say whether what follows a number may be a unit of more than one word; after most numbers it is not."""
    if ahead[0] in "%\\":
        return True
    word = ahead[1:3]
    return word in {"or", "pe", "ab"} or not word[:1].islower() or "/" in ahead or " per" in ahead


def _written(text: str, at: int) -> Unit | None:
    """Read a unit of one word."""
    following = text[at : at + 1]
    match = _UNIT.match(text, at)
    if match is None:
        return None if following.isalpha() else Unit("", at)
    gap, written = match.groups()
    name = UNITS.get(written, "")
    if written in _CROSSES and text[match.end() : match.end() + len(gap) + 1].strip().isdigit():
        return None
    if not name or (gap and written in TIGHT):
        return Unit("", at) if gap else None
    return Unit(name, at if name in LOOSE else match.end())


def _special(text: str, at: int) -> Unit | None:
    """Read the units of more than one word."""
    for pattern, name in _SPECIAL:
        if match := pattern.match(text, at):
            written = name or match[1]
            return Unit(_ALIASES.get(written, written), match.end(), magnitudes=pattern is _MAGNITUDES)
    return None


def marks(text: str, at: int) -> Marks:
    """Read the signs and comparison marks that stand before a number."""
    before = text[at - 1] if at else "("
    if before in "([" or before.isalpha():
        glued = _GLUED.search(text, max(0, at - 8), at) if before in "mx" else None
        return (
            Marks(glued.start(), _COMPARED.get(glued[1], ""), "±" if glued[1] == "pm" else "") if glued else Marks(at)
        )
    if before == "–" and text[max(0, at - 2) : at - 1] in "([":
        return Marks(at - 1, "", "-")
    if before == " " and (text[at - 2 : at - 1] or ".") in _PLAIN and not text.endswith(_MARKED, 0, at):
        return Marks(at)
    match = _MARKS.search(text, max(0, at - 10), at)
    if match is None or not match[0]:
        return Marks(at)
    sign = "-" if match[2] == "−" else match[2] or ""
    if sign == "-" and text[match.start(2) - 1 : match.start(2)].isalnum():
        return Marks(at)
    written = match[1].lstrip("\\") if match[1] else ""
    return Marks(match.start(), _COMPARED.get(written.rstrip("="), ""), sign)


def magnified(low: float, high: float, attached: Unit) -> tuple[float, float]:
    """Turn orders of magnitude into factors: 2 of them are 100."""
    if not attached.magnitudes:
        return low, high
    return 10.0 ** min(low, 280), 10.0 ** min(high, 280)
