"""A Chromium for the scripts beside the tests: benchmarks and screenshots."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import found

ARGUMENTS = ["--disable-gpu", "--disable-background-networking"]


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """Run a Chromium until the end of the block, with more arguments where it needs some."""
    with sync_playwright() as playwright:
        arguments = [*ARGUMENTS, *more, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        running = playwright.chromium.launch(executable_path=found(), args=arguments)
        yield running
        running.close()
