"""What papers mean, as vectors: read once, kept beside the facts, found again by model and texts."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from explorer.facts.kept import folder
from explorer.search.meaning import MeaningError, Progress, Vectors, model
from explorer.search.once import Once
from explorer.terms import DEFAULT_FIELDS

ASK = 20_000  # papers: more of them take so long that a reader is asked first
PART = 4_096  # papers that are read and kept together: so little is lost where somebody stops
MOST = 300  # parts that are kept, in 2 GB
Parts = list[Vectors]
log = logging.getLogger("explorer")


def vectors(papers: pd.DataFrame, progress: Progress | None = None) -> Parts:
    """Give a vector for each paper, some thousands together; only those that were never read are read now."""
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
    return are_read(papers) or all(_file(part).is_file() for part in _parts(papers))


def question(papers: pd.DataFrame) -> str:
    """Say how long the vectors of some papers take to be read here."""
    minutes = max(1, round(model().seconds(_texts(papers)) / 60))
    return f"Reading {len(papers):,} papers by meaning takes about {minutes:,} minute{'s' * (minutes > 1)} here."


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
    whole, done, found = len(papers), 0, []
    for part in _parts(papers):
        file, before = _file(part), done
        told = (lambda read, _, before=before: progress(before + read, whole)) if progress else None
        kept = _kept(file)
        found.append(_keep(model().embed(part, told), file) if kept is None else kept)
        done += len(part)
    return found


_KNOWN: Once[Parts] = Once(vectors)


def _texts(papers: pd.DataFrame) -> list[str]:
    columns = [papers[name].astype(object).to_list() for name in DEFAULT_FIELDS if name in papers]
    return [". ".join(text for text in texts if isinstance(text, str)) for texts in zip(*columns, strict=True)]


def _parts(papers: pd.DataFrame) -> list[list[str]]:
    texts = _texts(papers)
    return [texts[first : first + PART] for first in range(0, len(texts), PART)]


def _file(part: list[str]) -> Path:
    digest = hashlib.blake2b(f"{model().key}\0".encode(), digest_size=16)
    digest.update("\0".join(part).encode("utf-8", "surrogatepass"))
    return folder() / f"vectors-{digest.hexdigest()}.npy"


def _kept(file: Path) -> Vectors | None:
    try:
        found: Vectors = np.load(file, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    return found


def _keep(read: Vectors, file: Path) -> Vectors:
    """Write vectors under another name and rename: who reads meanwhile reads all or nothing."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent) as beside:
            np.save(Path(beside) / file.name, read)
            (Path(beside) / file.name).replace(file)
        for old in sorted(file.parent.glob("vectors-*.npy"), key=os.path.getmtime)[:-MOST]:
            old.unlink(missing_ok=True)
    except OSError as error:
        log.info("Vectors are not kept: %s", error)
    return read
