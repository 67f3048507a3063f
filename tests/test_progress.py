"""One line says how far something is."""

from __future__ import annotations

import json

import pytest

from explorer import progress
from explorer.formats import base, encoding, load, spool


@pytest.fixture
def seconds(monkeypatch):
    """A clock that goes on two seconds whenever it is looked at."""
    ticks = iter(range(0, 10_000, 2))
    monkeypatch.setattr(progress.time, "monotonic", lambda: float(next(ticks)))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (("Facts", 4_000, 10_000, 0.4, 60.0), "Facts [########------------] 4,000 of 10,000 papers, 67/s, 1:30 left"),
        (("Reading", 500, None, 0.05, 400), "Reading [#-------------------] 500 papers, 1/s, 2:06:40 left"),
        (("Reading", 500, None, 0.0, 10), "Reading: 500 papers, 50/s"),
        (("Papers", 9, 9, 1.0, 3), "Papers [####################] 9 of 9 papers, 3/s"),
    ],
)
def test_a_state_is_a_line(state, said):
    assert progress.line(*state) == said


def test_nothing_is_said_in_the_first_second(capsys):
    with progress.shown("Papers", 3) as shown:
        shown.at(3)

    assert capsys.readouterr().err == ""


@pytest.mark.usefixtures("seconds")
def test_a_shorter_line_covers_the_longer_one(capsys):
    with progress.shown("Papers", 2) as shown:
        shown.at(1)
        shown.at(2)

    lines = capsys.readouterr().err.strip("\n").split("\r")[1:]
    assert [line.rstrip() for line in lines] == [
        "Papers [##########----------] 1 of 2 papers, 0/s, 0:04 left",
        "Papers [####################] 2 of 2 papers, 0/s",
        "Papers [####################] 2 of 2 papers, 0/s",
    ]
    assert {len(line) for line in lines[:2]} == {len(lines[0])}


@pytest.mark.usefixtures("seconds")
def test_how_far_a_large_document_is_read_is_said(tmp_path, monkeypatch, capsys):
    for module in (base, spool):
        monkeypatch.setattr(module, "BATCH", 2)
    monkeypatch.setattr(encoding, "BLOCK", 32)
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"title": name}) + "\n" for name in "abcdef"))

    with progress.reading():
        load(tmp_path / "a.jsonl", quiet=True)

    assert "Reading [" in capsys.readouterr().err
    assert progress._READING.get() is None
