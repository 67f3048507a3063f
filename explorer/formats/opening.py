"""From what a reader named to papers frames: each document's, packed or not, with its report."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer import columns
from explorer.errors import DocumentError
from explorer.formats.base import FORMATS, HEAD, OFFER, Format, Reading, recognised
from explorer.formats.packed import allowance, members, packing, unpacked
from explorer.formats.sources import PIECE, Document, Source, called, sources, unreachable
from explorer.formats.spool import Spool
from explorer.papers import conform
from explorer.report import joined, row

if TYPE_CHECKING:
    from collections.abc import Sequence

DEEPEST = 2  # archives in one another: a zip of gzipped lists is as far as it goes


def opened(document: Document) -> list[pd.DataFrame]:
    """Read a document, or each that a folder, a pattern or an archive holds, as papers frames with reports."""
    said = called(document)
    try:
        found = sources(document)
        return _read(found) if isinstance(found, Source) else _of_all(found)
    except OSError as error:
        raise unreachable(said, error) from error
    except DocumentError as error:
        raise DocumentError(said, error.problem, place=error.place) from error


def _of_all(found: Sequence[Source]) -> list[pd.DataFrame]:
    return _read_or_said((source.name, partial(_read, source)) for source in found)


def _read_or_said(steps: Iterable[tuple[str, Callable[[], list[pd.DataFrame]]]]) -> list[pd.DataFrame]:
    """Read each of several documents, and say of each that is none why; raise where none is one."""
    frames: list[pd.DataFrame] = []
    for name, step in steps:
        try:
            frames += step()
        except OSError as error:
            frames.append(_said(name, unreachable(name, error).problem))
        except DocumentError as error:
            problem = error.problem.partition(OFFER)[0]  # said once is enough
            frames.append(_said(name, f"{error.place}: {problem}" if error.place else problem))
    if not any(frame.attrs["report"][0]["format"] for frame in frames):
        problem = f"none of its {len(frames)} files is a document"
        raise DocumentError("folder", f"{problem}{OFFER}{', '.join(FORMATS)}")
    return frames


def _said(name: str, problem: str) -> pd.DataFrame:
    papers = conform([])
    papers.attrs["report"][:] = [row(name, note=problem)]
    return papers


def _read(source: Source) -> list[pd.DataFrame]:
    """Read a document and take its checksum: a packed one's as it lies there. A library is mapped."""
    if source.library:
        from explorer.library.reading import opened as mapped  # noqa: PLC0415 - only libraries need it

        return [mapped(source.library)]
    with source.open() as file:
        frames = _frames(file, source.name, None, 0)
        checksum = _checksum(file)
    for said in (said for frame in frames for said in frame.attrs["report"] if said["format"]):
        said["sha256"] = checksum
    return frames


def _checksum(file: BinaryIO) -> str:
    file.seek(0)
    found = hashlib.sha256()
    while piece := file.read(PIECE):
        found.update(piece)
    return found.hexdigest()


def _frames(file: BinaryIO, name: str, limit: int | None, depth: int) -> list[pd.DataFrame]:
    """Read a document, unpacked before where that is due."""
    head = file.read(HEAD)
    file.seek(0)
    if head.startswith(b"PK") and depth:
        file = io.BytesIO(file.read())  # a zip is read from its end, and nothing packed can be
    kind = packing(file, head)
    if kind is None:
        return [_papers(recognised(head, name), file, name)]
    if depth == DEEPEST:
        raise DocumentError(name, "it is packed more than twice; unpack it first")
    limit = limit or allowance(file.seek(0, io.SEEK_END))
    if kind != "zip":
        return _frames(unpacked(file, kind, limit), name, limit, depth + 1)
    inner = ((f"{name}/{member}", start) for member, start in members(file, limit))
    return _read_or_said((member, partial(_member, start, member, limit, depth)) for member, start in inner)


def _member(start: Callable[[], BinaryIO], name: str, limit: int, depth: int) -> list[pd.DataFrame]:
    with start() as file:
        return _frames(file, name, limit, depth + 1)


def _papers(form: Format, file: BinaryIO, name: str) -> pd.DataFrame:
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
    if reading.spool and reading.spool.count:
        return _mapped(reading, reading.spool, name)
    if isinstance(reading.papers, list) and reading.papers:
        for record in reading.papers:
            record["source"] = record.get("source") or name
        return reading.papers
    papers = pd.DataFrame(reading.papers)
    here: dict[str, Any] = {"source": name, "position": range(1, len(papers) + 1)}
    lacking = [name for name in here if name not in papers]
    return papers.assign(**{name: here[name] for name in lacking})


def _mapped(reading: Reading, spool: Spool, name: str) -> pd.DataFrame:
    """Give the papers of a spool, whose columns lie on disk."""
    if reading.papers:
        spool.take(reading.papers)
    fields = spool.columns()
    reading.notes += spool.problems
    named = pa.repeat(
        name, max(map(len, fields["id"].chunks))
    )  # every chunk is a part of it: a name a paper would be many bytes
    sources = fields.get(
        "source", pa.chunked_array([pa.nulls(len(chunk), pa.string()) for chunk in fields["id"].chunks])
    )
    chunks = [
        named[: len(chunk)] if chunk.null_count == len(chunk) else pc.fill_null(chunk, name)
        for chunk in sources.chunks
    ]
    return columns.frame({**fields, "source": pa.chunked_array(chunks, pa.string())})
