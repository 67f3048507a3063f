"""What papers mean, as vectors: read once, kept in their library or a cache, found again by model and texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Lock

import numpy as np
import numpy.typing as npt
import pandas as pd

from explorer.facts.kept import folder
from explorer.library import extras
from explorer.rows import drawn, taken
from explorer.search.meaning import SAMPLE, MeaningError, Progress, Vectors, model
from explorer.search.once import Once
from explorer.search.prints import print_of
from explorer.terms import DEFAULT_FIELDS

ASK = 20_000  # papers: more of them take so long that a reader is asked first
PART = 4_096  # papers that are read and kept together: so little is lost where somebody stops
Parts = list[Vectors]
_READING = Lock()


def vectors(papers: pd.DataFrame, progress: Progress | None = None) -> Parts:
    """Give a vector for each paper, some thousands together; only those that were never read are read now."""
    found = _KNOWN.known(papers)
    return _read_once(papers, progress) if found is None else found


def _read_once(papers: pd.DataFrame, progress: Progress | None) -> Parts:
    """Read vectors, or wait for whoever reads some: a page may want the same twice."""
    with _READING:
        found = _KNOWN.known(papers)
        return _KNOWN.keep(papers, _found(papers, progress)) if found is None else found


def readily(papers: pd.DataFrame) -> Parts:
    """Give the vectors of papers that were read before, or that are few.

    Raises
    ------
    MeaningError
        Where they are many, and somebody should say first that it may take so long.
    """
    if len(papers) > ASK and not are_kept(papers):
        raise MeaningError(f"{question(papers)} Read them once: explorer.search.vectors.vectors(papers).")
    return vectors(papers)


def are_read(papers: pd.DataFrame) -> bool:
    """Say whether the vectors of some papers are at hand."""
    return _KNOWN.known(papers) is not None


def are_kept(papers: pd.DataFrame) -> bool:
    """Say whether the vectors of some papers need not be read again."""
    places = extras.homes(papers, folder())
    return are_read(papers) or all(extras.is_kept(_name(part), places) for part in _parts(papers))


def question(papers: pd.DataFrame) -> str:
    """Say how long the vectors of some papers take to be read here, as it was judged once."""
    minutes = _MINUTES(papers)
    return f"Reading {len(papers):,} papers by meaning takes about {minutes:,} minute{'s' * (minutes > 1)} here."


def near(papers: pd.DataFrame, text: str) -> npt.NDArray[np.float64]:
    """Say how near each paper is to a text by what it means, 0 to 1."""
    return scores(readily(papers), model().embed([text])[0])


def scores(parts: Parts, wanted: Vectors) -> npt.NDArray[np.float64]:
    """Say how near each paper is to what is wanted, by the cosine; what points elsewhere is 0."""
    found = np.concatenate([np.zeros(0, np.float32), *(part @ wanted for part in parts)])
    near: npt.NDArray[np.float64] = np.clip(found, 0, 1).astype(float)
    return near


def of(parts: Parts, row: int) -> Vectors:
    """Give the vector of one paper."""
    own: Vectors = parts[row // PART][row % PART]
    return own


def _found(papers: pd.DataFrame, progress: Progress | None) -> Parts:
    whole, found, names, places = len(papers), [], set(), extras.homes(papers, folder())
    for number, part in enumerate(_parts(papers)):
        told = (lambda read, _, before=number * PART: progress(before + read, whole)) if progress else None
        name = _name(part)
        kept = extras.kept(name, places)
        found.append(_read(part, name, places, told) if kept is None else _shaped(kept, len(part)))
        names.add(name)
    extras.only(names, places)
    return found


def _minutes(papers: pd.DataFrame) -> int:
    some = taken(papers, drawn(np.arange(len(papers)), SAMPLE))
    return max(1, round(model().seconds(_texts(some)) * len(papers) / max(1, len(some)) / 60))


_MINUTES = Once(_minutes)
_KNOWN: Once[Parts] = Once(vectors)


def _parts(papers: pd.DataFrame) -> Iterator[pd.DataFrame]:
    return (papers.iloc[first : first + PART] for first in range(0, len(papers), PART))


def _name(part: pd.DataFrame) -> str:
    return f"vectors-{print_of(part, model().key.encode())}"


def _read(part: pd.DataFrame, name: str, places: list[Path], told: Progress | None) -> Vectors:
    """Read the vectors of some papers, and map them from where they are kept: memory holds one part at a time."""
    read = model().embed(_texts(part), told)
    extras.keep(read.astype("<f4").tobytes(), name, places)
    kept = extras.kept(name, places)
    return read if kept is None else _shaped(kept, len(part))


def _texts(papers: pd.DataFrame) -> list[str]:
    columns = [papers[name].astype(object).to_list() for name in DEFAULT_FIELDS if name in papers]
    return [". ".join(text for text in texts if isinstance(text, str)) for texts in zip(*columns, strict=True)]


def _shaped(kept: memoryview, papers: int) -> Vectors:
    found: Vectors = np.frombuffer(kept, "<f4").reshape(papers, -1)
    return found
