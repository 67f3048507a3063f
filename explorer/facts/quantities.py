"""Numbers as papers write them, with what stands attached to them: `10~30%`, `110k to 6M`, `two`, `O(n)`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explorer.facts.results_numbers import Marks, Number, Unit, marks, number, unit

if TYPE_CHECKING:
    from collections.abc import Iterator


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


_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_ONES += "sixteen seventeen eighteen nineteen".split()
SPELLED = {word: float(value) for value, word in enumerate(_ONES)}
SPELLED |= {word: 10.0 * value for value, word in enumerate(_TENS, 2)}
_FACTORS = {"doubl": 2.0, "tripl": 3.0, "quadrupl": 4.0, "halv": 2.0, "twice": 2.0}
_SHARES = {"half": 0.5, "third": 1 / 3, "quarter": 0.25, "fifth": 0.2}
_COUNTED = [word for word in SPELLED if word != "one"]

# The letters m and x may stand before a figure: sim25%, approx3, pm2.
_DIGITS = re.compile(r"\d(?<![A-Za-ln-wyz\d_.@#\\]\d)(?<!\d,\d)")
_SPELLING = re.compile(
    rf"(?P<word>{'|'.join(sorted(_COUNTED, key=len, reverse=True))})(?!\w|-(?:shot|sum|day|order|to-|and-|way))|"
    r"(?P<verb>doubl(?:es?|ed|ing)|tripl(?:es?|ed|ing)|quadrupl(?:es?|ed|ing)|halv(?:es?|ed|ing|e)|twice"
    rf"|(?:{'|'.join(_COUNTED)})-?fold)(?!\w)|"
    r"(?P<share>half|(?:one|a|two)[ -](?:third|quarter|fifth)s?)(?= (?:of|the|as|its)\b)|"
    r"(?P<order>(?:an|one) order of magnitude)|"
    r"(?P<vague>orders of magnitude|exponential (?:improvements?|speed-?ups?))|"
    r"(?P<growth>(?:polynomial|linear|quadratic|sub-?linear|sub-?quadratic|logarithmic|constant|exponential)"
    r"[ -](?:time|space))\b",
    re.IGNORECASE,
)


def _beginnings(words: list[str]) -> re.Pattern[str]:
    """Compile a pattern for where words may begin; it tells them apart by their first letters."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words):
        by_letter.setdefault(word[0], []).append(word[1:])
    ways = (f"[{one}{one.upper()}](?:{'|'.join(rest)})" for one, rest in by_letter.items())
    return re.compile(rf"[ \n(\[“\"'/—-](?=(?:{'|'.join(ways)}))")


_WORDS = _beginnings(
    [*_COUNTED, *_FACTORS, "half", "a third", "a quarter", "a fifth", "one[ -][tqf]", "two[ -]", "an order of"]
    + ["one order of", "orders of", "exponential", "polynomial", "linear", "quadratic", "sub", "log", "constant"]
)
_LINK = re.compile(r" ?(?:~|∼|–|—|-{1,2}|−) ?(?=[\d+])|(?: (?:to|→|->) |→|->)(?=[~+]?\d)")
# What may stand between the two ends of a change: `from 0.46 for the base to 0.49`.
_FAR = re.compile(r" (?:\([^()]{1,30}\)|(?:for|with|in|on|using|of|by|under)(?: [^\s,;.()]{1,24}){1,3}) to (?=[~+]?\d)")
_MORE = re.compile(r"\+(?=[\s-]?[A-Za-z])")
_AND = re.compile(r" and (?=\d)")
_ORDER = re.compile(r"[OΘΩa]\}? ?(?:\\?left ?)?\(")
_GROWTHS = ("O(", "O (", "O}", "Θ", "Ω", "heta", "mega", "Oleft", "O\\left")
_NOTATION = re.compile(
    r"(?:\\?(?:wide)?tilde ?\{? ?)?(?:\\?mathcal ?\{? ?O|\\?(?<![A-Za-z])(?:O|Θ|Ω)|\\?(?:Theta|Omega))\}{0,2} ?(?:\\?left ?)?\($"
)
_SCALE_WORD = re.compile(r"[ -](hundred|thousand|million|billion)(?![A-Za-z])")
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9}
_GROWS = re.compile(r" (?:samples|time|space|parameters|tokens|memory)\b")


def quantities(text: str) -> list[Quantity]:
    """Read every quantity of a text, in order and without overlap; none of them is judged yet."""
    found: list[Quantity] = []
    done = 0
    for start, match in _starts(text):
        quantity = _read(text, start, match) if start >= done else None
        if quantity and quantity.start >= done:
            found.append(quantity)
            done = quantity.end
    return found


def _starts(text: str) -> list[tuple[int, re.Match[str]]]:
    starts = [(match.start(), match) for match in _DIGITS.finditer(text)]
    starts += [(match.end(), match) for match in _WORDS.finditer(text)]
    if "(" in text and any(sign in text for sign in _GROWTHS):
        starts += [(match.start(), match) for match in _ORDER.finditer(text)]
    return sorted(starts, key=lambda found: found[0])


def _read(text: str, start: int, match: re.Match[str]) -> Quantity | None:
    if match.re is _DIGITS:
        return _digits(text, start)
    if match.re is _ORDER:
        return _growth(text, match)
    spelling = _SPELLING.match(text, start)
    return _worded(text, spelling) if spelling else None


def _digits(text: str, start: int) -> Quantity | None:
    if text[start - 1 : start].isalpha() and not text.endswith(("sim", "approx", "pm"), 0, start):
        return None
    first = number(text, start)
    attached = unit(text, first.end) if first else None
    if first is None or attached is None:
        return None
    before = marks(text, start)
    if not attached.name and _MORE.match(text, first.end):
        return Quantity(start, first.end + 1, first.value, first.value, "", "", ">", scaled=first.scale > 1)
    second = _second(text, before.start, attached.end)
    if second:
        return _pair(before, (first, attached), second)
    low, high = _magnified(first.value, first.value, attached)
    if before.sign == "-":
        low = high = -low
    scaled = first.scale > 1
    return Quantity(
        before.start, attached.end, low, high, attached.name, before.sign, before.comparison, scaled=scaled
    )


def _second(text: str, start: int, end: int) -> tuple[str, Number, Unit] | None:
    """Read the second number of a range or of a from–to pair."""
    link = _LINK.match(text, end)
    if link is None and text[start - 8 : start].lower().endswith("between "):
        link = _AND.match(text, end)
    if link is None and text[start - 5 : start].lower() == "from ":
        link = _FAR.match(text, end)
    if link is None:
        return None
    at = link.end() + (text[link.end()] in "~+")
    last = number(text, at)
    attached = unit(text, last.end) if last else None
    if last is None or attached is None:
        return None
    kind = "to" if link[0].strip().endswith(("to", "→", "->")) else "range"
    return kind, last, attached


def _pair(before: Marks, one: tuple[Number, Unit], other: tuple[str, Number, Unit]) -> Quantity:
    """Join two numbers; what only the second carries, the first shares."""
    (first, own), (link, last, shared) = one, other
    low = first.value
    if first.scale == 1 and not own.name and first.value < last.bare:
        low = first.value * last.scale
    low, high = _magnified(-low if before.sign == "-" else low, last.value, shared)
    if link == "range":
        low, high = min(low, high), max(low, high)
    scaled = last.scale > 1
    name = shared.name or own.name
    return Quantity(
        before.start, shared.end, low, high, name, before.sign, before.comparison, "digits", link, scaled
    )


def _magnified(low: float, high: float, attached: Unit) -> tuple[float, float]:
    if not attached.magnitudes:
        return low, high
    return 10.0 ** min(low, 280), 10.0 ** min(high, 280)


def _worded(text: str, match: re.Match[str]) -> Quantity | None:
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
    low, _ = _magnified(value, value, attached)
    return Quantity(start, attached.end, low, low, attached.name, form="word", scaled=bool(scale))


def _growth(text: str, match: re.Match[str]) -> Quantity | None:
    """Read an asymptotic growth, up to the bracket that closes it: `mathcal{O}(d^k) samples`."""
    begin = max(0, match.end() - 40)
    notation = _NOTATION.search(text[begin : match.end()])
    close = _closing(text, match.end()) if notation else 0
    if notation is None or not close:
        return None
    noun = _GROWS.match(text, close)
    end = noun.end() if noun else close
    return Quantity(begin + notation.start(), end, None, None, "asymptotic", form="complexity")


def _closing(text: str, at: int, farthest: int = 90) -> int:
    """Find the end of a bracket whose inside begins here; 0 where it does not close nearby."""
    depth = 1
    for place in range(at, min(len(text), at + farthest)):
        depth += (text[place] == "(") - (text[place] == ")")
        if depth == 0:
            return place + 1
    return 0
