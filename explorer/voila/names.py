"""The names that the server answers to, so that no other site's name can be pointed at it (DNS rebinding)."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from socket import gethostname
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from explorer.exposure import is_local

if TYPE_CHECKING:
    from explorer.serve import Site


@dataclass(frozen=True)
class Names:
    """What a visitor may write for this machine."""

    known: frozenset[str]
    numbers: bool  # whether any address will do: a name can be pointed here by others, a number cannot

    def answer_to(self, host: str) -> bool:
        """Say whether a request for a host is meant for this server."""
        return is_local(host) or host.rstrip(".") in self.known or (self.numbers and is_number(host))


def names_of(site: Site) -> Names:
    """Give the names of a site: local ones, those of its own address, and the proxy's."""
    outside = not is_local(site.ip)
    own = gethostname().lower()
    named = {site.ip.lower(), urlsplit(site.url).hostname or "", *([own, own.partition(".")[0]] if outside else [])}
    return Names(frozenset(named - {""}), numbers=outside)


def is_number(host: str) -> bool:
    """Say whether a host is written as an address."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
