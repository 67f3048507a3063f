"""How fast lists are merged by their titles, beside nothing but rapidfuzz, and how rightly."""

from __future__ import annotations

import random
import resource
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
from rapidfuzz import fuzz, process

sys.path.insert(0, str(Path(__file__).parents[1]))

import months

from explorer.lists import candidates, merge, titles
from explorer.papers import framed

SIZES, SCORES, SEEDS = (100_000, 1_000_000), (80, 90, 95, 97), (1, 2, 3)
AGAIN = 0.3  # of the other list's titles are the first one's, mistyped


def main() -> None:
    """Merge lists of growing size, then months whose truth is known at several scores."""
    print(f"{'titles':>12}{'s':>8}{'titles/s':>10}{'peak MB':>9}{'found':>9}{'pairs':>12}{'bare s':>8}{'ratio':>7}")
    for size in [int(size) for size in sys.argv[1:]] or SIZES:
        speed(size)
    print(f"\n{len(SEEDS)} months of 30 lists of 40\n{'slips':>6}{'score':>6}{'precision':>11}{'recall':>8}")
    for slips in (1, 2):
        for score in SCORES:
            rightness(slips, score)


def speed(size: int) -> None:
    """Merge two lists of a size, and let rapidfuzz alone score the pairs that share rare words."""
    one, other = lists(size)
    start = time.perf_counter()
    papers = merge(one, other)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    pairs, least = bare(one, other)
    found = len(papers.attrs["ledger"])
    rate = f"{seconds:>8.1f}{2 * size / seconds:>10,.0f}{peak:>9,.0f}{found:>9,}"
    print(f"{size:>9,}x 2{rate}{pairs:>12,}{least:>8.1f}{seconds / least:>7.1f}")


def lists(size: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make two lists of titles, their words as rare as Zipf's law has them, part of the other's mistyped ones."""
    chance = random.Random(size)
    words = [f"{word}{ending}" for word in months.words() for ending in ("", "al", "ing", "ity", *"abcdefghijklmnop")]
    chance.shuffle(words)
    weights = np.cumsum(1 / np.arange(1, len(words) + 1)).tolist()
    first = [" ".join(chance.choices(words, cum_weights=weights, k=chance.randint(4, 12))) for _ in range(size)]
    fresh = (" ".join(chance.choices(words, cum_weights=weights, k=chance.randint(4, 12))) for _ in range(size))
    other = [months.retitled(chance, title, 1) if chance.random() < AGAIN else next(fresh) for title in first]
    return framed_as("a", first), framed_as("b", other)


def framed_as(name: str, given: list[str]) -> pd.DataFrame:
    """Make a papers frame of titles alone, each with an author of its own."""
    authors = pa.array([[f"Ada Name{'x' * (place % 7)}"] for place in range(len(given))])
    numbered = pa.array([f"{name}{place}" for place in range(len(given))])
    fields = {"id": numbered, "title": pa.array(given), "abstract": pa.nulls(len(given), pa.string())}
    return framed({**fields, "authors": authors}, [], [])


def bare(*frames: pd.DataFrame) -> tuple[int, float]:
    """Score the pairs of titles that share rare words, and give their number and the seconds that rapidfuzz took."""
    words = titles.folded(pa.array([title for frame in frames for title in frame["title"].tolist()]))
    texts = titles.squeezed(words)
    count, seconds = 0, 0.0
    for one, other in candidates.of_alike(words).pairs():
        for at in range(0, len(one), 100_000):
            pair = [texts.take(pa.array(side[at : at + 100_000])).to_pylist() for side in (one, other)]
            start = time.perf_counter()
            process.cpdist(*pair, scorer=fuzz.ratio, score_cutoff=90, workers=-1)
            seconds += time.perf_counter() - start
            count += len(pair[0])
    return count, seconds


def rightness(slips: int, score: float) -> None:
    """Merge months of lists, and compare with the truth."""
    made = [months.month(seed, typos=slips) for seed in SEEDS]
    counts = [months.scored(month, merge(*month, score=score)) for month in made]
    right, found, findable = map(sum, zip(*counts, strict=True))
    print(f"{slips:>6}{score:>6}{right / found:>11.3f}{right / findable:>8.3f}")


if __name__ == "__main__":
    main()
