"""What takes long to make of papers, kept in their library: files by the key of what they were made from."""

from __future__ import annotations

import hashlib
import logging
import mmap
import os
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.library.files import written
from explorer.library.reading import held

if TYPE_CHECKING:
    import pandas as pd

EXTRAS = "extras"  # a folder beside a library's states: a new state of the same papers finds them again
MOST = 300  # files of a kind that are kept elsewhere: vectors in 2 GB
_SUM = hashlib.sha256().digest_size  # bytes at a file's end
log = logging.getLogger("explorer")


def homes(papers: pd.DataFrame, otherwise: Path) -> list[Path]:
    """Give the folders to keep things of papers in: their library's, where they have one, then another."""
    library = held(papers)
    return [*([library.state.parent / EXTRAS] if library else []), otherwise]


def is_kept(name: str, places: Sequence[Path]) -> bool:
    """Say whether something is kept under a name, without a look into it."""
    return any((place / name).is_file() for place in places)


def has_any(kind: str, places: Sequence[Path], least: int) -> bool:
    """Say whether anything of a kind is kept that has so many bytes at least."""
    return any(_size(path) >= least for place in places for path in place.glob(f"{kind}-*"))


def _size(path: Path) -> int:
    """Give the size of a file, which another program may remove meanwhile."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def kept(name: str, places: Sequence[Path]) -> memoryview | None:
    """Map what was kept under a name; none where there is nothing, or it is not as it was written."""
    found = (_whole(place / name) for place in places)
    return next((content for content in found if content is not None), None)


def damaged(library: Path) -> list[str]:
    """Name what a library keeps and is not as it was written: it is made anew by whoever asks for it."""
    return sorted(path.name for path in (library / EXTRAS).glob("[!.]*") if _whole(path) is None)


def keep(content: bytes | memoryview, name: str, places: Sequence[Path]) -> None:
    """Keep something in the first place that can be written; who reads meanwhile finds all or nothing."""
    for place in places:
        try:
            place.mkdir(parents=True, exist_ok=True)
            _put(content, place / name)
        except OSError as error:
            log.info("%s is not kept in %s: %s", name, place.name, error)
        else:
            _thin(place, name.partition("-")[0])
            return


@contextmanager
def room(places: Sequence[Path]) -> Iterator[Path | None]:
    """Give a folder for what is under way, in the first place that can be written; none where none can."""
    with ExitStack() as stack:
        yield next((made for place in places if (made := _beside(place, stack)) is not None), None)


def _beside(place: Path, stack: ExitStack) -> Path | None:
    try:
        place.mkdir(parents=True, exist_ok=True)
        return Path(stack.enter_context(tempfile.TemporaryDirectory(dir=place, prefix=".")))
    except OSError:
        return None


def only(names: Collection[str], places: Sequence[Path]) -> None:
    """Remove from a library what is of a kind with some names and none of them: other papers made it."""
    kinds = {name.partition("-")[0] for name in names}
    for place in places:
        others = [path for kind in kinds for path in place.glob(f"{kind}-*") if path.name not in names]
        for path in others if place.name == EXTRAS else []:
            _remove(path)


def _whole(path: Path) -> memoryview | None:
    try:
        with path.open("rb") as file:
            held = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):  # an empty file cannot be mapped
        return None
    content = held[:-_SUM]
    return content if hashlib.sha256(content).digest() == held[-_SUM:] else None


def _put(content: bytes | memoryview, path: Path) -> None:
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".") as beside:
        half = Path(beside) / path.name
        with written(half) as file:
            file.write(content)
            file.write(hashlib.sha256(content).digest())
        half.replace(path)


def _thin(place: Path, kind: str) -> None:
    if place.name == EXTRAS:
        return  # as many as its papers need
    for path in sorted(place.glob(f"{kind}-*"), key=os.path.getmtime)[:-MOST]:
        _remove(path)


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.info("%s stays: %s", path.name, error)
