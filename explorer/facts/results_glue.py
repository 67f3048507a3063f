"""Numbers that are part of something else: of a name, a citation, a resolution, a list mark, a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.facts.quantities import Quantity

_SIGNS = frozenset("-–/:^_@*")
_CROSSES = frozenset("x×Xs^_")
_RESOLUTION = re.compile(r" ?[x×X] ?\d| ?(?:px|pixels?|resolution|[pP]\b)|\^|/\d")
_RESOLVED = re.compile(r"(?:\d ?(?:[x×X]|times) ?|[rR]esolutions? (?:of |up to )?(?:up to )?|[\^_]\{?-?)$")
_ITEM = re.compile(r"\d{1,2}\)(?:\s|$)")


def is_glued(text: str, quantity: Quantity) -> bool:
    """Say whether a figure does not stand for itself: `GPT-4`, `[12]`, `(1)`, `256x256`, `x^2`."""
    start, end = quantity.start, quantity.end
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _SIGNS and before and not quantity.sign and _joins(text, quantity):
        return True
    if before == "[" or (after == ")" and _marks_item(text, start)):
        return True
    if quantity.unit or quantity.form != "digits":
        return False
    if before == "(" and after == ")" and quantity.low in range(1, 21) and "." not in text[start:end]:
        return True
    return bool(_RESOLUTION.match(text, end)) or _is_resolved(text[max(0, start - 24) : start])


def _is_resolved(before: str) -> bool:
    """Read what leads to the second half of a resolution, or to an exponent."""
    if "esolution" not in before and _CROSSES.isdisjoint(before[-3:]):
        return False
    return _RESOLVED.search(before) is not None


def _joins(text: str, quantity: Quantity) -> bool:
    """Say whether a mark ties the figure to what stands before it; joined figures share a slash."""
    mark, previous = text[quantity.start - 1], text[quantity.start - 2 : quantity.start - 1]
    if mark == "/":
        return not (quantity.unit and (previous.isdigit() or previous in "%x"))
    return previous.isalnum() or previous in {")", "]", "}"}


def _marks_item(text: str, start: int) -> bool:
    """Say whether a number is the mark of a list: `: 1) this and 2) that`."""
    if not _ITEM.match(text, start):
        return False
    before = text[max(0, start - 3) : start].strip()
    return before == "" or before[-1] in "(:;,." or text.endswith("and ", 0, start)
