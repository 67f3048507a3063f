"""What was done to documents and papers: rows for a machine, a frame for a reader."""

from __future__ import annotations

from collections import Counter
from numbers import Integral
from typing import TYPE_CHECKING, Any, ClassVar, Self

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOTES = "notes"  # the format of a file of notes, which holds no papers
# What shows that two records are one paper, and how a reader is told.
MEANS = {"id": "id", "arxiv_id": "arXiv id", "doi": "DOI", "pmid": "PMID", "title": "title"}


class Rows(list[dict[str, Any]]):
    """Hold rows of the same columns, and answer like the frame of these rows.

    A frame itself in ``papers.attrs`` breaks pandas: ``concat`` compares attrs with ``==``,
    ``to_parquet`` writes them as JSON and each slice copies them. A list of plain rows survives all
    three, and whatever a list cannot answer (``report["read"]``, ``report.columns``) its frame does.
    """

    fields: ClassVar[tuple[str, ...]] = ()

    @property
    def frame(self) -> pd.DataFrame:
        """Give the rows as a frame."""
        return pd.DataFrame(list(self), columns=pd.Index(self.fields)).convert_dtypes(dtype_backend="pyarrow")

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 - a row, rows, or what a frame answers
        if isinstance(key, Integral):
            return super().__getitem__(key)
        if isinstance(key, slice):
            return type(self)(super().__getitem__(key))
        return self.frame[key]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - what a frame answers
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.frame, name)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # pandas copies attrs at every step, and nothing edits these rows

    def __repr__(self) -> str:
        return repr(self.frame)

    def _repr_html_(self) -> str:
        return str(self.frame.to_html(escape=True))


class Report(Rows):
    """Say in a row each what loading did to a document; `merged_by` counts its merged papers by what showed them."""

    fields = ("document", "format", "read", "skipped", "merged", "merged_by", "saved", "note", "skips", "sha256")


class Ledger(Rows):
    """Say in a row each which record was merged with which paper, by what, and what became of its values.

    The record `merged` of the document `source` (its place there is `position`) stands as `paper` now. `by` is what
    showed it, `score` how alike (0 to 100). `gave` names the fields whose value is this record's, `lost` holds for
    each field that differed ``{"kept": …, "lost": …}``. The paper's other values are its first record's.
    """

    fields = ("paper", "merged", "source", "position", "by", "score", "gave", "lost")


def row(document: str, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - a row's plain values
    """Give a report's row with what is known of a document."""
    counts: dict[str, Any] = {"format": None, "read": 0, "skipped": 0, "merged": 0}
    counts |= {"merged_by": {}, "saved": None}
    return {"document": document, **counts, "note": None, "skips": [], "sha256": None, **values}


def sentence(row: dict[str, Any]) -> str:
    """Say in one line what loading did to a document."""
    if row["format"] is None:
        return f"{row['document']}: skipped, {row['note']}."
    said = [] if row["format"] == NOTES else [f"{row['read']:,} {'paper' if row['read'] == 1 else 'papers'} read"]
    why = f" ({_some(row['skips'])})" if row["skips"] else ""
    said += [f"{row['skipped']:,} skipped{why}"] if row["skipped"] else []
    said += [f"{row['merged']:,} merged{by_means([row])}"] if row["merged"] else []
    said += [f"saved {row['saved']}"] if row["saved"] else []
    said += [row["note"]] if row["note"] else []
    return f"{row['document']}: {', '.join(said)}."


def passed_over(rows: Iterable[Mapping[str, Any]]) -> str:
    """Say in brackets how much of some documents is not among the papers; nothing where all is."""
    rows = list(rows)
    records, files = sum(row["skipped"] for row in rows), sum(row["format"] is None for row in rows)
    said = [f"{records:,} {'record' if records == 1 else 'records'}"] if records else []
    said += [f"{files:,} {'file' if files == 1 else 'files'}"] if files else []
    return f" ({' and '.join(said)} skipped, as each page says at its foot)" if said else ""


def means(ledger: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """Count a ledger's rows by what showed that a record is a paper's."""
    counts = Counter(row["by"] for row in ledger)
    return {by: counts[by] for by in MEANS if by in counts}


def by_means(rows: Iterable[Mapping[str, Any]]) -> str:
    """Say in brackets how many records of some reports' rows were merged by what; nothing where it is not known."""
    counts: Counter[str] = Counter()
    for told in rows:
        counts.update(told.get("merged_by") or {})
    said = [f"{counts[by]:,} by {name}" for by, name in MEANS.items() if counts[by]]
    return f" ({', '.join(said)})" if said else ""


def joined(notes: Iterable[str]) -> str | None:
    """Join notes to one text; none where there is nothing to say."""
    return _some(list(notes)) or None


def _some(texts: list[str], limit: int = 3) -> str:
    rest = [f"and {len(texts) - limit:,} more"] if len(texts) > limit else []
    return "; ".join([*texts[:limit], *rest])
