"""Wait for what another process does, and fail where it does not."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 60.0  # seconds
PAUSE = 0.02  # seconds between two looks


def until(holds: Callable[[], object], seconds: float = PATIENCE, pause: float = PAUSE) -> None:
    """Look again and again until it holds; fail after so many seconds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(pause)
