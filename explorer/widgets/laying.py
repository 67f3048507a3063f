"""Papers laid out beside what a reader does, and how long that takes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial

import pandas as pd

from explorer.columns import PLACES
from explorer.search import layout

Task = Future[pd.DataFrame] | asyncio.Future[pd.DataFrame]


def lay_out(papers: pd.DataFrame, tell: layout.Tell, arrive: Callable[[Task], None]) -> None:
    """Lay papers out in a thread, which waits for another process; or at once where no event loop runs."""
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        done: Future[pd.DataFrame] = Future()
        done.set_result(layout.layout(papers, tell))
        arrive(done)
        return

    def heard(done: float) -> None:
        loop.call_soon_threadsafe(tell, done)

    laid = loop.run_in_executor(None, partial(layout.layout, papers, heard))
    laid.add_done_callback(arrive)


def are_laid(papers: pd.DataFrame) -> bool:
    """Say whether papers came with their places on a map, all of them between 0 and 1."""
    if not {*PLACES, "cluster"} <= {*papers.columns}:
        return False
    places = papers[list(PLACES)].apply(pd.to_numeric, errors="coerce")
    return bool(((places >= 0) & (places <= 1)).fillna(value=False).all(axis=None))


def about(papers: int) -> str:
    """Say how long it takes to lay out some papers, as people do."""
    seconds = layout.seconds(papers)
    if seconds < 50:
        return f"about {max(5, round(seconds / 5) * 5)} seconds"
    minutes = max(1, round(seconds / 60))
    return f"about {minutes} minute{'' if minutes == 1 else 's'}"
