"""What the server answers besides Voila's own pages: the front door, a page where there is a place, and errors."""

from __future__ import annotations

import logging
from asyncio import to_thread
from collections.abc import AsyncIterator
from http import HTTPStatus
from http.client import responses
from ipaddress import ip_address
from posixpath import normpath
from types import TracebackType

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from voila.tornado.handler import TornadoVoilaHandler

from explorer.errors import error_number
from explorer.exposure import is_local
from explorer.voila import metrics
from explorer.voila.bundle import Bundle
from explorer.voila.keeper import HERE, Keeper
from explorer.voila.log import tell
from explorer.voila.pool import bury

KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
AGAIN = 5  # seconds after which a page that found no place asks again

# Scripts stand in Voila's page itself, and anywidget loads each widget's from a blob; nothing comes from elsewhere.
POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{kind} {places}" for kind, places in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
STRICT = "max-age=2592000"  # s, in which a browser comes by https only, once it did


class Sealed(web.OutputTransform):
    """Write into the head of every answer what its page may not do."""

    def __init__(self, request: HTTPServerRequest) -> None:
        """See how the request came; a name of this machine alone is used for other servers too."""
        self.encrypted = request.protocol == "https" and not is_local(request.host_name)

    def transform_first_chunk(
        self,
        status_code: int,
        headers: HTTPHeaders,
        chunk: bytes,
        _finishing: bool,  # noqa: FBT001 - tornado's own
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Put our headers in the place of whatever a handler says of the same."""
        for name, value in HEADERS.items():
            headers[name] = value
        if self.encrypted:
            headers["Strict-Transport-Security"] = STRICT
        return status_code, headers, chunk


class Plain(JupyterHandler):
    """A handler whose errors are one sentence, with a number under which the log has the rest."""

    number = ""

    @property
    def keeper(self) -> Keeper:
        """The one who knows each page's kernel."""
        keeper: Keeper = self.settings["explorer_keeper"]
        return keeper

    def log_exception(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        """Log what is our fault, with a number; what is the visitor's is only counted."""
        is_theirs = isinstance(error, web.HTTPError) and error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR
        if is_theirs and not self._headers_written:
            return
        self.number, visit = error_number(), HERE.get()
        metrics.ERRORS.labels("page").inc()
        who = {"visitor": visit.name, "page": visit.page} if visit else {"page": self.request.path}
        tell(f"A page failed: {error!r}", level=logging.ERROR, exc_info=(kind, error, at), error=self.number, **who)

    def send_error(self, status_code: int = HTTPStatus.INTERNAL_SERVER_ERROR, **named: object) -> None:
        """Say it as a page, or in the page that is half sent already."""
        if not self._headers_written:
            super().send_error(status_code, **named)
            return
        if not self._finished:
            self.finish(self._rendered("failed.html"))

    def write_error(self, status_code: int, **_: object) -> None:
        """Say what went wrong."""
        self.say(status_code, responses.get(status_code, "Something went wrong"))

    def say(self, status: int, sentence: str) -> None:
        """Answer with one sentence, and lead back to the front door."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self._rendered("error.html", status=status, sentence=sentence))

    def _rendered(self, name: str, **held: object) -> str:
        template = self.settings["voila_jinja2_env"].get_template(name)
        return str(template.render(base_url=self.base_url, number=self.number, **held))


class Door(Plain):
    """Lead from the bare address to the first dashboard, and take the query along."""

    def initialize(self, notebook: str) -> None:
        """Remember the notebook to land on."""
        self.notebook = notebook

    @web.authenticated
    def get(self) -> None:
        """Redirect to the dashboard."""
        query = f"?{self.request.query}" if self.request.query else ""
        self.redirect(url_path_join(self.base_url, "voila/render", self.notebook) + query)


class Missing(Plain):
    """Answer an address that leads nowhere."""

    def prepare(self) -> None:
        """Refuse whatever was asked."""
        raise web.HTTPError(HTTPStatus.NOT_FOUND)


class Page(Plain, TornadoVoilaHandler):
    """A dashboard's page: its frame at once, the rest when a kernel has run it."""

    has_left = False

    async def get_generator(self, path: str | None = None) -> AsyncIterator[str]:
        """Give the parts of a notebook's page, if there is a place for it; nothing else in the folder has one."""
        if not (path and is_notebook(path) and await ensure_async(self.contents_manager.file_exists(path))):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        visit = self.keeper.admit(path, self.request.remote_ip)
        if visit is None:
            yield self._begun_full()
            visit = await self.keeper.wait(path, self.request.remote_ip)
        if visit is None:
            yield self._full()
            return
        is_whole = False
        try:
            async for part in self._parts(path):
                yield part
            is_whole = True
        finally:
            await self.keeper.made(visit, "left" if self.has_left else "" if is_whole else "failed")

    async def _parts(self, path: str) -> AsyncIterator[str]:
        """Give a page's frame and then its cells; a browser takes the second head and body as more of the first."""
        bundle = self.voila_configuration.resources["explorer"]["bundle"]
        yield self.render_template("opening.html", bundle=bundle)
        await bury(self.kernel_manager, path)
        async for part in super().get_generator(path):
            yield part

    def on_connection_close(self) -> None:
        """Remember that nobody waits for the page any more."""
        super().on_connection_close()
        self.has_left = True

    def _begun_full(self) -> str:
        """Begin an answer, whatever it becomes: only then does a browser close the page that this one follows."""
        self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        self.set_header("Retry-After", str(AGAIN))
        self.set_header("Cache-Control", "no-store")
        return "\n"

    def _full(self) -> str:
        """Ask a visitor to wait; the page asks again by itself."""
        places = self.keeper.places
        return self._rendered("full.html", visitors=len(places), places=places.count, again=AGAIN)


def is_notebook(path: str) -> bool:
    """Say whether a path names a notebook, in the one way in which it is counted and logged."""
    return path.endswith(".ipynb") and path == normpath(path).lstrip("/")


class Scripts(Plain):
    """Hand out the page's scripts, which a browser then never asks for again."""

    def initialize(self, bundle: Bundle) -> None:
        """Remember what to hand out."""
        self.bundle = bundle

    @web.authenticated
    async def get(self) -> None:
        """Send the scripts, packed unless they stay on this machine, where packing costs more than it saves."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.set_header("Cache-Control", "public, max-age=31536000, immutable")
        self.set_header("Vary", "Accept-Encoding")
        if "gzip" not in self.request.headers.get("Accept-Encoding", "") or is_loopback(self.request.remote_ip):
            await self.finish(self.bundle.content)
            return
        self.set_header("Content-Encoding", "gzip")
        await self.finish(await to_thread(lambda: self.bundle.packed))


def is_loopback(address: str | None) -> bool:
    """Say whether an address is this machine's own."""
    return address is not None and ip_address(address.partition("%")[0]).is_loopback


class Kernel(KernelHandler):
    """Say that a kernel is there; a page ends its own by its goodbye, and nobody another's."""

    async def delete(self, _kernel_id: str) -> None:
        """Refuse."""
        raise web.HTTPError(HTTPStatus.METHOD_NOT_ALLOWED)
