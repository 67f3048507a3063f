from __future__ import annotations

import pytest

from explorer.own.place import NOTES


@pytest.fixture(autouse=True)
def nothing_said_before(monkeypatch):
    """Forget what a server in this process was told of notes."""
    monkeypatch.delenv(NOTES, raising=False)
