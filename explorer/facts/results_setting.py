"""Figures that belong to somebody else, or to the conditions: settings and baselines."""

from __future__ import annotations

from explorer.facts.results_context import CUES, FIGURE, Context, noun_before

CLAUSE = frozenset({",", ";", "while", "whereas", "but", "although", "which", ":"})
_AGAINST = frozenset({"vs", "vs.", "v.s", "v.s.", "versus", "against", "instead", "rather"})
_BETTER = CUES["comparatives"] - CUES["settled"]
_GIVEN = (["for", "a"], ["on", "a"], ["for", "an"])
_GRAMS = frozenset({"microg", "microgram", "micrograms", "milligrams", "mcg"})
_FINE_UNITS = frozenset({"bits", "ULP"})


def is_setting(context: Context, sort: str, kind: str) -> bool:
    """Say whether a figure is a condition under which others hold."""
    if sort == "fixed" or (kind == "level" and context.quantity.unit in _FINE_UNITS):
        return True
    if sort in {"items", "amount"} and context.at > 1 and _is_length(context):
        return True
    if sort == "items":
        given = context.left(2) == ["on", "a"] and context.near("artefacts", 0, 4)
        return not context.quantity.link and (given or _is_limited(context))
    if sort == "size":
        return context.left(2) in _GIVEN and not context.quantity.link
    return sort == "amount" and kind == "level" and (_is_condition(context) or is_course(context))


def is_course(context: Context) -> bool:
    """Say whether a figure tells how much was given, or for how long: `2 mg for 24 weeks`, `on a 24GB GPU`."""
    unit = context.quantity.unit
    if unit in CUES["calendar"] or (unit in CUES["doses"] or unit.partition("/")[0] in _GRAMS):
        return not context.near("costly", 4) and not context.near("spanning", 2)
    if unit == "GB" and context.near("hardware", 0, 5):
        return not context.near("consuming", 4)
    return False


def _is_condition(context: Context) -> bool:
    """Read `failure rates (5-10%)`, `constrained to 1%`, `at 50% sparsity`, `with 10% of the labels`."""
    if context.left(1) in (["("], ["of"]):
        noun = noun_before(context, context.at - 1)
        return bool(noun and context.lower[noun.head] in CUES["rates"] and context.near("cases", 9))
    if context.left(1) == ["than"] and "with" in context.left(7) and context.near("rates", 4):
        return True
    if context.near("bound", 5) or "budget" in context.right(3):
        return True
    if context.quantity.unit != "%" or not context.near("condition", 2):
        return False
    return context.near("held", 0, 4) and not context.near("triumphs", 0, 4)


def _is_limited(context: Context) -> bool:
    """Say whether so few items are all that is used: `trained on only 100 samples`."""
    if context.near("restricting", 5):
        return not context.near("making", 5)
    return "with" in context.left(3) and context.near("exemplars", 0, 3)


def _is_length(context: Context) -> bool:
    """Read `a sequence length of 64K`, `128K context`."""
    place = max(0, context.leader)
    return not CUES["lengths"].isdisjoint(context.lower[max(0, place - 1) : place + 1] + context.right(2))


def is_baseline(context: Context) -> bool:
    """Say whether a level is somebody else's: `vs. 3.04`, `surpassing X's 85%`, `the baseline has 37%`."""
    lower, place = context.lower, context.leader
    while place >= 0 and lower[place] in CUES["passing"]:
        place -= 1
    if place < 0:
        return False
    if lower[place] in _AGAINST or lower[place : place + 2] == ["compared", "to"]:
        return True
    if "than" in lower[place + 1 : context.at] and lower[place] in _BETTER:
        return True
    if context.near("reference", 0, 3) and context.right(1) != ["of"]:
        return True
    if lower[place].endswith(("'s", "’s")) or lower[context.at - 1] == "(":
        return _is_outdone(context, place)
    return is_said_of_others(context)


def _is_outdone(context: Context, place: int) -> bool:
    """Say whether a verb of outdoing has what stands here as its object."""
    for word in reversed(context.lower[max(0, place - 5) : place + 1]):
        if word in CUES["outdo"] and word != "relative":
            return True
        if word in CLAUSE or word == FIGURE:
            return False
    return False


def is_said_of_others(context: Context) -> bool:
    """Say whether the clause that leads to the figure has a competitor for its subject."""
    if not (context.near("competitors", 16) or context.near("requiring", 16)):
        return False
    lower = context.lower
    for here in range(context.at - 1, max(-1, context.at - 16), -1):
        word = lower[here]
        if word in CLAUSE or word in CUES["outdo"] or word in CUES["own"]:
            return False
        if word in CUES["requiring"]:
            return not _is_ours(lower[max(0, here - 8) : here])
        if word in CUES["competitors"] and CUES["objects"].isdisjoint(lower[max(0, here - 4) : here]):
            return True
    return False


def _is_ours(words: list[str]) -> bool:
    return not CUES["ours"].isdisjoint(words) and CUES["competitors"].isdisjoint(words)


def is_studied(context: Context) -> bool:
    """Say whether the figure is that of systems under study: `the strongest model reaches 44%`."""
    if not context.near("studied", 14):
        return False
    for here in range(context.at - 1, max(-1, context.at - 14), -1):
        word = context.lower[here]
        if word in CLAUSE or word in CUES["own"] or word == FIGURE:
            return False
        if word in CUES["studied"] and not CUES["leading"].isdisjoint(context.lower[max(0, here - 4) : here]):
            return True
    return False
