"""Documents packed by gzip, Zstandard or zip: known by content, and refused where they are made to harm."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from itertools import pairwise
from typing import IO, BinaryIO, cast

import pyarrow as pa

from explorer.errors import DocumentError
from explorer.own.place import is_notes

FREE, RATIO = 64 << 20, 100
MEMBERS, DIRECTORY = 10_000, 4 << 20
SUFFIXES = (".gz", ".zip", ".zst")
OFFICE = "[Content_Types].xml"  # a zip with this member is one document: a workbook, a letter
_MARKS = {b"\x1f\x8b": "gzip", b"(\xb5/\xfd": "Zstandard", b"PK\x03\x04": "zip", b"PK\x05\x06": "zip"}
# What packs, too, and is not unpacked here; tar's mark stands further in.
_OTHERS = {b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"7z\xbc\xaf\x27\x1c": "7-Zip", b"Rar!": "RAR"}
_TAR = slice(257, 262)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)")
_HIDDEN = re.compile(r"(^|/)(\.|__MACOSX/)")
# What zipfile and the decompressors below it raise on bytes that are not theirs.
_DAMAGES = (OSError, EOFError, ValueError, RuntimeError, struct.error, zipfile.BadZipFile, zlib.error)
Packed = Iterator[tuple[str, Callable[[], BinaryIO]]]


def packing(file: BinaryIO, head: bytes) -> str | None:
    """Say what packed a document, by its first bytes; nothing where it lies open."""
    other = next((kind for mark, kind in _OTHERS.items() if head.startswith(mark)), None)
    other = "tar" if head[_TAR] == b"ustar" else other
    if other:
        raise DocumentError("document", f"it is packed by {other}; unpack it first")
    kind = next((kind for mark, kind in _MARKS.items() if head.startswith(mark)), None)
    return None if kind == "zip" and OFFICE in _zip(file).namelist() else kind


def allowance(size: int) -> int:
    """Say how many bytes a packed document of that size may unpack to."""
    return max(FREE, RATIO * size)


def unpacked(file: BinaryIO, kind: str, limit: int) -> BinaryIO:
    """Open what gzip or Zstandard packed, to be read from its beginning as often as need be."""
    start = _gzip if kind == "gzip" else _zstandard
    return _reader(lambda: start(file), kind, limit)


def members(file: BinaryIO, limit: int) -> Packed:
    """Give each visible file of a zip with the way to open it; nothing is ever written under its name."""
    archive = _zip(file)
    _check(archive, limit)
    for info in archive.infolist():
        name = "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in info.filename)
        if not info.is_dir() and not _HIDDEN.search(name) and not is_notes(name):
            yield name, partial(_member, archive, info, limit)


def packer(file: BinaryIO, suffix: str, name: str) -> AbstractContextManager[IO[bytes]]:
    """Open a file to be packed as its ending says; one ending without a packer writes it as it is."""
    if suffix == ".gz":
        return cast("AbstractContextManager[IO[bytes]]", gzip.GzipFile("", "wb", fileobj=file, mtime=0))
    if suffix == ".zst":
        return cast("IO[bytes]", pa.CompressedOutputStream(_Shared(file), "zstd"))
    return _zipping(file, name) if suffix == ".zip" else _as_it_is(file)


class _Unpacking(io.RawIOBase):
    """Unpack as much as is asked for, up to a limit; go back to the beginning where that is asked for."""

    def __init__(self, start: Callable[[], IO[bytes]], kind: str, limit: int) -> None:
        self.start, self.kind, self.limit = start, kind, limit
        self.inner: IO[bytes] | None = None
        self.given = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self.given

    def seek(self, offset: int, whence: int = 0) -> int:
        if offset or whence:
            raise io.UnsupportedOperation("packed documents are read from their beginning")
        self.inner, self.given = None, 0
        return 0

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader gives
        try:
            self.inner = self.inner or self.start()
            piece = self.inner.read(len(buffer))
        except _DAMAGES as error:
            raise _damaged(self.kind, error) from error
        self.given += len(piece)
        if self.given > self.limit:
            raise _swollen(self.limit)
        buffer[: len(piece)] = piece
        return len(piece)


class _Shared:
    """Lend a file to Arrow, which closes what it is lent, and reads it as any other."""

    closed = False

    def __init__(self, file: BinaryIO) -> None:
        self.read, self.write, self.flush = file.read, file.write, file.flush
        self.seek, self.tell, self.readable, self.writable = file.seek, file.tell, file.readable, file.writable

    def close(self) -> None:
        """Leave the file open."""


class _Sparing:
    """Lend a file to zipfile, which reads a whole list of members at once, however long it says it is."""

    def __init__(self, file: BinaryIO) -> None:
        self.file, self.seek, self.tell, self.seekable = file, file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > DIRECTORY:
            raise DocumentError("document", f"it has too many files in it; expected at most {MEMBERS:,}")
        return self.file.read(size)


def _reader(start: Callable[[], IO[bytes]], kind: str, limit: int) -> BinaryIO:
    return io.BufferedReader(_Unpacking(start, kind, limit), 1 << 18)


def _gzip(file: BinaryIO) -> IO[bytes]:
    file.seek(0)
    return cast("IO[bytes]", gzip.GzipFile(fileobj=file))


def _zstandard(file: BinaryIO) -> IO[bytes]:
    file.seek(0)
    return cast("IO[bytes]", pa.CompressedInputStream(_Shared(file), "zstd"))


def _zip(file: BinaryIO) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(cast("BinaryIO", _Sparing(file)))
    except _DAMAGES as error:
        raise _damaged("zip", error) from error


def _check(archive: zipfile.ZipFile, limit: int) -> None:
    """Refuse an archive that was made to harm."""
    infos = archive.infolist()
    if infos and all(info.flag_bits & 1 for info in infos if not info.is_dir()):
        raise DocumentError("document", "it is encrypted; unpack it with its password")
    if len(infos) > MEMBERS:
        raise DocumentError("document", f"it has {len(infos):,} files in it; expected at most {MEMBERS:,}")
    for info in infos:
        if _OUTSIDE.search(info.filename):
            problem = f"the name {info.filename!r:.80} in it leads out of the archive; expected names inside it"
            raise DocumentError("document", problem)
    if sum(info.file_size for info in infos) > limit:
        raise _swollen(limit)
    ordered = sorted(infos, key=lambda info: info.header_offset)
    for before, after in pairwise(ordered):
        if before.header_offset + len(before.orig_filename) + 30 + before.compress_size > after.header_offset:
            raise DocumentError("document", "files in it overlap, as in an archive that is made to harm; unpack it")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> BinaryIO:
    if info.flag_bits & 1:
        raise DocumentError("document", "it is encrypted; unpack it with its password")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise DocumentError("document", "the archive packs it in an unusual way; expected deflate")
    return _reader(lambda: archive.open(info), "zip", limit)


def _swollen(limit: int) -> DocumentError:
    problem = f"it unpacks to more than {limit / 1e6:,.0f} MB, as no list of papers does; unpack it first"
    return DocumentError("document", problem)


def _damaged(kind: str, error: Exception) -> DocumentError:
    problem = f"what {kind} packed is damaged or cut off ({str(error) or 'it ends too early':.120})"
    return DocumentError("document", f"{problem}; expected a whole file")


@contextmanager
def _zipping(file: BinaryIO, name: str) -> Iterator[IO[bytes]]:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(file, "w") as archive, archive.open(info, "w", force_zip64=True) as member:
        yield member


@contextmanager
def _as_it_is(file: BinaryIO) -> Iterator[IO[bytes]]:
    yield file
