"""How often an address may guess."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network
from time import monotonic

LIMIT = 5  # tries
SPAN = 60.0  # seconds, in which there are so many
KNOWN = 10_000  # addresses; the one that tried longest ago is forgotten first


class Tries:
    """Count what each address tried of late."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._made: dict[str, list[float]] = {}

    def take(self, address: str | None) -> bool:
        """Count a try, before it is known how it ends; say whether it may be made."""
        whose = origin(address)
        recent = [made for made in self._made.pop(whose, []) if made > self._clock() - SPAN]
        allowed = len(recent) < LIMIT
        self._made[whose] = [*recent, self._clock()] if allowed else recent
        if len(self._made) > KNOWN:
            del self._made[next(iter(self._made))]
        return allowed

    def forgive(self, address: str | None) -> None:
        """Forget an address's last try, which was right; a neighbour's wrong ones stay counted."""
        if made := self._made.get(origin(address)):
            made.pop()


def origin(address: str | None) -> str:
    """Give whose tries an address's are: its own, or its network's where one has addresses without number."""
    try:
        known = ip_address((address or "").partition("%")[0])
    except ValueError:
        return ""
    if isinstance(known, IPv6Address):
        return str(known.ipv4_mapped or ip_network((known, 64), strict=False))
    return str(known)
