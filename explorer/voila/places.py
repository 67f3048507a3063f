"""Who is in: a place for each page with a kernel, and no more pages than places."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

import psutil

MAKING = 120.0  # seconds that a page may take to be made
PATIENCE = 15.0  # seconds without a channel or a pulse, after which a page is gone
IDLE = 3600.0  # seconds without a question, after which a page is asleep
COST = 64 * 2**20  # bytes that a visitor's kernel may take
A_CORE = 15  # visitors by default; `make load` shows how long thirty on two cores wait


@dataclass(eq=False)
class Visit:
    """A page with a kernel, from the moment it is asked for until its kernel ends."""

    page: str
    address: str | None
    begun: float
    silent_at: float
    asked: float
    name: str = field(default_factory=lambda: token_hex(3))
    kernel: str = ""
    channels: set[int] = field(default_factory=set)
    is_awake: bool = False  # a browser runs it
    is_drawn: bool = False


class Places:
    """Know who is in; nothing here waits, so that two who come at once never share a place."""

    def __init__(self, count: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.count, self.clock = count, clock
        self.is_open = True
        self._visits: dict[str, Visit] = {}
        self._by_kernel: dict[str, Visit] = {}

    def __iter__(self) -> Iterator[Visit]:
        return iter(list(self._visits.values()))

    def __len__(self) -> int:
        return len(self._visits)

    def enter(self, page: str, address: str | None) -> Visit | None:
        """Take a place, if there is one for a page that this address asks for."""
        if not self.is_open or len(self) >= self.count or self._is_greedy(address):
            return None
        now = self.clock()
        visit = Visit(page, address, begun=now, silent_at=now + MAKING, asked=now)
        self._visits[visit.name] = visit
        return visit

    def bind(self, visit: Visit, kernel: str) -> bool:
        """Remember a page's kernel; say whether the page still has its place."""
        visit.kernel = kernel
        if visit.name not in self._visits:
            return False
        self._by_kernel[kernel] = visit
        return True

    def of(self, kernel: str) -> Visit | None:
        """Find the page that a kernel works for."""
        return self._by_kernel.get(kernel)

    def sent(self, visit: Visit) -> None:
        """Expect a first sign of a page that is made."""
        visit.silent_at = self.clock() + PATIENCE

    def sign(self, kernel: str) -> None:
        """Note that a page lives."""
        if visit := self.of(kernel):
            visit.is_awake = True
            visit.silent_at = max(visit.silent_at, self.clock() + PATIENCE)

    def open(self, kernel: str, channel: int) -> None:
        """Note that a page opened a channel."""
        if visit := self.of(kernel):
            visit.channels.add(channel)
            self.sign(kernel)

    def close(self, kernel: str, channel: int) -> None:
        """Note that a channel is closed; the page may come back."""
        if (visit := self.of(kernel)) and channel in visit.channels:
            visit.channels.remove(channel)
            visit.silent_at = self.clock() + PATIENCE

    def ask(self, kernel: str) -> None:
        """Note that a reader asked for something."""
        if visit := self.of(kernel):
            visit.asked = self.clock()

    def leave(self, visit: Visit) -> bool:
        """Free a page's place; say whether it still had one."""
        self._by_kernel.pop(visit.kernel, None)
        return self._visits.pop(visit.name, None) is not None

    def gone(self) -> list[tuple[Visit, str]]:
        """List the pages that gave no sign of life for too long, or of a reader, each with what to call it."""
        now = self.clock()
        silent = [(visit, "silent") for visit in self if not visit.channels and now > visit.silent_at]
        return silent + [(visit, "idle") for visit in self if visit.channels and now > visit.asked + IDLE]

    def _is_greedy(self, address: str | None) -> bool:
        """Say whether the pages of one address that no browser runs yet leave others less than a quarter."""
        unborn = sum(not visit.is_awake and visit.address == address for visit in self)
        return unborn >= max(1, self.count - self.count // 4)


def fitting() -> int:
    """Say how many visitors fit: 15 a core, and no more than half of the free memory holds at 64 MB each."""
    return max(1, min(A_CORE * cores(), free_memory() // 2 // COST))


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def free_memory() -> int:
    """Give the bytes that may be taken: the machine's, or a container's where that is less."""
    free = int(psutil.virtual_memory().available)
    limit, used = (Path("/sys/fs/cgroup", name) for name in ("memory.max", "memory.current"))
    if limit.is_file() and (most := limit.read_text().strip()).isdecimal():
        return min(free, max(0, int(most) - int(used.read_text())))
    return free
