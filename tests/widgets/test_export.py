"""The way out."""

from __future__ import annotations

import dataclasses

import frames
import pytest

import explorer as ex
from explorer.formats.base import writing
from explorer.own.change import Change
from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Export
from explorer.widgets.export import files


@pytest.fixture
def session():
    return Session(frames.plain(), query=Query(text="recursive", sort=("-upvotes",)))


def written(export, what, suffix, folder):
    sent = []
    export.send = lambda message, buffers: sent.append((message["name"], buffers[0], message["lost"]))
    export.receive({"do": "file", "what": what, "suffix": suffix})
    ((name, held, export.lost),) = sent
    (folder / name).write_bytes(held)
    return folder / name


def test_every_format_that_is_written_is_on_offer(session):
    known = {form.name for form in ex.formats.FORMATS.values() if form.write}

    assert set(Export(session).offers["files"].values()) == known


@pytest.mark.parametrize("suffix", files())
def test_a_file_holds_what_is_on_screen_in_its_order(session, suffix, tmp_path):
    file = written(Export(session), "shown", suffix, tmp_path)

    loaded = ex.load(file, quiet=True)

    assert file.name == f"papers-2-of-4{suffix}"
    assert list(loaded.index) == ["b", "a"]
    assert list(loaded["title"]) == list(session.selected["title"])


def test_picked_papers_alone_can_be_written(session, tmp_path):
    session.toggle("c")
    session.toggle("a")

    loaded = ex.load(written(Export(session), "picked", ".csv", tmp_path), quiet=True)

    assert list(loaded.index) == ["c", "a"]


def test_a_file_says_what_was_asked_and_that_papers_were_picked_one_by_one(session, tmp_path):
    session.toggle("c")

    shown, picked = (written(Export(session), what, ".bib", tmp_path).read_text() for what in ("shown", "picked"))

    assert "% Query: Query(text='recursive', sort=('-upvotes',))\n" in shown
    assert "% Query: none; the papers were picked one by one\n" in picked


def test_the_readers_own_columns_go_along(tmp_path):
    session = Session(ex.annotate(frames.plain(), tmp_path / "list.notes.jsonl"))
    for field, value in {"status": "to read", "stars": 4, "note": "Again.", "tag": "trees"}.items():
        session.note(Change("b", field, value))

    loaded = ex.load(written(Export(session), "shown", ".csv", tmp_path), quiet=True)

    own = {"status": "to read", "stars": 4, "note": "Again.", "tags": ["trees"]}
    assert loaded.loc["b", list(own)].to_dict() == own


def test_what_a_format_does_not_hold_is_said(session, tmp_path, monkeypatch):
    held = frozenset({"title", "abstract", "authors"})
    narrow = dataclasses.replace(writing(".csv", ""), name="A list", holds=held, keeps=None)
    monkeypatch.setattr("explorer.widgets.export.writing", lambda *_: narrow)
    export = Export(session)

    written(export, "shown", ".csv", tmp_path)

    assert export.lost == "A list does not hold year, keywords, venue, published, upvotes, code_url."


def test_what_would_be_written_is_counted(session):
    export = Export(session)

    session.toggle("a")
    session.query = Query(text="graphs")

    assert (export.offers["shown"], export.offers["picked"]) == ("1 of 4 papers", 1)


def test_the_code_makes_the_same_selection(capsys):
    papers = ex.load(quiet=True)
    facts = ex.extract(papers)
    session = Session(ex.enrich(papers, facts), facts, query=Query(text="recursive", among={"topics": ("vision",)}))
    made = {}

    exec(Export(session).offers["code"], made)

    assert list(made["selected"].index) == list(session.selected.index)
    assert "36 papers read" in capsys.readouterr().out


def test_the_code_makes_the_whole_view_again(capsys):
    papers = ex.load(quiet=True)
    facts = ex.extract(papers)
    session = Session(ex.enrich(papers, facts), facts, query=Query("recursive"), picked=tuple(papers.index[:2]))
    session.tell(papers.index[3], "abstract", 4, 12)
    session.groups = {"trees": Query("tree", has=("code_url",))}
    session.pinned = (ex.charts.Count("topics", limit=3), ex.charts.Lengths())
    session.choose("plot", "charts.Lengths()")
    made = {}

    exec(Export(session).offers["code"], made)

    assert made["session"].view == session.view
    assert "36 papers read" in capsys.readouterr().out


def test_the_code_of_a_ledger_makes_the_same_rows():
    papers = ex.load(quiet=True)
    facts = ex.extract(papers)
    session = Session(ex.ledger(ex.enrich(papers, facts), facts), query=Query(among={"unit": ("%",)}))
    made = {}

    exec(Export(session).offers["code"], made)

    assert list(made["selected"].index) == list(session.selected.index)


@pytest.mark.parametrize("name", frames.UGLY)
@pytest.mark.parametrize("suffix", files())
def test_ugly_frames_can_be_written(name, suffix, tmp_path):
    session = Session(frames.ugly(name))

    file = written(Export(session), "shown", suffix, tmp_path)

    assert (
        list(ex.load(file, quiet=True).index) == list(session.papers.index) if len(session.papers) else file.exists()
    )
