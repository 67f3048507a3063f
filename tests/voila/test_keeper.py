"""The keeper's looks and ends, with kernels that are none."""

from __future__ import annotations

import asyncio

import pytest
from tornado.web import HTTPError

from explorer.voila import forking, keeper
from explorer.voila.keeper import Keeper
from explorer.voila.places import Places

PATIENCE = 10  # seconds


class Kernels(dict):
    """Kernels, and a pool that holds what became of those that were to wait."""

    def __init__(self, pool):
        self._pools = {"browse.ipynb": pool}
        self.ended = []

    async def start_kernel(self):
        """Start none."""

    async def shutdown_kernel(self, kernel, **_):
        """End one as Voila does: it asks all that wait for their names."""
        assert all(waiting.result() for waiting in self._pools["browse.ipynb"] if waiting.done())
        self.ended.append(kernel)


def run(script):
    """Run what needs an event loop."""
    return asyncio.run(asyncio.wait_for(script(), PATIENCE))


async def begun():
    return "late"


async def failing():
    raise OSError("unreadable")


def test_a_kernel_ends_though_others_could_not_be_made_ready():
    async def script():
        pool = [asyncio.create_task(failing()), asyncio.create_task(asyncio.Event().wait())]
        pool[1].cancel()
        waiting = asyncio.create_task(asyncio.Event().wait())
        await asyncio.wait(pool)
        kernels = Kernels([*pool, waiting])
        Keeper(Places(1), kernels)
        await kernels.shutdown_kernel("k")
        return kernels.ended, kernels._pools["browse.ipynb"] == [waiting]

    assert run(script) == (["k"], True)


def test_a_look_that_fails_is_logged_and_the_next_one_follows(monkeypatch, caplog):
    async def script():
        looks = asyncio.Queue()

        def revive():
            looks.put_nowait(None)
            raise OSError("too many files")

        monkeypatch.setattr(forking, "revive", revive)
        monkeypatch.setattr(keeper, "PAUSE", 0)
        watch = asyncio.create_task(Keeper(Places(1), Kernels([])).watch())
        for _ in range(3):
            await looks.get()
        watch.cancel()

    run(script)

    assert caplog.messages[:2] == ["A look failed: OSError('too many files')"] * 2


def test_a_kernel_that_comes_after_its_page_was_given_up_is_ended():
    async def script():
        places, kernels = Places(1), Kernels([])
        kernels.start_kernel = begun
        keeper = Keeper(places, kernels)
        places.leave(keeper.admit("browse.ipynb", None))
        with pytest.raises(HTTPError):
            await kernels.start_kernel()
        return kernels.ended

    assert run(script) == ["late"]


def test_a_page_that_cannot_be_made_does_not_make_the_server_ill():
    async def script():
        kernels = Kernels([])
        kernels.get_rendered_notebook = failing
        keeper = Keeper(Places(1), kernels)
        with pytest.raises(OSError, match="unreadable"):
            await kernels.get_rendered_notebook()
        return keeper.can_start

    assert run(script)


def test_a_kernel_that_cannot_be_started_does():
    async def script():
        kernels = Kernels([])
        kernels.start_kernel = failing
        keeper = Keeper(Places(1), kernels)
        with pytest.raises(OSError, match="unreadable"):
            await kernels.start_kernel()
        return keeper.can_start

    assert not run(script)
