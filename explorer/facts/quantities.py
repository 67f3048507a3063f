"""Numbers as papers write them, with what stands attached to them: `10~30%`, `110k to 6M`, `two`, `O(n)`."""

from __future__ import annotations

import re

from explorer.facts.results_numbers import Marks, Number, Quantity, Unit, magnified, marks, number, unit
from explorer.facts.results_spelling import WORDS, spelling

__all__ = ["Quantity", "quantities"]


# The letters m and x may stand before a figure: sim25%, approx3, pm2.
# A figure that a hyphen ties to a letter is part of a name: GPT-4.
_DIGITS = re.compile(r"\d(?<![A-Za-ln-wyz\d_.@#\\]\d)(?<!\d,\d)(?<![A-Za-z][-–]\d)")
_LINK = re.compile(r" ?(?:~|∼|–|—|-{1,2}|−) ?(?=[\d+])|(?: (?:to|→|->) |→|->)(?=[~+]?\d)")
# What may stand between the two ends of a change: `from 0.46 for the base to 0.49`.
_FAR = re.compile(
    r" (?:\([^()]{1,30}\)|(?:for|with|in|on|using|of|by|under)(?: [^\s,;.()]{1,24}){1,3}) to (?=[~+]?\d)"
)
_FRACTION = re.compile(r"1/([1-9]\d{0,3})(?= [a-z])")
_MORE = re.compile(r"\+(?=[\s-]?[A-Za-z])")
_AND = re.compile(r" and (?=\d)")
_ORDER = re.compile(r"[OΘΩa]\}? ?(?:\\?left ?)?\(")
_GROWTHS = ("O(", "O (", "O}", "Θ", "Ω", "heta", "mega", "Oleft", "O\\left")
_NOTATION = re.compile(
    r"(?:\\?(?:wide)?tilde ?\{? ?)?(?:\\?mathcal ?\{? ?O|\\?(?<![A-Za-z])(?:O|Θ|Ω)|\\?(?:Theta|Omega))"
    r"\}{0,2} ?(?:\\?left ?)?\($"
)
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
    starts += [(match.end(), match) for match in WORDS.finditer(text)]
    if first := WORDS.match(f" {text[:24]}"):
        starts.append((0, first))
    if "(" in text and any(sign in text for sign in _GROWTHS):
        starts += [(match.start(), match) for match in _ORDER.finditer(text)]
    return sorted(starts, key=lambda found: found[0])


def _read(text: str, start: int, match: re.Match[str]) -> Quantity | None:
    if match.re is _DIGITS:
        return _digits(text, start)
    if match.re is _ORDER:
        return _growth(text, match)
    return spelling(text, start)


def _digits(text: str, start: int) -> Quantity | None:
    if text[start - 1 : start].isalpha() and not text.endswith(("sim", "approx", "pm"), 0, start):
        return None
    if text.startswith("1/", start) and (fraction := _FRACTION.match(text, start)):
        value = 1 / float(fraction[1])
        return Quantity(start, fraction.end(), value, value, "x", form="share")
    first = number(text, start)
    attached = unit(text, first.end) if first else None
    if first is None or attached is None:
        return None
    before = marks(text, start)
    if not attached.name and text.startswith("+", first.end) and _MORE.match(text, first.end):
        return Quantity(start, first.end + 1, first.value, first.value, "", "", ">", scaled=first.scale > 1)
    second = _second(text, before.start, attached.end)
    if second:
        return _pair(before, (first, attached), second)
    low, high = magnified(first.value, first.value, attached)
    if before.sign == "-":
        low = high = -low
    scaled = first.scale > 1
    return Quantity(
        before.start, attached.end, low, high, attached.name, before.sign, before.comparison, scaled=scaled
    )


def _second(text: str, start: int, end: int) -> tuple[str, Number, Unit] | None:
    """Read the second number of a range or of a from–to pair."""
    link = _LINK.match(text, end)
    if link is None and text[max(0, start - 8) : start].lower().endswith("between "):
        link = _AND.match(text, end)
    if link is None and text[max(0, start - 5) : start].lower() == "from ":
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
    low, high = magnified(-low if before.sign == "-" else low, last.value, shared)
    if link == "range":
        low, high = min(low, high), max(low, high)
    scaled = last.scale > 1
    name = shared.name or own.name
    return Quantity(before.start, shared.end, low, high, name, before.sign, before.comparison, "digits", link, scaled)


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
