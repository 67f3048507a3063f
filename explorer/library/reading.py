"""Libraries opened: their files mapped, so that processes share them and none reads more than it needs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from explorer.columns import frame
from explorer.errors import DocumentError
from explorer.facts.kept import grammar
from explorer.library import tables
from explorer.library.files import File, known
from explorer.library.manifest import INDEXED, Manifest, broken
from explorer.library.telling import PAPERS, Name
from explorer.report import NOTES, Ledger, Report, joined, row
from explorer.terms import DEFAULT_FIELDS

FACTS, DERIVED, LEDGER, INDEX = "facts.arrow", "derived.arrow", "ledger.json", "index"
SMALL = 1 << 20  # bytes: of such a file the checksum is taken whenever it is opened, of a larger one its size
TRIES = 5  # while another program puts new states in the place of the one that is being opened
TYPES = (pd.ArrowDtype, pd.StringDtype)  # whose values lie in Arrow's columns
_ATTR = "library"
_OPEN: dict[str, Library] = {}


@dataclass(frozen=True)
class Library:
    """Hold an opened state of a library: where it lies, what it says of itself, its papers and their facts."""

    state: Path
    manifest: Manifest
    papers: pa.Table
    facts: pa.Table | None
    derived: pa.Table | None

    @cached_property
    def frame(self) -> pd.DataFrame:
        """Give its papers, in the same columns each time."""
        return of_table(self.papers.drop_columns("id")).set_axis(tables.index(self.papers.column("id")))


def opened(name: Name) -> pd.DataFrame:
    """Map a library as a papers frame, with its report, ledger and query; its papers' facts come with it.

    Raises
    ------
    DocumentError
        Where it is not whole, or a newer explorer wrote it.
    """
    folder = Path(name)
    library = _current(folder, str(name))
    manifest = library.manifest
    papers = library.frame.copy(deep=False)
    ledger = json.loads((library.state / LEDGER).read_bytes()) if LEDGER in manifest.files else []
    papers.attrs = {"report": Report([*manifest.report, *_remarks(folder.name, manifest)])}
    papers.attrs |= {"ledger": Ledger(ledger), _ATTR: str(library.state)}
    papers.attrs |= {"query": manifest.query} if manifest.query else {}
    return papers


def held(papers: pd.DataFrame, fields: Iterable[str] = DEFAULT_FIELDS) -> Library | None:
    """Give the open library whose papers these are, all and in its order, and say there the same in some fields."""
    library = _OPEN.get(papers.attrs.get(_ATTR, ""))
    is_whole = library is not None and all(is_of(library.papers, papers, name) for name in ("id", *fields))
    return library if is_whole else None


def of_table(table: pa.Table) -> pd.DataFrame:
    """Make a frame of a table's columns, without a copy."""
    return frame(dict(zip(table.column_names, table.columns, strict=True)))


def derived(papers: pd.DataFrame, facts: pd.DataFrame) -> dict[str, pd.Series] | None:
    """Give the columns that a library derived from its facts, where these are its papers and its facts."""
    library = _OPEN.get(papers.attrs.get(_ATTR, ""))
    if library is None or library.facts is None or library.derived is None:
        return None
    given = [is_of(library.papers, papers, name) for name in ("id", *library.derived.column_names)]
    read = [is_of(library.facts, facts, name) for name in library.facts.column_names]
    return _columns(library.derived, papers.index) if all(given) and all(read) else None


def _columns(table: pa.Table, index: pd.Index) -> dict[str, pd.Series]:
    found = of_table(table).set_axis(index)
    return {str(name): found[name] for name in found}


def is_of(table: pa.Table, papers: pd.DataFrame, name: str) -> bool:
    """Say whether a column of some papers is a table's; where it is the very same bytes, none is looked at."""
    values = papers.index if name == "id" else papers.get(name)
    if values is None or name not in table.column_names:
        return values is None and name not in table.column_names
    return isinstance(values.dtype, TYPES) and tables.is_same(values.array.__arrow_array__(), table.column(name))


def check(name: Name) -> Manifest:
    """Read every byte of a library, and raise `DocumentError` where one is not as it was written."""
    manifest = Manifest.read(Path(name), str(name))
    for file, there in manifest.files.items():
        _check(Path(name) / manifest.state, file, there, str(name), limit=there.size)
    return manifest


def _current(folder: Path, said: str) -> Library:
    """Open the state that a library is in, or the next where it is replaced meanwhile."""
    manifest = Manifest.read(folder, said)
    for _ in range(TRIES):
        try:
            return _mapped(folder / manifest.state, manifest, said)
        except DocumentError:
            newer = Manifest.read(folder, said)
            if newer == manifest:
                raise
            manifest = newer
    return _mapped(folder / manifest.state, manifest, said)


def _mapped(state: Path, manifest: Manifest, said: str) -> Library:
    for name, file in manifest.files.items():
        _check(state, name, file, said)
    before = _OPEN.get(str(state.absolute()))
    if before is not None and before.manifest == manifest:
        return before  # what was made of its columns is found again
    try:
        found = {name: tables.mapped(state / name) for name in (PAPERS, FACTS, DERIVED) if name in manifest.files}
    except (OSError, pa.ArrowException) as error:
        raise broken(said, f"its files cannot be mapped ({str(error).splitlines()[0]:.120})") from error
    if {PAPERS} - found.keys() or len(found[PAPERS]) != manifest.papers:
        raise broken(said, f"it does not hold the {manifest.papers:,} papers that it says")
    library = Library(state.absolute(), manifest, found[PAPERS], found.get(FACTS), found.get(DERIVED))
    _OPEN[str(library.state)] = library
    return library


def _check(state: Path, name: str, there: File, said: str, limit: int = SMALL) -> None:
    """Raise `DocumentError` where a file is missing, is not as long as it was or, up to a limit, not the same."""
    path = state / name
    try:
        size = path.stat().st_size
        if size != there.size:
            raise broken(said, f"its {name} has {size:,} bytes, not the {there.size:,} that were written")
        if size <= limit and known(path) != there:
            raise broken(said, f"its {name} is not what was written")
    except FileNotFoundError as error:
        raise broken(said, f"its {name} is missing") from error


def _remarks(name: str, manifest: Manifest) -> list[dict[str, Any]]:
    """Say what a reader of the report could not know: that it is of more papers, or what of it is older."""
    read = sum(told["read"] - told["merged"] for told in manifest.report)
    part = f"{manifest.papers:,} of {read:,} papers are kept" if manifest.papers < read else None
    is_old = bool(manifest.grammar) and manifest.grammar != grammar().hex()
    old = f"its facts are those that explorer {manifest.explorer} read" if is_old else None
    other = None if manifest.indexed == INDEXED else "its index is of another kind, and made anew in memory"
    said = joined(filter(None, [part, old, other]))
    return [row(name, format=NOTES, note=said)] if said else []
