"""The file of notes: whole at every moment, the same for two windows, and kind to what it does not know."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import NotesError
from explorer.own.change import Change
from explorer.own.file import Notes, replace
from explorer.own.lock import locked

ROOT = Path(__file__).parents[2]
WRITER = """
import itertools, sys
from pathlib import Path
from explorer.own.change import Change
from explorer.own.file import Notes
notes, name = Notes(Path(sys.argv[1])), sys.argv[2]
for n in itertools.count():
    notes.change(Change(f"paper {n % 3}", "tag", f"{name}-{n}"))
    print(n, flush=True)
    if n == 30:
        break
"""


@pytest.fixture
def file(tmp_path):
    return tmp_path / "list.csv.notes.jsonl"


def test_a_line_a_paper_sorted_and_without_a_trace_of_the_writing(file):
    notes = Notes(file)

    for change in Change("b", "stars", 4), Change("a", "status", "to read"), Change("b", "note", "Überraschend"):
        notes.change(change)

    records = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [record["id"] for record in records] == ["a", "b"]
    assert {name: records[1][name] for name in ("stars", "note")} == {"stars": 4, "note": "Überraschend"}
    assert sorted(path.name for path in file.parent.iterdir()) == [f".{file.name}.lock", file.name]


def test_what_is_not_ours_stays_byte_for_byte(file):
    others = [
        b'{"id": "z",  "mood": 1.10}',
        b'{"id": "y", "tags": ["',
        b"<<<<<<< HEAD",
        b"\xff\xfe",
        b'{"title": "T"}',
    ]
    file.write_bytes(b"\xef\xbb\xbf" + b"\n\n".join(others))

    notes = Notes(file)
    notes.change(Change("a", "status", "read"))

    assert file.read_bytes().splitlines()[1:] == [others[0], *others[1:]]
    assert notes.problems == [
        "line 3: no JSON (Unterminated string starting at in column 22)",
        "line 4: no JSON (Expecting value in column 1)",
        "line 5: no JSON (UnicodeDecodeError)",
        "line 6: it names no paper by its id",
    ]


def test_a_value_that_its_field_cannot_hold_is_named_and_kept(file):
    file.write_text('{"id": "a", "stars": "many", "status": "skimmed", "tags": "one"}\n')
    notes = Notes(file)

    found = notes.change(Change("a", "tag", "two"))

    assert found["tags"] == ["one", "two"]
    assert json.loads(file.read_text())["stars"] == "many"
    assert notes.problems == [
        "line 1: status 'skimmed' is none of to read, read, dropped",
        "line 1: stars 'many' is no number from 1 to 5",
    ]


def test_two_lines_of_one_paper_are_read_as_one_and_changed_as_one(file):
    file.write_text('{"id": "a", "tags": ["x"], "stars": 1, "k": 1}\n{"id": "a", "tags": ["y"], "stars": 2, "k": 2}\n')
    notes = Notes(file)
    before = notes.read()["a"]

    after = notes.change(Change("a", "untag", "x"))

    assert (before["tags"], before["stars"], after["tags"]) == (["x", "y"], 2, ["y"])
    assert [json.loads(line)["k"] for line in file.read_text().splitlines()] == [1, 2]


def test_another_windows_change_is_seen_and_nothing_else_is_read_again(file):
    here, there = Notes(file), Notes(file)
    empty = here.read()

    there.change(Change("a", "tag", "x"))

    assert (empty, here.read()["a"]["tags"]) == ({}, ["x"])
    assert here.read() is here.read()


def test_what_is_said_already_is_not_written_again(file):
    notes = Notes(file)
    notes.change(Change("a", "stars", 3))
    before = file.stat().st_mtime_ns, file.stat().st_ino

    notes.change(Change("a", "stars", 3))

    assert (file.stat().st_mtime_ns, file.stat().st_ino) == before


@pytest.mark.parametrize("access", ["read", "anything"])
def test_a_reader_without_leave_writes_nothing(file, access):
    with pytest.raises(NotesError) as error:
        Notes(file, access).change(Change("a", "status", "read"))

    assert str(error.value) == "Notes are read-only here."
    assert list(file.parent.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_said_in_one_sentence(file, monkeypatch):
    monkeypatch.setattr(os, "access", Mock(return_value=False))

    assert Notes(file).refusal == f"{file} cannot be written here: what you note would be lost."
    assert Notes(file, "shared").refusal == f"{file.name} cannot be written here: what you note would be lost."


def test_a_folder_that_is_not_there_is_said_in_one_sentence(tmp_path):
    file = tmp_path / "gone" / "list.notes.jsonl"

    assert Notes(file).refusal == f"{file} cannot be kept: there is no such folder."


def test_a_full_disk_leaves_the_file_as_it_was(file, monkeypatch):
    notes = Notes(file)
    notes.change(Change("a", "stars", 3))
    before = file.read_bytes()
    monkeypatch.setattr(os, "fsync", Mock(side_effect=OSError(28, "No space left on device")))

    with pytest.raises(NotesError) as error:
        notes.change(Change("a", "stars", 4))

    assert str(error.value) == f"{file} cannot be written (No space left on device): nothing was saved."
    assert file.read_bytes() == before


def test_a_lock_that_is_not_freed_is_said(file, monkeypatch):
    monkeypatch.setattr("explorer.own.lock.PATIENCE", 0)

    with locked(file), pytest.raises(NotesError) as error:
        Notes(file).change(Change("a", "stars", 4))

    assert str(error.value) == f"{file.name} is held by another program; nothing was saved. Try again."


def test_a_link_stays_one_and_a_file_keeps_its_mode(file):
    real = file.with_name("real.notes.jsonl")
    replace(real, b"")
    real.chmod(0o600)
    file.symlink_to(real)

    Notes(file).change(Change("a", "stars", 1))

    assert file.is_symlink()
    assert json.loads(real.read_text())["stars"] == 1
    assert real.stat().st_mode & 0o777 == 0o600


CHANGES = st.tuples(
    st.sampled_from(["a", "b"]),
    st.one_of(
        st.tuples(st.sampled_from(["tag", "untag"]), st.sampled_from(["x", "y"])),
        st.tuples(st.just("status"), st.sampled_from(["read", "dropped", None])),
        st.tuples(st.just("stars"), st.sampled_from([1, 5, None])),
    ),
)


@given(st.lists(st.tuples(st.booleans(), CHANGES), max_size=12))
def test_two_windows_that_write_in_turn_end_as_one_that_writes_all(steps):
    with tempfile.TemporaryDirectory() as folder:
        both = [Notes(Path(folder, "two.notes.jsonl")) for _ in range(2)]
        alone = Notes(Path(folder, "one.notes.jsonl"))

        for is_second, (paper, (field, value)) in steps:
            both[is_second].change(Change(paper, field, value))
            alone.change(Change(paper, field, value))

        said = [{paper: {**record, "changes": 0} for paper, record in n.read().items()} for n in (*both, alone)]
    assert said[0] == said[1] == said[2]


def test_nothing_acknowledged_is_lost_by_writers_that_are_killed(file):
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file), str(n)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for n in range(6)
    ]
    for writer in writers:
        for _ in range(4):
            writer.stdout.readline()
    for writer in writers[:-1]:
        writer.send_signal(signal.SIGKILL)
    acknowledged = [4 + len(writer.communicate()[0].split()) for writer in writers]

    records = [json.loads(line) for line in file.read_text().splitlines()]

    tags = {tag for record in records for tag in record["tags"]}
    assert tags >= {f"{name}-{n}" for name, count in enumerate(acknowledged) for n in range(count)}
    assert acknowledged[-1] == 31
