"""How long a chart takes: its numbers and its picture, for 36 and 10,000 papers."""

from __future__ import annotations

import random
import statistics
import sys
import time
from datetime import date, timedelta

from explorer.charts import Chart, Count, Lengths, Timeline
from explorer.papers import conform

CHARTS = (Count("topics"), Count("venue"), Timeline("published"), Timeline("year"), Lengths())
TIMES = 30


def main() -> None:
    """Print one line a chart and size."""
    sys.stdout.write(f"{'chart':<58} {'papers':>7} {'frame':>9} {'draw':>9} {'p95':>9} {'SVG':>8}\n")
    for count in (36, 10_000):
        papers = made_up(count)
        for chart in CHARTS:
            sys.stdout.write(line(chart, papers) + "\n")


def made_up(count: int):
    """Make papers up, the same ones every time."""
    chosen = random.Random(7)
    topics = [f"a topic of research {place}" for place in range(143)]
    return conform(
        {
            "title": f"Paper {place}",
            "abstract": "word " * chosen.randint(80, 260),
            "topics": chosen.sample(topics, 3),
            "venue": f"Venue {chosen.randint(1, 30)}",
            "published": str(date(2021, 1, 1) + timedelta(days=chosen.randint(0, 1400))),
            "year": chosen.randint(1990, 2025),
        }
        for place in range(count)
    )


def line(chart: Chart, papers) -> str:
    """Measure one chart: the median of its two steps, the 95th percentile of both, the size of its SVG."""
    chart.svg(papers)
    frames, draws = [], []
    for _ in range(TIMES):
        start = time.perf_counter()
        frame = chart.frame(papers)
        between = time.perf_counter()
        svg = chart.render(frame)
        frames.append(between - start)
        draws.append(time.perf_counter() - between)
    totals = [sum(pair) for pair in zip(frames, draws, strict=True)]
    slow = statistics.quantiles(totals, n=20)[-1]
    times = "".join(
        f" {1000 * value:6.1f} ms" for value in (statistics.median(frames), statistics.median(draws), slow)
    )
    return f"{chart!r:<58} {len(papers):>7,}{times} {len(svg) / 1024:5.1f} KB"


if __name__ == "__main__":
    main()
