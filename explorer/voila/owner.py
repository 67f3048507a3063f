"""What the owner and the owner's tools ask the server: is it well, and what are its figures."""

from __future__ import annotations

from http import HTTPStatus

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.prometheus.log_functions import prometheus_log_method
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, generate_latest
from tornado import web

from explorer.voila.handlers import Plain, is_loopback

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-Ip")  # by a proxy, for somebody who may be anywhere


def count_request(handler: web.RequestHandler) -> None:
    """Count an answer among Jupyter Server's own figures; the log tells of pages, not of requests."""
    prometheus_log_method(handler)


class Health(Plain):
    """Say whether visitors can be served, to anyone who asks: a number or two, and no more."""

    @allow_unauthenticated
    def get(self) -> None:
        """Answer 200 where a page could be opened or the server is merely full, 503 where none could."""
        keeper = self.settings["explorer_keeper"]
        places = keeper.places
        well = places.is_open and keeper.can_start
        self.set_header("Cache-Control", "no-store")
        self.set_status(HTTPStatus.OK if well else HTTPStatus.SERVICE_UNAVAILABLE)
        self.finish({"ok": well, "visitors": len(places), "places": places.count, "ready": keeper.ready})


class Metrics(Plain):
    """Give the figures to who may have them."""

    @allow_unauthenticated
    def get(self) -> None:
        """Write the figures."""
        if not may_measure(self):
            raise web.HTTPError(HTTPStatus.FORBIDDEN)
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(generate_latest(REGISTRY))


def may_measure(handler: JupyterHandler) -> bool:
    """Say whether a request comes from this machine itself, or with the token."""
    request = handler.request
    if is_loopback(request.remote_ip) and not any(name in request.headers for name in FORWARDED):
        return True
    return bool(handler.identity_provider.auth_enabled and handler.current_user)
