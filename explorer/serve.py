"""Serve the dashboards: through Voila to visitors, through JupyterLab to their owner."""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from socket import AF_INET, AF_INET6, create_server, socket
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from explorer.errors import ExplorerError, NotesError
from explorer.exposure import check, encryption, is_encrypted
from explorer.keys import Keys
from explorer.own.place import told
from explorer.piped import notes_of, on_disk

if TYPE_CHECKING:
    from traitlets.config import Config

    from explorer.own.file import Access

PORT = 8866
TRIES = 50
SOCKETS = {"ws_ping_interval": 30_000, "ws_ping_timeout": 90_000}  # ms; a page is given three chances to answer
# Sockets in a folder that only the owner can open, where there are such.
TRANSPORT = "tcp" if sys.platform == "win32" else "ipc"
KERNELS = {
    "VoilaExecutor": {"timeout": 60},
    "VoilaKernelManager": {"preheat_denylist": [".*"]},  # it would start all at once; explorer.voila.pool does in turn
    # What a kernel says to nobody is not kept: a page asks anew, and Jupyter never frees what it keeps for a page that
    # closed while its kernel ended, four sockets a visit.
    "MappingKernelManager": {"cull_interval": 30, "cull_idle_timeout": 600, "buffer_offline_messages": False},
    "KernelManager": {"transport": TRANSPORT},
    # A kernel started anew knows nothing of the page that it belonged to.
    "AsyncIOLoopKernelManager": {"autorestart": False},
}
PACKAGE = Path(__file__).parent
DOCUMENTS = "EXPLORER_DOCUMENTS"


class PortError(ExplorerError):
    """Say that no port could be had, and what to do."""


@dataclass(frozen=True)
class Site:
    """Where and how the dashboards are served."""

    ip: str = "127.0.0.1"
    port: int | None = None
    base_url: str = "/"
    preheat: bool = True
    notebooks: Path | None = None
    notes: Access = "read"
    notes_file: Path | None = None
    keys: Keys = field(default_factory=Keys)
    public: bool = False
    url: str = ""
    certfile: Path | None = None
    keyfile: Path | None = None
    visitors: int | None = None
    log: str = "text"
    addresses: bool = False

    @property
    def root(self) -> str:
        """The path in front of every page: the proxy's, where there is one."""
        return rooted(urlsplit(self.url).path if self.url else self.base_url)

    @property
    def folder(self) -> Path:
        """The folder whose notebooks are served."""
        return (self.notebooks or shipped("notebooks")).resolve()


def shipped(name: str) -> Path:
    """Find a folder that ships with the package: inside it in a wheel, beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def serve(documents: Sequence[str], site: Site, *, when_ready: Callable[[str], None]) -> None:
    """Serve the dashboards of some documents until a signal comes.

    Parameters
    ----------
    documents
        Paths of documents and folders, patterns, ``-`` for standard input; the shipped ones where there are none.
    site
        Where and how to serve.
    when_ready
        Called with one line, which holds the link, when the server listens.

    Raises
    ------
    ExplorerError
        Where a document cannot be read or no port is free.
    """
    check(site)
    encryption(site.certfile, site.keyfile)  # where it cannot be had, this is the moment to say so
    hasten()
    from explorer.voila import forking, log  # noqa: PLC0415  # heavy, and only a server needs it

    log.begin(site.log, addresses=site.addresses)
    os.environ.update(told(site.notes, site.notes_file or notes_of(documents)))
    with on_disk(documents) as named:
        forking.begin({DOCUMENTS: json.dumps(paths_of(named))})  # first: it takes as long as all the rest
        try:
            _serve(named, site, when_ready, facts=not forking.CAN_FORK)
        finally:
            forking.end()


def _serve(documents: Sequence[str], site: Site, when_ready: Callable[[str], None], *, facts: bool) -> None:
    from explorer.voila.app import Dashboards  # noqa: PLC0415  # heavy
    from explorer.voila.bundle import page_bundle  # noqa: PLC0415  # the same
    from explorer.voila.places import Places, fitting  # noqa: PLC0415  # the same

    count = prepare(documents, facts=facts)
    held, bundle = bound(site.ip, site.port), page_bundle()
    port = held.getsockname()[1]
    config, places = settings(site, port, bundle.name), Places(site.visitors or fitting())
    app = Dashboards.instance(config=config, bundle=bundle, site=site, places=places)
    app.initialize([])
    app.serve(held, lambda: when_ready(f"Explorer: {count} at {link(site, port)}{for_others(site)}"))


def paths_of(documents: Sequence[str]) -> list[str]:
    """Give the documents' whole paths; the shipped ones' where there are none."""
    return [str(Path(document).absolute()) for document in documents] or [str(shipped("data"))]


def prepare(documents: Sequence[str], *, facts: bool = True) -> str:
    """Read the documents once, so that a bad one is known here, and name them to the kernels."""
    from explorer.facts.kept import extract  # noqa: PLC0415  # pandas is heavy
    from explorer.formats import load  # noqa: PLC0415  # the same
    from explorer.own.columns import noted  # noqa: PLC0415  # the same
    from explorer.report import passed_over  # noqa: PLC0415  # the same

    paths = paths_of(documents)
    papers = load(*paths, quiet=True)
    if (notes := noted(papers)) and notes.access == "shared" and notes.refusal:
        raise NotesError(notes.refusal)
    if facts:
        extract(papers)  # every visitor's kernel finds them kept
    os.environ[DOCUMENTS] = json.dumps(paths)
    count = "1 paper" if len(papers) == 1 else f"{len(papers):,} papers"
    return count + (passed_over(papers.attrs["report"]) if documents else "")


def hasten() -> None:
    """Set what Jupyter's modules read when they are imported."""
    os.environ["JUPYTER_PATH"] = os.pathsep.join(
        filter(None, [str(PACKAGE / "share"), os.environ.get("JUPYTER_PATH")])
    )
    # jsonschema imports it to check the syntax of IRIs, slowly; it goes without where it is missing.
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None means: not to be had


def bound(ip: str, port: int | None) -> socket:
    """Bind the port asked for, or the first free one where none was."""
    for candidate in [port] if port is not None else range(PORT, PORT + TRIES):
        try:
            return create_server((ip, candidate), family=AF_INET6 if ":" in ip else AF_INET, backlog=128)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise PortError(f"Cannot listen on {ip}, port {candidate}: {reason(error)}.") from error
    if port is not None:
        raise PortError(f"Port {port} is taken; without --port the next free one is used.")
    raise PortError(f"Ports {PORT} to {PORT + TRIES - 1} are all taken; name a free one with --port.")


def reason(error: OSError) -> str:
    """Say why something failed, without the address that newer Pythons repeat."""
    return (error.strerror or str(error)).partition(" (while")[0]


def link(site: Site, port: int) -> str:
    """Give the address to open: the proxy's, or the one on this machine; the token in it opens it once."""
    token = f"?token={quote(site.keys.token, safe='')}" if site.keys.token else ""
    if site.url:
        parts = urlsplit(site.url)
        return f"{parts.scheme}://{parts.netloc}{site.root}{token}"
    host = "127.0.0.1" if site.ip in ("", "0.0.0.0", "::") else site.ip  # noqa: S104  # compared, not bound
    shown = f"[{host}]" if ":" in host else host
    return f"{'https' if is_encrypted(site) else 'http'}://{shown}:{port}{site.root}{token}"


def for_others(site: Site) -> str:
    """Say how others write the link, where it names this machine as only this machine can."""
    everywhere = not site.url and site.ip in ("", "0.0.0.0", "::")  # noqa: S104  # compared, not bound
    return " (others put this machine's name in the place of 127.0.0.1)" if everywhere else ""


def rooted(base_url: str) -> str:
    """Write a base URL with a slash at both ends."""
    path = urlsplit(base_url).path.strip("/")
    return f"/{path}/" if path else "/"


def settings(site: Site, port: int, bundle: str) -> Config:
    """Give Voila's settings; the user's own Jupyter and Voila settings are not read."""
    from traitlets.config import Config  # noqa: PLC0415  # only a server needs it

    from explorer.voila.bundle import EXTENSIONS  # noqa: PLC0415
    from explorer.voila.channels import LARGEST, Channels  # noqa: PLC0415
    from explorer.voila.doors import pages, visitors  # noqa: PLC0415
    from explorer.voila.kernels import ForkedKernel, Kernels  # noqa: PLC0415

    return Config(
        Voila={
            "config_file_paths": [],
            "root_dir": str(site.folder),
            "ip": site.ip,
            "port": port,
            "base_url": site.root,
            "log_level": "WARN",
            "tornado_settings": {**SOCKETS, "websocket_max_message_size": LARGEST, **pages(site)},
            "identity_provider_class": "explorer.voila.visitors.Visitors",
            "kernel_websocket_connection_class": Channels,
        },
        VoilaConfiguration={
            "template": "explorer",
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "preheat_kernel": site.preheat,
            "default_pool_size": 1,
            "extension_allowlist": list(EXTENSIONS),
            "resources": {"explorer": resources(bundle)},
            "strip_sources": True,
            # The template shows an error's name and message, never its traceback.
            "show_tracebacks": True,
            "kernel_spec_manager_class": ForkedKernel,
            "multi_kernel_manager_class": Kernels,
        },
        Visitors=visitors(site, port),
        **KERNELS,
    )


def resources(bundle: str) -> dict[str, Any]:
    """Give what the page's template asks for."""
    from explorer.voila.keeper import number_of  # noqa: PLC0415  # only a server needs it

    return {"bundle": bundle, "number_of": number_of}
