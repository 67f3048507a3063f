"""The reports of lists that were merged: each document's row says how many of its records were, and by what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pandas as pd

from explorer.gathering import Row
from explorer.report import MEANS, NOTES, joined, means, row


def document(frame: pd.DataFrame) -> str:
    """Name the document that a list's records come from where they do not say it themselves."""
    return str(_own(frame)[_last(_own(frame))]["document"])


def counted(frames: Sequence[pd.DataFrame], ledger: Sequence[Row], owners: Sequence[int]) -> list[Row]:
    """Give the reports of some lists under each other, with a ledger's rows counted; `owners` says whose each is."""
    rows: defaultdict[tuple[int, int], list[Row]] = defaultdict(list)
    reports = [_own(frame) for frame in frames]
    for said, owner in zip(ledger, owners, strict=True):
        rows[owner, _of(reports[owner], said["source"])].append(said)
    return [
        _with(told, rows[owner, at]) if (owner, at) in rows else told
        for owner, report in enumerate(reports)
        for at, told in enumerate(report)
    ]


def noting(rows: list[Row], notes: Sequence[str]) -> list[Row]:
    """Add notes on the whole to the last document's row."""
    if not notes or not rows:
        return rows
    at = _last(rows)
    told = rows[at]
    return [*rows[:at], {**told, "note": joined([*filter(None, [told["note"]]), *notes])}, *rows[at + 1 :]]


def _own(frame: pd.DataFrame) -> list[Row]:
    return list(frame.attrs.get("report") or [row("records", format="frame", read=len(frame))])


def _last(report: Sequence[Row]) -> int:
    papers = [at for at, told in enumerate(report) if told["format"] not in (None, NOTES)]
    return papers[-1] if papers else len(report) - 1


def _of(report: Sequence[Row], source: str) -> int:
    return next((at for at, told in enumerate(report) if told["document"] == source), _last(report))


def _with(told: Row, ledger: Sequence[Row]) -> Row:
    counts = dict(told.get("merged_by") or {})
    ours = means(ledger)
    merged_by = {by: counts.get(by, 0) + ours.get(by, 0) for by in MEANS if by in counts or by in ours}
    return {**told, "merged": told["merged"] + len(ledger), "merged_by": merged_by}
