"""What is compared: how each small app is started as its documentation says, and where its box and its list are."""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
PEERS = ROOT / ".venv-peers" / "bin"
PATIENCE = 120  # s, for a machine that does much else
QUIET = 4.0  # s without work: longer than a pool of kernels waits before it is filled again


@dataclass(frozen=True)
class App:
    """An app of the comparison; `then` is the key that sends what was typed, where typing alone does not."""

    name: str
    command: str
    path: str = "/"
    box: str = "input"
    rows: str = "li.paper"
    then: str = ""


APPS = (
    App(
        "explorer",
        f"{sys.executable} -m explorer serve --port {{port}}",
        box=".ex-search input",
        rows=".ex-papers article",
    ),
    App("Panel", f"{PEERS}/panel serve panel_app.py --port {{port}} --warm", path="/panel_app"),
    App(
        "Streamlit",
        f"{PEERS}/streamlit run streamlit_app.py --server.port {{port}} --server.headless true"
        " --server.fileWatcherType none --browser.gatherUsageStats false",
        then="Enter",
    ),
    App("Solara", f"{PEERS}/solara run solara_app.py --port {{port}} --production --no-open"),
    App("marimo", f"{PEERS}/marimo run marimo_app.py --port {{port}} --headless"),
    App("Voila, preheated", f"{PEERS}/voila voila_app.ipynb --port={{port}} --no-browser --preheat_kernel=True"),
)


@dataclass(frozen=True)
class Server:
    """An app that is up."""

    app: App
    url: str
    process: psutil.Process

    def tree(self) -> list[psutil.Process]:
        """List its processes, kernels too."""
        return [self.process, *self.process.children(recursive=True)]

    def settle(self) -> None:
        """Wait until it rests: its pool of kernels is full, its last visitor tidied away."""
        start = time.monotonic()
        while self._worked(QUIET) > 0.1 and time.monotonic() - start < PATIENCE:
            pass

    def unshared(self) -> int:
        """Sum the bytes that its processes share with nobody; one may end while it is asked."""
        total = 0
        for process in self.tree():
            with suppress(psutil.NoSuchProcess):
                total += process.memory_full_info().uss
        return total

    def _worked(self, seconds: float) -> float:
        """Give the seconds of processor time that it took within some seconds."""
        before = self._busy()
        time.sleep(seconds)
        return sum(busy - before.get(number, 0) for number, busy in self._busy().items())

    def _busy(self) -> dict[int, float]:
        times = {}
        for process in self.tree():
            with suppress(psutil.NoSuchProcess):
                spent = process.cpu_times()
                times[process.pid] = spent.user + spent.system
        return times


@contextmanager
def up(app: App, papers: Path) -> Iterator[Server]:
    """Run an app until the end of the block; it is up when it has printed its link and listens there."""
    port, log_path = free_port(), Path(tempfile.mkdtemp()) / "log.txt"
    with log_path.open("w") as log:
        command = shlex.split(app.command.format(port=port))
        place = ROOT if app.name == "explorer" else HERE
        process = subprocess.Popen(command, cwd=place, env=surroundings(papers), stdout=log, stderr=subprocess.STDOUT)
    server = Server(app, f"http://127.0.0.1:{port}{app.path}", psutil.Process(process.pid))
    try:
        wait(log_path, port)
        yield server
    finally:
        kernels = server.tree()[1:]
        process.terminate()
        process.wait(PATIENCE)
        for kernel in psutil.wait_procs(kernels, timeout=10)[1]:
            kernel.kill()


def surroundings(papers: Path) -> dict[str, str]:
    """Give an app its papers, and none of the user's Jupyter settings."""
    aside = tempfile.mkdtemp()
    return os.environ | {
        "PAPERS": str(papers),
        "PYTHONPATH": os.pathsep.join((str(HERE), str(ROOT))),
        "PYTHONUNBUFFERED": "1",
        "JUPYTER_CONFIG_DIR": aside,
        "IPYTHONDIR": aside,
        "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    }


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def wait(log_path: Path, port: int) -> None:
    """Wait until the link is printed and somebody listens."""
    start = time.monotonic()
    while f":{port}" not in log_path.read_text("utf-8") or not listens(port):
        if time.monotonic() - start > PATIENCE:
            raise TimeoutError(log_path.read_text("utf-8"))
        time.sleep(0.02)


def listens(port: int) -> bool:
    """Say whether somebody listens on a port of this machine."""
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False
