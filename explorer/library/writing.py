"""Libraries written: a new state beside the old one, then the one small file that says which is the library."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

import explorer
from explorer.errors import DocumentError, NotesError
from explorer.facts.kept import grammar
from explorer.library import files, tables
from explorer.library.facts import put_facts
from explorer.library.files import File
from explorer.library.manifest import INDEXED, MANIFEST, Manifest
from explorer.library.reading import INDEX, LEDGER
from explorer.library.telling import PAPERS, Name, is_state, refuse
from explorer.own.lock import locked
from explorer.progress import Progress, shown
from explorer.report import NOTES

if TYPE_CHECKING:
    import pandas as pd


def write(papers: pd.DataFrame, name: Name, *, facts: bool = True) -> Path:
    """Make a folder a library of some papers, with their facts or without; what it was before stays until the end.

    Raises
    ------
    DocumentError
        Where the folder holds other things, cannot be written, or is being written by another program.
    """
    folder = Path(name)
    refuse(folder, str(name))
    try:
        folder.mkdir(exist_ok=True)
        with locked(folder / MANIFEST):
            _put(papers, folder, facts=facts)
    except NotesError as error:
        problem = "another program is writing it; it stays as it was. Try again when that is done"
        raise DocumentError(str(name), problem) from error
    except OSError as error:
        problem = f"it cannot be written ({_reason(error)}); what was there is as it was"
        raise DocumentError(str(name), problem) from error
    return folder


def _put(papers: pd.DataFrame, folder: Path, *, facts: bool) -> None:
    state = folder / f"papers-{secrets.token_hex(8)}"
    state.mkdir()
    try:
        _put_state(papers, state, facts=facts).write(folder)
    finally:
        _sweep(folder)


def _put_state(papers: pd.DataFrame, state: Path, *, facts: bool) -> Manifest:
    """Write all files of a new state, and give the manifest that will make it the library."""
    table = tables.of_papers(papers)
    with shown("Papers", len(table)) as progress:
        known = {PAPERS: tables.put(_counted(table, progress), table.schema, state / PAPERS)}
    ledger = list(papers.attrs.get("ledger") or [])
    if ledger:
        known[LEDGER] = files.put(json.dumps(ledger, ensure_ascii=False).encode(), state / LEDGER)
    known |= put_facts(papers, state) if facts else {}
    known |= _put_index(papers, state)
    files.settle(state)
    return Manifest(
        state=state.name,
        papers=len(table),
        explorer=explorer.__version__,
        written=datetime.now(UTC).isoformat(timespec="seconds"),
        files=known,
        fields={field.name: str(field.type) for field in table.schema},
        grammar=grammar().hex() if facts else "",
        indexed=INDEXED,
        query=papers.attrs.get("query"),
        report=[told for told in papers.attrs.get("report") or [] if told["format"] != NOTES],
    )


def _counted(table: pa.Table, progress: Progress) -> Iterator[pa.RecordBatch]:
    done = 0
    for batch in tables.batches(table):
        yield batch
        done += len(batch)
        progress.at(done)


def _put_index(papers: pd.DataFrame, state: Path) -> dict[str, File]:
    """Write the words of papers for the search."""
    folder = state / INDEX
    folder.mkdir()
    import_module("explorer.search.index").Index.build(papers, folder)
    files.lend(folder, like=state / PAPERS)
    return {path.relative_to(state).as_posix(): files.known(path) for path in files.visible(folder)}


def _sweep(folder: Path) -> None:
    """Remove every state but the one that the library is in; who holds the lock is alone here."""
    kept = Manifest.read(folder, str(folder)).state if (folder / MANIFEST).exists() else None
    for path in folder.iterdir():
        if is_state(path) and path.name != kept:
            shutil.rmtree(path, ignore_errors=True)


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else str(error)
