"""Papers one after another: a frame as records, and records of which each stays a paper of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from explorer.formats.base import Reading


def rows(papers: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Give each paper as a record of plain values, its id first; what is missing is `None`."""
    names = ["id", *map(str, papers.columns)]
    values = [papers.index.tolist(), *(papers[name].array.__arrow_array__().to_pylist() for name in papers)]
    return (dict(zip(names, row, strict=True)) for row in zip(*values, strict=True))


def alone(reading: Reading, what: str) -> None:
    """Keep papers apart that a document gives one key: it is the first one's id, the others' come from their titles.

    Papers that state the same arXiv id are one.
    """
    assert isinstance(reading.papers, list)  # noqa: S101 - a reading that adds holds records
    seen: set[str] = set()
    twice: dict[str, None] = {}
    for paper in reading.papers:
        name = paper.get("id") or ""
        if name in seen and name != paper.get("arxiv_id"):
            twice[name] = None
            paper["id"] = None
        seen |= {name} - {""}
    some = ", ".join(list(twice)[:3])
    reading.notes += [f"{what} that several papers have, {len(twice):,}: {some}"] if twice else []
