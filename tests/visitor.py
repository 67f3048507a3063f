"""A visitor without a browser, who speaks with the server as a page does."""

from __future__ import annotations

import asyncio
import json
import re
import time
import uuid
from http import HTTPStatus
from typing import Any

from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

V1 = "v1.kernel.websocket.jupyter.org"
PATIENCE = 60.0  # seconds


class Visitor:
    """Open a page, search in it, and leave."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.kernel = ""
        self.channel: WebSocketClientConnection | None = None
        self.states: dict[str, dict[str, Any]] = {}
        self._waiting: dict[str, tuple[float, asyncio.Future[float]]] = {}
        self._papers = b""

    async def come(self) -> None:
        """Open the page, ask for its widgets' states, and say that it is drawn."""
        page = await opened(f"{self.url}voila/render/browse.ipynb")
        self.kernel = re.search(r'"kernelId":\s*"([^"]+)"', page)[1]
        channels = f"{self.url.replace('http', 'ws', 1)}api/kernels/{self.kernel}/channels"
        self.channel = await websocket_connect(f"{channels}?session_id={uuid.uuid4().hex}", subprotocols=[V1])
        await self._see()
        self._papers = self._id("papers.Papers").encode()
        await fetch(f"{self.url}explorer/drawn/{self.kernel}", method="POST", body="")

    async def listen(self) -> None:
        """Note when the list shows what was asked for, until the channel is closed."""
        while (message := await self.channel.read_message()) is not None:
            if self._papers not in message or b'"view"' not in message:
                continue
            _, parts = deserialize_msg_from_ws_v1(message)
            content = json.loads(parts[3])
            view = content.get("data", {}).get("state", {}).get("view")
            if view and content["comm_id"].encode() == self._papers and view["text"] in self._waiting:
                pressed, answered = self._waiting.pop(view["text"])
                answered.set_result(time.perf_counter() - pressed)

    def press(self, text: str) -> asyncio.Future[float]:
        """Type a text that differs from the last; the list's answer says how many seconds it took."""
        answered = asyncio.get_running_loop().create_future()
        self._waiting[text] = time.perf_counter(), answered
        update = {"method": "update", "state": {"value": text}, "buffer_paths": []}
        self._send("comm_msg", {"comm_id": self._id("search.Search"), "data": update})
        return answered

    async def leave(self) -> None:
        """Close the page, as a browser does."""
        await fetch(f"{self.url}explorer/goodbye/{self.kernel}", method="POST", body="")
        self.channel.close()

    async def _see(self) -> None:
        """Ask for the states of all widgets, and keep them."""
        control = uuid.uuid4().hex
        opened = {"comm_id": control, "target_name": "jupyter.widget.control", "data": {}}
        self._send("comm_open", opened, {"version": "1.0.0"})
        self._send("comm_msg", {"comm_id": control, "data": {"method": "request_states"}})
        while not self.states:
            _, parts = deserialize_msg_from_ws_v1(await asyncio.wait_for(self.channel.read_message(), PATIENCE))
            content = json.loads(parts[3])
            if content.get("comm_id") == control and content["data"].get("method") == "update_states":
                self.states = content["data"]["states"]

    def _id(self, kind: str) -> str:
        return next(name for name, model in self.states.items() if kind in str(model["state"].get("_anywidget_id")))

    def _send(self, kind: str, content: dict[str, Any], metadata: dict[str, Any] | None = None) -> None:
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "x", "version": "5.3"}
        parts = ({**header, "date": "2026-01-01T00:00:00Z"}, {}, metadata or {}, content)
        message = serialize_msg_to_ws_v1([json.dumps(part).encode() for part in parts], "shell")
        self.channel.write_message(message, binary=True)


async def opened(url: str) -> str:
    """Ask for a page until there is a place for it, as often as a page that waits does."""
    while True:
        try:
            return await fetch(url)
        except HTTPClientError as error:
            if error.code != HTTPStatus.SERVICE_UNAVAILABLE:
                raise
            await asyncio.sleep(int(error.response.headers["Retry-After"]))


async def fetch(url: str, **named: Any) -> str:
    """Ask and give the text."""
    asked = HTTPRequest(url, request_timeout=PATIENCE, connect_timeout=PATIENCE, **named)
    return (await AsyncHTTPClient().fetch(asked)).body.decode()


async def type_word(visitor: Visitor, word: str, pause: float) -> list[float]:
    """Press the keys of a word, each after a pause whether the last was answered or not; give the answers' seconds."""
    pressed = []
    for end in range(1, len(word) + 1):
        pressed.append(visitor.press(word[:end]))
        await asyncio.sleep(pause)
    return list(await asyncio.wait_for(asyncio.gather(*pressed), PATIENCE))
