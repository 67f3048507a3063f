"""What a paper is about: one to three of sixteen topics, each with the words that decided it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from explorer.facts.base import FIELDS, Found, Reading, finder
from explorer.facts.headed import Headed
from explorer.facts.phrases import Hit, Phrasebook, pieces
from explorer.facts.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

_WEIGHTS = {"key": 4, "strong": 3, "medium": 1, "weak": 0}
_SAYS_WHAT = Headed(
    re.compile(
        r"\b[Ww]e (?:\w+ ){0,2}?(?:propose|introduce|present|develop|study|devise|design|show|investigate|explore|"
        r"consider|build|construct|prove|establish)|\b[Tt]h(?:is|e) (?:paper|work|thesis|report|article|study)|"
        r"\b[Oo]ur (?:goal|method|approach|work|model|framework|main)"
    ),
    ("We ", "we ", "This ", "this ", "The ", "the ", "Our ", "our "),
)
_TITLE, _SAYS, _ELSEWHERE = 4.0, 2.0, 1.0
_SECOND, _THIRD = 0.29, 0.4
_SENTENCES = 2  # that say what the paper does and so weigh more
_LEAST = 3.0  # one word that decides a field
_MOST = 3  # mentions of one phrase that count


@cache
def _book() -> Phrasebook:
    return Phrasebook(
        (phrase, key.rpartition("_")[0], _WEIGHTS[key.rpartition("_")[2]])
        for key, phrases in table("topics").items()
        for phrase in phrases
    )


@finder("topic")
def find_topics(reading: Reading) -> Iterator[Found]:
    """Find the topics, the strongest first: a second where it comes near, a third where the title names it."""
    scores: dict[str, float] = defaultdict(float)
    decided: dict[str, tuple[float, str, Hit]] = {}
    named: set[str] = set()
    for field, place, hit in _hits(reading):
        for label, weight in hit.says:
            worth = weight * place
            scores[label] += worth
            if weight >= _WEIGHTS["strong"] and place > _ELSEWHERE:
                named.add(label)
            if label not in decided or worth > decided[label][0]:
                decided[label] = (worth, field, hit)
    for label in _chosen(scores, named):
        _, field, hit = decided[label]
        yield Found(field, hit.start, hit.end, label)


def _hits(reading: Reading) -> Iterator[tuple[str, float, Hit]]:
    """Give the phrases with the worth of their place; the same one counts a few times at most."""
    counts: dict[tuple[str, ...], int] = defaultdict(int)
    saying = list(islice(_saying(reading), _SENTENCES))
    for field in FIELDS:
        for hit in _book().find(pieces(reading, field)):
            counts[hit.phrase] += 1
            if field == "title":
                yield field, _TITLE, hit
            elif counts[hit.phrase] <= _MOST:
                says = any(start <= hit.start < end for start, end in saying)
                yield field, (_SAYS if says else _ELSEWHERE) / counts[hit.phrase], hit


def _saying(reading: Reading) -> Iterator[tuple[int, int]]:
    """Give the sentences that say what the paper does."""
    places = [said.start() for said in _SAYS_WHAT.finditer(reading.text("abstract"))]
    for one in reading.sentences:
        if one.field == "abstract" and any(one.start <= place < one.end for place in places):
            yield one.start, one.end


def _chosen(scores: dict[str, float], named: set[str]) -> list[str]:
    ranked = sorted(scores, key=lambda label: (-scores[label], label))
    if not ranked or scores[ranked[0]] < _LEAST:
        return []
    best = scores[ranked[0]]
    chosen = ranked[:1]
    chosen += [label for label in ranked[1:2] if scores[label] >= _SECOND * best]
    if len(chosen) == 2:
        chosen += [label for label in ranked[2:3] if scores[label] >= _THIRD * best and label in named]
    return chosen
