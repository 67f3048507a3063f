"""What stands above the papers in a document that we write: how many, what was asked, of which documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

MARK = "Written by explorer"


def header(papers: pd.DataFrame) -> list[str]:
    """Give the lines of a document's header: its papers' number, their query, the documents they came from.

    Formats with comments write them as comments; each line is one line, whatever a document is called.
    """
    count = f"{len(papers):,} {'paper' if len(papers) == 1 else 'papers'}"
    query = papers.attrs.get("query")
    rows = [row for row in papers.attrs.get("report") or [] if row.get("sha256")]
    asked = [f"Query: {query}"] if query else []
    return [_line(line) for line in (f"{MARK}: {count}", *asked, *(_named(row) for row in rows))]


def _named(row: dict[str, object]) -> str:
    return f"Document: {row['document']} (SHA-256 {row['sha256']})"


def _line(text: str) -> str:
    return " ".join(text.split())
