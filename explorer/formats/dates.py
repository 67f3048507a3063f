"""Dates that may be of a year or a month only: nothing is made up, and nothing is dropped."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from explorer.values import parsed

YEAR = re.compile(r"-?\d{4}(?!\d)")


def dated(written: str) -> dict[str, Any]:
    """Give `published` for a whole date, `published_text` for a part of one, and the year either says."""
    written = written.strip()
    moment = parsed(written) if len(written) >= 8 else None
    if moment:
        return {"published": moment, "year": moment.year}
    year = YEAR.match(written)
    found: dict[str, Any] = {"year": int(year[0])} if year else {}
    return found if year and year[0] == written else {**found, "published_text": written}


def iso(moment: datetime) -> str:
    """Write a date as ISO 8601 does, without a time where it is midnight."""
    written = moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
    return written.removesuffix("T00:00:00")
