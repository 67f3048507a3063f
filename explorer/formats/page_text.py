"""The Daily Papers page of Hugging Face, as text."""

from __future__ import annotations

import re
from typing import BinaryIO

from explorer.formats.base import Format, Reading, register

HEADER = re.compile(rb"^#*\s*Daily Papers\s*$", re.MULTILINE)


def sniff(head: bytes) -> float:
    """Look for the page's heading."""
    return 0.9 if HEADER.search(head) else 0.0


def read(file: BinaryIO) -> Reading:
    """Read title and abstract in turn after the header."""
    parts = [part.strip() for part in re.split(r"\n\s*\n", file.read().decode())]
    start = parts.index("Daily Papers") + 3
    body = parts[start:]
    pairs = zip(body[::2], body[1::2], strict=False)
    return Reading([{"title": title, "abstract": abstract} for title, abstract in pairs], saved=parts[start - 1])


register(Format("page text", (), sniff, read))
