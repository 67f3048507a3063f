"""The one who gives places, and ends the kernels of pages that are gone."""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import suppress
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any

from jupyter_core.utils import ensure_async
from tornado.web import HTTPError
from voila.request_info_handler import RequestInfoSocketHandler

from explorer.errors import error_number
from explorer.voila import forking, metrics
from explorer.voila.log import tell
from explorer.voila.places import Places, Visit

PAUSE = 1.0  # seconds between two looks
MOMENT = 1.5  # seconds that a page waits for a place: the page that it follows leaves when it begins to come
GRACE = (0.3, 1.5)  # seconds that a kernel has for its page's last words: at least, and at most while it works on them
COLOURS = re.compile(r"\x1b\[[\d;]*m")
HERE: ContextVar[Visit | None] = ContextVar("visit", default=None)  # the page that is being made


class Keeper:
    """Know each page's kernel, tell the owner of both, and end those whose page is gone."""

    def __init__(self, places: Places, kernels: Any) -> None:  # noqa: ANN401 - Voila's manager, made by a factory
        self.places, self.kernels = places, kernels
        self.can_start = True
        self._ending: set[asyncio.Task[None]] = set()
        self._left = asyncio.Event()  # set, and made anew, whenever a place is free
        metrics.PLACES.set(places.count)
        kernels.start_kernel = self._told_of(self._told_of_start(kernels.start_kernel))
        kernels.shutdown_kernel = self._told_of_end(kernels.shutdown_kernel)
        if hasattr(kernels, "get_rendered_notebook"):  # where kernels are kept ready
            kernels.get_rendered_notebook = self._told_of(kernels.get_rendered_notebook)

    def admit(self, page: str, address: str | None) -> Visit | None:
        """Give a page a place, or nothing where there is none."""
        visit = self.places.enter(page, address)
        metrics.VISITORS.set(len(self.places))
        if visit:
            metrics.OPENED.labels(page).inc()
            tell("opened", visitor=visit.name, page=page, visitors=len(self.places), address=address)
            HERE.set(visit)
        return visit

    async def wait(self, page: str, address: str | None) -> Visit | None:
        """Give a page a place that is freed within a moment, or nothing where none is."""
        with suppress(TimeoutError):
            async with asyncio.timeout(MOMENT):
                while not (visit := self.admit(page, address)):
                    await self._left.wait()
                return visit
        metrics.REFUSED.inc()
        tell("full", page=page, visitors=len(self.places), places=self.places.count, address=address)
        return None

    def drawn(self, kernel: str) -> None:
        """Note that a page's widgets are there."""
        visit = self.places.of(kernel)
        self.places.sign(kernel)
        if visit and not visit.is_drawn:
            visit.is_drawn = True
            seconds = self.places.clock() - visit.begun
            metrics.DRAWN.observe(seconds)
            tell("drawn", visitor=visit.name, page=visit.page, seconds=round(seconds, 2))

    async def made(self, visit: Visit, why_not: str) -> None:
        """Wait for a page that is made to come to life, unless nobody waits for it or it could not be made."""
        if why_not:
            await self.end(visit, why_not)
            return
        self.places.sent(visit)

    async def goodbye(self, kernel: str) -> None:
        """End the kernel of a page that was closed, once it has dealt with what the page said last."""
        if visit := self.places.of(kernel):
            await self.end(visit, "goodbye", GRACE)

    async def end(self, visit: Visit, why: str, grace: tuple[float, float] = (0, 0)) -> None:
        """Free a page's place and end its kernel, if nobody did."""
        if not self._leave(visit, why):
            return
        await self._rest(visit.kernel, *grace)
        if visit.kernel in self.kernels:
            with suppress(HTTPError, KeyError):  # one that ends by itself meanwhile is no longer known
                await self.kernels.shutdown_kernel(visit.kernel, now=True)

    async def _rest(self, kernel: str, least: float, most: float) -> None:
        """Wait until a kernel is idle, at least and at most so many seconds."""
        await asyncio.sleep(least)
        for _ in range(round((most - least) * 10)):
            if kernel not in self.kernels or self.kernels.get_kernel(kernel).execution_state != "busy":
                return
            await asyncio.sleep(0.1)

    async def watch(self) -> None:
        """Look again and again for pages that are gone and kernels that died."""
        while True:
            await asyncio.sleep(PAUSE)
            look = asyncio.create_task(self.look())
            look.add_done_callback(self._looked)
            await asyncio.wait([look])

    async def look(self) -> None:
        """Look once."""
        await asyncio.to_thread(forking.revive)  # it may wait for the parent's end
        dead = [(visit, "died") for visit in self.places if not await self.is_alive(visit.kernel)]
        for visit, why in [*self.places.gone(), *dead]:
            task = asyncio.create_task(self.end(visit, why))
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)
            task.add_done_callback(self._looked)

    def _looked(self, done: asyncio.Task[None]) -> None:
        """Log what went wrong in a look; the next one follows."""
        if not done.cancelled() and (error := done.exception()):
            metrics.ERRORS.labels("server").inc()
            tell(
                f"A look failed: {error!r}",
                level=logging.ERROR,
                exc_info=(type(error), error, error.__traceback__),
                error=error_number(),
            )

    async def is_alive(self, kernel: str) -> bool:
        """Say whether a kernel's process runs; one that is not there yet counts."""
        if not kernel:
            return True
        return kernel in self.kernels and bool(await ensure_async(self.kernels.get_kernel(kernel).is_alive()))

    @property
    def ready(self) -> int:
        """Count the kernels that wait for a page."""
        waiting = [kernel for pool in getattr(self.kernels, "_pools", {}).values() for kernel in pool]
        return sum(kernel.done() and not (kernel.cancelled() or kernel.exception()) for kernel in waiting)

    def hear(self, line: dict[str, Any]) -> None:
        """Log what a kernel told, with its page."""
        kernel, level = str(line.get("kernel")), line.get("level")
        is_error = isinstance(level, int) and level >= logging.ERROR
        if is_error:
            metrics.ERRORS.labels("kernel").inc()
        tell(
            str(line.get("event")),
            level=logging.ERROR if is_error else logging.WARNING,
            error=str(line.get("error") or error_number()) if is_error else "",
            trace=str(line.get("trace", "")),
            **self._whose(kernel),
        )

    def _whose(self, kernel: str) -> dict[str, str]:
        """Name the page of a kernel, also of one that waits for a visitor."""
        if visit := self.places.of(kernel):
            return {"visitor": visit.name, "page": visit.page}
        held = self.kernels.notebook_data.items()
        return {"page": next((page for page, data in held if kernel in data["kernel_ids"]), "")}

    def _leave(self, visit: Visit, why: str) -> bool:
        if not self.places.leave(visit):
            return False
        self._left.set()
        self._left = asyncio.Event()
        metrics.VISITORS.set(len(self.places))
        metrics.ENDED.labels(why).inc()
        seconds = round(self.places.clock() - visit.begun, 1)
        tell("ended", visitor=visit.name, page=visit.page, why=why, seconds=seconds)
        return True

    def _told_of(self, give: Any) -> Any:  # noqa: ANN401 - two methods of Voila's manager
        """Learn which kernel the page that is being made was given; Voila has no hook for it."""

        async def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - theirs
            given = await ensure_async(give(*args, **named))
            kernel = given if isinstance(given, str) else given[2]
            if (visit := HERE.get()) and not self.places.bind(visit, kernel):  # it took too long: the page is gone
                await self.kernels.shutdown_kernel(kernel, now=True)
                raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)
            return given

        return call

    def _told_of_start(self, start: Any) -> Any:  # noqa: ANN401 - a method of Voila's manager
        """Learn whether kernels can be started at all."""

        async def call(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - theirs
            kernel = None
            try:
                kernel = await ensure_async(start(*args, **named))
            finally:
                self.can_start = kernel is not None
            return kernel

        return call

    def _told_of_end(self, end: Any) -> Any:  # noqa: ANN401 - a method of Voila's manager
        """Learn of kernels that Jupyter ends, and forget what Voila remembers of them."""

        async def call(kernel_id: str, *args: Any, **named: Any) -> Any:  # noqa: ANN401 - theirs
            if visit := self.places.of(kernel_id):
                self._leave(visit, "culled")
            RequestInfoSocketHandler._cache.pop(kernel_id, None)  # noqa: SLF001 - Voila keeps it for good
            drop_failed(self.kernels)
            return await ensure_async(end(kernel_id, *args, **named))

        return call


def drop_failed(kernels: Any) -> None:  # noqa: ANN401 - Voila's manager, made by a factory
    """Forget the kernels that could not be made ready: Voila asks each for its name whenever it ends another."""
    for pool in getattr(kernels, "_pools", {}).values():
        pool[:] = [kernel for kernel in pool if not (kernel.done() and (kernel.cancelled() or kernel.exception()))]


def number_of(output: Any, page: str) -> str:  # noqa: ANN401 - a notebook's own
    """Log a cell's error, and give the number under which its page tells of it."""
    visit, number = HERE.get(), error_number()
    metrics.ERRORS.labels("cell").inc()
    tell(
        f"A cell failed: {output.ename}: {output.evalue}",
        level=logging.ERROR,
        error=number,
        visitor=visit.name if visit else "",
        page=visit.page if visit else f"{page}.ipynb",
        trace=COLOURS.sub("", "\n".join(output.traceback)),
    )
    return number
