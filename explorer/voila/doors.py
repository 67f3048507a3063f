"""The settings that say who comes in, and how: cookies, origins, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from explorer.exposure import is_encrypted

if TYPE_CHECKING:
    from explorer.serve import Site


def visitors(site: Site, port: int) -> dict[str, Any]:
    """Give the settings of who knows a site's visitors."""
    return {"keys": site.keys, "cookie_name": f"explorer-{port}", "cookie_options": cookie(site)}


def pages(site: Site) -> dict[str, Any]:
    """Give the settings of the proof that a form is ours."""
    form = {"xsrf_cookie_kwargs": {**cookie(site), "httponly": True, "path": site.root}}
    # A proxy may say another host to the server than browsers say to the proxy.
    return form | ({"allow_origin": origin_of(site.url)} if site.url else {})


def cookie(site: Site) -> dict[str, Any]:
    """Give what every cookie of ours is."""
    return {"samesite": "Lax", **({"secure": True} if is_encrypted(site) else {})}


def origin_of(url: str) -> str:
    """Give an address's scheme and host, as a browser says where a request comes from."""
    parts = urlsplit(url)
    usual = {"http": 80, "https": 443}[parts.scheme]
    host = parts.netloc.rpartition("@")[2].lower()
    return f"{parts.scheme}://{host.removesuffix(f':{usual}')}"
