"""The command line says one sentence and a code, never a traceback."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import version

import pytest
from click.testing import CliRunner

from explorer.cli import main
from explorer.keys import Keys


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def test_the_version_is_the_package_s():
    assert run("--version").output == f"explorer {version('explorer')}\n"


def test_help_names_the_commands():
    said = run("--help").output

    assert re.search("serve +Serve dashboards of DOCUMENTS", said)
    assert re.search("lab +Open the dashboards of DOCUMENTS", said)
    assert re.search("password +Ask for a password and print its hash", said)


@pytest.mark.parametrize("command", ["serve", "lab"])
@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 99, b'[{"title": "cut'])
def test_a_bad_document_is_one_sentence(command, content, tmp_path):
    (tmp_path / "bad.json").write_bytes(content)

    outcome = run(command, str(tmp_path / "bad.json"))

    assert outcome.exit_code == 2
    assert outcome.stderr.count("\n") == 1
    assert outcome.stderr.startswith(str(tmp_path / "bad.json"))
    assert outcome.stdout == ""


@pytest.mark.parametrize("command", ["serve", "lab"])
def test_a_bad_document_that_is_piped_in_is_one_sentence(command):
    outcome = CliRunner().invoke(main, [command, "-"], input='[{"title": "cut')

    assert outcome.exit_code == 2
    assert outcome.stderr.count("\n") == 1
    assert outcome.stderr.startswith("standard input, line 1, column 12: ")


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


def test_papers_are_not_shown_to_other_machines_by_accident():
    outcome = run("serve", "--ip", "0.0.0.0")

    assert outcome.exit_code == 2
    assert outcome.stderr == "Other machines reach 0.0.0.0: add --token or --password, or --public for everybody.\n"


def test_a_password_is_asked_for_on_a_terminal_only():
    outcome = run("serve", "--password")

    assert outcome.exit_code == 2
    assert outcome.stderr == "--password asks on a terminal, and there is none; give --password-file.\n"


def test_a_script_makes_a_hash_of_a_password():
    outcome = CliRunner().invoke(main, ["password"], input="correct horse\n")

    assert Keys(hashed=outcome.stdout.strip()).fit("correct horse")


@pytest.mark.parametrize("command", ["serve", "lab"])
def test_a_file_of_notes_that_could_be_read_as_papers_is_refused(command, tmp_path):
    outcome = run(command, "--notes-file", str(tmp_path / "mine.jsonl"))

    assert outcome.exit_code == 2
    assert outcome.stderr == (
        f"{tmp_path / 'mine.jsonl'}: a file of notes is named so that it ends in '.notes.jsonl', and is never read as "
        "papers.\n"
    )


def test_notes_that_visitors_could_not_write_are_said_at_the_start(tmp_path):
    (tmp_path / "list.jsonl").write_text('{"id": "a", "title": "One"}\n')
    notes = tmp_path / "gone" / "list.notes.jsonl"

    outcome = run("serve", "--notes", "shared", "--notes-file", str(notes), str(tmp_path / "list.jsonl"))

    assert (outcome.exit_code, outcome.stderr) == (2, "list.notes.jsonl cannot be kept: there is no such folder.\n")
