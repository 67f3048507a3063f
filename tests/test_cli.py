"""The command line says one sentence and a code, never a traceback."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

import pytest
from click.testing import CliRunner

from explorer.cli import main


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def test_the_version_is_the_package_s():
    assert run("--version").output == f"explorer {version('explorer')}\n"


def test_help_names_the_commands():
    said = run("--help").output

    assert "serve  Serve dashboards of DOCUMENTS" in said
    assert "lab    Open the dashboards of DOCUMENTS" in said


@pytest.mark.parametrize("command", ["serve", "lab"])
@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 99, b'[{"title": "cut'])
def test_a_bad_document_is_one_sentence(command, content, tmp_path):
    (tmp_path / "bad.json").write_bytes(content)

    outcome = run(command, str(tmp_path / "bad.json"))

    assert outcome.exit_code == 2
    assert outcome.stderr.count("\n") == 1
    assert outcome.stderr.startswith(str(tmp_path / "bad.json"))
    assert outcome.stdout == ""


def test_a_missing_document_is_one_sentence_from_a_real_process(tmp_path):
    command = [sys.executable, "-m", "explorer", "serve", "none.json"]

    outcome = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert outcome.returncode == 2
    assert outcome.stderr.count("\n") == 1
    assert "none.json: there is no such file or folder" in outcome.stderr


def test_a_misspelt_option_is_said_by_its_name():
    outcome = run("serve", "--prot", "1")

    assert outcome.exit_code == 2
    assert "No such option '--prot'" in outcome.stderr
