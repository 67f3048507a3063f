"""What a figure is tied to in its sentence: the benchmarks, the baselines and the models."""

from __future__ import annotations

import re

from explorer.facts.results_context import CUES, FIGURE, STOPS, Context, Noun, Span, noun_after, quoted

_PLACES = frozenset({"on", "in", "across"})
_SIZED = re.compile(r"\d[BM]\b|^d?[A-Z]*L[LMR]*Ms$")
_BREAKS = frozenset({",", ";", "while", "whereas", "by", "with", "and", "on", "in", ".", ":", "(", "but", "which"})
_OVER = frozenset({"over", "than", "to", "with", "against", "versus", "vs"})


def benchmarks(context: Context) -> list[Span]:
    """Find the names after `on`: those that follow the figure, else those before it in its clause."""
    following = _next_figure(context)
    for here in range(context.at + 1, following):
        if context.lower[here] in _PLACES and (names := _names(context, here + 1)):
            return names
        if context.lower[here] in {";", "while", "whereas", "outperforms", "surpasses"}:
            break
    return _before(context) or _trailing(context, following)


def _next_figure(context: Context) -> int:
    farthest = min(len(context.words), context.at + 40)
    for here in range(context.at + 1, farthest):
        if context.words[here] == FIGURE:
            return here
    return farthest


def _before(context: Context) -> list[Span]:
    for here in range(context.at - 1, max(-1, context.at - 18), -1):
        word = context.lower[here]
        if word == FIGURE or word in {";", "while", "whereas"}:
            return []
        if word in {"on", "in"} and (names := _names(context, here + 1)):
            return names
    return []


def _trailing(context: Context, following: int) -> list[Span]:
    """Take the `on X` of the figure that this one is coordinated with."""
    if following >= len(context.words) or not {"and", "or", ","} & set(context.lower[context.at + 1 : following]):
        return []
    for here in range(following + 1, min(len(context.words), following + 12)):
        if context.lower[here] in {";", FIGURE, "while"}:
            return []
        if context.lower[here] == "on" and (names := _names(context, here + 1)):
            return names
    return []


def _names(context: Context, place: int) -> list[Span]:
    """Read proper names in a row: `SCAN and PCFG`, `the LIBERO benchmark`."""
    found: list[Span] = []
    while place < len(context.words):
        if (
            context.lower[place] in {"the", "a", "both", "challenging", "popular", "public", "average", ",", "and"}
            and len(found) < 12
        ):
            place += 1
            continue
        end = place
        while end < len(context.words) and end - place < 5 and _is_proper(context.words[end], first=end == place):
            end += 1
        if end == place:
            ahead = _ahead(context, place)
            if ahead == place:
                return found
            place = ahead
            continue
        if end < len(context.lower) and context.lower[end] in CUES["models"]:
            return found
        found.append(Span(context.spans[place][0], context.spans[end - 1][1]))
        place = end
        while place < len(context.lower) and context.lower[place] in {
            "benchmark",
            "benchmarks",
            "dataset",
            "datasets",
        }:
            place += 1
        if context.lower[place : place + 1] not in (["and"], [","]):
            return found
    return found


def _ahead(context: Context, place: int) -> int:
    """Step over what qualifies a name: `the out-of-distribution miniF2F benchmark`."""
    for here in range(place, min(place + 3, len(context.words))):
        if _is_proper(context.words[here], first=True):
            return here
        if context.lower[here] in STOPS or not context.words[here][0].isalpha():
            return place
    return place


def _is_proper(word: str, *, first: bool) -> bool:
    if not word[0].isalnum() or word.lower() in STOPS:
        return False
    if _SIZED.search(word) or word[:2] in {"2D", "3D", "4D"}:
        return False
    return any(letter.isupper() for letter in word) or (not first and word[0].isdigit())


def baselines(context: Context) -> list[Span]:
    """Find what the figure is compared with: `outperforms X`, `compared to X`, `of X's score`."""
    for here in range(context.at - 1, max(-1, context.at - 16), -1):
        word = context.lower[here]
        if word in {FIGURE, ";"}:
            break
        if word in CUES["outdo"] and (
            found := _object(context, here + 1, sure=word not in _OVER | {"compared", "relative"})
        ):
            return [found]
    for here in range(context.at + 1, min(len(context.words), context.at + 14)):
        word = context.lower[here]
        if word == FIGURE:
            break
        if word in {"over", "than"} or context.lower[here - 1 : here + 1] in (
            ["compared", "to"],
            ["compared", "with"],
        ):
            found = _object(context, here + 1, sure=False)
            return [found] if found else []
    return _owner(context)


def _owner(context: Context) -> list[Span]:
    """Read the owner in `97.7% of GPT-4's performance`."""
    if context.right(1) != ["of"]:
        return []
    for here in range(context.at + 2, min(len(context.words), context.at + 6)):
        if context.words[here].endswith(("'s", "’s")):
            start, end = context.spans[here]
            return [Span(start, end - 2)]
    return []


def _object(context: Context, place: int, *, sure: bool) -> Span | None:
    lower = context.lower
    while place < len(lower) and lower[place] in _OVER | {
        "the",
        "a",
        "an",
        "its",
        "our",
        "both",
        "all",
        "other",
        "many",
    }:
        place += 1
    noun = noun_after(context, place, 6)
    if noun is None or FIGURE in context.words[noun.first : noun.head + 1] or not (sure or _is_rival(context, noun)):
        return None
    start, end = quoted(context, noun)
    return Span(start, end - 2 if context.text[end - 2 : end] in {"'s", "’s"} else end)


def _is_rival(context: Context, noun: Noun) -> bool:
    words = context.lower[noun.first : noun.head + 1]
    if not CUES["competitors"].isdisjoint(words) or any(word in CUES["rivals"] for word in words):
        return True
    return _is_proper(context.words[noun.first], first=True)
