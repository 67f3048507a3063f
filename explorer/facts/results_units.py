"""The unit of a figure, attached or told by the noun that it counts, and which figures share an axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.facts.results_counts import is_metric
from explorer.facts.results_numbers import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from explorer.facts.results_context import Context

_NOUNS = frozenset({"parameters", "tokens", "lines", "layers", "hours", "minutes", "seconds", "days", "GPUs", "FLOPs"})


def unit_of(context: Context, sort: str) -> str:
    """Give the unit: as attached, else parameters, score, value, or what is counted."""
    quantity = context.quantity
    if quantity.unit:
        return quantity.unit
    if sort == "size":
        return "parameters"
    noun = context.noun
    head = context.lower[noun.head] if noun else ""
    counted = UNITS.get(head, "")
    if counted in _NOUNS and sort != "score":
        return counted
    if sort in {"breadth", "items", "fixed"}:
        return "count"
    if head == "points" and noun and is_metric(context.words[noun.first]):
        return "pp"
    return "value" if _is_plain(context, sort) else "score"


def _is_plain(context: Context, sort: str) -> bool:
    """Say whether a bare number is the value of something that is no score: `a value range from 1 to 9`."""
    return sort == "amount" or context.has("plain", context.left(4))


def axis(result: Mapping[str, object]) -> tuple[object, ...]:
    """Give the key that the results of one axis share, from the unit to which way is better."""
    return tuple(result.get(key) for key in ("unit", "measure", "polarity", "change", "better"))


def comparable(one: Mapping[str, object], other: Mapping[str, object]) -> bool:
    """Say whether two results may stand on one axis.

    A percentage saved and a percentage gained are both deltas in percent, and yet no comparison; nor is
    a figure without a number comparable to anything.
    """
    numbers = one.get("low") is not None and other.get("low") is not None
    return numbers and axis(one) == axis(other)
