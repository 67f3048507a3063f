"""What a papers frame states of one paper, in values that a test can write down."""

from __future__ import annotations

from typing import Any

import pandas as pd


def stated(papers: pd.DataFrame, name: str) -> dict[str, Any]:
    """Give a paper's fields that are not missing: lists as lists, dates as text, without its place."""
    row = papers.drop(columns=["source", "position"], errors="ignore").loc[name]
    return {str(field): _plain(value) for field, value in row.items() if isinstance(value, list) or pd.notna(value)}


def _plain(value: Any) -> Any:
    if hasattr(value, "tolist"):
        return value.tolist()
    return str(value) if isinstance(value, pd.Timestamp) else value
