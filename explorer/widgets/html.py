"""How values are shown: missing ones, lists, dates and links that are safe to follow."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from explorer.values import NOT_STATED

LABELS = {"code_url": "code", "project_url": "project", "url": "page", "author_count": "number of authors"}


def label(field: str) -> str:
    """Return a field's name as a reader says it."""
    return LABELS.get(field, field.replace("_", " "))


def shown(value: Any) -> str:  # noqa: ANN401 - any value of a record
    """Write a value for a reader: never Python's own notation."""
    if is_missing(value):
        return NOT_STATED
    if isinstance(value, dt.date):
        return value.isoformat()[:10]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    if isinstance(value, float):
        return f"{value:.6g}"
    return value if isinstance(value, str) else ", ".join(map(shown, value))


def is_missing(value: Any) -> bool:  # noqa: ANN401 - any value of a record
    """Say whether a cell states nothing."""
    if value is None or isinstance(value, str):
        return value is None
    return len(value) == 0 if hasattr(value, "__len__") else bool(pd.isna(value))


def web_link(value: Any) -> str | None:  # noqa: ANN401 - any value of a record
    """Return an address that may become a link: http or https, with a host; else None."""
    if not isinstance(value, str):
        return None
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return None
    return value.strip() if parts.scheme in {"http", "https"} and parts.netloc else None


def counted(some: int, of: int, noun: str = "papers") -> str:
    """Write a count of a whole: ``12 of 36 papers``."""
    return f"{some:,} of {of:,} {noun if of != 1 else noun.removesuffix('s')}"
