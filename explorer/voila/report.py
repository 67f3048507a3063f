"""What a kernel logs reaches the server's log: a datagram a line, through a socket in a folder of the owner's."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from explorer.voila.log import fields_of, pass_on

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

SOCKET = "EXPLORER_LOG"  # the environment's name for where to send
KERNEL = "VOILA_KERNEL_ID"  # Voila's, for the kernel that a page has
LONGEST = 40_000  # characters of a traceback's end
CAN_TELL = hasattr(socket, "AF_UNIX")


class Tell(logging.Handler):
    """Send each record to the server; one that it cannot take in time is lost, and the kernel goes on."""

    def emit(self, record: logging.LogRecord) -> None:
        """Send a record."""
        line = {"kernel": os.environ.get(KERNEL, ""), "level": record.levelno, "event": record.getMessage()}
        fields = fields_of(record)
        line |= {"error": fields.get("error", ""), "trace": fields.get("trace", "")[-LONGEST:]}
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out, suppress(OSError):
            out.settimeout(0.2)
            out.sendto(json.dumps(line).encode(), os.environ[SOCKET])


def load_ipython_extension(shell: InteractiveShell) -> None:
    """Let a kernel send what it logs; IPython calls this where a kernel's arguments name the module."""
    if not CAN_TELL or SOCKET not in os.environ:
        return
    logging.basicConfig(level=logging.WARNING, handlers=[Tell()], force=True)
    if own := getattr(shell, "kernel", None):
        pass_on(own.log)


class Ear(asyncio.DatagramProtocol):
    """Hear what kernels tell."""

    def __init__(self, heard: Callable[[dict[str, Any]], None]) -> None:
        self._heard = heard

    def datagram_received(self, data: bytes, _: object) -> None:
        """Pass on what is a line of ours."""
        with suppress(ValueError):
            line = json.loads(data)
            if isinstance(line, dict):
                self._heard(line)


@asynccontextmanager
async def listening(path: str, heard: Callable[[dict[str, Any]], None]) -> AsyncIterator[None]:
    """Hear at a path, and name it to the kernels that start meanwhile."""
    if not CAN_TELL:
        yield
        return
    os.environ[SOCKET] = path
    loop = asyncio.get_running_loop()
    ear, _ = await loop.create_datagram_endpoint(lambda: Ear(heard), local_addr=path, family=socket.AF_UNIX)
    try:
        yield
    finally:
        ear.close()
        del os.environ[SOCKET]
