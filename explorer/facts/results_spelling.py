"""Quantities in words: `seven`, `two orders of magnitude`, `halves`, `a third of`, `polynomial time`."""

from __future__ import annotations

import re

from explorer.facts.results_numbers import Quantity, Unit, magnified, unit

_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_ONES += [
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
SPELLED = {word: float(value) for value, word in enumerate(_ONES)}
SPELLED |= {word: 10.0 * value for value, word in enumerate(_TENS, 2)}
_FACTORS = {"doubl": 2.0, "tripl": 3.0, "quadrupl": 4.0, "halv": 2.0, "twice": 2.0}
_SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2}
_COUNTED = [word for word in SPELLED if word != "one"]

_SPELLING = re.compile(
    rf"(?P<word>{'|'.join(sorted(_COUNTED, key=len, reverse=True))})"
    r"(?!\w|-(?:shot|sum|day|order|to-|and-|way))|"
    r"(?P<verb>doubl(?:es?|ed|ing)|tripl(?:es?|ed|ing)|quadrupl(?:es?|ed|ing)|halv(?:es?|ed|ing|e)|twice"
    rf"|(?:{'|'.join(_COUNTED)})-?fold)(?!\w)|"
    r"(?P<share>half|(?:one|a|two)[ -](?:third|quarter|fifth)s?)(?= (?:of|the|as|its)\b)|"
    r"(?P<order>(?:an|one) order of magnitude)|"
    r"(?P<vague>orders of magnitude|exponential (?:improvements?|speed-?ups?))|"
    r"(?P<growth>(?:polynomial|linear|quadratic|sub-?linear|sub-?quadratic|logarithmic|constant|exponential)"
    r"[ -](?:time|space))\b",
    re.IGNORECASE,
)


def _tree(words: set[str]) -> str:
    """Write a pattern that tells words apart letter by letter, so that most text fails at the first."""
    ways = []
    for letter in sorted({word[0] for word in words if word}):
        rest = {word[1:] for word in words if word.startswith(letter)}
        ways.append(re.escape(letter) + ("" if "" in rest else _tree(rest)))
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


_STARTS = [
    "half",
    "a third",
    "a quarter",
    "a fifth",
    "one[ -][tqf]",
    "two[ -]",
    "an order of",
    "one order of",
]
_STARTS += ["orders of", "exponential", "polynomial", "linear", "quadratic", "sub", "log", "constant"]
_STEMS = {word[:3] for word in [*_COUNTED, *_FACTORS]} | set(_STARTS)
_CAPITALS = {f"{stem[0].upper()}{stem[1:]}" for stem in _STEMS}
# The blank, bracket, dash or quotation mark before a quantity in words.
WORDS = re.compile(rf"[ \n(\[“\"'/—.>-](?={_tree(_STEMS | _CAPITALS)})")
_SCALE_WORD = re.compile(r"[ -](hundred|thousand|million|billion)(?![A-Za-z])")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}


def spelling(text: str, at: int) -> Quantity | None:
    """Read the number word, factor or growth that begins here."""
    match = _SPELLING.match(text, at)
    if match is None:
        return None
    kind, (start, end) = match.lastgroup, match.span()
    written = match[0].lower()
    if kind == "word":
        return _spelled(text, start, end, SPELLED[written])
    if kind == "vague":
        return Quantity(start, end, None, None, "x", form="vague")
    if kind == "growth":
        return Quantity(start, end, None, None, "asymptotic", form="complexity")
    value = 10.0 if kind == "order" else _factor(written)
    return Quantity(start, end, value, value, "x", form=kind or "")


def _factor(written: str) -> float:
    """Give what `doubles`, `threefold` or `a third` multiplies by."""
    for stem, value in _FACTORS.items():
        if written.startswith(stem):
            return value
    if written.endswith("fold"):
        return SPELLED[written[:-4].rstrip("-")]
    count, _, share = written.replace("-", " ").rpartition(" ")
    return _SHARES[share.rstrip("s")] * (2 if count == "two" else 1)


def _spelled(text: str, start: int, end: int, value: float) -> Quantity | None:
    """Read a number word with the unit attached to it: `two orders of magnitude`, `three times`, `five`."""
    scale = _SCALE_WORD.match(text, end)
    if scale:
        value, end = value * _SCALES[scale[1]], scale.end()
    attached = unit(text, end) or Unit("", end)
    low, _ = magnified(value, value, attached)
    return Quantity(start, attached.end, low, low, attached.name, form="word", scaled=bool(scale))
