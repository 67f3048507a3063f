"""Which quantities are results: what a figure is about, or that it is none (a name, a year, a part)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.facts.results_context import CUES, FIGURE, STOPS, Context, Noun, is_plural, noun_after

if TYPE_CHECKING:
    from explorer.facts.quantities import Quantity

_RESOLUTION = re.compile(r" ?[x×X] ?\d| ?(?:px|pixels?|resolution|[pP]\b)|\^")
_RESOLVED = re.compile(r"(?:\d ?[x×X] ?|[rR]esolutions? (?:of |up to )?(?:up to )?|[\^_]\{?-?)$")
_VIDEO = re.compile(r" (?:resolution|video|videos|image|images|UHD|display|texture|textures|ultra|rendering|generation)\b")
_ASSIGNED = re.compile(r"([^\s=,;(\[{}]{1,12}) ?(=|≈|∼|~|<|>|≤|≥|\\leq?|\\geq?|\\in) ?[+−-]?$")
_ITEM = re.compile(r"\d{1,2}\)(?:\s|$)")
_IDIOM = re.compile(r"[ -](?:confidence|CI\b|C\.?I\.?|percentile|quantile|-clean)|[ -]?fold cross|[ -](?:dimensional|degree|D\b|way\b|hop\b|shot\b|stage\b|tier)")
_COMPOUNDS = [["benchmark"], ["dataset"], ["language"], ["domain"], ["model"], ["task"], ["game"]]
_STEPS = {"sampling", "denoising", "inference", "diffusion", "gradient", "training", "optimization", "integration", "function", "euler", "decoding"}
_TIGHT = {"near", "nearly", "almost", "approximately", "virtually", "essentially", "practically"}
_FREE = {"additional", "extra", "overhead", "cost", "inference", "degradation", "accuracy", "training", "human"}
_SIGNS = frozenset("-–/:^_@*")


def worth(context: Context) -> str | None:
    """Say what a figure is about: amount, score, breadth, items, fixed, size, growth, vague; none where it is no result."""
    quantity = context.quantity
    if quantity.form in {"complexity", "vague"}:
        return "growth" if quantity.form == "complexity" else "vague"
    if quantity.form in {"verb", "share", "order"}:
        return _factor(context)
    if quantity.form == "word":
        return _word(context)
    if _IDIOM.match(context.text, quantity.end) or _is_margin(context):
        return None
    if quantity.unit:
        return _with_unit(context)
    if quantity.scaled:
        return _scaled(context)
    return _bare(context)


def _is_margin(context: Context) -> bool:
    """Say whether a figure only bounds another: `± 0.7`, `95% CI, 1.2-3.4`."""
    if context.quantity.sign == "±" or context.text.endswith(("+/-", "+/- ", "± "), 0, context.quantity.start):
        return True
    return not {"ci", "interval"}.isdisjoint(context.left(3))


def is_glued(text: str, quantity: Quantity) -> bool:
    """Say whether a figure is part of a name, a citation, a resolution, a list mark or a formula."""
    start, end = quantity.start, quantity.end
    before, after = text[start - 1 : start], text[end : end + 1]
    if before in _SIGNS and before and not quantity.sign and _joins(text, quantity):
        return True
    if before == "[" or (after == ")" and _ITEM.match(text, start) and _marks_item(text, start)):
        return True
    if quantity.unit or quantity.form != "digits":
        return False
    if after == "/" and text[end + 1 : end + 2].isdigit():
        return True
    if before == "(" and after == ")" and quantity.low in range(1, 21) and "." not in text[start:end]:
        return True
    return bool(_RESOLUTION.match(text, end) or _RESOLVED.search(text[max(0, start - 24) : start]))


def _joins(text: str, quantity: Quantity) -> bool:
    """Say whether a mark ties the figure to what stands before it; coordinated figures share a slash."""
    mark, previous = text[quantity.start - 1], text[quantity.start - 2 : quantity.start - 1]
    if mark == "/":
        return not (quantity.unit and (previous.isdigit() or previous in "%x"))
    return previous.isalnum() or previous in {")", "]", "}"}


def _marks_item(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].strip()
    return before == "" or before[-1] in "(:;,." or text[max(0, start - 4) : start].endswith("and ")


def _factor(context: Context) -> str | None:
    """Judge `doubles`, `halve`, `twice`, `threefold`, `half of`: a verb of change, not a double agent."""
    written = context.text[context.quantity.start : context.quantity.end].lower()
    following = context.right(1)
    if written == "double" and following not in (["the"], ["its"], ["their"]):
        return None
    if written == "twice" and not (following and following[0] in {"as", "the", "faster", "more", "its", "that"}):
        return None
    if following == ["as"] and written != "twice":
        return None
    if written in {"doubled", "tripled"} and following and following[0][0].isalpha() and following[0] not in STOPS:
        return None
    return None if _IDIOM.match(context.text, context.quantity.end) else "amount"


def _word(context: Context) -> str | None:
    """Judge a number word: breadth, size and setting count; parts of a method or of a list do not."""
    quantity = context.quantity
    if quantity.low == 0:
        near = not _TIGHT.isdisjoint(context.left(2)) or context.left(3)[-2:] == ["close", "to"]
        return "amount" if near or (context.right(1) and context.right(1)[0] in _FREE) else None
    if quantity.unit:
        hyphened = context.text[quantity.end : quantity.end + 1] == "-" or "-" in context.text[quantity.start : quantity.end]
        return None if quantity.unit == "layers" or (hyphened and quantity.unit != "x") else _with_unit(context)
    if context.text[quantity.end : quantity.end + 1] == "-":
        return "breadth" if context.lower[context.at + 2 : context.at + 3] in _COMPOUNDS else None
    return _counted(context, noun_after(context, context.at + 1))


def _with_unit(context: Context) -> str | None:
    quantity, left = context.quantity, context.left(2)
    if quantity.unit == "x" and left and left[-1] in {"repeated", "run", "ran", "sampled", "performed", "repeat"}:
        return None
    if quantity.unit == "years" and (1900 <= (quantity.low or 0) < 2100 or context.at == 0):
        return None
    if quantity.unit == "seconds" and 1900 <= (quantity.low or 0) < 2100:
        return None
    if quantity.unit == "pp" and quantity.low and quantity.low > 100:
        return _counted(context, None)
    if quantity.unit == "layers" and context.text[quantity.end : quantity.end + 1] == "-":
        return None
    if _assigned(context) == "math":
        return None
    return "size" if quantity.unit == "parameters" else "amount"


def _scaled(context: Context) -> str | None:
    """Judge `7B`, `16K`, `1.2M`: the size of a model or a count, unless it ends a name or is a resolution."""
    text, (start, end) = context.text, context.quantity[:2]
    if text[end - 1] in "Kk" and _VIDEO.match(text, end) and (context.quantity.low or 0) <= 16000:
        return None
    if context.at and _is_name(context, context.at - 1) and not _counts(context):
        return None
    if _assigned(context) == "math":
        return None
    if text[end - 1 : end] in {"k", "K"} and text[start - 1 : start] in {"@"}:
        return None
    return "size" if _is_model_size(context) else _counted(context, noun_after(context, context.at + 1)) or "items"


def _counts(context: Context) -> bool:
    noun = noun_after(context, context.at + 1)
    return noun is not None and is_plural(context.lower[noun.head])


def _is_model_size(context: Context) -> bool:
    """Say whether a B or M tells the parameters of a model."""
    noun = noun_after(context, context.at + 1, 4)
    if noun:
        head = context.lower[noun.head]
        return head in CUES["models"] and not (head == "size" and False)
    if context.text[context.quantity.start : context.quantity.end][-1:] in "Kk":
        return False
    return context.has("models", context.left(6)) or context.has("models", context.right(3))


def _bare(context: Context) -> str | None:
    """Judge a figure without any unit: a score, a count, a statistic; or a year, a name's number, a label."""
    quantity, noun = context.quantity, noun_after(context, context.at + 1)
    assigned = _assigned(context)
    if assigned:
        return None if assigned == "math" else assigned
    plural = noun is not None and is_plural(context.lower[noun.head]) and context.lower[noun.head] not in CUES["changes"]
    if quantity.sign == "+":
        return "score"
    if _is_year(context, plural=plural):
        return None
    previous = context.at - 1
    if previous >= 0 and is_metric(context.words[previous]):
        return "score"
    if previous >= 0 and _is_name(context, previous):
        return None
    if plural and noun and (counted := _counted(context, noun)):
        return counted
    if previous >= 0 and context.lower[previous] in CUES["labels"]:
        return None
    if plural and "." not in context.text[quantity.start : quantity.end]:
        return None
    return _score(context, noun)


def _assigned(context: Context) -> str | None:
    """Judge `x = 3`: a statistic is a score, the size of a sample a count, anything else mathematics."""
    start = context.quantity.start
    match = _ASSIGNED.search(context.text, max(0, start - 16), start + (1 if context.quantity.comparison else 0))
    if match is None or match[2] in "~≈∼":
        return None
    name = match[1].strip("(|$*")
    if match[2] in "<>≤≥" and (len(name) > 2 or name in {"a", "to", "is", "of", "by"}):
        return None
    if name in CUES["names_of_statistics"] or is_metric(name):
        return "score"
    if name in {"n", "N"} and (context.quantity.low or 0) >= 10:
        return "items"
    return "math"


def _is_year(context: Context, *, plural: bool) -> bool:
    low, written = context.quantity.low or 0, context.text[context.quantity.start : context.quantity.end]
    if not (1900 <= low <= 2100 and written[:4].isdigit()) or context.quantity.unit:
        return False
    return not plural or context.left(1) in (["in"], ["since"], ["until"], ["early"], ["late"], ["before"], ["after"])


def is_metric(word: str) -> bool:
    """Say whether a word names a metric."""
    lower = word.lower()
    return lower in CUES["metrics"] or ("@" in word and word[0].isalpha())


def _is_name(context: Context, place: int) -> bool:
    """Say whether a word is a proper name, which the number after it may belong to."""
    word, lower = context.words[place], context.lower[place]
    if not word[0].isalpha() or word == word.lower() or lower in STOPS or lower in CUES["covering"]:
        return False
    return not (place == 0 and word[1:].islower() and lower not in CUES["labels"] and len(word) > 9)


def _score(context: Context, noun: Noun | None) -> str | None:
    """Judge a bare number that counts nothing: a metric stands beside it, or a verb that leads to one."""
    decimal = "." in context.text[context.quantity.start : context.quantity.end]
    if noun and (is_metric(context.words[noun.head]) or is_metric(context.words[noun.first])):
        return "score"
    left = context.left(6)
    leads = bool(left) and (left[-1] in CUES["reach"] or left[-1] in CUES["failing"] or left[-1] in {"(", "from", FIGURE, ",", "and", "vs", ".", "average"})
    named = any(is_metric(word) or word in CUES["changes"] for word in left)
    if decimal or context.quantity.link == "to":
        return "score"
    compound = context.text[context.quantity.end : context.quantity.end + 1] == "-"
    if compound:
        return _counted(context, noun)
    return "score" if leads and named else None


def _counted(context: Context, noun: Noun | None) -> str | None:
    """Judge what is counted: the breadth of an evaluation, the items of an artefact, a fixed condition."""
    if noun is None:
        return None
    head, low = context.lower[noun.head], context.quantity.low or 0
    if head == "points" and is_metric(context.words[noun.first]):
        return "score"
    modifiers = context.lower[noun.first : noun.head]
    large = context.quantity.form == "digits" and low > 12
    compound = context.text[context.quantity.end : context.quantity.end + 1] == "-"
    if compound and context.quantity.form == "digits":
        return "items" if f"{context.lower[context.at + 2] if context.at + 2 < len(context.lower) else ''}s" in CUES["items"] else None
    if head == "steps" and low < 1000:
        return "fixed" if context.quantity.form == "digits" or not _STEPS.isdisjoint(modifiers) else None
    if head in CUES["fixed"] and (is_plural(head) or context.words[noun.head].isupper()) and low < 1000:
        return "fixed"
    if head in CUES["settings"]:
        return "breadth" if large or context.quantity.form == "digits" or context.has("evaluating", context.left(3)) else None
    if not large and (_is_listed(context, head) or head in CUES["parts"]):
        return None
    return _kind(context, noun, large=large)


def _kind(context: Context, noun: Noun, *, large: bool) -> str | None:
    head = context.lower[noun.head]
    covered = context.has("covering", context.left(4)) or context.at == 0
    if head in CUES["breadth"]:
        return "breadth" if covered or large or context.quantity.form == "digits" or head in {"datasets", "benchmarks", "languages"} else None
    if head in CUES["items"] or context.quantity.scaled:
        return "items" if covered or large or context.quantity.form == "digits" else None
    acronym = context.words[noun.head]
    if acronym[:-1].isupper() and is_plural(head) and covered:
        return "breadth"
    if context.quantity.form == "digits" and is_plural(head) and (large or covered):
        return "items" if large else "breadth"
    return None


def _is_listed(context: Context, head: str) -> bool:
    """Say whether a small number announces parts that the authors introduce or list: `these two tasks`."""
    left = context.left(3)
    near = left[-2:] if head in {"datasets", "benchmarks", "corpora"} else left
    if near and near[-1] in {"these", "those", "the"}:
        return head not in CUES["breadth"] and not context.words[context.at + 1].isupper() and near[-2:-1] not in (["on"], ["for"], ["across"], ["over"], ["in"])
    if head in {"datasets", "benchmarks", "corpora", "languages"}:
        return False
    return any(word in CUES["inventing"] for word in left) and not context.has("covering", left[-1:])
