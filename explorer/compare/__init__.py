"""Papers, and groups of papers, side by side."""

from explorer.compare.cells import Cell, Figure, Source
from explorer.compare.matrix import ROWS, CompareError, compare, differing

__all__ = ["ROWS", "Cell", "CompareError", "Figure", "Source", "compare", "differing"]
