"""What one value of a document becomes in a papers frame: a scalar, a list of texts, or nothing."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from explorer.errors import DocumentError

NOT_STATED = "not stated"  # what a reader is told where nothing is said

_DATES = ("%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%Y/%m/%d")


@lru_cache(maxsize=1 << 12)
def parsed(written: str) -> datetime | None:
    """Read a date as people and services write it, as naive UTC; none where it is no whole date."""
    written = written.strip()
    forms: tuple[str | None, ...] = (None,) if re.match(r"\d{4}-?\d\d-?\d\d", written) else _DATES
    return next((found for form in forms if (found := _attempt(written, form))), None)


def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a record
    """Make a value one of ours: a scalar, a list of texts, JSON text for what is nested, or none."""
    if isinstance(value, np.generic):
        value = value.item()
    if _is_missing(value):
        return None
    if isinstance(value, date):
        return _naive(value if isinstance(value, datetime) else datetime.combine(value, time()))
    if isinstance(value, (list, tuple, set, frozenset, np.ndarray)):
        return _listed(list(value))
    return value if isinstance(value, (bool, int, float)) else text(value)


def one_line(text: str) -> str:
    """Put a text on one line, each space in it alone; most texts are so already."""
    is_so = text.isprintable() and "  " not in text and not text.startswith(" ") and not text.endswith(" ")
    return text if is_so else " ".join(text.split())


def text(value: Any) -> str:  # noqa: ANN401 - any value of a record
    """Write a value as text without losing any of it: what is nested as JSON, dates as ISO 8601."""
    if isinstance(value, datetime):
        return value.isoformat()
    written = _json(value) if isinstance(value, (list, Mapping, bool)) else str(value)
    if written.isascii() and "\0" not in written:
        return written
    # No text may hold a zero byte or half a surrogate pair: neither Arrow nor a file takes both.
    return written.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def _is_missing(value: Any) -> bool:  # noqa: ANN401 - any value of a record
    if isinstance(value, str):
        return not value or value.isspace()
    if value is None or value is pd.NA or value is pd.NaT:
        return True
    return math.isnan(value) if isinstance(value, float) else isinstance(value, Mapping) and not value


def _listed(items: list[Any]) -> Any:  # noqa: ANN401 - a list of texts, or JSON text
    items = [item for item in items if not _is_missing(item)]
    if all(isinstance(item, str) for item in items):
        return [text(item) for item in items] or None
    return text(items)


def _json(value: Any) -> str:  # noqa: ANN401 - any value of a record
    try:
        return json.dumps(value, ensure_ascii=False, default=str)
    except TypeError:  # a key that is no text
        return repr(value)
    except RecursionError as error:
        raise DocumentError("records", "a value is nested too deeply; expected texts, numbers and lists") from error


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _attempt(written: str, form: str | None) -> datetime | None:
    try:
        return _naive(datetime.strptime(written, form) if form else datetime.fromisoformat(written))  # noqa: DTZ007
    except (ValueError, OverflowError):
        return None
