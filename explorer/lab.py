"""Open the dashboards' notebooks in JupyterLab, which then asks nobody outside for news."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from explorer.own.place import told
from explorer.piped import notes_of, on_disk
from explorer.serve import SOCKETS, TRANSPORT, Site, bound, hasten, prepare, rooted

if TYPE_CHECKING:
    from traitlets.config import Config

NEWS = "@jupyterlab/apputils-extension:announcements"


def lab(documents: Sequence[str], site: Site, *, opens: bool, when_ready: Callable[[str], None]) -> None:
    """Run JupyterLab in the notebooks' folder until a signal comes.

    Parameters
    ----------
    documents
        Paths of documents and folders, patterns, ``-`` for standard input; the shipped ones where there are none.
    site
        Where to serve.
    opens
        Whether to open a browser.
    when_ready
        Called with one line, which holds the link and its token, when the server listens.

    Raises
    ------
    ExplorerError
        Where a document cannot be read or no port is free.
    """
    hasten()
    os.environ.update(told("write", site.notes_file or notes_of(documents)))
    from jupyterlab.labapp import LabApp  # noqa: PLC0415  # heavy, and only JupyterLab needs it

    with on_disk(documents) as named:
        count = prepare(named)
        server = LabApp.initialize_server(argv=[], config=settings(site, free(site), opens=opens))
        link = f"{server.connection_url}lab/tree/browse.ipynb?token={server.identity_provider.token}"
        when_ready(f"JupyterLab: {count} at {link}")
        server.start()


def free(site: Site) -> int:
    """Find the port to use: the one asked for, or the first free one."""
    with bound(site.ip, site.port) as held:
        port: int = held.getsockname()[1]
    return port


def quieten(_handler: object, page: dict[str, Any]) -> dict[str, Any]:
    """Take the plugin out of JupyterLab's page that asks whether to fetch news."""
    return page | {"disabledExtensions": [*page.get("disabledExtensions", []), NEWS]}


def settings(site: Site, port: int, *, opens: bool) -> Config:
    """Give JupyterLab's settings."""
    from traitlets.config import Config  # noqa: PLC0415  # only JupyterLab needs it

    from explorer.voila.kernels import OwnKernel  # noqa: PLC0415

    return Config(
        ServerApp={
            "ip": site.ip,
            "port": port,
            "port_retries": 0,
            "base_url": rooted(site.base_url),
            "root_dir": str(site.folder),
            "open_browser": opens,
            "answer_yes": True,
            "log_level": "WARN",
            "kernel_spec_manager_class": OwnKernel,
            "allow_root": True,
            "tornado_settings": {"page_config_hook": quieten, **SOCKETS},
        },
        IdentityProvider={"token": os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)},
        KernelManager={"transport": TRANSPORT},
        LabApp={
            "default_url": "/lab/tree/browse.ipynb",
            "log_level": "WARN",
            "news_url": None,
            "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
            "extension_manager": "readonly",
        },
    )
