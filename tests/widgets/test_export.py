"""The way out."""

from __future__ import annotations

import frames
import pandas as pd
import pytest

import explorer as ex
from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Export


@pytest.fixture
def session():
    return Session(frames.plain(), query=Query(text="recursive", sort=("-upvotes",)))


def written(export, what, suffix, folder):
    sent = []
    export.send = lambda message, buffers: sent.append((message["name"], buffers[0]))
    export.receive({"do": "file", "what": what, "suffix": suffix})
    ((name, held),) = sent
    (folder / name).write_bytes(held)
    return folder / name


@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_a_file_holds_what_is_on_screen_in_its_order(session, suffix, tmp_path):
    file = written(Export(session), "shown", suffix, tmp_path)

    loaded = ex.load(file, quiet=True)

    assert file.name == f"papers-2-of-4{suffix}"
    assert list(loaded.index) == ["b", "a"]
    pd.testing.assert_series_equal(loaded["keywords"], session.selected["keywords"])


def test_picked_papers_alone_can_be_written(session, tmp_path):
    session.toggle("c")
    session.toggle("a")

    loaded = ex.load(written(Export(session), "picked", ".csv", tmp_path), quiet=True)

    assert list(loaded.index) == ["c", "a"]


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
@pytest.mark.parametrize("suffix", [".csv", ".jsonl", ".parquet"])
def test_ugly_frames_can_be_written(name, suffix, tmp_path):
    session = Session(frames.ugly(name))

    file = written(Export(session), "shown", suffix, tmp_path)

    assert (
        list(ex.load(file, quiet=True).index) == list(session.papers.index) if len(session.papers) else file.exists()
    )
