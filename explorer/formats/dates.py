"""Dates that may be of a year or a month only: nothing is made up, and nothing is dropped."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from explorer.values import parsed

YEAR = re.compile(r"-?\d{4}(?!\d)")
NAMED = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def dated(written: str) -> dict[str, Any]:
    """Give `published` for a whole date, `published_text` for a part of one, and the year either says."""
    written = written.strip()
    moment = parsed(written) if len(written) >= 8 else None
    if moment:
        return {"published": moment, "year": moment.year}
    year = YEAR.match(written)
    found: dict[str, Any] = {"year": int(year[0])} if year else {}
    return found if year and year[0] == written else {**found, "published_text": written}


def published(written: str | None) -> dict[str, Any]:
    """Give what `dated` does, for dates as feeds and journals write them too: `Mon, 01 Jan 2024 …`, `Spring 2024`."""
    if not written or not written.strip():
        return {}
    moment = whole(written)
    found = {"published": moment, "year": moment.year} if moment else dated(written)
    year = NAMED.search(written)
    return found if "year" in found or not year else {**found, "year": int(year[0])}


def whole(written: str) -> datetime | None:
    """Read a whole date as people, services and mail write it; none where it is not whole."""
    found = parsed(written)
    if found or not NAMED.search(written):
        return found
    try:
        moment = parsedate_to_datetime(written)
        return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None


def iso(moment: datetime) -> str:
    """Write a date as ISO 8601 does, without a time where it is midnight."""
    written = moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")
    return written.removesuffix("T00:00:00")
