"""The problem a paper addresses, in its own words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from explorer.facts.base import Found, Reading, finder
from explorer.facts.phrases import Phrasebook, pieces
from explorer.facts.vocabulary import table, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINTS = re.compile(
    r"\s*(?:[:?!,–—]|\b(?:for|of|in|on|with|via|by|through|using|from|to|and|under|as|is|are|"
    r"without|towards?|over)\b)\s*",
    re.IGNORECASE,
)
_GOAL = re.compile(
    r"\b(?:task|problem|challenge|field|goal) of ((?:[\w-]+ ){0,4}[\w-]+)|"
    r"\b(?:tackle|address|solve|solving|tackling|addressing) (?:the (?:task|problem|"
    r"challenge) of )?((?:[\w-]+ ){0,3}[\w-]+)"
)
_CUT = re.compile(
    r"\s\b(?:for|of|in|on|with|via|by|that|which|is|are|and|as|from|to|using|where|has|have|this|these)\b.*"
)
_LEAD = re.compile(
    r"^(?:the|a|an|this|these|our|efficient|effective|learning|improving|towards|novel)\s+", re.IGNORECASE
)
_SMALL = terms("prose", "small_words") | terms("prose", "openers")
_MOST = 2


@cache
def _book() -> Phrasebook:
    return Phrasebook((phrase, "task", 1) for phrase in table("tasks")["tasks"])


@finder("task")
def find_tasks(reading: Reading) -> Iterator[Found]:
    """Find at most two: known problems, the title's first; else what both share, a goal, or "for" what."""
    known = list(_known(reading))
    if not known:
        known = [*_shared(reading), *_goals(reading.text("abstract"))]
    if not known:
        known = [Found("title", start, end) for is_for, start, end in _chunks(reading.text("title")) if is_for]
    yield from known[:_MOST]


def _known(reading: Reading) -> Iterator[Found]:
    """Give known problems: those of the title where the abstract first names them, then the oftenest named."""
    hits = list(_book().find(pieces(reading, "abstract")))
    first = {hit.phrase: hit for hit in reversed(hits)}
    counts = {phrase: sum(hit.phrase == phrase for hit in hits) for phrase in first}
    done = set()
    for hit in _book().find(pieces(reading, "title")):
        if hit.phrase not in done:
            done.add(hit.phrase)
            there = first.get(hit.phrase)
            yield Found("abstract", there.start, there.end) if there else Found("title", hit.start, hit.end)
    for phrase in sorted(first, key=lambda phrase: (-counts[phrase], first[phrase].start)):
        if phrase not in done:
            yield Found("abstract", first[phrase].start, first[phrase].end)


def _shared(reading: Reading) -> Iterator[Found]:
    names = {reading.quote(name) for name in reading.found("name")}
    names |= {str(name.more.get("expansion")) for name in reading.found("name")}
    title, abstract = reading.text("title"), reading.text("abstract")
    lower = abstract.lower()
    for _, start, end in _chunks(title):
        phrase = title[start:end]
        at = lower.find(phrase.lower()) if len(lower) == len(abstract) else abstract.find(phrase)
        if at >= 0 and phrase not in names:
            yield Found("abstract", at, at + len(phrase))


def _chunks(title: str) -> list[tuple[bool, int, int]]:
    """Cut a title at its joints; what follows "for" comes first, then longer before shorter."""
    chunks: list[tuple[bool, int, int]] = []
    at, after_for = 0, False
    for joint in [*_JOINTS.finditer(title), None]:
        end = joint.start() if joint else len(title)
        lead = _LEAD.match(title[at:end])
        start = at + (lead.end() if lead else 0)
        words = title[start:end].split()
        if 2 <= len(words) <= 5 and words[0].lower() not in _SMALL:
            chunks.append((after_for, start, end))
        if joint:
            at, after_for = joint.end(), joint[0].strip().lower() == "for"
    return sorted(chunks, key=lambda chunk: (not chunk[0], -(chunk[2] - chunk[1]), chunk[1]))


def _goals(abstract: str) -> Iterator[Found]:
    for goal in _GOAL.finditer(abstract):
        group = 1 if goal[1] else 2
        phrase = _CUT.sub("", goal[group])
        lead = _LEAD.match(phrase)
        start = goal.start(group) + (lead.end() if lead else 0)
        end = goal.start(group) + len(phrase)
        if end - start > 4 and abstract[start:end].split(maxsplit=1)[0].lower() not in _SMALL:
            yield Found("abstract", start, end)
