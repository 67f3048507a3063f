"""How long a chart takes: its numbers and its picture, for 36, 10,000 and a million papers, or as many as are named.

A picture is aimed to take 60 ms of 36 papers, and 150 ms of a million, after its numbers.
"""

from __future__ import annotations

import statistics
import sys
import time

import numpy as np
import pandas as pd
import pyarrow as pa

from explorer.charts import (
    Chart,
    Count,
    Crosstab,
    Distribution,
    Figures,
    Lengths,
    Network,
    Scatter,
    Share,
    Terms,
    Timeline,
    Upset,
)
from explorer.charts.code import code

CHARTS = (
    Count("topics"),
    Count("venue"),
    Count("topics", by="venue"),
    Timeline("published"),
    Timeline("year"),
    Timeline("published", by="venue"),
    Distribution("upvotes"),
    Distribution("upvotes", by="is_open"),
    Lengths(),
    Lengths(by="year"),
    Scatter("published", "upvotes"),
    Scatter("published", "upvotes", by="topics"),
    Crosstab("topics", "venue"),
    Share("venue", "year"),
    Upset("topics"),
    Upset("topics", by="venue"),
    Network("topics"),
    Network("topics", by="venue"),
    Terms(by="is_open"),
    Terms(by="venue"),
    Figures(),
    Figures(by="venue"),
)
TIMES, SEVERAL, LARGE = 15, 5, 100_000  # of a large frame fewer
_WORDS = [f"{one}{two}{three}" for one in ("ba", "ke", "lo", "mi", "nu") for two in ("r", "st") for three in "aeiou"]
AIMS = {36: 60, 1_000_000: 150}


def main() -> None:
    """Print one line a chart and size, and which pictures take longer than they should."""
    print(f"{'chart':<51} {'papers':>9} {'frame':>10} {'draw':>10} {'p95':>10} {'SVG':>9}")
    for count in map(int, sys.argv[1:] or ("36", "10000", "1000000")):
        papers = made_up(count)
        for chart in CHARTS:
            print(line(chart, papers), flush=True)


def made_up(count: int) -> pd.DataFrame:
    """Make papers up, each with a figure, the same ones every time; a column at once, so that memory lasts."""
    chosen = np.random.default_rng(7)

    def one_of(names: list[str]) -> pa.Array:
        return pa.array(names).take(pa.array(chosen.integers(0, len(names), count)))

    topics = pa.array([f"a topic of research {place}" for place in range(143)])
    several = pa.ListArray.from_arrays(
        pa.array(np.arange(0, 3 * count + 1, 3), pa.int32()), topics.take(pa.array(chosen.integers(0, 143, 3 * count)))
    )
    days = np.datetime64("2021-01-01", "ms") + chosen.integers(0, 1400, count).astype("timedelta64[D]")
    figures = chosen.integers(1, 90, count)
    columns = {
        "title": one_of([f"Paper {place}" for place in range(500)]),
        "abstract": one_of([" ".join(chosen.choice(_WORDS, words)) for words in range(5, 30)]),
        "topics": several,
        "venue": one_of([f"Venue {place}" for place in range(30)]),
        "published": pa.array(days, pa.timestamp("ms")),
        "year": pa.array(chosen.integers(1990, 2026, count)),
        "upvotes": pa.array((chosen.pareto(1.2, count) * 10).astype("int64")),
        "is_open": pa.array(chosen.random(count) < 0.4),
        "paper": one_of([f"paper-{place}" for place in range(500)]),
        "figure": one_of([f"{place}%" for place in range(1, 90)]),
        "low": pa.array(figures.astype(float)),
        "high": pa.array(figures.astype(float)),
        "unit": one_of(["%", "%", "pp"]),
        "measure": one_of(["delta"]),
        "change": one_of(["increase"]),
        "better": one_of(["higher"]),
        "polarity": one_of(["gain", "loss"]),
    }
    ids = pd.Index(np.arange(count).astype(str), name="id")
    return pd.DataFrame(
        {name: pd.Series(pd.arrays.ArrowExtensionArray(values), index=ids) for name, values in columns.items()}
    )


def line(chart: Chart, papers: pd.DataFrame) -> str:
    """Measure one chart: the median of its two steps, the 95th percentile of both, the size of its SVG."""
    chart.svg(papers)
    frames, draws = [], []
    for _ in range(SEVERAL if len(papers) > LARGE else TIMES):
        start = time.perf_counter()
        frame = chart.frame(papers)
        between = time.perf_counter()
        svg = chart.render(frame)
        frames.append(between - start)
        draws.append(time.perf_counter() - between)
    totals = [sum(pair) for pair in zip(frames, draws, strict=True)]
    slow = statistics.quantiles(totals, n=20)[-1]
    draw = 1000 * statistics.median(draws)
    times = "".join(f" {1000 * value:7.1f} ms" for value in (statistics.median(frames), draw / 1000, slow))
    aim = AIMS.get(len(papers), 1e9)
    late = f"  over the aim of {aim} ms" if draw > aim else ""
    return f"{code(chart):<51} {len(papers):>9,}{times} {len(svg) / 1024:6.1f} KB{late}"


if __name__ == "__main__":
    main()
