"""Kernels by fork where there is one, and by a new process where there is not."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from asyncio import CancelledError, Future, ensure_future, shield, to_thread
from collections.abc import Mapping
from contextlib import suppress
from importlib.metadata import EntryPoint
from threading import Lock
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

NAME = "explorer-forked"
LIFE = 30.0  # seconds; a parent that was killed sooner would be again
GRACE = 2.0  # seconds that it may take to end
CAN_FORK = sys.platform == "linux" and hasattr(os, "pidfd_open")


def begin(environment: Mapping[str, str] | None = None) -> None:
    """Start the parent, where the system can fork, and let Jupyter know of our provisioner."""
    KernelProvisionerFactory.instance().provisioners[NAME] = EntryPoint(
        NAME, f"{__name__}:Forked", KernelProvisionerFactory.GROUP_NAME
    )
    end()
    Forked.mother = Parent(environment or {}) if CAN_FORK else None


def end() -> None:
    """End the parent."""
    if Forked.mother:
        Forked.mother.end()
        Forked.mother = None


def revive() -> None:
    """Start another parent where it was killed, if it had lived for a while."""
    mother = Forked.mother
    if mother and (mother.process.poll() or 0) < 0 and time.monotonic() > mother.begun + LIFE:
        begin(mother.environment)


class Parent:
    """Hold the process that kernels are forked from."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment, self.begun = environment, time.monotonic()
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-m", "explorer.voila.parent", str(theirs.fileno())]
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                command,
                env={**os.environ, **environment},
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        self._asked, self._lines = ours, ours.makefile("r")
        self._turn = Lock()

    async def fork(self, cmd: list[str], env: dict[str, str], cwd: str | None) -> Child | None:
        """Ask for a kernel; nothing where the parent is gone."""
        birth = ensure_future(to_thread(self._fork, json.dumps({"cmd": cmd, "env": env, "cwd": cwd})))
        try:
            return await shield(birth)
        except CancelledError:  # nobody would know the kernel that is on its way
            birth.add_done_callback(_disown)
            raise

    def end(self) -> None:
        """End the parent; kernels see it and end too."""
        self._lines.close()
        self._asked.close()
        self.process.terminate()
        try:
            self.process.wait(GRACE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _fork(self, kernel: str) -> Child | None:
        with self._turn, suppress(OSError, ValueError):
            self._asked.sendall(f"{kernel}\n".encode())
            return Child(int(self._lines.readline()))
        return None


def _disown(birth: Future[Child | None]) -> None:
    if child := birth.result():
        child.kill()


class Child:
    """A forked kernel's process, with as much of `subprocess.Popen` as a provisioner uses."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._descriptor = os.pidfd_open(pid)

    def poll(self) -> int | None:
        """Give nothing while it runs, then 0: only its parent knows how it ended."""
        if self.returncode is None and self._has_ended(0):
            os.close(self._descriptor)
            self.returncode = 0
        return self.returncode

    def wait(self) -> int:
        """Wait until it has ended."""
        if self.poll() is None:
            self._has_ended(None)
        return self.poll() or 0

    def _has_ended(self, patience: int | None) -> bool:
        watched = select.poll()  # unlike select, of descriptors over 1023 too
        watched.register(self._descriptor, select.POLLIN)
        return bool(watched.poll(patience))

    def send_signal(self, number: int) -> None:
        """Send a signal, unless it has ended."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._descriptor, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


class Forked(LocalProvisioner):
    """Fork a kernel from the parent; where there is none, or it is gone, start a process."""

    mother: Parent | None = None  # one a server, set before its first kernel
    process: Child | subprocess.Popen[bytes] | None  # type: ignore[assignment]

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:  # noqa: ANN401 - Jupyter's
        """Launch a kernel with the command that a new process would run."""
        child = await self.mother.fork(cmd, kwargs["env"], kwargs.get("cwd")) if self.mother else None
        if child is None:
            return await super().launch_kernel(cmd, **kwargs)
        self.process, self.pid, self.pgid = child, child.pid, child.pid
        return self.connection_info
