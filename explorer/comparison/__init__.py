"""Papers, and groups of papers, side by side."""

from explorer.comparison.cells import Cell, Figure, Source
from explorer.comparison.groups import members, shares
from explorer.comparison.matrix import ROWS, CompareError, compare, differing
from explorer.comparison.overlap import Overlap, overlap
from explorer.comparison.words import terms

__all__ = [
    "ROWS",
    "Cell",
    "CompareError",
    "Figure",
    "Overlap",
    "Source",
    "compare",
    "differing",
    "members",
    "overlap",
    "shares",
    "terms",
]
