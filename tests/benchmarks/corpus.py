"""Made-up papers in any number, the same every time: sentences of the shipped document, with rarer words in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

import explorer as ex

DATA = Path(__file__).parents[2] / "data"
BATCH = 10_000
RARE = 300_000  # words that the shipped document lacks
STRANGE = 0.4  # of the words of a sentence, the part that is drawn anew
ZIPF = 1.05
SYLLABLES = [f"{one}{two}" for one in "bcdfgklmnprstvz" for two in ("a", "e", "i", "o", "u", "en", "or", "al")]
VENUES = [f"Venue {place}" for place in range(40)]
TOPICS = [f"topic {place}" for place in range(143)]


def batches(count: int, seed: int = 7) -> Iterator[pa.Table]:
    """Yield papers in tables of 10,000, so that a million need no more memory than one."""
    said = Said(ex.load(DATA, quiet=True))
    for start in range(0, count, BATCH):
        yield _table(said, start, min(BATCH, count - start), np.random.default_rng((seed, start)))


def papers(count: int) -> pd.DataFrame:
    """Return a papers frame of so many."""
    return frame(pa.concat_tables(batches(count)))


def frame(table: pa.Table) -> pd.DataFrame:
    """Return a table as a papers frame, one chunk a column."""
    return table.combine_chunks().to_pandas(types_mapper=pd.ArrowDtype).set_index("id")


class Said:
    """Hold what the shipped document says: its sentences as numbers of words, and how often each word comes."""

    def __init__(self, shipped: pd.DataFrame) -> None:
        texts = [*shipped["title"].dropna(), *shipped["abstract"].dropna()]
        frequent = Counter(word for text in texts for word in text.split()).most_common()
        number = {word: place for place, (word, _) in enumerate(frequent)}
        self.words = pa.array([*number, *(_made_up(place) for place in range(RARE))])
        self.sentences = [
            np.array([number[word] for word in sentence.split()], np.int32)
            for text in shipped["abstract"].dropna()
            for sentence in re.split(r"(?<=[.!?])\s+", text)
        ]
        chances = np.arange(1, len(self.words) + 1) ** -ZIPF
        self.chances = np.cumsum(chances / chances.sum())

    def texts(self, sentences: np.ndarray[Any, Any], chosen: np.random.Generator) -> pa.Array:
        """Join so many sentences a text, some of their words drawn anew, as often as Zipf found."""
        lines = [self.sentences[place] for place in chosen.integers(0, len(self.sentences), sentences.sum())]
        lengths = np.add.reduceat([len(line) for line in lines], np.r_[0, np.cumsum(sentences)[:-1]])
        return self._joined(np.concatenate(lines), lengths, chosen)

    def titles(self, lengths: np.ndarray[Any, Any], chosen: np.random.Generator) -> pa.Array:
        """Join so many words a text."""
        return self._joined(np.zeros(lengths.sum(), np.int32), lengths, chosen, part=1)

    def _joined(
        self,
        words: np.ndarray[Any, Any],
        lengths: np.ndarray[Any, Any],
        chosen: np.random.Generator,
        part: float = STRANGE,
    ) -> pa.Array:
        drawn = np.searchsorted(self.chances, chosen.random(len(words)))
        words = np.where(chosen.random(len(words)) < part, drawn, words)
        offsets = pa.array(np.r_[0, np.cumsum(lengths)], pa.int32())
        return pc.binary_join(pa.ListArray.from_arrays(offsets, self.words.take(pa.array(words))), " ")


def _made_up(place: int) -> str:
    word = ""
    while place or not word:
        place, syllable = divmod(place, len(SYLLABLES))
        word += SYLLABLES[syllable]
    return f"{word}x"  # no word of the document ends so


NAMES = [f"{first} {last}" for first in "ABCDEFGHIJ" for last in map(_made_up, range(2_000))]


def _table(said: Said, start: int, count: int, chosen: np.random.Generator) -> pa.Table:
    days = chosen.integers(0, 3_650, count) + 16_436  # ten years from 2015
    return pa.table(
        {
            "id": [f"p{place}" for place in range(start, start + count)],
            "title": said.titles(chosen.integers(4, 14, count), chosen),
            "abstract": said.texts(np.clip(chosen.normal(8, 2.5, count), 2, 20).astype(int), chosen),
            "authors": _several(NAMES, chosen.integers(1, 8, count), chosen),
            "venue": pa.array(VENUES).take(pa.array(np.minimum(chosen.zipf(1.5, count), 40) - 1)),
            "topics": _several(TOPICS, chosen.integers(0, 5, count), chosen),
            "published": pa.array(days.astype("datetime64[D]")).cast(pa.timestamp("us")),
            "year": pa.array(days.astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970),
            "upvotes": pa.array(chosen.zipf(1.8, count).clip(max=5_000), mask=chosen.random(count) < 0.2),
            "is_open": chosen.random(count) < 0.3,
        }
    )


def _several(names: list[str], lengths: np.ndarray[Any, Any], chosen: np.random.Generator) -> pa.Array:
    drawn = pa.array(names).take(pa.array(np.minimum(chosen.zipf(1.3, lengths.sum()), len(names)) - 1))
    return pa.ListArray.from_arrays(pa.array(np.r_[0, np.cumsum(lengths)], pa.int32()), drawn)
