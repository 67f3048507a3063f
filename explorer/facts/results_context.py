"""A sentence as words around its figures: what stands left and right of one, and which nouns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from explorer.facts.vocabulary import table, terms

if TYPE_CHECKING:
    from explorer.facts.quantities import Quantity

CUES = {name: terms("results", name) for name in table("results")}
FUNCTION = terms("results_grammar", "function")
VERBS = terms("results_grammar", "verbs")
STOPS = FUNCTION | VERBS
FIGURE = "#"
_JOINTS = frozenset({"and", "or", ",", "/", "&"})
REACH = 420  # characters of a sentence that are read on either side of a figure

_WORD = re.compile(r"[^\W_](?:[\w'’@+/&.^*-]{0,60}[\w+%*])?|\S")


class Span(NamedTuple):
    """A stretch of a text."""

    start: int
    end: int


class Noun(NamedTuple):
    """A noun phrase: the places of its first word and of its head."""

    first: int
    head: int


@dataclass(eq=False)
class Context:
    """One figure in its sentence: the sentence's words, each figure as one of them."""

    text: str
    sentence: Span
    quantity: Quantity
    words: list[str]
    lower: list[str]
    figures: dict[int, tuple[int, int]]  # where each figure of the sentence stands, by its place
    at: int  # the place of the figure among the words
    _noun: tuple[Noun | None] | None = None
    _leader: int | None = None

    @property
    def noun(self) -> Noun | None:
        """The noun phrase that follows the figure: what it counts, if it counts."""
        if self._noun is None:  # A cached_property takes a lock, which costs more than most answers.
            self._noun = (noun_after(self, self.at + 1),)
        return self._noun[0]

    @property
    def leader(self) -> int:
        """The place of the word that leads to the figure, over all that only qualifies it; -1 for none."""
        if self._leader is None:
            place, fillers = self.at - 1, CUES["fillers"]
            while place >= 0 and self.lower[place] in fillers:
                place -= 1
            self._leader = place
        return self._leader

    @property
    def begins(self) -> bool:
        """Whether the figure opens its sentence, or one that was glued to the last."""
        return self.at == 0 or self.lower[self.at - 1] in {".", ">"}

    def left(self, count: int) -> list[str]:
        """Give up to so many words before the figure, in lower case."""
        return self.lower[self.at - count if self.at > count else 0 : self.at]

    def right(self, count: int) -> list[str]:
        """Give up to so many words after the figure, in lower case."""
        return self.lower[self.at + 1 : self.at + 1 + count]

    def near(self, cue: str, left: int, right: int = 0) -> bool:
        """Say whether a word of a kind is among so many before or after the figure."""
        kind = CUES[cue]
        if left and not kind.isdisjoint(self.left(left)):
            return True
        return bool(right) and not kind.isdisjoint(self.right(right))

    @property
    def written(self) -> str:
        """The figure as written."""
        return self.text[self.quantity.start : self.quantity.end]

    @property
    def is_compound(self) -> bool:
        """Whether a hyphen ties the figure to the word after it: `91-problem`."""
        return self.text.startswith("-", self.quantity.end)

    @property
    def compound(self) -> str:
        """The word that a hyphen ties to the figure; empty where there is none."""
        return "".join(self.lower[self.at + 2 : self.at + 3]) if self.is_compound else ""

    def span(self, place: int) -> tuple[int, int]:
        """Give the characters of a word, counted off from the figure: only blanks part the words."""
        start, end = self.figures[self.at]
        for here in range(self.at - 1, place - 1, -1):
            known = self.figures.get(here)
            start = known[0] if known else self.text.rindex(self.words[here], 0, start)
        for here in range(self.at + 1, place + 1):
            known = self.figures.get(here)
            end = known[1] if known else self.text.index(self.words[here], end) + len(self.words[here])
        if place in self.figures:
            return self.figures[place]
        length = len(self.words[place])
        return (start, start + length) if place < self.at else (end - length, end)

    def forget(self) -> None:
        """Make the figure a plain word of its sentence: it turned out to be none."""
        word = self.text[self.quantity.start : self.quantity.end]
        self.words[self.at], self.lower[self.at] = word, word.lower()

    def has(self, cue: str, words: list[str]) -> bool:
        """Say whether one of the words is of a kind."""
        return not CUES[cue].isdisjoint(words)


def contexts(text: str, sentence: Span, figures: list[Quantity]) -> list[Context]:
    """Read a sentence once for all of its figures; of a very long one only what is near them."""
    begin = max(sentence.start, figures[0].start - REACH)
    end = min(sentence.end, figures[-1].end + REACH)
    words: list[str] = []
    places: dict[int, tuple[int, int]] = {}
    for figure in figures:
        words += _WORD.findall(text, begin, figure.start)
        places[len(words)] = figure.start, figure.end
        words.append(FIGURE)
        begin = figure.end
    words += _WORD.findall(text, begin, end)
    lower = " ".join(words).lower().split(" ")  # no word holds a blank
    return [
        Context(text, sentence, figure, words, lower, places, place)
        for figure, place in zip(figures, places, strict=True)
    ]


def noun_after(context: Context, place: int, longest: int = 12) -> Noun | None:
    """Find the noun phrase that begins here: up to its first plural, or to where it breaks off."""
    lower, last = context.lower, -1
    place = _noun_begins(context, place)
    for here in range(place, min(len(lower), place + longest)):
        word = lower[here]
        if here > place and word in _JOINTS:
            if _is_joined(context, here + 1):
                continue
            joined = -1 if context.quantity.unit else _joined_figure(lower, here)
            if joined >= 0:
                return noun_after(context, joined + 1, longest - (joined - place))
        if not (_is_nominal(word) or _is_participle(context, here)) or (here > place and _resumes(word)):
            break
        last = here
        if is_plural(word) and not _goes_on(context, here + 1):
            break
    return Noun(place, last) if last >= 0 else None


def _noun_begins(context: Context, place: int) -> int:
    """Step over a hyphen, and over the figures that share the noun: `100 or even 1000 layers`."""
    lower = context.lower
    if place < len(lower) and lower[place] in {"-", "‑", "+"}:
        place += 1
    for _ in range(8):
        joined = -1 if context.quantity.unit == "parameters" else _joined_figure(lower, place)
        if joined < 0:
            break
        place = joined + 1
    return place


def _joined_figure(lower: list[str], place: int) -> int:
    """Give the place of a figure that shares its noun with the one before: `100 or even 1000 layers`."""
    for here in range(place, min(len(lower), place + 3)):
        if lower[here] == FIGURE:
            return here if here > place else -1
        if lower[here] not in {",", "and", "or", "even", "/", "&"}:
            return -1
    return -1


def _is_joined(context: Context, place: int) -> bool:
    """Say whether `four reasoning and` goes on to the plural that the number counts."""
    for word in context.lower[place : place + 8]:
        if not _is_nominal(word) and word not in {"and", ","}:
            return False
        if is_plural(word):
            return word in CUES["breadth"] or word in CUES["items"]
    return False


def _is_participle(context: Context, place: int) -> bool:
    """Say whether a verb only qualifies the noun after it: `15,000 carefully curated questions`."""
    word, following = context.lower[place], context.lower[place + 1 : place + 2]
    return (
        word in VERBS and word.endswith("ed") and word != "compared" and bool(following) and _is_nominal(following[0])
    )


def _resumes(word: str) -> bool:
    """Say whether a word is a finite verb: `13 LLMs outperform`."""
    return word in CUES["reach"] or word in CUES["outdo"]


def _goes_on(context: Context, place: int) -> bool:
    """Say whether a plural is only the first half of a noun: `physics problems`, `systems benchmarks`."""
    lower = context.lower
    return (
        place < len(lower)
        and (is_plural(lower[place]) and lower[place] not in STOPS)
        and (lower[place] in CUES["breadth"] or lower[place] in CUES["items"])
    )


def noun_before(context: Context, place: int, longest: int = 6) -> Noun | None:
    """Find the noun phrase that ends with the word before this place."""
    lower, first = context.lower, place
    while first > 0 and place - first < longest and _is_nominal(lower[first - 1]):
        first -= 1
    while first < place and lower[first] in CUES["qualifiers"]:
        first += 1
    return Noun(first, place - 1) if first < place else None


def _is_nominal(word: str) -> bool:
    return word[0].isalpha() and word not in STOPS


def is_plural(word: str) -> bool:
    """Say whether a word looks like a plural noun."""
    if word in CUES["plurals"]:
        return True
    return len(word) > 2 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ics"))


def quoted(context: Context, noun: Noun) -> Span:
    """Give the characters of a noun phrase."""
    return Span(context.span(noun.first)[0], context.span(noun.head)[1])
