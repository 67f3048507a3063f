"""What a figure is compared with in its sentence: the baselines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.facts.results_context import CUES, FIGURE, Context, Noun, Span, noun_after, noun_before, quoted
from explorer.facts.results_setting import CLAUSE
from explorer.facts.results_spans import is_proper

if TYPE_CHECKING:
    from collections.abc import Iterator

_OVER = frozenset({"over", "than", "to", "with", "against", "versus", "vs"})
_ARTICLES = frozenset({"the", "a", "an", "its", "our", "both", "all", "other", "many"})
_OWNED = ("'s", "’s")


def baselines(context: Context, stands: str) -> list[Span]:
    """Find what the figure is compared with: `outperforms X`, `compared to X`, `of X's score`."""
    if stands in {"setting", "scale", "size"}:
        return []
    found = _outdone(context) or _after(context) or _owner(context)
    return found or (_subject(context) if stands == "baseline" else [])


def _outdone(context: Context) -> list[Span]:
    """Read what a verb of outdoing before the figure has for its object: `outperforms X and Y by 5%`."""
    if not context.near("outdo", 24):
        return []
    for here in range(context.at - 1, max(-1, context.at - 24), -1):
        word = context.lower[here]
        if word in {FIGURE, ";"}:
            return []
        if word not in CUES["outdo"]:
            continue
        weighed = context.lower[here - 1 : here] == ["compared"] and word in {"to", "with"}
        sure = weighed or word not in _OVER | {"compared", "relative"}
        if found := list(_objects(context, here + 1, sure=sure)):
            return found
    return []


def _after(context: Context) -> list[Span]:
    """Read what stands after the figure: `gains of 5 points over X`, `5% higher than X`."""
    if not context.near("outdo", 0, 13):
        return []
    for here in range(context.at + 1, min(len(context.words), context.at + 14)):
        word = context.lower[here]
        if word == FIGURE:
            return []
        if word in CUES["outdo"] and context.lower[here - 1] == "," and word not in _OVER | {"compared", "relative"}:
            told = FIGURE in context.words[here : here + 12]
            return [] if told else list(_objects(context, here + 1, sure=True))
        compared = context.lower[here - 1] == "compared" and word in {"to", "with"}
        if compared or word in {"over", "than"}:
            led = compared or not CUES["changes"].isdisjoint(context.lower[max(0, context.at - 9) : here])
            return list(_objects(context, here + 1, sure=led))
    return []


def _owner(context: Context) -> list[Span]:
    """Read the owner in `97.7% of GPT-4's performance`, `90% of baseline performance`, `surpassing X's 85%`."""
    if context.right(1) == ["of"]:
        for here in range(context.at + 2, min(len(context.words), context.at + 6)):
            if context.words[here].endswith(_OWNED):
                return [_span(context, Noun(here, here))]
    place = context.leader
    return [_span(context, Noun(place, place))] if place >= 0 and context.words[place].endswith(_OWNED) else []


def _subject(context: Context) -> list[Span]:
    """Read the competitor that the clause is about: `while the best existing baseline reaches 37`."""
    if not context.near("competitors", 16):
        return []
    for here in range(context.at - 1, max(-1, context.at - 16), -1):
        word = context.lower[here]
        if word in CLAUSE or word == FIGURE:
            return []
        if word in CUES["competitors"] and (noun := noun_before(context, _phrase_ends(context, here), 5)):
            return [_span(context, noun)]
    return []


def _phrase_ends(context: Context, place: int) -> int:
    """Give the place after the noun phrase that a word belongs to."""
    noun = noun_after(context, place, 4)
    return noun.head + 1 if noun else place + 1


def _objects(context: Context, place: int, *, sure: bool) -> Iterator[Span]:
    """Read the rivals in a row that begin here: `supervised probes and judge baselines`."""
    lower = context.lower
    for _ in range(6):
        while place < len(lower) and lower[place] in _OVER | _ARTICLES:
            place += 1
        noun = noun_after(context, place, 6)
        if noun is None or FIGURE in context.words[noun.first : noun.head + 1]:
            return
        if lower[noun.head] in CUES["durations"] or not (sure or _is_rival(context, noun)):
            return
        yield _span(context, noun)
        place, sure = noun.head + 2, False
        if lower[noun.head + 1 : place] not in (["and"], [","], ["or"]):
            return
        place += lower[place : place + 1] == ["and"]


def _span(context: Context, noun: Noun) -> Span:
    start, end = quoted(context, noun)
    return Span(start, end - 2 if context.text[end - 2 : end] in _OWNED else end)


def _is_rival(context: Context, noun: Noun) -> bool:
    words = context.lower[noun.first : noun.head + 1]
    if not CUES["competitors"].isdisjoint(words) or any(word in CUES["rivals"] for word in words):
        return True
    return is_proper(context.words[noun.first], first=True) or context.words[noun.head][:-1].isupper()
