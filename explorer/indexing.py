"""Libraries made and checked for the command line, in a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from explorer.errors import DocumentError
from explorer.library.telling import is_library, refuse
from explorer.progress import reading


def make(documents: Sequence[str], library: str, *, facts: bool) -> str:
    """Make a library of documents, and say what it holds now."""
    from explorer.formats import load  # noqa: PLC0415 - pandas is heavy
    from explorer.library.writing import write  # noqa: PLC0415 - the same

    refuse(Path(library), library)  # before the documents are read, which may take long
    with reading():
        papers = load(*documents)
    write(papers, library, facts=facts)
    return f"{library}: {_papers(len(papers))}, {'with' if facts else 'without'} facts."


def is_whole(library: str) -> str:
    """Say that a library is whole; raise `DocumentError` where it is not."""
    from explorer.library.reading import check  # noqa: PLC0415 - pandas is heavy

    if not is_library(library):
        raise DocumentError(library, "it is no library; expected a folder that `explorer index` made")
    manifest = check(library)
    return f"{library}: {_papers(manifest.papers)}, every byte as it was written."


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count:,} papers"
