"""What was given as a list of papers, looked at before it is read."""

from __future__ import annotations

import pandas as pd

from explorer.errors import ExplorerError

NEEDED = ("title", "abstract", "id")  # one of these makes a paper


def check(verb: str, *frames: object) -> None:
    """Refuse what is no papers frame, and say what to write instead."""
    for frame in frames:
        if not isinstance(frame, pd.DataFrame):
            given = _named(frame)
            message = f"{verb} takes papers frames, as load gives them, and was given {given}{_instead(verb, frame)}"
            raise TypeError(message)
        if not {*NEEDED} & {*map(str, frame.columns), str(frame.index.name)}:
            names = ", ".join(map(str, frame.columns)) or "none"
            message = f"{verb} takes papers with a title, an abstract or an id; this frame's columns: {names}."
            raise ExplorerError(message)


def _named(given: object) -> str:
    if given is None:
        return "None"
    return repr(given)[:80] if isinstance(given, str) else f"a {type(given).__name__}"


def _instead(verb: str, given: object) -> str:
    if isinstance(given, (list, tuple)):
        return f"; write {verb}(*frames)"
    return f"; write load({given[:80]!r})" if isinstance(given, str) else ""
