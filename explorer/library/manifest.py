"""What a library says of itself: its state's folder, files and checksums, and where its papers came from."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from explorer.errors import DocumentError
from explorer.library.files import File, put

MANIFEST = "explorer-library.json"
VERSION = 1
INDEXED = 2  # in which way words are indexed; raised when `explorer.search` folds or writes them in another
_ANEW = "make it anew, as by `explorer index`"


@dataclass(frozen=True)
class Manifest:
    """Hold what one state of a library is.

    Parameters
    ----------
    state
        The folder, inside the library's, whose files these are.
    papers
        How many there are.
    explorer, written
        Which explorer wrote it, and when.
    files
        Name → size and SHA-256 of each file.
    fields
        Name → Arrow type of each column.
    grammar
        A checksum of the rules that read the facts; empty where it has none.
    indexed
        In which way its words are indexed; 0 where they are not.
    query
        What was asked of the papers that it holds, where they are a selection.
    report
        The rows that say what was read of which document.
    """

    state: str
    papers: int
    explorer: str
    written: str
    files: dict[str, File]
    fields: dict[str, str] = field(default_factory=dict)
    grammar: str = ""
    indexed: int = 0
    query: str | None = None
    report: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path, said: str) -> Self:
        """Read the manifest in a folder; raise `DocumentError` where it is missing, damaged or too new."""
        try:
            found = json.loads((folder / MANIFEST).read_bytes())
            held, checksum = found["library"], found["checksum"]
            if found["version"] > VERSION:
                raise _too_new(said, held.get("explorer"), found["version"])
            if checksum != _checksum(held):
                raise _damaged(said)
            return cls(**{**held, "files": {name: File(**file) for name, file in held["files"].items()}})
        except FileNotFoundError as error:
            problem = f"it is a library without its {MANIFEST}, not finished or not copied whole"
            raise DocumentError(said, f"{problem}; copy it again, or {_ANEW}") from error
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise _damaged(said) from error

    def write(self, folder: Path) -> None:
        """Put the manifest in the place of the one before: from then on the library is this state."""
        held = dataclasses.asdict(self)
        found = {"format": "explorer library", "version": VERSION, "library": held, "checksum": _checksum(held)}
        put(json.dumps(found, indent=1, ensure_ascii=False).encode(), folder / MANIFEST)


def broken(said: str, problem: str) -> DocumentError:
    """Say what is wrong with a library's file, and what to do."""
    return DocumentError(said, f"{problem}; copy the library again, or {_ANEW}")


def _checksum(held: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


def _damaged(said: str) -> DocumentError:
    return broken(said, f"its {MANIFEST} is damaged or cut off")


def _too_new(said: str, explorer: object, version: object) -> DocumentError:
    problem = f"a newer explorer ({explorer}) wrote it, in version {version}; this one reads up to version {VERSION}"
    return DocumentError(said, f"{problem}: use that explorer, or {_ANEW}")
