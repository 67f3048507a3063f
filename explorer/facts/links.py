"""Links: every address in a paper's text, and what it leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.facts.base import FIELDS, Found, Reading, finder

if TYPE_CHECKING:
    from collections.abc import Iterator


@finder("link")
def find_links(reading: Reading) -> Iterator[Found]:
    """Find addresses."""
    for field in FIELDS:
        for match in re.finditer(r"https?://\S+", reading.text(field)):
            yield Found(field, match.start(), match.end(), "code")
