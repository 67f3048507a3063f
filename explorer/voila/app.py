"""The server: Voila with our handlers, bound before its kernels start and stopped with all of them."""

from __future__ import annotations

import asyncio
import shutil
import signal
import tempfile
from collections.abc import Callable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from socket import socket
from typing import Any

from jupyter_events import EventLogger
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.utils import url_path_join
from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError
from traitlets import Instance
from voila.app import Voila
from voila.request_info_handler import RequestInfoSocketHandler
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import AllowListFileHandler
from voila.tornado.contentshandler import VoilaContentsHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.treehandler import TornadoVoilaTreeHandler

from explorer.exposure import encryption
from explorer.serve import Site
from explorer.voila import forking
from explorer.voila.bundle import Bundle
from explorer.voila.channels import LARGEST, Channels
from explorer.voila.descriptors import raise_limit
from explorer.voila.gate import Gate
from explorer.voila.handlers import KERNEL, Door, Kernel, Missing, Page, Scripts, Sealed
from explorer.voila.keeper import Keeper
from explorer.voila.log import hush, pass_on, tell
from explorer.voila.names import names_of
from explorer.voila.owner import Health, Metrics, count_request
from explorer.voila.places import Places
from explorer.voila.pool import fill_in_turn, in_turn
from explorer.voila.report import listening
from explorer.voila.signs import Deaf, Drawn, Goodbye, Pulse
from explorer.voila.templates import compile_once

# Pages that list folders, hand out files, kill kernels or tell of other requests are not ours to offer.
UNOFFERED = (
    VoilaContentsHandler,
    TornadoVoilaTreeHandler,
    AllowListFileHandler,
    VoilaShutdownKernelHandler,
    RequestInfoSocketHandler,
)
UPWARDS = r"(?i).*(\.|%2e){2}.*|.*%2f.*"  # no address of ours holds two dots or a hidden slash
GOING_AWAY = 1001  # a channel's word for it: RFC 6455, 7.4.1
STOP = 8  # seconds that a stop may take
Handler = tuple[Any, ...]


class Dashboards(Voila):
    """Serve the notebooks of a folder on a socket that is bound already."""

    name = "voila"
    landing = "browse.ipynb"
    bundle = Instance(Bundle)
    site = Instance(Site)
    places = Instance(Places)
    event_logger = Instance(EventLogger, ())  # one for all kernels; each would make its own and never free it
    keeper: Keeper

    def serve(self, held: socket, when_ready: Callable[[], None]) -> None:
        """Answer until a signal comes, then end every kernel."""
        raise_limit()
        asyncio.run(self._serve(held, when_ready))

    def initialize(self, argv: list[str] | None = None) -> None:
        """Read no arguments and no settings of the user, and log where all is logged."""
        compile_once()
        super().initialize(argv)
        pass_on(self.log)

    def init_handlers(self) -> list[Handler]:
        """Give Voila's handlers without those that a visitor has no need of, and ours."""
        kept = [ours(handler) for handler in super().init_handlers() if handler[1] not in UNOFFERED]
        return [*self._own_handlers(), *kept]

    def _own_handlers(self) -> list[Handler]:
        """List the addresses that only we answer."""
        return [
            (UPWARDS, Missing),
            (self.server_url, Door, {"notebook": self.landing}),
            # Beside Voila's static files, because the styles in it name their fonts by relative addresses.
            (url_path_join(self.server_url, rf"/voila/static/{self.bundle.name}"), Scripts, {"bundle": self.bundle}),
            (url_path_join(self.server_url, rf"/explorer/pulse/{KERNEL}"), Pulse),
            (url_path_join(self.server_url, rf"/explorer/goodbye/{KERNEL}"), Goodbye),
            (url_path_join(self.server_url, rf"/explorer/drawn/{KERNEL}"), Drawn),
            (url_path_join(self.server_url, r"/healthz"), Health),
            (url_path_join(self.server_url, r"/metrics"), Metrics),
            (url_path_join(self.server_url, r"/voila/api/shutdown/(.*)"), Deaf),
        ]

    async def _serve(self, held: socket, when_ready: Callable[[], None]) -> None:
        """Open, wait for the signal, close."""
        stop = stop_signal()
        asyncio.get_running_loop().set_exception_handler(pass_over_leavers)
        self.connection_dir = tempfile.mkdtemp(prefix="explorer_", dir=self.connection_dir_root)
        async with listening(str(Path(self.connection_dir, "log")), self._hear):
            server = self._opened(held)
            works = [asyncio.create_task(self.keeper.watch())]
            if self.site.preheat:
                works.append(
                    asyncio.create_task(fill_in_turn(self.kernel_manager, in_turn(self.site.folder, self.landing)))
                )
            tell("serving", places=self.places.count)
            when_ready()
            try:
                await stop.wait()
            finally:
                tell("stopping", visitors=len(self.places))
                server.stop()
                for work in works:
                    work.cancel()
                await self._end_pages()
                tell("stopped")

    def _opened(self, held: socket) -> HTTPServer:
        """Begin to answer."""
        settings = {"default_handler_class": Missing, "log_function": count_request, **self.init_settings()}
        self.app = Gate(names_of(self.site), **settings)
        self.keeper = self.app.settings["explorer_keeper"] = Keeper(self.places, self.kernel_manager)
        self.app.settings.update(self.tornado_settings)
        self.app.add_handlers(".*$", self.init_handlers())
        self.app.add_transform(Sealed)
        tls = encryption(self.site.certfile, self.site.keyfile)
        # Only a proxy's word on who asks, and how, is believed.
        server = HTTPServer(self.app, max_body_size=LARGEST, xheaders=bool(self.site.url), ssl_options=tls)
        held.setblocking(False)  # noqa: FBT003  # the socket module's own signature
        server.add_socket(held)
        return server

    def _hear(self, line: dict[str, Any]) -> None:
        """Pass on what a kernel tells; the first kernel starts after the keeper is there."""
        self.keeper.hear(line)

    async def _end_pages(self) -> None:
        """Tell every page, and end all kernels, in silence: what they were doing no longer matters."""
        hush()
        self.places.is_open = False
        for channels in list(Channels._open_sockets):  # noqa: SLF001 - Jupyter lists them nowhere else
            channels.websocket_handler.close(GOING_AWAY, "The server is stopping.")
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP):
                await self._end_kernels()
        forking.end()  # kernels see it and end too
        shutil.rmtree(self.connection_dir, ignore_errors=True)

    async def _end_kernels(self) -> None:
        # Voila would wait until the kernels that it has not started yet are up.
        for task in chain.from_iterable(getattr(self.kernel_manager, "_pools", {}).values()):
            task.cancel()
        self.kernel_manager._pools = {}  # noqa: SLF001
        with suppress(HTTPError):  # one that ends by itself meanwhile is no longer known
            await self.kernel_manager.shutdown_all(now=True)


def ours(handler: Handler) -> Handler:
    """Put our page, and our word on a kernel, in the place of Voila's."""
    path, kind, *rest = handler
    return (path, {TornadoVoilaHandler: Page, KernelHandler: Kernel}.get(kind, kind), *rest)


def pass_over_leavers(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what went wrong, but not that a visitor left in the middle of an answer."""
    if not isinstance(context.get("exception"), (StreamClosedError, WebSocketClosedError)):
        loop.default_exception_handler(context)


def stop_signal() -> asyncio.Event:
    """Give an event that is set when the process is asked to end; asked again, the system ends it at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def ask() -> None:
        stop.set()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)  # kernels and their parent see it and end too

    # Windows has no such handlers; there Ctrl-C cancels the wait, which ends the same way.
    with suppress(NotImplementedError):
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, ask)
    return stop
