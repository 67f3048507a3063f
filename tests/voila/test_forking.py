"""Kernels forked from one warm process, with real kernels."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import asynccontextmanager

import pytest
from jupyter_client import AsyncKernelManager

from explorer.voila import forking
from explorer.voila.kernels import ForkedKernel

pytestmark = pytest.mark.skipif(not forking.CAN_FORK, reason="this system cannot fork kernels safely")
PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def parent():
    """Begin a parent, and end it."""
    forking.begin()
    yield forking.Forked.mother
    forking.end()


@pytest.fixture
def mortal(monkeypatch):
    """Begin a parent that a test may end."""
    monkeypatch.setattr(forking.Forked, "mother", None)
    forking.begin()
    yield forking.Forked.mother
    forking.end()


@asynccontextmanager
async def kernel():
    """Start a kernel as a page does, and end it."""
    manager = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=ForkedKernel(), transport="ipc")
    await manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    await client.wait_for_ready(timeout=PATIENCE)
    yield manager, client
    client.stop_channels()
    await manager.shutdown_kernel(now=True)


async def said(client, code):
    """Run a line in a kernel and give what it printed."""
    heard = []
    await client.execute_interactive(
        code, timeout=PATIENCE, output_hook=lambda message: heard.append(message["content"].get("text", ""))
    )
    return "".join(heard)


def run(script):
    """Run what needs an event loop."""
    return asyncio.run(asyncio.wait_for(script(), PATIENCE))


def test_a_kernel_is_the_parent_s_child_and_has_everything_imported(parent):
    async def script():
        async with kernel() as (_, client):
            return await said(client, "import os, sys; print(os.getppid(), 'pandas' in sys.modules)")

    assert run(script) == f"{parent.process.pid} True\n"


@pytest.mark.usefixtures("parent")
def test_two_kernels_share_nothing_that_either_changes():
    async def script():
        async with kernel() as (_, one), kernel() as (_, other):
            await said(one, "import explorer; explorer.mine = 'mine'")
            return await said(other, "import explorer; print(hasattr(explorer, 'mine'))")

    assert run(script) == "False\n"


@pytest.mark.usefixtures("parent")
def test_a_kernel_makes_widgets_as_any_kernel_does():
    async def script():
        async with kernel() as (_, client):
            return await said(client, "import ipywidgets as w; print(type(w.Text().comm).__module__)")

    assert run(script) == "ipykernel.comm.comm\n"


@pytest.mark.usefixtures("parent")
def test_a_kernel_that_is_killed_is_known_to_be_gone():
    async def script():
        async with kernel() as (manager, _):
            before = await manager.is_alive()
            os.kill(manager.provisioner.pid, signal.SIGKILL)
            await manager.provisioner.wait()
            return before, await manager.is_alive()

    assert run(script) == (True, False)


@pytest.mark.usefixtures("parent")
def test_a_kernel_is_interrupted_and_goes_on():
    async def script():
        async with kernel() as (manager, client):
            client.execute("print('begun', flush=True)\nwhile True: pass")
            while (await client.get_iopub_msg(timeout=PATIENCE))["msg_type"] != "stream":
                pass
            await manager.interrupt_kernel()
            while (await client.get_shell_msg(timeout=PATIENCE))["msg_type"] != "execute_reply":
                pass
            while not (text := await said(client, "print('again')")):
                pass  # right after an error a kernel drops what it is asked
            return text

    assert run(script) == "again\n"


def test_where_the_parent_is_gone_a_process_is_started(mortal):
    async def script():
        mortal.process.kill()
        mortal.process.wait()
        async with kernel() as (_, client):
            return await said(client, "import os; print(os.getppid())")

    assert run(script) == f"{os.getpid()}\n"


def test_kernels_end_with_their_parent(mortal):
    async def script():
        async with kernel() as (manager, _):
            mortal.end()
            await manager.provisioner.wait()
            return await manager.is_alive()

    assert run(script) is False


def test_a_process_is_watched_by_a_descriptor_of_any_number():
    resource = pytest.importorskip("resource")
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    child = forking.Child(process.pid)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
    child._descriptor = os.dup2(child._descriptor, 1500)

    assert child.poll() is None
    process.communicate(b"\n")
    assert child.wait() == 0
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
