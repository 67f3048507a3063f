"""Facts that were not read, since nobody would wait for those of so many papers; and the sentence that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_ATTR = "unread"


def unread(count: int) -> pd.DataFrame:
    """Give facts that were not read of so many papers: none, and marked."""
    from explorer.facts.frame import laid_out  # noqa: PLC0415 - a grammar that is not needed is not loaded

    facts = laid_out(())
    facts.attrs[_ATTR] = f"Facts are not read of {count:,} papers; `explorer index` reads them once."
    return facts


def marked(frame: pd.DataFrame, facts: pd.DataFrame) -> pd.DataFrame:
    """Say of what was made without facts that they were not read."""
    return untold(frame, why_unread(facts))


def untold(frame: pd.DataFrame, why: str) -> pd.DataFrame:
    """Say why something was not made of facts."""
    found = frame.copy(deep=False)
    found.attrs[_ATTR] = why
    return found


def why_unread(frame: pd.DataFrame | None) -> str:
    """Say why facts were not read, of facts or of what was made without them; nothing where they were."""
    return "" if frame is None else str(frame.attrs.get(_ATTR, ""))
