"""The wheel alone is enough to serve."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    """The names of the files in a wheel built from the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_every_file_of_the_package_is_in_the_wheel(carried):
    wanted = {str(path.relative_to(ROOT)) for path in ROOT.glob("explorer/**/*.*") if "__pycache__" not in path.parts}

    assert wanted - carried == set()


@pytest.mark.parametrize("folder", ["notebooks", "data"])
def test_notebooks_and_documents_are_in_the_wheel(carried, folder):
    wanted = {f"explorer/{path.relative_to(ROOT)}" for path in (ROOT / folder).glob("*.*") if path.is_file()}

    assert wanted
    assert wanted - carried == set()


def test_tests_and_samples_are_not_in_the_wheel(carried):
    assert {name.split("/")[0] for name in carried if ".dist-info" not in name} == {"explorer"}
