"""The word that makes a figure a difference: `5% higher`, `by 5%`, `a gain of 5%`, `reduces it (5%)`."""

from __future__ import annotations

from typing import NamedTuple

from explorer.facts.results_context import CUES, FIGURE, VERBS, Context

_WAYS = {word: way for way in ("speeds", "up", "down", "drop") for word in CUES[way]}
_WAYS |= dict.fromkeys(CUES["speeds"] - CUES["down"] - CUES["drop"], "up")
_MEANWHILE = frozenset({",", ";", "while", "whereas", "although", "but", ":", "and"})


class Cue(NamedTuple):
    """The word that tells a difference: where it stands, and up, down or drop."""

    place: int
    way: str


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
            return Cue(here, way_of(word)) if word != "by" else _nearest(context, here, 16)
        if word in VERBS or word in {";", "while", "whereas", "which"} or way_of(word):
            return None
    return None


def _cue_of_bracket(context: Context) -> Cue | None:
    """Read `reduces hallucinations (up to 25%)`."""
    lower, place = context.lower, context.leader
    if "(" not in lower[place + 1 : context.at] or context.left(2) != ["up", "to"]:
        return None
    for here in range(place, max(-1, place - 6), -1):
        if way := way_of(lower[here]):
            return Cue(here, way)
        if lower[here] in VERBS or lower[here] in _MEANWHILE:
            return None
    return None


def way_of(word: str) -> str:
    """Say which way a word points: up, down or drop; empty for neither."""
    return _WAYS.get(word, "")


def _cue_right(context: Context) -> Cue | None:
    start = _past_bracket(context, context.at + 1)
    for here in range(start, min(start + 6, len(context.lower))):
        word = context.lower[here]
        if (way := way_of(word)) and (
            word in CUES["changes"] or word in CUES["comparatives"] or word in CUES["speeds"] or way == "drop"
        ):
            return Cue(here, way)
        if not word[0].isalpha() or word in CUES["stopping"] or (word in VERBS and not word.endswith("ed")):
            return None
    return None


def _past_bracket(context: Context, place: int, farthest: int = 16) -> int:
    """Step over what is said in brackets: `76% (95% CI, 53-88) lower`."""
    if context.lower[place : place + 1] == ["("]:
        for here in range(place + 1, min(place + farthest, len(context.lower))):
            if context.lower[here] == ")":
                return here + 1
    return place


def _cue_left(context: Context) -> Cue | None:
    place = context.leader
    if place < 0:
        return None
    word = context.lower[place]
    if word == "by":
        return _nearest(context, place, 16)
    if context.lower[place + 1 : place + 2] == ["to"] and "up" not in context.lower[place + 1 : context.at]:
        return None
    if way := way_of(word):
        return None if word in CUES["outdo"] or word in CUES["comparatives"] else Cue(place, way)
    if word in {"is", "reaches", "reaching", "are", "from"}:
        return None if word == "from" else _noun_of_change(context, place, 5)
    return _noun_of_change(context, place + 1, 6) if "of" in context.lower[place + 1 : context.at] else None


def _nearest(context: Context, place: int, farthest: int) -> Cue | None:
    for here in range(place - 1, max(-1, place - farthest), -1):
        word = context.lower[here]
        if way := way_of(word):
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
            return Cue(here, way_of(word))
        if word in VERBS or word == FIGURE or word in _MEANWHILE:
            return None
    return None
