"""Results: every figure that a paper reports, and what it measures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from explorer.facts.base import FIELDS, Found, Reading, all_finders, finder
from explorer.facts.quantities import Quantity, quantities
from explorer.facts.results_context import Context, Span, contexts, quoted
from explorer.facts.results_cues import cue
from explorer.facts.results_glue import is_glued
from explorer.facts.results_metric import metric
from explorer.facts.results_polarity import better, polarity
from explorer.facts.results_reading import change, comparison, measure, metric_words
from explorer.facts.results_rivals import baselines
from explorer.facts.results_spans import benchmarks
from explorer.facts.results_ties import Said, take_over
from explorer.facts.results_units import unit_of
from explorer.facts.results_worth import worth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from explorer.facts.sentences import Sentence

_WHITE = "\n\r\t\v\f\u00a0\u2009\u202f"
# What joins figures that share a unit: `5 and 7%`, `100 or even 1000 layers`.
_JOINED = re.compile(r"\s?(?:,|/|,? ?(?:and|or)(?: even)?)\s?")
_MARGINS = frozenset({"±", "+/-", "\\pm", "pm"})
_OWN = re.compile(
    r"\b(?:[Ww]e|[Oo]ur|[Uu]s|[Tt]his (?:paper|work|article|study|thesis|report|survey)|[Ii]n this|[Hh]ere"
    r"|[Ee]xperiment\w*|[Rr]esults|[Ee]valuat\w+|[Ii]ntroduc(?:e|es|ing)|[Pp]ropos(?:e|es|ed|ing)|presented"
    r"|(?:randomly|were) (?:assigned|randomi[sz]ed|recruited|enrolled))\b"
)


class Result(NamedTuple):
    """One result: where it stands, its sentence, what it is compared with, and its columns."""

    start: int
    end: int
    sentence: Span
    rivals: list[str]
    more: dict[str, object]


class Shared(NamedTuple):
    """What a figure hands on to the next one that is joined to it."""

    end: int
    comparison: str


@finder(
    "result",
    low=float,
    high=float,
    unit=str,
    sign=str,
    comparison=str,
    measure=str,
    polarity=str,
    change=str,
    better=str,
    metric=str,
    benchmarks=list,
    baselines=list,
    models=list,
    sentence_start=int,
    sentence_end=int,
)
def find_results(reading: Reading) -> Iterator[Found]:
    """Find every figure that tells how well, how much, how big or how many."""
    named = _named(reading)
    for field in FIELDS:
        text = reading.title if field == "title" else reading.abstract  # as stored: what is quoted stands there
        sentences = [one for one in reading.sentences if one.field == field]
        for one in results(text, sentences):
            yield Found(field, one.start, one.end, None, one.more | {"models": _models(named, field, one)})


def _named(reading: Reading) -> list[tuple[Found, str]]:
    """Give the models that a paper names, each with its words."""
    return [(one, reading.quote(one)) for one in reading.found("model")] if "model" in all_finders() else []


def _models(named: list[tuple[Found, str]], field: str, result: Result) -> list[str]:
    """Give the models that the sentence of a figure names, but for those that it is compared with."""
    first, last = result.sentence
    inside = (name for one, name in named if one.field == field and first <= one.start and one.end <= last)
    return [name for name in dict.fromkeys(inside) if name not in result.rivals]


def results(text: str, sentences: Iterable[Sentence]) -> Iterator[Result]:
    """Read the results of one text: where each stands, and what it says."""
    plain = _plain(text)
    figures = _figures(plain)
    begins = _own_begins(plain) if figures else 0
    for sentence, mine in _by_sentence(figures, sentences):
        if sentence.end > begins:
            yield from _read(text, contexts(plain, Span(sentence.start, sentence.end), mine))


def _plain(text: str) -> str:
    """Make every white space a blank, so that no offset moves."""
    for white in _WHITE:
        if white in text:
            text = text.replace(white, " ")
    return text


def _own_begins(text: str) -> int:
    """Say where a paper begins to speak of its own work; what stands before it is background."""
    match = _OWN.search(text)
    return match.start() if match else 0


def _figures(text: str) -> list[Quantity]:
    """Read the free-standing figures; those that are joined share the unit of the last: `by 5, 6 and 7%`."""
    found, mark = quantities(text), ""
    for place in range(len(found) - 2, -1, -1):
        one, following = found[place], found[place + 1]
        joint = text[one.end : following.start].strip()
        if joint in _MARGINS and not one.unit:
            found[place] = one._replace(unit=following.unit)
        elif _shares(one, following) and _JOINED.fullmatch(text, one.end, following.start):
            slashed = "/" in {joint, mark} and joint != mark != ""
            found[place] = one if slashed else one._replace(unit=following.unit)
        mark = joint if found[place] is not one else ""
    return [one for one in found if not is_glued(text, one)]


def _shares(one: Quantity, following: Quantity) -> bool:
    """Say whether a figure lacks the unit that the next one has."""
    if one.unit or not following.unit or one.scaled != following.scaled:
        return False
    return one.form == following.form == "digits"


def _by_sentence(found: list[Quantity], sentences: Iterable[Sentence]) -> Iterator[tuple[Sentence, list[Quantity]]]:
    place = 0
    for sentence in sentences:
        first = place
        while place < len(found) and found[place].end <= sentence.end:
            place += 1
        if place > first and (mine := [one for one in found[first:place] if one.start >= sentence.start]):
            yield sentence, mine


def _read(text: str, figures: list[Context]) -> Iterator[Result]:
    """Read the figures of a sentence; what is quoted is quoted from the text as it was given."""
    shared = Shared(-1, "=")
    last: Said | None = None
    judged = [(context, worth(context)) for context in figures]
    for context, sort in judged:
        if sort is None:
            context.forget()
    for context, sort in judged:
        if sort is None:
            continue
        start, end = context.quantity.start, context.quantity.end
        bound = comparison(context, sort)
        if bound == "=" and shared.end >= 0 and _JOINED.fullmatch(context.text, shared.end, start):
            bound = shared.comparison
        shared = Shared(end, bound)
        more = _said(context, sort, text) | {"comparison": bound}
        stands = str(more["polarity"])
        more["baselines"] = rivals = [text[slice(*span)] for span in baselines(context, stands)]
        more["benchmarks"] = [text[slice(*span)] for span in benchmarks(context, stands)]
        more["sentence_start"], more["sentence_end"] = context.sentence
        take_over(context, sort, more, last)
        last = Said(context.at, sort, more)
        yield Result(start, end, context.sentence, rivals, more)


def _said(context: Context, sort: str, text: str) -> dict[str, object]:
    """Say what a figure measures, of which kind, for whom, and which way is better."""
    found, noun = cue(context), metric(context, sort)
    words = metric_words(context, noun, found)
    kind = measure(context, sort, found)
    way = change(context, kind, found)
    stands = polarity(context, sort, kind, found, words)
    quantity, unit = context.quantity, unit_of(context, sort)
    return {
        "low": quantity.low,
        "high": quantity.high,
        "unit": unit,
        "sign": quantity.sign,
        "measure": kind,
        "polarity": stands,
        "change": way,
        "better": better(unit, kind, stands, words, way),
        "metric": text[slice(*quoted(context, noun))] if noun else None,
    }
