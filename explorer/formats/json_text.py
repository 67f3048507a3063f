"""JSON into values, where it does not ask for many times the room that it takes."""

from __future__ import annotations

import json
from typing import Any

FREE, SPARSE = 1 << 20, 6  # characters; a list or an object takes 64 bytes, were it empty


def loads(text: str) -> Any:  # noqa: ANN401 - whatever the JSON is
    """Parse JSON as `json.loads` does; raise `ValueError` where a long one is made of little but brackets."""
    if len(text) > FREE and (text.count("[") + text.count("{")) * SPARSE > len(text):
        raise ValueError("it is made of little but brackets")
    return json.loads(text)
