"""What a page may tell its kernel: how its widgets are moved, and nothing else."""

from __future__ import annotations

import json
import logging
import time
from typing import TYPE_CHECKING, Any

import zmq
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection

from explorer.voila.log import tell
from explorer.voila.metrics import ANSWER, UNSENT

if TYPE_CHECKING:
    from explorer.voila.places import Places

ALLOWED = {
    "shell": {"comm_info_request", "comm_msg", "comm_open", "comm_close", "kernel_info_request"},
    "control": {"kernel_info_request"},
}
V1 = "v1.kernel.websocket.jupyter.org"
CONTROL = "jupyter.widget.control"  # through it a page asks for the state of all widgets
LARGEST = 2**20  # bytes of a message or a form


class Channels(ZMQChannelsWebsocketConnection):
    """Pass a visitor's messages on, if they are among those that a page sends; tell the keeper of the page."""

    _asked: float | None = None  # when the page sent what its kernel has not answered yet

    @property
    def _places(self) -> Places:
        places: Places = self.websocket_handler.settings["explorer_keeper"].places
        return places

    def connect(self) -> Any:  # noqa: ANN401 - Jupyter's own
        """Open; the page is there."""
        self._places.open(self.kernel_id, id(self))
        return super().connect()

    def disconnect(self) -> None:
        """Close, with all that the page said passed on; a page that does not come back is gone."""
        for stream in self.channels.values():
            if not stream.closed():
                stream.flush(zmq.POLLOUT)
        self._places.close(self.kernel_id, id(self))
        super().disconnect()

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:
        """Pass a message on, or log that it was refused; a page of ours sends none that is."""
        if not is_allowed(incoming_msg, self.subprotocol):
            UNSENT.inc()
            tell("refused a message", level=logging.WARNING, why=f"no page sends these {len(incoming_msg)} bytes")
            return
        self._places.ask(self.kernel_id)
        self._asked = self._asked or time.monotonic()
        super().handle_incoming_message(incoming_msg)

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:  # noqa: ANN401 - Jupyter's own
        """Pass a message to the page; where the kernel says that it is done, note how long it took."""
        if self._asked and b'"idle"' in bytes(outgoing_msg[-1][:99]):
            ANSWER.observe(time.monotonic() - self._asked)
            self._asked = None
        super().handle_outgoing_message(stream, outgoing_msg)


def is_allowed(message: str | bytes, protocol: str | None) -> bool:
    """Say whether a message moves a widget or asks for the state of widgets; a kernel never makes one for a page."""
    try:
        channel, header, content = read(message, protocol)
        kind, target, change = str(header["msg_type"]), content.get("target_name"), changed(content)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError):
        return False
    if kind not in ALLOWED.get(str(channel), ()) or (kind == "comm_open" and target != CONTROL):
        return False
    return not any(name.startswith("_") for name in change)  # a widget's code, style and class are the kernel's to say


def changed(content: dict[str, Any]) -> list[str]:
    """Name what a message changes of a widget."""
    return [*((content.get("data") or {}).get("state") or {}).keys()]


def read(message: str | bytes, protocol: str | None) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """Read a message's channel, header and content; without the protocol, only text holds one."""
    if protocol != V1 or isinstance(message, str):
        held = json.loads(message if isinstance(message, str) else "")
        return held["channel"], held["header"], held["content"]
    parts = int.from_bytes(message[:8], "little")
    if len(message) < 8 * (parts + 1):  # Jupyter would look for them all
        raise ValueError(parts)
    channel, held = deserialize_msg_from_ws_v1(message)
    return channel, json.loads(held[0]), json.loads(held[3])
