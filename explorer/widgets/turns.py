"""One thing after another, each in its own turn of the event loop, so that what a reader does is heard between."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T")

_PAUSE = 0.03  # seconds without a change until the first turn: the list and its counts go first
_SLOW = 0.15  # seconds: on a machine that takes longer for a turn, a reader rests as long before the next
_LONGEST = 1.0  # seconds of such a rest at most: one slow turn, such as the first, does not make every key wait
_BREATH = 0.005  # seconds between two turns, in which a newer query may come in


class Turns(Generic[T]):
    """Do something to each of some things; a newer plan takes the place of what is left of an older one."""

    def __init__(self, act: Callable[[T], None], pause: float = _PAUSE) -> None:
        self._act, self._pause = act, pause
        self._left: list[T] = []
        self._took = 0.0
        self._waiting: asyncio.TimerHandle | None = None

    def plan(self, things: Iterable[T]) -> None:
        """Begin once nothing has changed for a moment, or do all at once where no event loop runs."""
        self._left = list(things)
        if self._waiting:
            self._waiting.cancel()
        try:
            rest = min(self._took, _LONGEST) if self._took > _SLOW else 0
            self._wait(asyncio.get_running_loop(), max(self._pause, rest))
        except RuntimeError:
            while self._left:
                self._act(self._left.pop(0))

    def _wait(self, loop: asyncio.AbstractEventLoop, seconds: float) -> None:
        self._waiting = loop.call_later(seconds, self._turn, loop)

    def _turn(self, loop: asyncio.AbstractEventLoop) -> None:
        self._waiting = None
        if self._left:
            begun = time.perf_counter()
            self._act(self._left.pop(0))
            self._took = time.perf_counter() - begun
        if self._left and not self._waiting:  # what was done may have made a newer plan
            self._wait(loop, _BREATH)
