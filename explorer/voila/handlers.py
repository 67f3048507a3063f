"""What the server answers besides Voila's own pages: the front door, a pulse, and a goodbye."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import AsyncIterator
from http import HTTPStatus
from http.client import responses
from ipaddress import ip_address

from jupyter_core.utils import ensure_async
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from tornado import web
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from voila.tornado.handler import TornadoVoilaHandler

from explorer.exposure import is_local
from explorer.voila.bundle import Bundle
from explorer.voila.pool import bury

KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"

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
    """A handler whose errors are one sentence, without a traceback."""

    def write_error(self, status_code: int, **_: object) -> None:
        """Say what went wrong."""
        self.say(status_code, responses.get(status_code, "Something went wrong"))

    def say(self, status: int, sentence: str) -> None:
        """Answer with one sentence, and lead back to the front door."""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        template = self.settings["voila_jinja2_env"].get_template("error.html")
        self.finish(template.render(base_url=self.base_url, status=status, sentence=sentence))


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

    async def get(self, path: str | None = None) -> None:
        """Show a notebook, and nothing else that lies in the folder."""
        if not (path or "").endswith(".ipynb"):
            raise web.HTTPError(HTTPStatus.NOT_FOUND)
        await super().get(path)

    async def get_generator(self, path: str | None = None) -> AsyncIterator[str]:
        """Give the page's parts; a browser takes the second head and body as more of the first."""
        if path and path.endswith(".ipynb") and await ensure_async(self.contents_manager.file_exists(path)):
            bundle = self.voila_configuration.resources["explorer"]["bundle"]
            yield self.render_template("opening.html", bundle=bundle)
            await bury(self.kernel_manager, path)
        async for part in super().get_generator(path):
            yield part


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


class Pulse(Plain):
    """Say whether a page's kernel lives."""

    @web.authenticated
    async def get(self, kernel_id: str) -> None:
        """Answer 204 for a kernel that lives and 410 for one that is gone."""
        self.set_header("Cache-Control", "no-store")
        self.set_status(HTTPStatus.NO_CONTENT if await self._is_alive(kernel_id) else HTTPStatus.GONE)
        await self.finish()

    async def _is_alive(self, kernel_id: str) -> bool:
        """Say whether a kernel is known and its process runs."""
        if kernel_id not in self.kernel_manager:
            return False
        return bool(await ensure_async(self.kernel_manager.get_kernel(kernel_id).is_alive()))


class Goodbye(Plain):
    """End the kernel of a page that was closed."""

    def check_xsrf_cookie(self) -> None:
        """Take the request's origin for proof: a beacon can send no header, and a page has no cookie yet."""
        if not self.check_origin():
            raise web.HTTPError(HTTPStatus.FORBIDDEN)

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """End the kernel, if it is still there; the page does not wait for it."""
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()
        if kernel_id in self.kernel_manager:
            await ensure_async(self.kernel_manager.shutdown_kernel(kernel_id, now=True))


class Kernel(KernelHandler):
    """Say that a kernel is there; a page ends its own by its goodbye, and nobody another's."""

    async def delete(self, _kernel_id: str) -> None:
        """Refuse."""
        raise web.HTTPError(HTTPStatus.METHOD_NOT_ALLOWED)


class Deaf(Plain):
    """Take the stock page's own goodbye, sent before it is sure that the page closes, and do nothing."""

    def check_xsrf_cookie(self) -> None:
        """Ask for nothing where nothing is done."""

    @web.authenticated
    def post(self, _kernel_id: str) -> None:
        """Answer that it was heard."""
        self.set_status(HTTPStatus.NO_CONTENT)
