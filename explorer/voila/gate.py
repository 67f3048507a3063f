"""The gate: what it looks at in every request, before a handler, a kernel or a log does."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import unquote_plus

from tornado.httputil import HTTPServerRequest
from tornado.web import Application, _HandlerDelegate

from explorer.voila.login import Login, Opening, Refused
from explorer.voila.names import Names
from explorer.voila.visitors import Visitors

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
UNLOCKED = ("healthz", "metrics")  # what says nothing about papers, and what asks for itself who may read it


class Gate(Application):
    """Let a request through to its handler, or send it to where a visitor gets in."""

    def __init__(self, names: Names, **settings: Any) -> None:  # noqa: ANN401  # tornado's own
        super().__init__(**settings)
        self.names = names
        self.visitors: Visitors = settings["identity_provider"]
        self.root: str = settings["base_url"]

    def find_handler(self, request: HTTPServerRequest, **_: Any) -> _HandlerDelegate:  # noqa: ANN401  # tornado's
        """Find who answers."""
        token = taken_token(request) if self.visitors.keys else None
        if not self.names.answer_to(request.host_name):
            return self._refusal(request, HTTPStatus.FORBIDDEN, f"No dashboards are known as {request.host_name}")
        if request.method not in METHODS:
            return self._refusal(request, HTTPStatus.METHOD_NOT_ALLOWED)
        inside = not self.visitors.keys or self.visitors.is_inside(request, self.settings["cookie_secret"])
        if request.method == "GET" and self._is_page(request.path) and (token is not None or not inside):
            return self.get_handler_delegate(request, Opening, {"token": token, "inside": inside})
        if request.path == f"{self.root}login" and self.visitors.keys:
            return self.get_handler_delegate(request, Login)
        if inside or request.path.removeprefix(self.root) in UNLOCKED:
            return super().find_handler(request)
        return self._refusal(request, HTTPStatus.FORBIDDEN)

    def _is_page(self, path: str) -> bool:
        return path == self.root or path.startswith(f"{self.root}voila/render/")

    def _refusal(self, request: HTTPServerRequest, status: HTTPStatus, sentence: str = "") -> _HandlerDelegate:
        return self.get_handler_delegate(request, Refused, {"status": status, "sentence": sentence or status.phrase})


def taken_token(request: HTTPServerRequest) -> str | None:
    """Take the token out of a request's address, so that no handler, kernel, log or link ever holds it."""
    parts = request.query.split("&") if request.query else []
    tokens = [part for part in parts if unquote_plus(part.partition("=")[0]) == "token"]
    if not tokens:
        return None
    request.query = "&".join(part for part in parts if part not in tokens)
    request.uri = f"{request.path}?{request.query}" if request.query else request.path
    for arguments in (request.arguments, request.query_arguments):
        arguments.pop("token", None)
    return unquote_plus(tokens[0].partition("=")[2])
