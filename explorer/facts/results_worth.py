"""Which quantities are results, and of what sort; a name, a year, a part of a method is none."""

from __future__ import annotations

import re

from explorer.facts.results_context import CUES, FIGURE, STOPS, Context, Noun, is_plural
from explorer.facts.results_counts import counted, is_metric

_VIDEO = re.compile(
    r" (?:resolution|videos?|images?|UHD|display|textures?|ultra|rendering|generation)\b",
)
_ASSIGNED = re.compile(r"([^\s=,;(\[{}]{1,12}) ?(=|<|>|≤|≥|\\leq?|\\geq?|\\in) ?[+−-]?$")
_RELATIONS = frozenset("=<>≤≥\\")
_IDIOM = re.compile(
    r"[ -](?:confidence|CI\b|C\.I\.?|percentile|quantile)|-clean|[ -]?fold cross"
    r"|[ -](?:dimensional|degree|D\b|way\b|hop\b|shot\b|stage\b|tier)"
)
_SCREENS = (2000, 4000, 8000)
_WEIGHED = (["instead", "of"], ["rather", "than"], ["compared", "to"], ["compared", "with"], ["vs", "."], ["v.s", "."])
_MARGINS = ("+/-", "+/- ", "± ")


def worth(context: Context) -> str | None:
    """Sort a figure: amount, score, breadth, items, fixed, size, growth or vague; none if it is no result."""
    return _JUDGES.get(context.quantity.form, _digits)(context)


def _digits(context: Context) -> str | None:
    quantity = context.quantity
    if _IDIOM.match(context.text, quantity.end) or _is_margin(context):
        return None
    if quantity.unit:
        return _with_unit(context)
    return _scaled(context) if quantity.scaled else _bare(context)


def _is_margin(context: Context) -> bool:
    """Say whether a figure only bounds another: `± 0.7`, `95% CI, 1.2-3.4`."""
    if context.quantity.sign == "±" or context.text.endswith(_MARGINS, 0, context.quantity.start):
        return True
    return not {"ci", "interval"}.isdisjoint(context.left(5))


def _factor(context: Context) -> str | None:
    """Judge `doubles`, `halve`, `twice`, `threefold`, `half of`: a verb of change, not a double agent."""
    written = context.written.lower()
    following = (context.right(1) or ["."])[0]
    if written in {"double", "twice"} and following not in CUES["doubled" if written == "double" else "twice"]:
        return None
    if following == "as" and written != "twice":
        return None
    if written in {"doubled", "tripled"} and following[0].isalpha() and following not in STOPS:
        return None
    return None if _IDIOM.match(context.text, context.quantity.end) else "amount"


def _word(context: Context) -> str | None:
    """Judge a number word: breadth, size and setting count; parts of a method or of a list do not."""
    quantity = context.quantity
    if quantity.low == 0:
        near = context.near("tight", 2) or context.left(2) == ["close", "to"]
        return "amount" if near or context.near("free", 0, 1) else None
    if quantity.unit:
        hyphened = context.is_compound or "-" in context.written
        return None if quantity.unit == "layers" or (hyphened and quantity.unit != "x") else _with_unit(context)
    if context.is_compound:
        return "breadth" if context.compound in CUES["compounds"] else None
    return counted(context, context.noun)


def _with_unit(context: Context) -> str | None:
    quantity = context.quantity
    low = quantity.low or 0
    if quantity.unit == "x" and context.near("repeating", 1):
        return None
    if quantity.unit in {"years", "seconds"} and 1900 <= low < 2100:
        return None
    if (quantity.unit == "layers" and context.is_compound) or (quantity.unit == "pp" and low > 100):
        return None
    if _assigned(context) == "math":
        return None
    return "size" if quantity.unit == "parameters" else "amount"


def _scaled(context: Context) -> str | None:
    """Judge `7B`, `16K`, `1.2M`: the size of a model or a count, unless it ends a name or is a resolution."""
    quantity = context.quantity
    if quantity.low in _SCREENS and _VIDEO.match(context.text, quantity.end):
        return None
    if _is_name(context, context.at - 1) and not _is_count(context):
        return None
    if _assigned(context) == "math":
        return None
    return "size" if _is_model_size(context) else counted(context, context.noun) or "items"


def _is_count(context: Context) -> bool:
    noun = context.noun
    return noun is not None and is_plural(context.lower[noun.head])


def _is_model_size(context: Context) -> bool:
    """Say whether a B or M tells the parameters of a model."""
    if context.noun:
        return context.lower[context.noun.head] in CUES["models"]
    return context.written[-1] == "B" or (context.written[-1] not in "Kk" and context.near("models", 6, 3))


def _bare(context: Context) -> str | None:
    """Judge a figure without any unit: a score, a count, a statistic; or a year, a name's number, a label."""
    assigned = _assigned(context)
    if assigned:
        return None if assigned == "math" else assigned
    if context.quantity.sign == "+" or (context.at and is_metric(context.words[context.at - 1])):
        return "score"
    noun = context.noun
    plural = noun if noun and _is_count(context) and context.lower[noun.head] not in CUES["changes"] else None
    if _is_year(context, plural) or _is_name(context, context.at - 1):
        return None
    if _is_weighed(context):
        return "score"
    sort = counted(context, plural)
    if sort or context.near("labels", 1) or (plural and "." not in context.written):
        return sort
    return _score(context)


def _is_weighed(context: Context) -> bool:
    """Say whether a figure stands against the one before it: `just 1 token instead of 576`, `3.2 vs. 4`."""
    left = context.left(2)
    against = left in _WEIGHED or left[-1:] in (["vs"], ["vs."], ["v.s"], ["v.s."], ["versus"])
    return against and FIGURE in context.left(12)


def _assigned(context: Context) -> str | None:
    """Judge `x = 3`: a statistic is a score, the size of a sample a count, anything else mathematics."""
    start = context.quantity.start
    if _RELATIONS.isdisjoint(context.text[max(0, start - 6) : start + 1]):
        return None
    match = _ASSIGNED.search(context.text, max(0, start - 16), start + bool(context.quantity.comparison))
    if match is None:
        return None
    name = match[1].strip("(|$*")
    if "p" in context.left(3):
        return "math"
    if match[2] in "<>≤≥" and (len(name) > 2 or name in STOPS):
        return None
    if name in CUES["names_of_statistics"] or is_metric(name):
        return "score"
    return "items" if name in {"n", "N"} and (context.quantity.low or 0) >= 10 else "math"


def _is_year(context: Context, plural: Noun | None) -> bool:
    if not (1900 <= (context.quantity.low or 0) <= 2100 and context.written[:4].isdigit()):
        return False
    return plural is None or context.near("dates", 1)


def _is_name(context: Context, place: int) -> bool:
    """Say whether a word is a proper name, which the number after it may belong to."""
    if place < 0:
        return False
    word, lower = context.words[place], context.lower[place]
    if not word[0].isalpha() or word == lower or lower in STOPS or lower in CUES["covering"]:
        return False
    return not (place == 0 and word[1:].islower() and lower not in CUES["labels"] and len(word) > 9)


def _score(context: Context) -> str | None:
    """Judge a bare number that counts nothing: a metric stands beside it, or a verb that leads to one."""
    noun, left = context.noun, context.left(6)
    if noun and (is_metric(context.words[noun.head]) or is_metric(context.words[noun.first])):
        return "score"
    if "." in context.written or context.quantity.link == "to":
        return "score"
    if context.is_compound:
        return counted(context, noun)
    leads = any(context.near(cue, 1) for cue in ("reach", "failing", "leading_up")) or left[-1:] == [","]
    named = any(is_metric(word) or word in CUES["changes"] for word in left)
    return "score" if leads and named else None


_JUDGES = {
    "complexity": lambda _: "growth",
    "vague": lambda _: "vague",
    "verb": _factor,
    "share": _factor,
    "order": _factor,
    "word": _word,
}
