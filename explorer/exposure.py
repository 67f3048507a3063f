"""Who can reach the dashboards, and what must be said before more than this machine can."""

from __future__ import annotations

import ssl
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from explorer.errors import ExplorerError

if TYPE_CHECKING:
    from explorer.serve import Site

PUBLIC = (
    "Public: whoever reaches this address sees these papers and uses this machine's processor and memory; "
    "nobody can run code or read other files."
)


class ExposureError(ExplorerError):
    """Say why the dashboards are not shown so, and how they can be."""


def check(site: Site) -> None:
    """Refuse to show papers to other machines unless somebody said to whom."""
    if site.public and site.keys:
        raise ExposureError("--public lets everybody in, and a token or a password does not; choose one.")
    if site.url and not is_address(site.url):
        raise ExposureError(f"--url {site.url}: write the whole address, as in https://papers.example.org/papers/.")
    if is_exposed(site) and not (site.public or site.keys):
        where = site.url or site.ip or "every address of this machine"
        raise ExposureError(f"Other machines reach {where}: add --token or --password, or --public for everybody.")


def is_address(url: str) -> bool:
    """Say whether a text is the whole address of a folder on a web server."""
    parts = urlsplit(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not (parts.query or parts.fragment)


def is_exposed(site: Site) -> bool:
    """Say whether other machines may reach a site, by itself or through a proxy."""
    return not is_local(site.ip) or not is_local(urlsplit(site.url).hostname or "localhost")


def is_local(host: str) -> bool:
    """Say whether a name or an address can only be this machine's."""
    host = host.strip("[]").partition("%")[0].lower()
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_encrypted(site: Site) -> bool:
    """Say whether visitors come by https."""
    return site.url.startswith("https:") if site.url else site.certfile is not None


def encryption(certfile: Path | None, keyfile: Path | None) -> ssl.SSLContext | None:
    """Read a certificate and its key; without one there is no encryption."""
    if certfile is None:
        if keyfile is not None:
            raise ExposureError("--keyfile is the key of a certificate; name that one by --certfile.")
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        context.load_cert_chain(certfile, keyfile)
    except OSError as error:
        files = str(certfile) if keyfile is None else f"{certfile} and {keyfile}"
        raise ExposureError(f"{files}: no certificate with its key could be read.") from error
    return context
