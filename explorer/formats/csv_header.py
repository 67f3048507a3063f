"""Where the header of a CSV table starts, and what parts its cells."""

from __future__ import annotations

import re
from typing import NamedTuple

# Excel tells itself the delimiter in a line of its own, as `sep=;`.
START = re.compile(r'(?:[^\S\n]*\n)*+(?:"?sep=([^\w\s"]|\t)"?[^\S\n]*\n(?:[^\S\n]*\n)*+)?+', re.IGNORECASE)
USUAL = ",;\t"


class Start(NamedTuple):
    """Hold the place of a header in its text, how many lines stand above it, its line and its delimiter."""

    place: int
    above: int
    header: str
    delimiter: str

    def names(self) -> list[str]:
        """Give the header's cells as well as they can be read from its first line."""
        return [name.strip().strip('"') for name in self.header.split(self.delimiter)]


def start(text: str) -> Start:
    """Find the header behind blank lines and behind the line that says the delimiter."""
    found = START.match(text)
    place = found.end() if found else 0
    header = text[place:].partition("\n")[0]
    said = found[1] if found else None
    return Start(place, text.count("\n", 0, place), header, said or max(USUAL, key=header.count))
