"""What is near the open paper, in the reading pane."""

from __future__ import annotations

import asyncio

import frames
import pytest

import explorer as ex
from explorer.search import meaning, vectors, weighed
from explorer.search.similar import words_of
from explorer.session import Session
from explorer.widgets import Paper, near


@pytest.fixture
def session():
    return Session(ex.conform([
        {"id": "a", "title": "Quokka wombats"},
        {"id": "b", "title": "A quokka", "abstract": "Wombats?"},
        {"id": "c", "title": "Numbats"},
    ]))  # fmt: skip


@pytest.fixture
def without_meaning(monkeypatch):
    monkeypatch.setattr(meaning, "is_at_hand", lambda: False)


@pytest.fixture
def with_meaning(monkeypatch):
    """Give papers vectors without a model: what lies beside each other means the same."""
    monkeypatch.setattr(meaning, "is_at_hand", lambda: True)
    monkeypatch.setattr(vectors, "are_kept", lambda _: False)
    monkeypatch.setattr(vectors, "question", lambda _: "Reading takes 9 minutes here.")


async def settled(pane, is_so):
    """Wait until the pane shows what it should."""
    shown = asyncio.Event()
    pane.observe(lambda change: shown.set() if is_so(change["new"]) else None, "near")
    if not is_so(pane.near):
        await asyncio.wait_for(shown.wait(), 30)
    return pane.near


@pytest.mark.usefixtures("without_meaning")
def test_the_near_papers_are_shown_with_the_words_that_both_write(session):
    session.reading = "a"

    pane = Paper(session)

    assert pane.near == {
        "id": "a", "offered": False, "meaning": False, "question": "", "status": "", "done": 0,
        "papers": [{"id": "b", "title": [{"text": "A quokka"}], "shared": ["quokka", "Wombats"]}],
    }  # fmt: skip


@pytest.mark.usefixtures("without_meaning")
def test_they_follow_the_paper_that_is_open(session):
    pane = Paper(session)

    pane.receive({"do": "read", "id": "c"})

    assert session.reading == "c"
    assert (pane.near["id"], pane.near["papers"]) == ("c", [])


@pytest.mark.usefixtures("without_meaning")
def test_they_are_found_once_however_often_the_query_changes(session, monkeypatch):
    found = []
    monkeypatch.setattr(near, "similar", lambda papers, *_, **__: found.append(1) or papers.assign(shared=[[]] * 3))
    session.reading = "a"
    Paper(session)

    session.query = ex.Query(text="quo")
    session.query = ex.Query(text="quokka")

    assert found == [1]


@pytest.mark.usefixtures("without_meaning")
def test_the_pane_is_there_before_what_is_near(session, monkeypatch):
    monkeypatch.setattr(near, "FEW", 0)

    async def opened():
        pane = Paper(session)
        first = (pane.paper["id"], pane.near)
        reading = await settled(pane, lambda shown: shown.get("status"))
        return first, reading["status"], await settled(pane, lambda shown: shown.get("papers") is not None)

    first, status, last = asyncio.run(opened())

    assert first == ("a", {})
    assert status == "Reading 3 papers…"
    assert [paper["id"] for paper in last["papers"]] == ["b"]
    assert words_of.known(session.papers) is not None


@pytest.mark.usefixtures("with_meaning")
def test_very_many_papers_are_read_by_meaning_once_the_reader_says_so(session, monkeypatch):
    monkeypatch.setattr(vectors, "ASK", 2)
    allowed = []
    monkeypatch.setattr(vectors, "vectors", lambda papers, tell: allowed.append(len(papers)) or tell(2, 3))

    async def asked():
        pane = Paper(session)
        pane.receive({"do": "meaning", "on": True})
        question = await settled(pane, lambda shown: shown.get("question"))
        before = list(allowed)
        pane.receive({"do": "allow"})
        return question, before, await settled(pane, lambda shown: "by meaning" in shown.get("status", ""))

    question, before, reading = asyncio.run(asked())

    assert (question["question"], before) == ("Reading takes 9 minutes here.", [])
    assert [paper["id"] for paper in question["papers"]] == ["b"]
    assert allowed[0] == 3
    assert (reading["status"], reading["done"]) == ("2 of 3 papers read by meaning", 2 / 3)


@pytest.mark.usefixtures("without_meaning")
def test_words_of_very_many_papers_are_read_once_the_reader_says_so(session, monkeypatch):
    monkeypatch.setattr(near, "FEW", 0)
    monkeypatch.setattr(weighed, "ASK", 2)

    async def asked():
        pane = Paper(session)
        question = await settled(pane, lambda shown: shown.get("question"))
        pane.receive({"do": "allow"})
        return question, await settled(pane, lambda shown: shown.get("papers"))

    question, last = asyncio.run(asked())

    assert question["question"] == "Reading the words of 3 papers takes about 1 minute here."
    assert question["papers"] is None
    assert [paper["id"] for paper in last["papers"]] == ["b"]


@pytest.mark.usefixtures("with_meaning")
def test_the_choice_lives_in_the_address_and_goes_both_ways(session, monkeypatch):
    monkeypatch.setattr(near, "similar", lambda papers, *_, meaning, **__: papers.assign(shared=[[str(meaning)]] * 3))
    pane = Paper(session)

    pane.receive({"do": "meaning", "on": True})
    chosen = (dict(session.choices), pane.near["meaning"])
    session.choices = {}

    assert chosen == ({"near": ("meaning",)}, True)
    assert pane.near["meaning"] is False


@pytest.mark.parametrize("name", frames.UGLY)
@pytest.mark.usefixtures("without_meaning")
def test_ugly_frames_have_a_pane(name):
    session = Session(frames.ugly(name))

    Paper(session)

    assert session.problem == ""
