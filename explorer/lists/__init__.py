"""Lists of papers put together and against each other: the same paper is found in each of them."""

from __future__ import annotations

from explorer.lists.algebra import common, new, only
from explorer.lists.merging import merge

__all__ = ["common", "merge", "new", "only"]
