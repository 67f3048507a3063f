"""The small app that each peer builds: the papers, those that hold a word, their titles as a list, one chart."""

from __future__ import annotations

import os
from html import escape

import pandas as pd
from matplotlib.figure import Figure

PAPERS = pd.read_json(os.environ["PAPERS"], lines=True)
TEXT = (PAPERS["title"] + "\n" + PAPERS["abstract"]).str.lower()


def holding(word: str) -> pd.DataFrame:
    """Give the papers whose title or abstract holds what was typed."""
    return PAPERS[TEXT.str.contains(word.lower(), regex=False)]


def listed(papers: pd.DataFrame) -> str:
    """Write the titles as a list."""
    rows = "".join(f'<li class="paper">{escape(title)}</li>' for title in papers["title"])
    return f'<ul class="papers">{rows}</ul>'


def chart(papers: pd.DataFrame) -> Figure:
    """Draw how long the abstracts are."""
    figure = Figure(figsize=(6, 3), layout="constrained")
    axes = figure.subplots()
    axes.hist(papers["abstract"].str.len(), bins=12)
    axes.set(xlabel="characters of an abstract", ylabel="papers", title=f"{len(papers)} of {len(PAPERS)} papers")
    return figure
