"""No text makes a finder work much more for each character than another: no pattern backtracks badly."""

from __future__ import annotations

import time

import pytest

from explorer.facts import Reading
from explorer.facts.base import all_finders

SHORT, LONG = 4_000, 16_000
HARD = {
    "one word": "a",
    "words": "word ",
    "capitals": "Fox ",
    "coinages": "FoxNet ",
    "digits": "1",
    "numbers": "12.5 ",
    "open brackets": "(",
    "nested brackets": "(a",
    "braces": "{x^",
    "scripts": "x^{a}_",
    "commas": "Fox, ",
    "ands": "FoxA and ",
    "hyphens": "a-",
    "dots": "a.",
    "spaces": " ",
    "lines": "\n",
    "quotes": "``",
    "tildes": "~1",
    "commands": "mathcal ",
    "backslashes": "\\",
    "dollars": "$a",
    "addresses": "https://a.b/",
    "claims": "code and data ",
    "intros": "we propose a new ",
    "dataset rows": "FoxA, FoxB datasets ",
    "on rows": "on FoxA and FoxB ",
    "short forms": "fox tree search (FTS) ",
    "percents": "5% on A, ",
}


def work(kind, text):
    """Measure the lesser of two runs, in seconds."""
    spent = []
    for _ in range(2):
        reading = Reading(text[:200], text)
        begun = time.process_time()
        reading.found(kind)
        spent.append(time.process_time() - begun)
    return min(spent)


@pytest.mark.parametrize("piece", HARD.values(), ids=HARD.keys())
@pytest.mark.parametrize("kind", sorted(all_finders()))
def test_work_grows_with_the_text_and_not_faster(kind, piece):
    short, long = (work(kind, (piece * size)[:size]) for size in (SHORT, LONG))

    assert long < 0.05 or long < short * (LONG / SHORT) * 3


@pytest.mark.parametrize("text", ["a" * 100_000, "([{" * 33_000, "7" * 10_000, "FoxNet, " * 12_500])
def test_very_long_lines_are_read(text):
    reading = Reading(text, text)

    assert all(isinstance(reading.found(kind), tuple) for kind in all_finders())
