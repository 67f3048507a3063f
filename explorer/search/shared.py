"""The words and phrases that two papers share, as they are written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

import pandas as pd

from explorer.search.stems import stem
from explorer.terms import DEFAULT_FIELDS, placed

MOST = 5  # terms of a pair of papers
LEAST = 0.02  # of what a pair shares: a word that makes less of it tells nothing
BESIDE = 0.25  # of a word's part: another word of its phrase makes at least as much
LONGEST = 3  # words of a phrase

Phrase = tuple[str, ...]  # of stems


def text_of(papers: pd.DataFrame, row: int) -> str:
    """Give the title and the abstract of a paper."""
    texts = [papers[name].iloc[row] for name in DEFAULT_FIELDS if name in papers]
    return ".\n".join(text for text in texts if isinstance(text, str))


def shared(parts: Mapping[str, float], ours: str, theirs: str) -> list[str]:
    """Name what two texts share, most telling first, as the second writes it.

    `parts` says what each stem adds to their similarity. A word is named with those beside it, where both texts write
    them so and they tell something, too.
    """
    least = LEAST * sum(parts.values())
    telling = {word: part for word, part in parts.items() if part > least and not (len(word) == 1 and word.isascii())}
    written, known = _phrases(theirs, telling), _phrases(ours, telling).keys()
    free, terms = {phrase: text for phrase, text in written.items() if phrase in known}, []
    for word in sorted(telling, key=telling.__getitem__, reverse=True):
        fitting = [phrase for phrase in free if word in phrase and _least(phrase, telling) >= BESIDE * telling[word]]
        if fitting:
            best = max(fitting, key=lambda phrase: sum(map(telling.__getitem__, phrase)))
            terms.append(free[best])
            free = {phrase: text for phrase, text in free.items() if not set(phrase) & set(best)}
    return terms[:MOST]


def _least(phrase: Phrase, telling: Mapping[str, float]) -> float:
    return min(map(telling.__getitem__, phrase))


@lru_cache(maxsize=32)  # one paper's words are looked for in each that is near it
def _words(text: str) -> list[tuple[int, int, str]]:
    return [(start, end, stem(word)) for start, end, word in placed(text)]


def _phrases(text: str, telling: Collection[str]) -> dict[Phrase, str]:
    """Give the runs of telling words with how they are written, where it can be told not as a sentence begins."""
    written: dict[Phrase, str] = {}
    for run in _runs(text, telling):
        for first in range(len(run)):
            for last in range(first, min(first + LONGEST, len(run))):
                phrase = tuple(word for _, _, word in run[first : last + 1])
                form = " ".join(text[run[first][0] : run[last][1]].split())
                held = written.get(phrase)
                written[phrase] = form if held is None or (held.istitle() and not form.istitle()) else held
    return written


def _runs(text: str, telling: Collection[str]) -> Iterator[list[tuple[int, int, str]]]:
    """Cut a text into runs of telling words with nothing but a space or a hyphen between two."""
    run: list[tuple[int, int, str]] = []
    for start, end, word in _words(text):
        is_beside = bool(run) and text[run[-1][1] : start] in {" ", "\n", "-", "‐", "–"}
        if run and not (is_beside and word in telling):
            yield run
            run = []
        if word in telling:
            run.append((start, end, word))
    if run:
        yield run
