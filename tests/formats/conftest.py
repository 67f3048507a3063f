from pathlib import Path

import pytest

from explorer.formats import load


@pytest.fixture
def data():
    return Path(__file__).parents[1] / "data"


@pytest.fixture
def read(data):
    return lambda name: load(data / name, quiet=True)


@pytest.fixture
def written(tmp_path):
    """Write a document and give its path."""

    def write(content, name="document"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
