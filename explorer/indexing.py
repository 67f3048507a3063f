"""Libraries made and checked for the command line, in a sentence each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from explorer.errors import DocumentError
from explorer.library.telling import is_library, refuse
from explorer.progress import reading, shown

MORE = {"near": "weighed words", "meaning": "vectors", "map": "a map"}  # what takes long, and is kept in a library


def make(documents: Sequence[str], library: str, *, facts: bool, more: Collection[str] = ()) -> str:
    """Make a library of documents, and say what it holds now; what takes long of them with it, where asked for."""
    from explorer.formats import load  # noqa: PLC0415 - pandas is heavy
    from explorer.library.writing import write  # noqa: PLC0415 - the same

    if "meaning" in more:
        _need_a_model()
    refuse(Path(library), library)  # before the documents are read, which may take long
    with reading():
        papers = load(*documents)
    write(papers, library, facts=facts)
    if more:
        _add(library, more)
    parts = [*["facts"] * facts, *(said for name, said in MORE.items() if name in more)]
    return f"{library}: {_papers(len(papers))}, {f'with {_listed(parts)}' if parts else 'without facts'}."


def _need_a_model() -> None:
    from explorer.search.meaning import model  # noqa: PLC0415 - pandas is heavy

    model()


def _add(library: str, more: Collection[str]) -> None:
    try:
        _make_more(library, more)
    except OSError as error:
        problem = f"what takes long cannot be kept in it ({error.strerror}); its papers are there"
        raise DocumentError(library, problem) from error


def _make_more(library: str, more: Collection[str]) -> None:
    """Make what takes long of a library's papers, and keep it there; what is kept already is not made again."""
    from explorer.library.reading import opened  # noqa: PLC0415 - pandas is heavy
    from explorer.search.layout import layout  # noqa: PLC0415 - the same
    from explorer.search.vectors import vectors  # noqa: PLC0415 - the same
    from explorer.search.weighed import words  # noqa: PLC0415 - the same

    papers = opened(library)
    if "near" in more:
        with shown("Words", len(papers)) as progress:
            words(papers, lambda share: progress.at(round(share * len(papers))))
    if "meaning" in more:
        with shown("Vectors", len(papers)) as progress:
            vectors(papers, lambda read, _: progress.at(read))
    if "map" in more:
        with shown("Map") as progress:
            layout(papers, lambda share: progress.at(len(papers), share))


def _listed(parts: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def is_whole(library: str) -> str:
    """Say that a library is whole; raise `DocumentError` where it is not."""
    from explorer.library.extras import EXTRAS, damaged  # noqa: PLC0415 - pandas is heavy
    from explorer.library.reading import check  # noqa: PLC0415 - the same

    if not is_library(library):
        raise DocumentError(library, "it is no library; expected a folder that `explorer index` made")
    manifest, others = check(library), damaged(Path(library))
    but = f"; its {EXTRAS} are not ({_listed(others)}), and are made anew when they are asked for" if others else ""
    return f"{library}: {_papers(manifest.papers)}, every byte as it was written{but}."


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count:,} papers"
