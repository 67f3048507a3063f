"""For whom a figure speaks: a condition, a competitor, breadth, size, a price, a loss, a gain, or a finding."""

from __future__ import annotations

from explorer.facts.results_context import CUES, FIGURE, Context, noun_before
from explorer.facts.results_reading import Cue, sense
from explorer.facts.results_units import unit_of

_CLAUSE = frozenset({",", ";", "while", "whereas", "but", "although", "which", ":"})
_PRICES = frozenset(
    {"hours", "minutes", "days", "weeks", "months", "GPU hours", "GPU days", "$", "GPUs", "GB", "MB", "TPUs"}
)


def polarity(context: Context, sort: str, kind: str, found: Cue | None, words: list[str]) -> str:
    """Say what a figure stands for; the first of the guidelines' order that fits."""
    if _is_setting(context, sort, kind):
        return "setting"
    if kind not in {"delta", "change", "ratio"} and sort != "breadth" and _is_baseline(context):
        return "baseline"
    if kind == "change" and sort != "breadth":
        return _of_change(context, words)
    if sort in {"breadth", "items", "size"}:
        return _extent(context, sort)
    if (
        kind == "level"
        and context.quantity.link
        and not context.quantity.unit
        and context.has("plain", context.left(5))
    ):
        return "scale"
    if kind in {"delta", "vague"}:
        return _of_difference(context, found, words)
    return _of_level(context, sort, kind, words)


def _is_setting(context: Context, sort: str, kind: str) -> bool:
    """Say whether a figure is a condition under which others hold: `at 50% sparsity`, `(5-10%)` of a failure rate."""
    left, right = context.left(4), context.right(4)
    if sort == "fixed":
        return True
    if context.quantity.unit in {"bits", "ULP"} and kind == "level":
        return True
    if sort in {"items", "amount"} and left[-2:] and _is_length(context):
        return True
    if sort == "items" and not context.quantity.link and _is_limited(context):
        return True
    if kind != "level" or sort != "amount":
        return False
    if left[-1:] == ["("] or context.left(1) == ["of"]:
        head = noun_before(context, context.at - 1)
        return (
            bool(head)
            and context.lower[head.head] in CUES["rates"]
            and not CUES["cases"].isdisjoint(context.left(9))
        )
    if not {"constrained", "given"}.isdisjoint(context.left(5)) or "budget" in right[:3]:
        return True
    conditioned = not CUES["condition"].isdisjoint(left[-2:])
    if context.quantity.unit == "%" and conditioned:
        return not CUES["held"].isdisjoint(right) and not {"accuracy", "success"} & set(right)
    return False


def _is_limited(context: Context) -> bool:
    """Say whether so few items are all that is used: `trained on only 100 samples`."""
    left = context.left(5)
    if not {"only", "just", "merely"}.isdisjoint(left):
        return not context.has("making", left)
    return "with" in left[-3:] and not {"samples", "examples", "demonstrations", "images"}.isdisjoint(
        context.right(3)
    )


def _is_length(context: Context) -> bool:
    place = context.leader
    words = context.lower[max(0, place - 1) : place + 1] + context.right(2)
    return any(
        word in {"length", "lengths", "context", "contexts", "window", "resolution", "vocabulary"}
        for word in words
    )


def _is_baseline(context: Context) -> bool:
    """Say whether a level is somebody else's: `vs. 3.04`, `surpassing X's 85.5%`, `the best baseline reaches 37.2`."""
    lower, place = context.lower, context.leader
    while place >= 0 and lower[place] in {"to", "from", "with", "by", "."}:
        place -= 1
    if "than" in lower[place + 1 : context.at] and lower[place] in CUES["comparatives"] - {
        "more",
        "less",
        "fewer",
    }:
        return True
    if place < 0:
        return False
    if not {"base", "baseline", "vanilla", "teacher"}.isdisjoint(context.right(3)) and context.right(1) != [
        "of"
    ]:
        return True
    if lower[place] in {"vs", "v.s", "versus", "against"} or lower[max(0, place - 1) : place + 1] == [
        "compared",
        "to",
    ]:
        return True
    if lower[place].endswith(("'s", "’s")) or lower[context.at - 1] == "(":
        return _is_outdone(context, place)
    return _is_said_of_others(context)


def _is_outdone(context: Context, place: int) -> bool:
    """Say whether a verb of outdoing has what stands here as its object."""
    for here in range(place, max(-1, place - 6), -1):
        word = context.lower[here]
        if word in CUES["outdo"] and word not in {"relative"}:
            return True
        if word in _CLAUSE or word == FIGURE:
            return False
    return False


def _is_said_of_others(context: Context) -> bool:
    """Say whether the clause that leads to the figure has a competitor for its subject."""
    lower = context.lower
    for here in range(context.at - 1, max(-1, context.at - 16), -1):
        word = lower[here]
        if word in _CLAUSE or word in CUES["outdo"] or word in CUES["own"]:
            return False
        if word in {"require", "requires", "requiring", "needs"}:
            return not _ours(lower[max(0, here - 8) : here])
        if word in CUES["competitors"] and not _is_object(lower, here):
            return True
    return False


def _ours(words: list[str]) -> bool:
    return not (CUES["own"] | {"which", "method", "it"}).isdisjoint(words) and CUES["competitors"].isdisjoint(
        words
    )


def _is_object(lower: list[str], here: int) -> bool:
    before = lower[max(0, here - 4) : here]
    return not {
        "over",
        "than",
        "outperforms",
        "to",
        "with",
        "the-art",
        "new",
        "on",
        "of",
        "a",
        "from",
        "without",
    }.isdisjoint(before)


def _extent(context: Context, sort: str) -> str:
    """Tell the size of an artefact from the breadth of an evaluation."""
    left = context.left(9)
    if sort == "items" and not {
        "trained",
        "train",
        "pre-train",
        "pre-trained",
        "training",
        "fine-tuned",
    }.isdisjoint(left[-6:]):
        return "size"
    if sort == "size":
        wide = context.quantity.link == "to" or not CUES["wide"].isdisjoint(left)
        return "scale" if wide and not context.has("artefacts", context.right(1)) else "size"
    if (context.quantity.low or 0) <= 12:
        return "scale"
    if sort == "items" and unit_of(context, sort) != "layers":
        return (
            "size"
            if context.has("artefacts", context.left(16) + context.right(8)) or _is_made(left)
            else "scale"
        )
    return "scale"


def _is_made(words: list[str]) -> bool:
    return any(word in CUES["making"] for word in words)


def _of_difference(context: Context, found: Cue | None, words: list[str]) -> str:
    """Say what a difference means, by its direction and by what it is a difference of."""
    way, better = (found.way if found else "up"), sense(words)
    if "number" in words or ("size" in words and way == "up"):
        return "size"
    if way == "drop":
        return "gain" if better == "lower" and "loss" not in words else "loss"
    if way == "down":
        return "loss" if better == "higher" else "gain"
    near = context.left(5) + context.right(5)
    if not {"overhead", "overheads", "additional", "extra", "slowdown"}.isdisjoint(near):
        return "cost"
    if found and better == "lower" and _is_of(context, found):
        return "cost"
    return "gain"


def _is_of(context: Context, found: Cue) -> bool:
    """Say whether the word of change is a plain growth, not a `faster` or an `improvement`."""
    return context.lower[found.place] in CUES["growth"]


def _of_change(context: Context, words: list[str]) -> str:
    quantity, better = context.quantity, sense(words)
    rises = (quantity.high or 0) > (quantity.low or 0)
    if quantity.scaled or "number" in words:
        return "size" if rises else "gain"
    if better:
        return "gain" if rises == (better == "higher") else "loss"
    return "loss" if context.has("drop", context.left(12)) else "gain"


def _of_level(context: Context, sort: str, kind: str, words: list[str]) -> str:
    left, right = context.left(6), context.right(5)
    if context.quantity.unit in {"lines", "tokens"}:
        return "size"
    if not {"overhead", "overheads", "additional", "extra"}.isdisjoint(left[-4:] + right):
        return "cost"
    if context.quantity.unit in _PRICES and context.has("costly", left):
        return "cost"
    if context.quantity.unit in {"hours", "days"} and context.has(
        "artefacts", context.left(18) + context.right(8)
    ):
        return "size"
    if sort == "growth":
        return "baseline" if _is_said_of_others(context) or _is_after_competitor(context) else "gain"
    if (
        kind == "level"
        and context.has("failing", left[-2:])
        and sense(words) != "lower"
        and context.quantity.unit in {"%", ""}
    ):
        return "gain" if not CUES["own"].isdisjoint(left) else "loss"
    if kind == "level" and _is_studied(context):
        return "finding"
    return "gain" if _performs(context) or kind == "ratio" or context.quantity.low == 0 else "finding"


def _is_studied(context: Context) -> bool:
    """Say whether the figure is that of systems under study: `the strongest model reaches 44%`."""
    for here in range(context.at - 1, max(-1, context.at - 14), -1):
        word = context.lower[here]
        if word in _CLAUSE or word in CUES["own"] or word == FIGURE:
            return False
        if word in CUES["studied"] and not CUES["leading"].isdisjoint(context.lower[max(0, here - 4) : here]):
            return True
    return False


def _is_after_competitor(context: Context) -> bool:
    left = context.left(8)
    return "prior" in left or "their" in left[-2:] or {"work", "requiring"} <= set(left)


def _performs(context: Context) -> bool:
    """Say whether the sentence tells a performance: a verb of reaching or outdoing, or a metric beside the figure."""
    before = context.lower[max(0, context.at - 24) : context.at]
    return (
        any(word in CUES["performing"] for word in before)
        or any(word in CUES["performing"] or word in CUES["higher_better"] for word in context.right(4))
        or any(word in CUES["metrics"] for word in context.left(3))
    )


def better(unit: str, kind: str, stands: str, words: list[str], way: str) -> str:
    """Say whether a higher or a lower value of the metric is better; na where neither is."""
    if stands in {"scale", "setting", "finding"}:
        return sense(words) or "na" if stands == "finding" else "na"
    if stands == "size":
        return (
            "lower"
            if unit == "parameters" and kind == "level"
            else "higher"
            if kind in {"change", "delta"}
            else "na"
        )
    if stands == "cost" or kind == "complexity":
        return "lower"
    if kind in {"delta", "change"} and stands in {"gain", "loss"}:
        return "higher" if (way == "increase") == (stands == "gain") else "lower"
    return sense(words) or "higher"
