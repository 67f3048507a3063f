"""What is piped into a server."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from explorer.piped import notes_of, on_disk


def test_what_is_piped_in_is_kept_as_long_as_it_is_served(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"[]")))

    with on_disk(["a.csv", "-"]) as named:
        assert named[0] == "a.csv"
        assert Path(named[1]).read_bytes() == b"[]"
        assert Path(named[1]).name == "standard input"

    assert not Path(named[1]).parent.exists()


def test_named_documents_stay_as_they_are():
    with on_disk(("a.csv", "*.bib")) as named:
        assert named == ["a.csv", "*.bib"]


@pytest.mark.parametrize(("documents", "file"), [(["-"], "papers.notes.jsonl"), (["a.csv", "-"], None), ([], None)])
def test_notes_of_what_is_piped_in_lie_in_the_folder(tmp_path, monkeypatch, documents, file):
    monkeypatch.chdir(tmp_path)

    assert notes_of(documents) == (tmp_path / file if file else None)
