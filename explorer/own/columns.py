"""Own columns as columns of a papers frame: they filter, chart and export like any other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer.columns import KNOWN
from explorer.errors import NotesError
from explorer.own.change import FIELDS
from explorer.own.file import Notes, Records
from explorer.own.place import Name, place
from explorer.report import NOTES, Report, joined, row

if TYPE_CHECKING:
    from explorer.own.file import Access

_ATTR = "own"


def annotate(papers: pd.DataFrame, notes: str | os.PathLike[str]) -> pd.DataFrame:
    """Add the reader's own columns to some papers; a `Session` of them writes into the same file.

    Parameters
    ----------
    papers
        A papers frame.
    notes
        The file of notes, which need not be there yet; its name should end in ``.notes.jsonl``.

    Returns
    -------
    pandas.DataFrame
        The papers with `tags` (lists of text), `status` (``"to read"``, ``"read"``, ``"dropped"``), `stars`
        (1 to 5) and `note` (text), each where a paper has one. A document's own column of such a name stays, and
        the reader's is then called `own_tags` and so on.

    Raises
    ------
    NotesError
        Where the file is there and cannot be read.

    Examples
    --------
    >>> annotate(papers, "papers.notes.jsonl")["status"].value_counts()  # doctest: +SKIP
    """
    return _annotated(papers, Notes(Path(notes)))


def beside(papers: pd.DataFrame, documents: Sequence[Name]) -> pd.DataFrame:
    """Add the own columns that lie beside some documents, and say so in the report."""
    file, access = place(documents)
    notes = Notes(file, access)
    try:
        found = _annotated(papers, notes)
    except NotesError as error:
        return _reporting(papers, row(file.name, note=str(error).rstrip(".")))
    return _reporting(found, _told(found, notes)) if file.exists() else found


def noted(papers: pd.DataFrame) -> Notes | None:
    """Return the notes of some papers; nothing where they came with none."""
    own = papers.attrs.get(_ATTR)
    return Notes(Path(own["file"]), own["access"]) if own else None


def own_columns(papers: pd.DataFrame, records: Records) -> pd.DataFrame:
    """Return the papers with what some records say; a column that is there stays, with nothing in it if need be."""
    names = fields_of(papers)
    there = set(papers.columns) & set(papers.attrs[_ATTR]["there"])
    said = [field for field in FIELDS if names[field] in there or any(field in record for record in records.values())]
    columns = {names[field]: _values(papers.index, records, field) for field in said}
    wanted = {name: values for name, values in columns.items() if name in there or len(values) > values.null_count}
    found = papers.assign(**{name: pd.arrays.ArrowExtensionArray(values) for name, values in wanted.items()})
    found.attrs[_ATTR] = {**papers.attrs[_ATTR], "there": sorted(wanted)}
    return found


def fields_of(papers: pd.DataFrame) -> dict[str, str]:
    """Give the name of the column that holds each own field: another where the document has that one."""
    own = papers.attrs.get(_ATTR)
    return dict(own["columns"]) if own else {}


def _annotated(papers: pd.DataFrame, notes: Notes) -> pd.DataFrame:
    held = papers.attrs.get(_ATTR)
    bare = papers.drop(columns=held["there"], errors="ignore") if held else papers.copy(deep=False)
    taken = set(map(str, bare.columns))
    access: Access = notes.access
    names = {field: _free(field, taken) for field in FIELDS}
    bare.attrs[_ATTR] = {"file": str(notes.file), "access": access, "columns": names, "there": []}
    return own_columns(bare, notes.read())


def _told(papers: pd.DataFrame, notes: Notes) -> dict[str, Any]:
    """Say what was read of some notes, what was not, and under which name a column stands whose own was taken."""
    known = len(papers.index.intersection(list(notes.read())))
    clash = [f"the document's {name!r} stays, the reader's is {ours!r}" for name, ours in _clashes(papers)]
    said = f"own columns of {known:,} paper{'' if known == 1 else 's'}"
    skips = notes.problems
    return row(notes.file.name, format=NOTES, skipped=len(skips), skips=skips, note=joined([said, *clash]))


def _reporting(papers: pd.DataFrame, told: dict[str, Any]) -> pd.DataFrame:
    papers.attrs["report"] = Report([*papers.attrs.get("report", []), told])
    return papers


def _free(field: str, taken: set[str]) -> str:
    name = field
    while name in taken:
        name = f"own_{name}"
    return name


def _clashes(papers: pd.DataFrame) -> list[tuple[str, str]]:
    return [(field, name) for field, name in fields_of(papers).items() if field != name]


def _values(papers: pd.Index, records: Records, field: str) -> pa.Array:
    """Lay the values of a field along the papers."""
    held: dict[str, Any] = {paper: record[field] for paper, record in records.items() if field in record}
    ids = pa.array(papers)
    return pc.take(pa.array(list(held.values()), KNOWN[field]), pc.index_in(ids, pa.array(list(held), ids.type)))
