"""A real server, a real Chromium without a network, and a page that forgives nothing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from urllib.parse import urlsplit

import nbformat
import pytest
from playwright.sync_api import expect

PATIENCE = 30_000  # ms, for a machine that does much else
HERE = ("127.0.0.1", "localhost")
ROOT = Path(__file__).parents[2]


expect.set_options(timeout=PATIENCE)


@dataclass(frozen=True)
class Server:
    """A running `explorer serve` or `explorer lab`."""

    url: str
    process: subprocess.Popen
    log_path: Path

    def at(self, path: str) -> str:
        """Give the address of a page."""
        return f"{self.url.partition('?')[0]}{path}"

    @property
    def log(self) -> str:
        """What the server wrote so far."""
        return self.log_path.read_text()


@contextmanager
def running(command, *arguments, log_path, **environment):
    """Run a command of explorer until the end of the block; it is up when it prints its link."""
    with log_path.open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "explorer", command, "--port", "0", *map(str, arguments)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True, env=os.environ | environment,
        )  # fmt: skip
        patience = Timer(120, process.kill)
        patience.start()
        try:
            link = re.search(r"http\S+", process.stdout.readline())
            assert link, log_path.read_text()
            patience.cancel()
            yield Server(link[0], process, log_path)
        finally:
            patience.cancel()
            process.terminate()
            process.wait(30)
            process.stdout.close()


@pytest.fixture(scope="session")
def start(tmp_path_factory):
    """Start servers that end with the session: `start("serve", "a.json", "--no-preheat")`."""
    with ExitStack() as stack:

        def started(command, *arguments, **environment):
            log_path = tmp_path_factory.mktemp(command) / "log.txt"
            return stack.enter_context(running(command, *arguments, log_path=log_path, **environment))

        yield started


@pytest.fixture(scope="session")
def served(start):
    """The dashboards of the shipped document, as visitors get them."""
    return start("serve")


@pytest.fixture(scope="session")
def lab(start, tmp_path_factory):
    """The notebooks in JupyterLab, as their owner gets them; its link holds the token."""
    home = tmp_path_factory.mktemp("home")
    return start("lab", "--no-open", JUPYTER_CONFIG_DIR=str(home), JUPYTERLAB_WORKSPACES_DIR=str(home))


@pytest.fixture(scope="session")
def notebooks(tmp_path_factory):
    """Make a folder of notebooks from their cells: `notebooks(browse=["1 + 1"])`."""

    def made(**cells):
        folder = tmp_path_factory.mktemp("notebooks")
        for name, sources in cells.items():
            book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
            nbformat.write(book, folder / f"{name}.ipynb")
        return folder

    return made


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    """Sign a certificate for this machine; give its file and its key's."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl was found to sign a certificate with")
    folder = tmp_path_factory.mktemp("certificate")
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
               "-keyout", folder / "key.pem", "-out", folder / "cert.pem"]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return folder / "cert.pem", folder / "key.pem"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium):
    arguments = ["--disable-gpu", "--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    return browser_type_launch_args | {"executable_path": chromium, "args": arguments}


@pytest.fixture
def trouble():
    """What a page did wrong; a test that expects some takes it out."""
    return []


@pytest.fixture
def context(context, trouble):
    """A visitor without a network, each of whose pages is watched."""

    def passed(route):
        if urlsplit(route.request.url).hostname in HERE:
            route.continue_()
            return
        trouble.append(f"asked another host: {route.request.url}")
        route.abort()

    def said(message):
        # The widget manager says so of a model that takes over 2 s to come, and draws it when it comes.
        if message.type == "error" and "widget model not found" not in message.text:
            trouble.append(f"console: {message.text}")

    context.route(re.compile("^https?://"), passed)
    context.on("weberror", lambda error: trouble.append(f"error: {error.error}"))
    context.on("console", said)
    context.set_default_timeout(PATIENCE)
    yield context
    assert trouble == []


@pytest.fixture
def width_of():
    """Tell how wide a page is once the browser has laid it out anew: two pictures after its window changed."""
    settled = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

    def measured(page):
        page.evaluate(settled)
        return page.evaluate("document.documentElement.scrollWidth")

    return measured


@pytest.fixture
def run_all():
    """Open JupyterLab's link, and run all cells of its notebook: `run_all(page, lab.url)`."""

    def run(page, link):
        with page.expect_websocket(lambda socket: "/channels" in socket.url):
            page.goto(link)
        expect(page.locator(".jp-Notebook-ExecutionIndicator")).to_have_attribute("data-status", "idle")
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()

    return run
