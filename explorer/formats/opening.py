"""From a name to papers frames: a file, or every document of a folder, each with its report."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from explorer.errors import DocumentError
from explorer.formats.base import FORMATS, HEAD, Reading, recognised
from explorer.own.place import is_notes
from explorer.papers import conform
from explorer.report import joined, row

if TYPE_CHECKING:
    from collections.abc import Iterator

Name = str | os.PathLike[str]


def opened(document: Name) -> list[pd.DataFrame]:
    """Read a file, or each document of a folder, as papers frames with their reports."""
    source = os.fspath(document)
    if "\0" in source:
        raise DocumentError(repr(source), "no name of a file holds a zero byte; check the name")
    path = Path(source)
    try:
        return _of_folder(path, source) if path.is_dir() else [_read(path, path.name)]
    except OSError as error:
        raise unreachable(source, error) from error
    except DocumentError as error:
        raise DocumentError(source, error.problem, place=error.place) from error


def _of_folder(folder: Path, source: str) -> list[pd.DataFrame]:
    files = list(_inside(folder, set()))
    frames = [_read_or_said(file, file.relative_to(folder).as_posix()) for file in files]
    if not any(frame.attrs["report"][0]["format"] for frame in frames):
        raise DocumentError(
            source, f"none of its {len(files)} files is a document; known formats: {', '.join(FORMATS)}"
        )
    return frames


def _inside(folder: Path, seen: set[Path]) -> Iterator[Path]:
    """Walk a folder's visible files, notes aside, and no folder twice, so that a link to its own parent ends."""
    if folder.resolve() in seen:
        return
    seen.add(folder.resolve())
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or is_notes(path.name):
            continue
        if path.is_dir():
            yield from _inside(path, seen)
        else:
            yield path


def _read_or_said(path: Path, name: str) -> pd.DataFrame:
    try:
        return _read(path, name)
    except OSError as error:
        problem = unreachable(name, error).problem
    except DocumentError as error:
        problem = f"{error.place}: {error.problem}" if error.place else error.problem
    papers = conform([])
    papers.attrs["report"][:] = [row(name, note=problem)]
    return papers


def _read(path: Path, name: str) -> pd.DataFrame:
    if path.exists() and not path.is_file():
        raise DocumentError(name, "it is neither a file nor a folder; expected a list of papers")
    with path.open("rb") as file:
        form = recognised(file.read(HEAD), name)
        file.seek(0)
        reading = form.read(file)
    papers = conform(_placed(reading, name), name)
    said = papers.attrs["report"][0]
    skips = [*reading.skips, *said["skips"]]
    note = joined([*reading.notes, *filter(None, [said["note"]])])
    changes = {"format": form.name, "saved": reading.saved, "note": note, "skips": skips, "skipped": len(skips)}
    papers.attrs["report"][:] = [{**said, **changes}]
    return papers


def _placed(reading: Reading, name: str) -> pd.DataFrame | list[dict[str, Any]]:
    """Say for each paper which document it stands in and where, unless the document says so itself."""
    if isinstance(reading.papers, list) and reading.papers:
        return [{**record, "source": record.get("source") or name} for record in reading.papers]
    papers = pd.DataFrame(reading.papers)
    here: dict[str, Any] = {"source": name, "position": range(1, len(papers) + 1)}
    lacking = [name for name in here if name not in papers]
    return papers.assign(**{name: here[name] for name in lacking})


def unreachable(source: Name, error: OSError) -> DocumentError:
    """Say why the system does not give a file, and what would be right."""
    if isinstance(error, FileNotFoundError):
        return DocumentError(str(source), f"there is no such file or folder; names start from {Path.cwd()}")
    return DocumentError(str(source), f"it cannot be opened ({error.strerror}); expected a file that you may read")
