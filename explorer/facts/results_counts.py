"""What a figure counts: the breadth of an evaluation, an artefact's items, a fixed condition, or parts."""

from __future__ import annotations

from explorer.facts.results_context import CUES, Context, Noun, is_plural


def is_metric(word: str) -> bool:
    """Say whether a word names a metric."""
    lower = word.lower()
    return lower in CUES["metrics"] or ("@" in word and word[0].isalpha())


def counted(context: Context, noun: Noun | None) -> str | None:
    """Judge what is counted: breadth, items, fixed; none for the parts of a method, a list, an argument."""
    if noun is None:
        return None
    head = context.lower[noun.head]
    if head == "points" and is_metric(context.words[noun.first]):
        return "score"
    if context.is_compound and context.quantity.form == "digits":
        return "items" if f"{context.compound}s" in CUES["items"] else None
    if (context.quantity.low or 0) < 1000 and _is_fixed(context, noun):
        return "fixed"
    if head == "steps" and (context.quantity.low or 0) < 1000:
        return None
    return _covered(context, noun)


def _is_fixed(context: Context, noun: Noun) -> bool:
    """Say whether what is counted is a condition: `4 sampling steps`, `8 GPUs`, `3 seeds`."""
    head = context.lower[noun.head]
    if head == "steps":
        modifiers = context.lower[noun.first : noun.head]
        return context.quantity.form == "digits" or not CUES["sampling"].isdisjoint(modifiers)
    return head in CUES["fixed"] and (is_plural(head) or context.words[noun.head].isupper())


def _covered(context: Context, noun: Noun) -> str | None:
    head, digits = context.lower[noun.head], context.quantity.form == "digits"
    large = (digits and (context.quantity.low or 0) > 12) or context.left(2) == ["up", "to"]
    if head in CUES["settings"]:
        return "breadth" if digits or _is_evaluated(context) else None
    if not large and (head in CUES["parts"] or _is_listed(context, head)):
        return None
    covers = digits or context.begins or context.near("covering", 4)
    if head in CUES["breadth"] or (large and not digits and is_plural(head)):
        covers = covers or large
        return "breadth" if covers or head in CUES["collections"] else None
    if not covers:
        return None
    if head in CUES["items"] or context.quantity.scaled:
        return "items"
    return _unknown(context, noun, large=large)


def _is_evaluated(context: Context) -> bool:
    """Read `across five frameworks` and `across two datasets and five frameworks`."""
    return context.near("evaluating", 9 if context.left(1) == ["and"] else 3)


def _unknown(context: Context, noun: Noun, *, large: bool) -> str | None:
    """Judge a plural that no list knows: an acronym, or what digits count."""
    head = context.lower[noun.head]
    if not is_plural(head) or not (large or context.begins or context.near("covering", 4)):
        return None
    if context.words[noun.head][-3:-1].isupper():
        return "breadth"
    if context.quantity.form != "digits":
        return None
    return "items" if large else "breadth"


def _is_listed(context: Context, head: str) -> bool:
    """Say whether a small number announces parts that the authors introduce or list: `these two tasks`."""
    left = context.left(2 if head in {"datasets", "benchmarks", "corpora"} else 3)
    if left and left[-1] in CUES["pointing"]:
        named = head in CUES["breadth"] or context.words[context.at + 1].isupper()
        return not named and (len(left) < 2 or left[-2] not in CUES["places"])
    if head in CUES["collections"]:
        return False
    return not CUES["inventing"].isdisjoint(left) and left[-1] not in CUES["covering"]
