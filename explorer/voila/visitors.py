"""Who is in: a visitor with the cookie that a login gave, or a script with the token in its header."""

from __future__ import annotations

import logging
import re
from asyncio import Lock, to_thread
from typing import Any

from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.base.handlers import JupyterHandler
from tornado.httputil import HTTPServerRequest
from tornado.web import decode_signed_value
from traitlets import Instance, default

from explorer.keys import Keys
from explorer.voila import metrics
from explorer.voila.log import tell
from explorer.voila.tries import Tries

DAYS = 30  # that a login lasts, and never longer than its server runs
HEADER = re.compile(r"(?:token|bearer)\s+(\S+)", re.IGNORECASE)


class Visitors(IdentityProvider):
    """Know visitors by their cookies; where nothing is locked, everybody is one."""

    keys = Instance(Keys, ()).tag(config=True)
    tries = Instance(Tries, ())
    _turn = Instance(Lock, ())  # hashes are dear: one at a time

    @default("token")
    def _no_token(self) -> str:
        return ""  # Jupyter would write it into pages

    @property
    def auth_enabled(self) -> bool:
        """Say whether anything is locked."""
        return bool(self.keys)

    def get_handlers(self) -> list[Any]:
        """Offer no pages of Jupyter's."""
        return []

    def is_inside(self, request: HTTPServerRequest, secret: bytes) -> bool:
        """Say whether a request may reach what is locked."""
        cookie = request.cookies.get(self.cookie_name)
        if cookie and decode_signed_value(secret, self.cookie_name, cookie.value, max_age_days=DAYS):
            return True
        return self._is_script(request)

    async def get_user_token(self, handler: JupyterHandler) -> User | None:
        """Give a script a name; it needs no proof that a page of ours sent it."""
        return self.generate_anonymous_user(handler) if self.keys and self._is_script(handler.request) else None

    async def fit(self, tried: str, address: str | None) -> bool | None:
        """Say whether a token or a password is right; nothing where an address tried too often."""
        if not self.tries.take(address):
            refuse("too many tries", address)
            return None
        async with self._turn:
            fits = await to_thread(self.keys.fit, tried)
        if fits:
            self.tries.forgive(address)
        else:
            refuse("a wrong token or password", address)
        return fits

    def _is_script(self, request: HTTPServerRequest) -> bool:
        """Say whether a request's header holds the token."""
        held = HEADER.fullmatch(request.headers.get("Authorization", ""))
        if not held:
            return False
        if not self.tries.take(request.remote_ip):
            refuse("too many tries", request.remote_ip)
            return False
        fits = self.keys.fit_token(held[1])
        if fits:
            self.tries.forgive(request.remote_ip)
        else:
            refuse("a wrong token in a header", request.remote_ip)
        return fits


def refuse(why: str, address: str | None) -> None:
    """Count a login that failed, and log it without what was tried."""
    metrics.LOGINS_FAILED.inc()
    tell("refused", level=logging.WARNING, why=why, address=address)
