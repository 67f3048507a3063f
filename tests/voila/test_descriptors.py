"""The limit of open files."""

from __future__ import annotations

import subprocess
import sys

import pytest

ASK = """
import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (128, {hard}))
from explorer.voila.descriptors import raise_limit
raise_limit()
print(*resource.getrlimit(resource.RLIMIT_NOFILE))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("hard", [128, 512, 1024])
def test_the_limit_is_raised_as_far_as_the_system_lets(hard):
    said = subprocess.run(
        [sys.executable, "-c", ASK.format(hard=hard)], check=True, capture_output=True, text=True
    ).stdout

    assert said == f"{hard} {hard}\n"
