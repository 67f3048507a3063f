"""What loading did to each document: rows for a machine, a frame for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

NOTES = "notes"  # the format of a file of notes, which holds no papers
COLUMNS = ("document", "format", "read", "skipped", "merged", "saved", "note", "skips", "sha256")


class Report(list[dict[str, Any]]):
    """Hold one row a document, and answer like the frame of these rows.

    A frame itself in ``papers.attrs`` breaks pandas: ``concat`` compares attrs with ``==``,
    ``to_parquet`` writes them as JSON and each slice copies them. A list of plain rows survives all
    three, and whatever a list cannot answer (``report["read"]``, ``report.columns``) its frame does.
    """

    @property
    def frame(self) -> pd.DataFrame:
        """Give the rows as a frame, one a document."""
        return pd.DataFrame(list(self), columns=pd.Index(COLUMNS)).convert_dtypes(dtype_backend="pyarrow")

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 - a row, rows, or what a frame answers
        if isinstance(key, int):
            return super().__getitem__(key)
        if isinstance(key, slice):
            return Report(super().__getitem__(key))
        return self.frame[key]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - what a frame answers
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.frame, name)

    def __deepcopy__(self, memo: dict[int, Any]) -> Report:
        return self  # pandas copies attrs at every step, and nothing edits a report

    def __repr__(self) -> str:
        return repr(self.frame)

    def _repr_html_(self) -> str:
        return str(self.frame.to_html(escape=True))


def row(document: str, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - a row's plain values
    """Give a report's row with what is known of a document."""
    counts: dict[str, Any] = {"format": None, "read": 0, "skipped": 0, "merged": 0, "saved": None}
    return {"document": document, **counts, "note": None, "skips": [], "sha256": None, **values}


def sentence(row: dict[str, Any]) -> str:
    """Say in one line what loading did to a document."""
    if row["format"] is None:
        return f"{row['document']}: skipped, {row['note']}."
    said = [] if row["format"] == NOTES else [f"{row['read']:,} {'paper' if row['read'] == 1 else 'papers'} read"]
    said += [f"{row['skipped']:,} skipped ({_some(row['skips'])})"] if row["skipped"] else []
    said += [f"{row['merged']:,} merged"] if row["merged"] else []
    said += [f"saved {row['saved']}"] if row["saved"] else []
    said += [row["note"]] if row["note"] else []
    return f"{row['document']}: {', '.join(said)}."


def joined(notes: Iterable[str]) -> str | None:
    """Join notes to one text; none where there is nothing to say."""
    return _some(list(notes)) or None


def _some(texts: list[str], limit: int = 3) -> str:
    rest = [f"and {len(texts) - limit:,} more"] if len(texts) > limit else []
    return "; ".join([*texts[:limit], *rest])
