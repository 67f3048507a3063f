"""Facts that were read before: kept beside other caches, found again by the papers' text and the grammar's."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Iterable

FEW = 20  # papers that are read faster than they are looked up
MOST = 30  # files that are kept
GRAMMAR = Path(__file__).parent
log = logging.getLogger("explorer")


def extract(papers: pd.DataFrame, *, at_most: int | None = None) -> pd.DataFrame:
    """Read the facts of some papers, each with the characters that say so; what was read before is not read again.

    Parameters
    ----------
    papers
        A papers frame of *n* rows with `title` and `abstract`.
    at_most
        Of more papers than that nothing is read, unless they are a library's that holds their facts; `enrich` then
        adds nothing, and a page says so and reads each paper when it is opened.

    Returns
    -------
    pandas.DataFrame
        One row a fact: `paper`, `kind`, `field`, `start`, `end`, `text`, `label` and the columns of its kind;
        ``papers.at[paper, field][start:end] == text``, in characters. Kinds: name, acronym, link, availability,
        result, claim, dataset, model, topic, contribution, task, residue.

    Examples
    --------
    >>> papers = conform([{"id": "a", "title": "Trees", "abstract": "It is 30% faster."}])  # doctest: +SKIP
    >>> extract(papers).query("kind == 'result'")["text"].item()  # doctest: +SKIP
    '30%'
    """
    from explorer.facts.frame import extract as read  # noqa: PLC0415 - a grammar that is not needed is not loaded
    from explorer.facts.unread import unread  # noqa: PLC0415 - the same
    from explorer.library.reading import held, of_table  # noqa: PLC0415 - it asks here which grammar read its facts

    library = held(papers)
    if library is not None and library.facts is not None:
        return of_table(library.facts)
    if at_most is not None and len(papers) > at_most:
        return unread(len(papers))
    if len(papers) < FEW:
        return read(papers)
    file = folder() / f"{_key(papers)}.parquet"
    facts = kept(file)
    return keep(read(papers), file) if facts is None else facts


def folder() -> Path:
    """Return where facts are kept: a folder that may be deleted at any time."""
    named = os.environ.get("EXPLORER_CACHE")
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where a user has none, as in containers
    root = os.environ.get("XDG_CACHE_HOME") or (f"{home}/.cache" if home != "~" else tempfile.gettempdir())
    return Path(named) if named else Path(root) / "explorer" / "facts"


def _key(papers: pd.DataFrame) -> str:
    texts = [papers[name] for name in ("title", "abstract") if name in papers]
    digest = hashlib.blake2b(grammar(), digest_size=16)
    for column in [papers.index.to_series(), *texts]:
        digest.update(f"{column.name}\0".encode())
        digest.update("\0".join(map(str, column)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def grammar() -> bytes:
    """Give a checksum of the rules that read facts."""
    files: Iterable[Path] = sorted(path for path in GRAMMAR.rglob("*") if path.suffix in {".py", ".toml"})
    return hashlib.blake2b(b"".join(path.read_bytes() for path in files)).digest()


def kept(file: Path) -> pd.DataFrame | None:
    """Read a frame that was kept; none where there is none, or a damaged one."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - a library's facts do without it

    try:
        frame: pd.DataFrame = pq.read_table(file).to_pandas(types_mapper=pd.ArrowDtype)
    except (OSError, pa.ArrowException):
        return None
    return frame


def keep(frame: pd.DataFrame, file: Path) -> pd.DataFrame:
    """Write a frame under another name and rename: who reads meanwhile reads all or nothing."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent) as beside:
            frame.to_parquet(Path(beside) / file.name, index=False)
            (Path(beside) / file.name).replace(file)
        for old in sorted(file.parent.glob("*.parquet"), key=os.path.getmtime)[:-MOST]:
            old.unlink(missing_ok=True)
    except (OSError, pa.ArrowException) as error:
        log.info("%s is not kept: %s", file.name, error)
    return frame
