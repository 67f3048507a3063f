"""How a figure is to be read: compared how, measuring what kind of thing, for or against whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.facts.results_context import CUES, VERBS, Context, Noun, is_plural, noun_after
from explorer.facts.results_cues import Cue, way_of
from explorer.facts.results_metric import COUNTS
from explorer.facts.vocabulary import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

_BOUNDS = {
    bound: terms("results", f"bound_{name}")
    for name, bound in (
        ("up_to", "up_to"),
        ("over", ">"),
        ("under", "<"),
        ("about", "~"),
    )
}
_BOUND = {word: bound for bound, words in _BOUNDS.items() for word in words}
_BOUND_AFTER = (["and"], ["of"], ["with"], ["contains"], ["covers"], ["spans"], ["covering"], ["spanning"])
_PASSED = frozenset({"a", "an", "the", "average", "of", "total", "absolute", "mean", "+", "("})


def comparison(context: Context, sort: str) -> str:
    """Say how the figure bounds the value: = ~ > < up_to."""
    mark = context.quantity.comparison
    found, word = _bound(context)
    if found == ">" and word == "over" and _is_preposition(context, sort):
        found = ""
    if word in {"under", "within"} and (sort in COUNTS or context.right(1) in (["noise"], ["of"])):
        found = ""
    return found if found in {"up_to", ">", "<"} else mark or found or "="


def _bound(context: Context) -> tuple[str, str]:
    """Find the word that bounds a figure: `more than (5)`, `up to an average of (5)`."""
    lower, place = context.lower, context.at - 1
    while place > 0 and lower[place] in _PASSED:
        place -= 1
    if place < 0:
        return "", ""
    for pair in (lower[max(0, place - 1) : place + 1], lower[max(0, context.at - 2) : context.at]):
        if bound := _BOUND.get(" ".join(pair)):
            return bound, lower[place]
    return _BOUND.get(lower[place], ""), lower[place]


def _is_preposition(context: Context, sort: str) -> bool:
    """Tell `evaluated over 3 datasets` and `improvement over` from `over 3 million`."""
    if context.quantity.form == "word":
        return context.left(2)[:1] not in _BOUND_AFTER
    before = (context.left(2) or [""])[0]
    if before in CUES["changes"] or before in CUES["over_after"]:
        return True
    return sort in COUNTS and (before in CUES["up"] or (is_plural(before) and before not in VERBS))


def is_change(context: Context) -> bool:
    """Tell `improves from 5 to 7` from a range such as `sizes from 5 to 7`."""
    quantity, left = context.quantity, context.left(14)
    if quantity.link != "to" or quantity.low is None or quantity.high is None:
        return False
    if quantity.low > quantity.high:
        return True
    if left[-1:] != ["from"] or not CUES["ranged"].isdisjoint(left[-6:]):
        return False
    return any(way_of(word) for word in left) or context.has("changing", left)


def measure(context: Context, sort: str, found: Cue | None) -> str:
    """Say what a figure is: delta, level, ratio, change, complexity, vague."""
    quantity = context.quantity
    if quantity.low is None:
        return quantity.form
    if is_change(context):
        return "change"
    if sort in COUNTS or sort == "size":
        return "level"
    led = found is not None and found.place == context.leader and found.way != "up"
    if quantity.form == "share" or (quantity.unit == "%" and not led and _is_share(context)):
        return "ratio"
    if quantity.unit in {"x", "pp"} or quantity.sign in {"+", "±"} or found:
        return "delta"
    return "level"


def _is_share(context: Context) -> bool:
    """Say whether a percentage is a share of another system's value: `97.7% of GPT-4's performance`."""
    right = context.right(9)
    if right[:1] != ["of"]:
        return False
    if context.has("keeping", context.left(4)) or (context.has("demanded", right) and "by" in right):
        return True
    words = context.words[context.at + 2 : context.at + 9]
    for word in words[:6]:
        if word.endswith(("'s", "’s")) or word.lower() in {
            "full",
            "original",
            "baseline",
            "baseline's",
            "teacher",
            "dense",
            "baselines",
        }:
            return True
        if word.lower() in {",", ".", "on", "and", "in"}:
            return False
        if word.lower() in CUES["shared"]:
            return True
    return False


def change(context: Context, kind: str, found: Cue | None) -> str:
    """Say whether the metric rises or falls: increase, decrease, none."""
    quantity = context.quantity
    if kind == "change" and quantity.low is not None and quantity.high is not None:
        return "increase" if quantity.high > quantity.low else "decrease"
    if kind not in {"delta", "vague"}:
        return "none"
    written = context.text[quantity.start : quantity.end].lower()
    if written.startswith("halv") or quantity.sign == "-":
        return "decrease"
    return "decrease" if found and found.way != "up" else "increase"


def sense(words: Iterable[str]) -> str:
    """Say whether higher or lower is better of a metric, by its last telling word; empty where none tells."""
    for word in reversed(list(words)):
        if word in CUES["lower_better"]:
            return "lower"
        if word in CUES["higher_better"]:
            return "higher"
    return ""


def metric_words(context: Context, noun: Noun | None, found: Cue | None) -> list[str]:
    """Give the words that name the metric, or those around the word of change."""
    if noun:
        return context.lower[noun.first : noun.head + 1]
    if found is None:
        return []
    after = noun_after(context, found.place + 1, 4)
    return context.lower[after.first : after.head + 1] if after else []
