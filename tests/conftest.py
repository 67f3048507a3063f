"""What every test can use, and the line that says so where no browser was found."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

ADVICE = "install Chromium (apt-get install chromium) or name one: EXPLORER_BROWSER=/path/to/chromium"

settings.register_profile("patient", deadline=None)  # a shared machine is slow at times
settings.load_profile("patient")


@pytest.fixture(scope="session")
def chromium() -> str | None:
    """The browser to drive."""
    return found()


def found() -> str | None:
    """Find a Chromium: the one named, else Playwright's own, else one on the path."""
    named = os.environ.get("EXPLORER_BROWSER")
    own = sorted((Path.home() / ".cache/ms-playwright").glob("chromium-*/chrome-linux*/chrome"))
    return named or next(map(str, own), None) or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session", autouse=True)
def cache_of_its_own(tmp_path_factory):
    """Keep facts apart from the user's, for this run and the servers it starts."""
    os.environ["EXPLORER_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def environment_as_it_was():
    """Put back what a command says to the processes that it starts: in a test it starts none."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def numbered(monkeypatch):
    """Give every error the same number, and give it away."""
    monkeypatch.setattr("explorer.widgets.base.error_number", lambda: "7f3a2c")
    return "7f3a2c"


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    wanting = [item for item in items if is_in_browser(item)]
    # Last, whatever the order of the rest: Playwright leaves its event loop running, and asyncio.run wants none.
    items.sort(key=is_in_browser)
    for item in wanting:
        item.add_marker("browser")
    if not wanting or found():
        return
    if os.environ.get("CI"):
        raise pytest.UsageError(f"no browser was found for {len(wanting)} tests; {ADVICE}")
    for item in wanting:
        item.add_marker(pytest.mark.skip(reason=f"no browser was found; {ADVICE}"))


def is_in_browser(item) -> bool:
    """Say whether a test drives a browser."""
    return "browser" in item.path.parent.parts


def pytest_terminal_summary(terminalreporter):
    skipped = [str(report.longrepr) for report in terminalreporter.getreports("skipped")]
    wanting = {
        "no browser was found": f"BROWSER TESTS WERE NOT RUN: no browser was found; {ADVICE}",
        "no nginx was found": "PROXY TESTS WERE NOT RUN: no nginx was found (apt-get install nginx)",
        "no openssl was found": "TESTS WERE NOT RUN: no openssl was found to sign a certificate with",
    }
    for reason, line in wanting.items():
        if count := sum(reason in why for why in skipped):
            terminalreporter.write_line(f"{count} {line}", red=True, bold=True)
