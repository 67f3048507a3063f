"""When the kernels that wait for visitors are started."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from types import SimpleNamespace

import pytest

from explorer.voila import pool


@pytest.fixture
def kernels():
    """A manager of kernels that notes what is started and when it is up."""
    held = SimpleNamespace(_pools={}, told=[])

    async def start(name):
        held.told.append(f"start {name}")
        await asyncio.sleep(0)
        held.told.append(f"up {name}")

    def fill_if_needed(delay, notebook_name):
        held.told.append(f"asked {notebook_name} {delay}")
        held._pools[notebook_name] = [asyncio.ensure_future(start(notebook_name))]

    held.fill_if_needed = fill_if_needed
    return held


def test_the_landing_page_comes_first(tmp_path):
    for name in ("archive.ipynb", "browse.ipynb", "charts.ipynb"):
        (tmp_path / name).touch()

    assert pool.in_turn(tmp_path, "browse.ipynb") == ["browse.ipynb", "archive.ipynb", "charts.ipynb"]


def test_a_kernel_is_up_before_the_next_begins(kernels):
    asyncio.run(pool.fill_in_turn(kernels, ["b", "a"]))

    assert kernels.told == ["asked b 0", "start b", "up b", "asked a 0", "start a", "up a"]


def test_a_kernel_that_was_taken_has_its_successor_later(kernels, monkeypatch):
    async def script():
        await pool.fill_in_turn(kernels, ["b"])
        planned = []
        monkeypatch.setattr(
            pool, "get_running_loop", lambda: SimpleNamespace(call_later=lambda *later, **_: planned.append(later))
        )
        kernels.fill_if_needed(notebook_name="b")
        ((rest, fill),) = planned
        before = len(kernels.told)
        fill()
        return rest, kernels.told[before:]

    assert asyncio.run(script()) == (pool.REST, ["asked b 0"])


def test_a_kernel_that_is_wanted_now_is_started_now(kernels):
    async def script():
        await pool.fill_in_turn(kernels, ["b"])
        kernels.fill_if_needed(delay=0, notebook_name="b")
        return kernels.told[-1]

    assert asyncio.run(script()) == "asked b 0"


def test_what_goes_wrong_in_a_waiting_kernel_is_no_visitor_s(kernels):
    served, seen = ContextVar("served", default="nobody"), []

    async def script():
        kernels.fill_if_needed = lambda **_: seen.append(served.get())
        kernels._pools["b"] = []
        await pool.fill_in_turn(kernels, ["b"])
        served.set("a visitor")
        kernels.fill_if_needed(delay=0, notebook_name="b")

    asyncio.run(script())
    assert seen == ["nobody", "nobody"]
