"""The kernels that wait for visitors: when they are started, and that those that died are nobody's."""

from __future__ import annotations

from asyncio import Task, gather, get_running_loop
from collections.abc import Iterable
from contextlib import suppress
from contextvars import Context
from functools import partial
from pathlib import Path
from typing import Any

from jupyter_core.utils import ensure_async
from tornado.web import HTTPError

Waiting = Task[dict[str, Any]]
REST = 3.0  # s from a visitor's coming to the start of the next kernel: a page that opens has the processors to itself


async def fill_in_turn(kernels: Any, notebooks: Iterable[str]) -> None:  # noqa: ANN401  # Voila's, made by a function
    """Start the kernels that wait for visitors, one after another."""
    kernels.fill_if_needed = partial(fill_later, kernels.fill_if_needed)
    for name in notebooks:
        kernels.fill_if_needed(delay=0, notebook_name=name)
        await gather(*kernels._pools[name], return_exceptions=True)  # noqa: SLF001  # nothing else tells


def in_turn(folder: Path, landing: str) -> list[str]:
    """Name the notebooks of a folder, the one that visitors land on first."""
    names = (str(path.relative_to(folder)) for path in folder.rglob("*.ipynb") if "checkpoints" not in str(path))
    return sorted(names, key=lambda name: (name != landing, name))


def fill_later(fill: Any, delay: float | None = None, **asked: Any) -> None:  # noqa: ANN401  # Voila's
    """Start a kernel in the place of one that a visitor took, later; until then nobody waits for it in vain."""
    nobody = Context()  # what goes wrong in it is not of the visitor who is being served now
    if delay is None:
        get_running_loop().call_later(REST, partial(fill, delay=0, **asked), context=nobody)
        return
    nobody.run(fill, delay=delay, **asked)


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
