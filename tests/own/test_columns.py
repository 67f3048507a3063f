"""Own columns in a papers frame, beside its documents, and out through every writer."""

from __future__ import annotations

import json
from pathlib import Path
from unittest.mock import Mock

import frames
import pandas as pd
import pytest

import explorer as ex
from explorer import charts
from explorer.errors import NotesError
from explorer.own.change import Change
from explorer.own.file import Notes
from explorer.own.place import NOTES, told
from explorer.report import sentence

LIST = '{"id": "a", "title": "One"}\n{"id": "b", "title": "Two"}\n'


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "list.jsonl"
    path.write_text(LIST)
    return path


@pytest.fixture
def noted(document):
    """A document with notes of its first paper."""
    notes = Notes(document.with_name("list.jsonl.notes.jsonl"))
    for field, value in ("tag", "x"), ("tag", "y"), ("status", "read"), ("stars", 4), ("note", "n"):
        notes.change(Change("a", field, value))
    return document


def test_notes_beside_a_document_are_columns_and_the_report_says_so(noted):
    papers = ex.load(noted, quiet=True)

    first = papers.loc["a"]
    assert (list(first["tags"]), first["status"], first["stars"], first["note"]) == (["x", "y"], "read", 4, "n")
    assert papers.loc["b", ["tags", "status", "stars", "note"]].isna().all()
    assert sentence(papers.attrs["report"][-1]) == "list.jsonl.notes.jsonl: own columns of 1 paper."


def test_a_list_without_notes_has_no_more_columns(document):
    assert set(ex.load(document, quiet=True)) == {"title", "abstract", "source", "position"}


def test_a_folder_keeps_its_notes_inside_and_never_reads_them_as_papers(document):
    Notes(document.with_name("papers.notes.jsonl")).change(Change("b", "stars", 2))
    Notes(document.with_name("old.notes.jsonl")).change(Change("c", "stars", 2))

    papers = ex.load(document.parent, quiet=True)

    assert papers["stars"].fillna(0).to_dict() == {"a": 0, "b": 2}


def test_several_documents_share_the_first_ones_notes(noted, tmp_path):
    other = tmp_path / "other.jsonl"
    other.write_text('{"id": "c", "title": "Three"}\n')

    papers = ex.load(noted, noted.with_name("list.jsonl.notes.jsonl"), other, quiet=True)
    ex.Session(papers).note(Change("c", "status", "dropped"))

    assert ex.load(noted, other, quiet=True)["status"].dropna().to_dict() == {"a": "read", "c": "dropped"}


def test_notes_alone_are_no_list(noted):
    notes = noted.with_name("list.jsonl.notes.jsonl")

    with pytest.raises(ex.ExplorerError) as error:
        ex.load(notes)

    assert str(error.value) == (
        f"{notes}: it holds notes on papers, and no papers; name the document that it lies beside."
    )


def test_a_documents_own_column_stays_and_the_readers_has_another_name(tmp_path):
    document = tmp_path / "list.jsonl"
    document.write_text('{"id": "a", "title": "One", "tags": ["theirs"], "status": "accepted"}\n')
    Notes(tmp_path / "list.jsonl.notes.jsonl").change(Change("a", "tag", "mine"))

    papers = ex.load(document, quiet=True)

    assert (list(papers.loc["a", "tags"]), list(papers.loc["a", "own_tags"])) == (["theirs"], ["mine"])
    assert papers.loc["a", "status"] == "accepted"
    assert sentence(papers.attrs["report"][-1]) == (
        "list.jsonl.notes.jsonl: own columns of 1 paper; the document's 'tags' stays, the reader's is 'own_tags'; "
        "the document's 'status' stays, the reader's is 'own_status'."
    )


def test_a_broken_line_is_counted_and_named(noted):
    with noted.with_name("list.jsonl.notes.jsonl").open("a") as notes:
        notes.write("{broken\n")

    said = ex.load(noted, quiet=True).attrs["report"][-1]

    assert sentence(said) == (
        "list.jsonl.notes.jsonl: 1 skipped (line 2: no JSON (Expecting property name enclosed in double quotes in "
        "column 2)), own columns of 1 paper."
    )


def test_notes_that_may_not_be_read_are_said_and_the_list_is_shown(noted, monkeypatch):
    refused, read = Mock(side_effect=PermissionError(13, "Permission denied")), Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (refused if "notes" in path.name else read)(path))

    papers = ex.load(noted, quiet=True)

    assert len(papers) == 2
    notes = noted.with_name("list.jsonl.notes.jsonl")
    assert sentence(papers.attrs["report"][-1]) == (
        f"list.jsonl.notes.jsonl: skipped, {notes} cannot be read (Permission denied)."
    )


def test_an_owner_may_name_the_file_and_who_writes_it(document, tmp_path, monkeypatch):
    monkeypatch.setenv(NOTES, told("read", tmp_path / "mine.notes.jsonl")[NOTES])
    session = ex.Session(ex.load(document, quiet=True))

    assert (session.notes.file, session.notes.access) == (tmp_path / "mine.notes.jsonl", "read")


def test_a_file_of_notes_is_named_as_one(tmp_path):
    with pytest.raises(NotesError) as error:
        told("write", tmp_path / "mine.jsonl")

    assert str(error.value) == (
        f"{tmp_path / 'mine.jsonl'}: a file of notes is named so that it ends in '.notes.jsonl', and is never read as "
        "papers."
    )


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_every_writer_writes_own_columns(noted, tmp_path, suffix):
    papers = ex.load(noted, quiet=True)

    again = ex.load(ex.save(papers, tmp_path / f"out{suffix}"), quiet=True)

    own = ["tags", "status", "stars", "note"]
    pd.testing.assert_frame_equal(again[own], papers[own])


def test_own_columns_are_counted_and_filtered_as_any_other(noted):
    papers = ex.load(noted, quiet=True)

    counted = {name: charts.Count(name).frame(papers)["papers"].tolist() for name in ("status", "tags")}

    assert counted == {"status": [1], "tags": [1, 1]}
    assert list(ex.Query(among={"status": ("read",)}, between={"stars": (4, None)}).select(papers).index) == ["a"]


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_take_notes(name, tmp_path):
    papers = frames.ugly(name)
    before = papers.copy()
    file = tmp_path / "x.notes.jsonl"
    for paper in papers.index[:2]:
        Notes(file).change(Change(paper, "tag", "<script>"))

    found = ex.annotate(papers, file)

    assert list(found.index) == list(before.index)
    assert [list(tags) for tags in found["tags"].dropna()] if len(papers) else True
    pd.testing.assert_frame_equal(found[before.columns], before)


def test_annotating_twice_takes_the_newer_notes(tmp_path):
    for name, stars in ("one", 1), ("two", 2):
        Notes(tmp_path / f"{name}.notes.jsonl").change(Change("a", "stars", stars))

    papers = ex.annotate(ex.annotate(frames.plain(), tmp_path / "one.notes.jsonl"), tmp_path / "two.notes.jsonl")

    assert list(papers.filter(like="stars")) == ["stars"]
    assert papers.loc["a", "stars"] == 2


def test_a_session_shows_a_note_with_one_selection(tmp_path):
    session = ex.Session(ex.annotate(frames.plain(), tmp_path / "x.notes.jsonl"), query=ex.Query(text="recursive"))
    told = []
    session.observe(lambda change: told.append(change["name"]))

    session.note(Change("b", "status", "read"))

    assert sorted(told) == ["papers", "selected"]
    assert session.selected["status"].dropna().to_dict() == {"b": "read"}
    assert session.counts("status") == [("read", 1), (None, 1)]


def test_a_session_follows_another_and_asks_nothing_where_nothing_changed(tmp_path):
    here, there = (ex.Session(ex.annotate(frames.plain(), tmp_path / "x.notes.jsonl")) for _ in range(2))
    there.note(Change("a", "tag", "x"))

    here.look()
    shown = here.selected
    here.look()

    assert list(here.papers.loc["a", "tags"]) == ["x"]
    assert here.selected is shown


def test_a_column_that_is_emptied_stays_while_a_query_asks_for_it(tmp_path):
    session = ex.Session(ex.annotate(frames.plain(), tmp_path / "x.notes.jsonl"))
    session.note(Change("a", "status", "read"))
    session.query = ex.Query(among={"status": ("read",)})

    session.note(Change("a", "status", None))

    assert len(session.selected) == 0


def test_nothing_is_noted_of_a_paper_that_is_not_there(tmp_path):
    session = ex.Session(ex.annotate(frames.plain(), tmp_path / "x.notes.jsonl"))

    with pytest.raises(NotesError) as error:
        session.note(Change("elsewhere", "status", "read"))

    assert str(error.value) == "Nothing can be noted of 'elsewhere'."
    assert not session.notes.file.exists()


def test_an_unknown_papers_line_is_kept(noted):
    notes = noted.with_name("list.jsonl.notes.jsonl")
    with notes.open("a") as file:
        file.write('{"id": "gone", "tags": ["z"]}\n')

    ex.Session(ex.load(noted, quiet=True)).note(Change("b", "stars", 1))

    assert [json.loads(line)["id"] for line in notes.read_text().splitlines()] == ["a", "b", "gone"]
