"""How a figure is to be read: compared how, measuring what kind of thing, for or against whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from explorer.facts.results_context import CUES, FIGURE, VERBS, Context, Noun, is_plural, noun_after
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
_WAYS = {word: way for way in ("speeds", "up", "down", "drop") for word in CUES[way]}
_WAYS |= dict.fromkeys(CUES["speeds"] - CUES["down"] - CUES["drop"], "up")
_BOUND_AFTER = (["and"], ["of"], ["with"], ["contains"], ["covers"], ["spans"], ["covering"], ["spanning"])
_PASSED = frozenset({"a", "an", "the", "average", "of", "total", "absolute", "mean", "+", "("})
_MEANWHILE = frozenset({",", ";", "while", "whereas", "although", "but", ":", "and"})


class Cue(NamedTuple):
    """The word that tells a difference: where it stands, and up, down or drop."""

    place: int
    way: str


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


def cue(context: Context) -> Cue | None:
    """Find the word that makes a figure a difference: `5% higher`, `by 5%`, `a gain of 5%`."""
    return _cue_right(context) or _cue_left(context) or _cue_of_list(context)


def _cue_of_list(context: Context) -> Cue | None:
    """Read `improvements on A (5%) and B (7%)`, `gains of 5% on A and 7% on B`."""
    lower, opened = context.lower, context.left(1) == ["("]
    joined = context.lower[context.leader] in {"and", ","} or context.left(1) in (
        ["and"],
        [","],
        ["or"],
        ["/"],
    )
    if context.right(1) in (["vs"], ["v.s"], ["versus"]):
        return None
    if not opened and not joined and context.left(2)[-1:] != ["and"]:
        return _cue_of_bracket(context)
    for here in range(context.at - 1, max(-1, context.at - 20), -1):
        word = lower[here]
        if word in CUES["changes"] or (word == "by" and joined and FIGURE in lower[here : context.at]):
            return Cue(here, _way(word)) if word != "by" else _nearest(context, here, 16)
        if word in VERBS or word in {";", "while", "whereas", "which"} or _way(word):
            return None
    return None


def _cue_of_bracket(context: Context) -> Cue | None:
    """Read `reduces hallucinations (up to 25%)`."""
    lower, place = context.lower, context.leader
    if "(" not in lower[place + 1 : context.at] or context.left(2) != ["up", "to"]:
        return None
    for here in range(place, max(-1, place - 6), -1):
        if way := _way(lower[here]):
            return Cue(here, way)
        if lower[here] in VERBS or lower[here] in _MEANWHILE:
            return None
    return None


def _way(word: str) -> str:
    return _WAYS.get(word, "")


def _cue_right(context: Context) -> Cue | None:
    for here in range(context.at + 1, min(context.at + 7, len(context.lower))):
        word = context.lower[here]
        if (way := _way(word)) and (
            word in CUES["changes"] or word in CUES["comparatives"] or word in CUES["speeds"] or way == "drop"
        ):
            return Cue(here, way)
        if not word[0].isalpha() or word in CUES["stopping"] or (word in VERBS and not word.endswith("ed")):
            return None
    return None


def _cue_left(context: Context) -> Cue | None:
    place = context.leader
    if place < 0:
        return None
    word = context.lower[place]
    if word == "by":
        return _nearest(context, place, 16)
    if context.lower[place + 1 : place + 2] == ["to"] and "up" not in context.lower[place + 1 : context.at]:
        return None
    if way := _way(word):
        return None if word in CUES["outdo"] or word in CUES["comparatives"] else Cue(place, way)
    if word in {"is", "reaches", "reaching", "are", "from"}:
        return None if word == "from" else _noun_of_change(context, place, 5)
    return _noun_of_change(context, place + 1, 6) if "of" in context.lower[place + 1 : context.at] else None


def _nearest(context: Context, place: int, farthest: int) -> Cue | None:
    for here in range(place - 1, max(-1, place - farthest), -1):
        word = context.lower[here]
        if way := _way(word):
            if way == "drop" and not CUES["down"].isdisjoint(context.lower[max(0, here - 3) : here]):
                return Cue(here, "down")
            if word not in CUES["comparatives"]:
                return Cue(here, way)
        elif word in CUES["outdo"] and word not in {"over", "than", "compared"}:
            return Cue(here, "up")
    return None


def _noun_of_change(context: Context, place: int, farthest: int) -> Cue | None:
    for here in range(place - 1, max(-1, place - farthest), -1):
        word = context.lower[here]
        if word in CUES["changes"] or word in CUES["speeds"]:
            return Cue(here, _way(word))
        if word in VERBS or word == FIGURE or word in _MEANWHILE:
            return None
    return None


def is_change(context: Context) -> bool:
    """Tell `improves from 5 to 7` from a range such as `sizes from 5 to 7`."""
    quantity, left = context.quantity, context.left(14)
    if quantity.link != "to" or quantity.low is None or quantity.high is None:
        return False
    if quantity.low > quantity.high:
        return True
    if left[-1:] != ["from"] or not CUES["ranged"].isdisjoint(left[-6:]):
        return False
    return any(_way(word) for word in left) or context.has("changing", left)


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
