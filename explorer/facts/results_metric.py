"""Which quantity a figure measures, as the words of its own sentence."""

from __future__ import annotations

from explorer.facts.results_context import CUES, FIGURE, STOPS, Context, Noun, noun_after, noun_before
from explorer.facts.results_numbers import LOOSE, UNITS

COUNTS = frozenset({"breadth", "items", "fixed"})
_ALTERED = CUES["changes"] | CUES["comparatives"]
_ADORNED = CUES["qualifiers"] | CUES["comparatives"] | {"-", "("}
_DETERMINED = CUES["qualifiers"] | {"the", "its", "our", "both"}


def metric(context: Context, sort: str) -> Noun | None:
    """Find the noun phrase of what a figure measures; none where the text names only a gain."""
    if sort in COUNTS:
        return context.noun or _before(context)
    if context.quantity.form in {"verb", "share"}:
        return _governed(context)
    if sort == "growth":
        return _of_growth(context)
    if sort == "size":
        return _of_size(context)
    return _after(context) or _without_noun(context)


def _without_noun(context: Context) -> Noun | None:
    """Look elsewhere where no noun follows: `215 hours of observations`, `reduces cost by a further 5%`."""
    if context.quantity.unit == "hours" and context.right(1) == ["of"]:
        return noun_after(context, context.at + 2, 4)
    if _ALTERED.isdisjoint(context.right(2)):
        return _before(context)
    place = context.leader
    return _object(context, place) if context.lower[place] == "by" else None


def _governed(context: Context) -> Noun | None:
    """Read `halve the runtime`, `half of the parameters`, `twice the speed`."""
    place = context.at + 1
    while place < len(context.lower) and context.lower[place] in CUES["governed"]:
        place += 1
    return _named(context, noun_after(context, place, 4))


def _of_growth(context: Context) -> Noun | None:
    """Read `a sample size of O(n)`, `O(log n) depth`; the noun may be part of the figure itself."""
    after = noun_after(context, context.at + 1, 3)
    if after:
        return after
    place = context.at
    if context.written[-1].isalpha():
        return Noun(place, place)
    while place > 0 and context.lower[place - 1] in {"of", "in", "is", "a", "an", "the", "requires"}:
        place -= 1
    return noun_before(context, place, 3)


def _of_size(context: Context) -> Noun | None:
    """Read `a compact size (13M)`, `model sizes from 124M to 1.5B`, `a 7B model`."""
    before = _before(context)
    if before and context.lower[before.head] in CUES["sizes"]:
        return before
    return noun_after(context, context.at + 1, 5) or before


def _after(context: Context) -> Noun | None:
    """Read the noun after a figure: `100% accuracy`, `5% reduction in size`, `35% lower RMSE`."""
    place = context.at + 1
    lower = context.lower
    while place < len(lower) and lower[place] in _ADORNED:
        if lower[place] == "(" or lower[place : place + 2] == ["up", "to"]:
            return None
        place += 1
    noun = noun_after(context, place, 6)
    if noun and UNITS.get(lower[noun.first]) in LOOSE:
        return None
    if noun is None:
        return _after_preposition(context, place)
    return _named(context, noun) or _after_preposition(context, noun.head + 1)


def _after_preposition(context: Context, place: int) -> Noun | None:
    """Read `5% in accuracy`, `5% reduction in model size`; a proper name there is a benchmark."""
    if context.lower[place : place + 1] not in (["in"], ["of"]):
        return None
    place += 1
    if context.lower[place : place + 2] == ["terms", "of"]:
        place += 2
    while place < len(context.lower) and context.lower[place] in _DETERMINED:
        place += 1
    noun = noun_after(context, place, 5)
    if noun is None or not _measures(context, noun):
        return None
    return noun


def _measures(context: Context, noun: Noun) -> bool:
    words = context.lower[noun.first : noun.head + 1]
    known = CUES["lower_better"] | CUES["higher_better"] | CUES["metrics"]
    return not known.isdisjoint(words) or "@" in words[-1]


def _named(context: Context, noun: Noun | None) -> Noun | None:
    """Drop a noun of change: `accuracy gain` measures accuracy, `improvement` measures nothing."""
    if noun is None:
        return None
    first, head = noun
    while head >= first and (context.lower[head] in CUES["changes"] or context.lower[head] in CUES["qualifiers"]):
        head -= 1
    while first <= head and (
        context.lower[first] in CUES["qualifiers"] or context.lower[first] in CUES["comparatives"]
    ):
        first += 1
    return Noun(first, head) if first <= head else None


def _before(context: Context) -> Noun | None:
    """Read the noun before a figure: `reduces cost by 5%`, `accuracy of 90%`, `FID 2.06`, `size (13M)`."""
    place, lower = context.leader, context.lower
    if place < 0:
        return None
    if lower[place] in {"by", "from"} and (changed := _object(context, place)):
        return changed
    while place >= 0 and lower[place] in {"from", "ranging", "varying", "spanning", "between", "range"}:
        place -= 1
    if lower[place : place + 1] == ["="] and place == context.at - 1:
        return noun_before(context, place, 3)
    if lower[place] in CUES["links"] or (lower[place] in CUES["reach"] and lower[place + 1] != "of"):
        return _subject(context, place)
    return _named(context, _measured(context, noun_before(context, place + 1)))


def _measured(context: Context, noun: Noun | None) -> Noun | None:
    """Refuse what measures nothing: another figure, or a proper name."""
    if noun is None or context.lower[noun.head] == FIGURE:
        return None
    plain = context.words[noun.head][1:].islower() or _measures(context, noun)
    return noun if plain else None


def _subject(context: Context, place: int) -> Noun | None:
    """Read the subject of `accuracy reaches 90%`, if it is a metric."""
    noun = noun_before(context, place)
    named = _named(context, noun)
    if named and noun and context.lower[noun.head] in CUES["changes"]:
        return named
    return named if named and _measures(context, named) else None


def _object(context: Context, place: int) -> Noun | None:
    """Read the object of a verb of change: `reduce the cost consumption (by 5%)`."""
    lower = context.lower
    for here in range(place - 1, max(-1, place - 16), -1):
        word = lower[here]
        if word == FIGURE and lower[here + 1 : here + 2] == ["on"]:
            continue
        if word in CUES["outdo"] and word not in {"over", "than", "relative", "against"}:
            return _in_terms(context, here, place)
        if (word in CUES["up"] or word in CUES["down"] or word in CUES["drop"]) and word not in CUES["comparatives"]:
            return _thing(context, here, place)
    return None


def _thing(context: Context, verb: int, place: int) -> Noun | None:
    """Read what a verb changes, or, of a noun of change, what stands before or after it."""
    lower, start = context.lower, verb + 1
    if lower[start : start + 1] in (["over"], ["upon"], ["on"]):
        return None
    while start < place and (lower[start] in STOPS or _qualifies(lower, start)):
        start += 1
    noun = noun_after(context, start, min(6, place - start)) if start < place else None
    if noun and lower[noun.head + 1 : noun.head + 2] == ["of"] and lower[noun.head] in {"number", "amount", "count"}:
        inner = noun_after(context, noun.head + 2, 4)
        noun = Noun(noun.first, inner.head) if inner and inner.head < place else noun
    if noun and noun.first == noun.head and lower[noun.head] in {"average", "mean", "median"}:
        return noun
    return _named(context, noun) or (noun_before(context, verb) if noun is None else None)


def _qualifies(lower: list[str], place: int) -> bool:
    """Say whether a word qualifies the noun after it; `the overall average from 5` has none after it."""
    following = lower[place + 1 : place + 2]
    return (
        lower[place] in CUES["qualifiers"] and bool(following) and following[0] not in STOPS and following[0] != FIGURE
    )


def _in_terms(context: Context, verb: int, place: int) -> Noun | None:
    """Read `outperforms X in accuracy by 5%`, `in terms of runtime by 5%`."""
    for here in range(verb + 1, place - 1):
        if context.lower[here] == FIGURE:
            return None
        if context.lower[here] == "in":
            start = here + (3 if context.lower[here + 1 : here + 3] == ["terms", "of"] else 1)
            noun = noun_after(context, start, place - start)
            return noun if noun and (start > here + 1 or _measures(context, noun)) else None
    return None
