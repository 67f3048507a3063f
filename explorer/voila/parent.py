"""The process that kernels are forked from: it imports what they need, and becomes one on request."""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import select
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext, redirect_stderr, suppress
from typing import Any

from explorer.errors import ExplorerError

# What a kernel imports by itself, and late.
LATE = ("ipykernel.kernelapp", "IPython.core.debugger", "IPython.core.completerlib", "IPython.extensions.storemagic",
         "psutil", "tornado.platform.asyncio", "tornado.queues", "pyarrow.acero", "explorer.voila.report")  # fmt: skip
REST = 0.2  # seconds without a question for a kernel
LAUNCHER = "ipykernel_launcher"  # a kernel's own arguments stand behind it


def main(descriptor: int) -> None:
    """Warm up, then fork a kernel for each line that comes on a socket, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the server's to answer
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries the dead
    try:
        warm_up()
    except ExplorerError:
        return  # of a document: the server says so, or each kernel to its reader
    settle()
    if (kernel := next_kernel(socket.socket(fileno=descriptor), warm_further)) is not None:
        become(kernel)


def warm_up() -> None:
    """Import what dashboards import, read the documents, and lay out a page, so that no kernel has to."""
    from explorer.widgets.warm import lay_out  # noqa: PLC0415 - a server that cannot fork does without it

    # How far it is, is for somebody who looks: a log is lines of one shape.
    with nullcontext() if sys.stderr.isatty() else redirect_stderr(io.StringIO()):
        lay_out()
    sys.modules["debugpy"] = None  # type: ignore[assignment] # visitors debug nothing
    for module in LATE:
        importlib.import_module(module)


def warm_further() -> None:
    """Count what only some pages need, so that their kernels share it."""
    from explorer.widgets.warm import look_further  # noqa: PLC0415 - as above

    with suppress(ExplorerError):  # of a document that is gone since: each kernel says so to its reader
        look_further()
    settle()


def settle() -> None:
    """Leave what is there alone: a kernel that collects it would copy it."""
    gc.collect()
    gc.freeze()


def next_kernel(asked: socket.socket, meanwhile: Callable[[], None]) -> dict[str, Any] | None:
    """Fork for each line that comes; return in each child what its line asked for, in the parent nothing at last.

    Once the first kernel is there and no other is asked for, something else is done.
    """
    rests = [meanwhile]
    with asked, asked.makefile("r", encoding="utf-8") as lines:
        for line in lines:
            child = os.fork()  # no thread of ours runs, and Arrow takes care of its own (pthread_atfork)
            if child == 0:
                return dict(json.loads(line))
            asked.sendall(f"{child}\n".encode())
            if rests and not select.select([asked], [], [], REST)[0]:
                rests.pop()()
    return None


def become(kernel: Mapping[str, Any]) -> None:
    """Be a kernel, in a process group of its own."""
    from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - see above

    from explorer.widgets.warm import listen  # noqa: PLC0415 - the same

    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(kernel["env"])
    if kernel["cwd"]:
        os.chdir(kernel["cwd"])
    app: Any = IPKernelApp.instance(parent_handle=os.getppid())
    app.initialize(kernel["cmd"][kernel["cmd"].index(LAUNCHER) + 1 :])
    listen()
    app.start()


if __name__ == "__main__":
    main(int(sys.argv[1]))
