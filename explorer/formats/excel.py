"""Workbooks of papers: a sheet of papers, and one that says what was asked and what type each column has."""

from __future__ import annotations

from explorer.formats.base import Format, register
from explorer.formats.excel_reading import read
from explorer.formats.excel_writing import write

MARKS = (b"[Content_Types].xml", b"docProps/", b"xl/")


def sniff(head: bytes) -> float:
    """Look for a zip that holds an office document."""
    return 0.9 if head.startswith(b"PK\x03\x04") and any(mark in head for mark in MARKS) else 0.0


register(Format("Excel", (".xlsx",), sniff, read, write))
