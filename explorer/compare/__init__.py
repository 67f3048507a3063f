"""Papers, and groups of papers, side by side."""

from explorer.compare.cells import Cell, Figure, Source
from explorer.compare.groups import members, shares
from explorer.compare.matrix import ROWS, CompareError, compare, differing
from explorer.compare.words import terms

__all__ = ["ROWS", "Cell", "CompareError", "Figure", "Source", "compare", "differing", "members", "shares", "terms"]
