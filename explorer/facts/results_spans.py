"""What a figure is tied to in its sentence: the benchmarks that it was measured on."""

from __future__ import annotations

import re

from explorer.facts.results_context import CUES, FIGURE, STOPS, Context, Span, noun_after, quoted

_INTRODUCING = frozenset({FIGURE, "the", "a", "an", "our", "both", "all", "various", "several", "multiple", "of"})
_PLACES = frozenset({"on", "in", "across"})
_SIZED = re.compile(r"\d[BM]\b|^d?[A-Z]*L[LMR]*Ms$")


def benchmarks(context: Context, stands: str) -> list[Span]:
    """Find what stands after `on`: after the figure, else before it in its clause; names before descriptions."""
    if stands in {"setting", "scale", "size"}:
        return []
    if _PLACES.isdisjoint(context.left(18)) and _PLACES.isdisjoint(context.right(40)):
        return []
    following = _next_figure(context)
    for here in range(context.at + 1, following):
        if context.lower[here] in _PLACES and (names := _names(context, here + 1)):
            return names
        if context.lower[here] in {"on", "across"} and (named := _described(context, here + 1)):
            return [named]
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
        if word in {"on", "across"} and (named := _described(context, here + 1)):
            return [named]
    return []


def _described(context: Context, place: int) -> Span | None:
    """Read a description instead of a name: `(on) three out-of-distribution benchmarks`, `the contest suite`."""
    lower = context.lower
    while place < len(lower) and lower[place] in _INTRODUCING:
        place += 1
    noun = noun_after(context, place, 7)
    return Span(*quoted(context, noun)) if noun and lower[noun.head] in CUES["evaluated"] else None


def _trailing(context: Context, following: int) -> list[Span]:
    """Take the `on X` of the figure that this one is coordinated with."""
    if following >= len(context.words) or not {"and", "or", ","} & set(context.lower[context.at + 1 : following]):
        return []
    for here in range(following + 1, min(len(context.words), following + 12)):
        if context.lower[here] in {";", FIGURE, "while"}:
            return []
        if context.lower[here] == "on" and (names := _names(context, here + 1)):
            return names
        if context.lower[here] == "on" and (named := _described(context, here + 1)):
            return [named]
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
        while end < len(context.words) and end - place < 5 and is_proper(context.words[end], first=end == place):
            end += 1
        if end == place:
            ahead = _ahead(context, place)
            if ahead == place:
                return found
            place = ahead
            continue
        if end < len(context.lower) and context.lower[end] in CUES["models"]:
            return found
        if not CUES["scored"].isdisjoint(context.lower[place:end]):
            return found
        found.append(Span(context.span(place)[0], context.span(end - 1)[1]))
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
        if is_proper(context.words[here], first=True):
            return here
        if context.lower[here] in STOPS or not context.words[here][0].isalpha():
            return place
    return place


def is_proper(word: str, *, first: bool) -> bool:
    """Say whether a word is part of a proper name."""
    if not word[0].isalnum() or word.lower() in STOPS:
        return False
    if _SIZED.search(word) or word[:2] in {"2D", "3D", "4D"}:
        return False
    return any(letter.isupper() for letter in word) or (not first and word[0].isdigit())
