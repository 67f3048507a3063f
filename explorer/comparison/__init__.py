"""Papers, and groups of papers, side by side."""

from explorer.comparison.booktabs import to_latex
from explorer.comparison.cells import Cell, Figure, Source
from explorer.comparison.groups import group, members, shares
from explorer.comparison.matrix import ROWS, CompareError, differing
from explorer.comparison.overlap import Overlap, overlap
from explorer.comparison.parts import parts
from explorer.comparison.side_by_side import compare
from explorer.comparison.webpage import to_html
from explorer.comparison.words import terms
from explorer.comparison.writers import WRITERS, to_code, to_csv, to_markdown

__all__ = [
    "ROWS",
    "WRITERS",
    "Cell",
    "CompareError",
    "Figure",
    "Overlap",
    "Source",
    "compare",
    "differing",
    "group",
    "members",
    "overlap",
    "parts",
    "shares",
    "terms",
    "to_code",
    "to_csv",
    "to_html",
    "to_latex",
    "to_markdown",
]
