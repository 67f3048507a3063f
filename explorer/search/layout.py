"""Papers on a map: near each other where they write the same words; in clusters that are named by theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa

from explorer.columns import PLACES, frame
from explorer.comparison.weights import Weights, onto, rarity, weighed
from explorer.comparison.words import read
from explorer.facts.kept import folder
from explorer.library import extras
from explorer.library.tables import of_frame
from explorer.rows import inside
from explorer.search.clusters import clusters, names
from explorer.search.nearby import Points, placed
from explorer.search.prints import print_of
from explorer.terms import DEFAULT_FIELDS

if TYPE_CHECKING:
    from explorer.rows import Mask, Rows

Tell = Callable[[float], None]  # hears how much of it is done, 0 to 1

LEAST = 5  # papers, and words that two of them write: fewer stand in a line
_ROOM = 16  # bytes of a paper's two places
FEW = 150  # papers that numpy alone lays out within a second
MANY = 20_000  # papers, above which it is asked first, and openTSNE takes fewer rounds
DIMENSIONS = 50
ALL, SOME = 100_000, 50_000  # papers: of more than all, some are laid out, and the rest beside what is near them
PART = 10_000  # rows of which the rest is placed at once
_VERSION = b"1"  # of a layout: another way of making it is another version
_START, _EACH, _OTHER = 4.0, 1e-3, 4e-4  # seconds, measured on two cores


def layout(papers: pd.DataFrame, tell: Tell | None = None) -> pd.DataFrame:
    """Lay papers out on a map by the words of their titles and abstracts; the same map each time.

    Words are weighed by TF-IDF, reduced to at most 50 dimensions and laid out by t-SNE: near means alike, far means
    little, left and right mean nothing. Of more than 100,000 papers 50,000 are laid out so, and each of the others
    stands amid the ten that are most like it. What was laid out before is found again by the papers' ids and text.

    Parameters
    ----------
    papers
        A papers frame of *n* rows with `title` and `abstract`.
    tell
        Is told how much is done, from 0 to 1.

    Returns
    -------
    pandas.DataFrame
        *n* rows with the papers' index: `map_x` and `map_y`, from 0 to 1, upwards, and `cluster`, the words that set
        the paper's part of the map apart; missing where there are fewer than 5 papers, which stand in a line.

    Examples
    --------
    >>> papers.join(layout(papers)).groupby("cluster").size()  # doctest: +SKIP
    """
    found = known(papers)
    return found if found is not None else _kept(papers, made(papers, tell or (lambda _: None)))


def known(papers: pd.DataFrame) -> pd.DataFrame | None:
    """Find the map of papers that were laid out before; none where they were not."""
    if len(papers) < LEAST:
        return made(papers, lambda _: None)
    places = extras.homes(papers, folder())
    # The name is made from all texts: they are read only where something as large as a map is kept.
    kept = extras.kept(_name(papers), places) if extras.has_any("map", places, _ROOM * len(papers)) else None
    if kept is None:
        return None
    table = pa.ipc.open_stream(kept).read_all()
    return frame(dict(zip(table.column_names, table.columns, strict=True))).set_axis(papers.index)


def made(papers: pd.DataFrame, tell: Tell) -> pd.DataFrame:
    """Lay papers out, whether they were before or not."""
    some = sample(len(papers))
    is_laid = inside(some, len(papers))
    words = read(pd.concat(_pieces(papers, is_laid)))
    rare = rarity(words, len(some))
    weights = weighed(words, len(some), rare)
    if len(papers) < LEAST or weights.shape[1] < LEAST:
        line = (np.arange(len(papers)) + 0.5) / max(len(papers), 1)
        return _frame(papers, np.column_stack([line, np.full(len(papers), 0.5)]), [None] * len(papers))
    others = np.setdiff1d(np.arange(len(papers)), some)
    rest = (
        onto(read(part), len(part), weights.vocabulary, rare[rare > 0])
        for part in _pieces(papers, ~is_laid)
        if len(part)
    )
    places = np.empty((len(papers), 2))
    places[np.concatenate([some, others])] = _placed(weights, tell, rest, len(others))
    places = _stretched(places)
    codes = clusters(places)
    named = names(weights, codes[some], int(codes.max()) + 1)
    return _frame(papers, places, [named[code] for code in codes])


def sample(papers: int) -> Rows:
    """Give the rows that are laid out by t-SNE: all, or of more than that room and time allow one of every so many."""
    return np.arange(papers) if papers <= ALL else np.arange(SOME) * papers // SOME


def _pieces(papers: pd.DataFrame, wanted: Mask) -> Iterator[pd.DataFrame]:
    """Give the texts of some papers, some thousand rows at a time: Arrow copies all that it takes a few of."""
    texts = papers[[name for name in DEFAULT_FIELDS if name in papers]]
    for first in range(0, max(len(papers), 1), PART):
        yield texts.iloc[first : first + PART][wanted[first : first + PART]]


def seconds(papers: int) -> float:
    """Say about how long it takes to lay out some papers on two cores."""
    return 1.0 if papers <= FEW else _START + (_EACH * papers if papers <= ALL else _EACH * SOME + _OTHER * papers)


def _placed(weights: Weights, tell: Tell, rest: Iterator[Weights], others: int) -> Points:
    if weights.shape[0] <= FEW:
        return placed(reduced(weights))
    from explorer.search.elsewhere import placed_elsewhere  # noqa: PLC0415 - few papers need no other process

    return placed_elsewhere(weights, tell, rest, others)


def reduced(weights: Weights) -> Points:
    """Give the few dimensions in which the weights of a few papers differ most."""
    worth, axes = np.linalg.eigh(weights.alike())
    vectors: Points = (axes * np.sqrt(np.maximum(worth, 0)))[:, ::-1][:, :DIMENSIONS]
    return vectors


def _stretched(places: Points) -> Points:
    """Stretch places over a square from 0 to 1; a single far one does not press all others together."""
    low, high = np.quantile(places, [0.001, 0.999], axis=0)
    inside = np.clip(places, low, high)
    low, high = inside.min(axis=0), inside.max(axis=0)
    stretched: Points = (inside - low) / np.where(high > low, high - low, 1)
    return stretched


def _frame(papers: pd.DataFrame, places: Points, named: list[str | None]) -> pd.DataFrame:
    numbers = {name: pa.array(np.round(places[:, side], 4)) for side, name in enumerate(PLACES)}
    columns = {**numbers, "cluster": pa.array(named, pa.string())}
    return pd.DataFrame(
        {name: pd.arrays.ArrowExtensionArray(array) for name, array in columns.items()}, index=papers.index
    )


def _name(papers: pd.DataFrame) -> str:
    return f"map-{print_of(papers, _VERSION)}"


def _kept(papers: pd.DataFrame, laid: pd.DataFrame) -> pd.DataFrame:
    name, places, table = _name(papers), extras.homes(papers, folder()), of_frame(laid)
    with BytesIO() as file:
        with pa.ipc.new_stream(file, table.schema) as writer:
            writer.write_table(table)
        extras.keep(file.getvalue(), name, places)
    extras.only([name], places)
    return laid
