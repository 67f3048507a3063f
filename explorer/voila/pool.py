"""The kernels that wait for visitors: those that died while they waited are nobody's."""

from __future__ import annotations

from asyncio import Task
from contextlib import suppress
from typing import Any

from jupyter_core.utils import ensure_async
from tornado.web import HTTPError

Waiting = Task[dict[str, Any]]


async def bury(kernels: Any, notebook: str) -> None:  # noqa: ANN401  # Voila's manager, made by a function
    """Throw away the kernels that died waiting to show a notebook, and start others in their places."""
    pool: list[Waiting] = getattr(kernels, "_pools", {}).get(notebook, [])
    dead = [waiting for waiting in pool if waiting.done() and not await is_alive(kernels, waiting)]
    if not dead:
        return
    pool[:] = [waiting for waiting in pool if waiting not in dead]
    for kernel in filter(None, map(kernel_of, dead)):
        with suppress(HTTPError):  # somebody else buried it meanwhile
            await ensure_async(kernels.shutdown_kernel(kernel, now=True))
    kernels.fill_if_needed(delay=0, notebook_name=notebook)


def kernel_of(waiting: Waiting) -> str | None:
    """Give the kernel that was started; nothing where none could be."""
    return None if waiting.cancelled() or waiting.exception() else str(waiting.result()["kernel_id"])


async def is_alive(kernels: Any, waiting: Waiting) -> bool:  # noqa: ANN401  # see above
    """Say whether a kernel was started, is known and runs."""
    kernel = kernel_of(waiting)
    return kernel is not None and kernel in kernels and bool(await ensure_async(kernels.get_kernel(kernel).is_alive()))
