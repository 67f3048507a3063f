"""For whom a figure speaks: condition, competitor, breadth, size, price, loss, gain, or finding."""

from __future__ import annotations

from explorer.facts.results_context import CUES, Context
from explorer.facts.results_cues import Cue
from explorer.facts.results_reading import sense
from explorer.facts.results_setting import is_baseline, is_said_of_others, is_setting, is_studied
from explorer.facts.results_units import unit_of

_PRICES = frozenset(["hours", "minutes", "days", "weeks", "months", "GPUs", "GB", "MB", "TPUs", "$"]) | {
    "GPU hours",
    "GPU days",
}
_DIFFERENCES = frozenset({"delta", "change", "ratio"})
_EXTENTS = frozenset({"breadth", "items", "size"})


def polarity(context: Context, sort: str, kind: str, found: Cue | None, words: list[str]) -> str:
    """Say what a figure stands for; the first of the guidelines' order that fits."""
    if is_setting(context, sort, kind):
        return "setting"
    if _is_others(context, sort, kind):
        return "baseline"
    if kind == "change" and sort != "breadth":
        return _of_change(context, words)
    if sort in _EXTENTS:
        return _of_extent(context, sort)
    if kind in {"delta", "vague"}:
        return _of_difference(context, found, words)
    return _of_level(context, sort, kind, words)


def _is_others(context: Context, sort: str, kind: str) -> bool:
    """Say whether a figure belongs to a competitor; a dataset built with an existing model does not."""
    if context.quantity.form == "verb" and context.left(1) == ["models"]:
        return True
    if kind in _DIFFERENCES or sort == "breadth":
        return False
    made = sort == "items" and context.noun is not None and context.lower[context.noun.head] in CUES["artefacts"]
    return not made and is_baseline(context)


def _spans(context: Context) -> bool:
    """Say whether breadth is told: `spans five modalities and over forty attributes`, not `containing`."""
    for word in reversed(context.left(8)):
        if word in CUES["spanning"]:
            return True
        if word in CUES["holding"]:
            return False
    return False


def _is_content(context: Context) -> bool:
    """Say whether an artefact holds what is counted: `our suite contains 520 environments`."""
    contained = context.near("containing", 2) and context.near("artefacts", 8)
    return contained and (context.quantity.low or 0) > 12


def _of_extent(context: Context, sort: str) -> str:
    """Tell the size of an artefact from the breadth of an evaluation."""
    if sort == "size":
        if context.near("outdo", 4):
            return "baseline"
        wide = context.quantity.link == "to" or context.near("wide", 9)
        return "scale" if wide and not context.near("artefacts", 0, 1) else "size"
    if _is_content(context) or (sort == "items" and context.near("training", 6)):
        return "size"
    if (
        (sort == "items" and _spans(context))
        or sort == "breadth"
        or (context.quantity.low or 0) <= 12
        or unit_of(context, sort) == "layers"
    ):
        return "scale"
    if context.noun and context.lower[context.noun.head] in CUES["people"]:
        return "scale"
    return "size" if context.near("artefacts", 16, 8) or context.near("making", 9) else "scale"


def _of_difference(context: Context, found: Cue | None, words: list[str]) -> str:
    """Say what a difference means, by its direction and by what it is a difference of."""
    way, wanted = (found.way if found else "up"), sense(words)
    if "number" in words or ("size" in words and way == "up"):
        return "size"
    if way == "drop":
        return "gain" if wanted == "lower" and "loss" not in words else "loss"
    if way == "down":
        return "loss" if wanted == "higher" or (wanted == "" and _is_slight(context, found)) else "gain"
    if context.near("overheads", 5, 5):
        return "cost"
    grows = found is not None and context.lower[found.place] in CUES["growth"]
    return "cost" if grows and wanted == "lower" else "gain"


def _is_slight(context: Context, found: Cue | None) -> bool:
    """Read `only 0.4% lower than X`, `a slight reduction of 0.38`: little was lost."""
    if context.near("restricting", 1) and context.right(2)[1:] == ["than"]:
        return True
    return found is not None and not CUES["slight"].isdisjoint(context.lower[max(0, found.place - 3) : found.place])


def _of_change(context: Context, words: list[str]) -> str:
    quantity, wanted = context.quantity, sense(words)
    rises = (quantity.high or 0) > (quantity.low or 0)
    if quantity.scaled or "number" in words:
        return "size" if rises else "gain"
    if wanted:
        return "gain" if rises == (wanted == "higher") else "loss"
    return "loss" if context.near("drop", 12) else "gain"


def _of_level(context: Context, sort: str, kind: str, words: list[str]) -> str:
    if sort == "growth":
        return "baseline" if is_said_of_others(context) or _is_after_competitor(context) else "gain"
    if is_plain_range(context):
        return "scale"
    if _is_price(context) or _is_held(context):
        return "cost" if _is_price(context) else "size"
    if kind == "level" and (context.near("failing", 2) or is_studied(context)):
        return _of_studied(context, words)
    if context.left(1) == ["="] and context.words[context.at - 2] in CUES["correlations"]:
        return "finding"
    return "gain" if kind == "ratio" or context.quantity.low == 0 or _performs(context) else "finding"


def is_plain_range(context: Context) -> bool:
    """Say whether a range covers bare values: `a value range from 1 to 9`."""
    return bool(context.quantity.link) and not context.quantity.unit and context.near("plain", 5)


def _is_price(context: Context) -> bool:
    if context.near("overheads", 4, 5):
        return True
    return context.quantity.unit in _PRICES and context.near("costly", 6, 4)


def _is_held(context: Context) -> bool:
    """Say whether a figure tells what an artefact holds: its lines, its tokens, its hours of recordings."""
    if context.quantity.unit in {"lines", "tokens"}:
        return True
    return context.quantity.unit in {"hours", "days"} and context.near("artefacts", 18, 8)


def _of_studied(context: Context, words: list[str]) -> str:
    """Say what a level is that is called low, or that is of systems under study."""
    if context.near("own", 6):
        return "gain"
    low = context.near("failing", 2) and context.quantity.unit in {"%", ""} and sense(words) != "lower"
    if low:
        return "loss"
    return "finding" if is_studied(context) or not _performs(context) else "gain"


def _is_after_competitor(context: Context) -> bool:
    left = context.left(8)
    return "prior" in left or "their" in left[-2:] or {"work", "requiring"} <= set(left)


def _performs(context: Context) -> bool:
    """Say whether a performance is told: a verb of reaching or outdoing, or a metric beside the figure."""
    if context.near("performing", 24, 4):
        return True
    return context.near("higher_better", 0, 4) or context.near("metrics", 3)


def better(unit: str, kind: str, stands: str, words: list[str], way: str) -> str:
    """Say whether a higher or a lower value of the metric is better; na where neither is."""
    if stands in {"scale", "setting"}:
        return "na"
    if stands == "finding":
        return sense(words) or "na"
    if stands == "size":
        return _better_size(unit, kind)
    if stands == "cost" or kind == "complexity" or unit == "parameters":
        return "lower"
    if kind in {"delta", "change"} and stands in {"gain", "loss"}:
        return "higher" if (way == "increase") == (stands == "gain") else "lower"
    return sense(words) or "higher"


def _better_size(unit: str, kind: str) -> str:
    if kind in {"change", "delta"}:
        return "higher"
    return "lower" if unit == "parameters" else "na"
