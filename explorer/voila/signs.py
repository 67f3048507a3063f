"""What a page tells of itself: that it lives, that it is drawn, that it closes."""

from __future__ import annotations

from http import HTTPStatus

from tornado import web

from explorer.voila.handlers import Plain


class Pulse(Plain):
    """Say whether a page's kernel lives."""

    @web.authenticated
    async def get(self, kernel_id: str) -> None:
        """Answer 204 for a kernel that lives, 410 for one that is gone, 503 where all are about to go."""
        self.set_header("Cache-Control", "no-store")
        self.keeper.places.sign(kernel_id)
        alive = HTTPStatus.NO_CONTENT if await self.keeper.is_alive(kernel_id) else HTTPStatus.GONE
        self.set_status(alive if self.keeper.places.is_open else HTTPStatus.SERVICE_UNAVAILABLE)
        await self.finish()


class Beacon(Plain):
    """Hear what a page tells of itself, and answer nothing."""

    def check_xsrf_cookie(self) -> None:
        """Take the request's origin for proof: a beacon can send no header, and a page has no cookie yet."""
        if not self.check_origin():
            raise web.HTTPError(HTTPStatus.FORBIDDEN)

    @web.authenticated
    async def post(self, kernel_id: str) -> None:
        """Do what there is to do; the page does not wait for it."""
        self.set_status(HTTPStatus.NO_CONTENT)
        self.finish()
        await self.hear(kernel_id)

    async def hear(self, kernel_id: str) -> None:
        """Do nothing."""


class Goodbye(Beacon):
    """End the kernel of a page that was closed."""

    async def hear(self, kernel_id: str) -> None:
        """End it, if it is still there."""
        await self.keeper.goodbye(kernel_id)


class Drawn(Beacon):
    """Note how long a page took until its widgets were there."""

    async def hear(self, kernel_id: str) -> None:
        """Note it, once."""
        self.keeper.drawn(kernel_id)


class Deaf(Plain):
    """Take the stock page's own goodbye, sent before it is sure that the page closes, and do nothing."""

    def check_xsrf_cookie(self) -> None:
        """Ask for nothing where nothing is done."""

    @web.authenticated
    def post(self, _kernel_id: str) -> None:
        """Answer that it was heard."""
        self.set_status(HTTPStatus.NO_CONTENT)
