"""The list's order by meaning, too, and the papers near in meaning below it."""

from __future__ import annotations

import asyncio
import re

import numpy as np
import pytest

import explorer as ex
from explorer.search import meaning, vectors
from explorer.session import Session
from explorer.widgets import Export, Papers, meant

TITLES = {"a": "Quokka", "b": "Quokka, quokka", "c": "Small wallabies", "d": "Numbats", "e": "Quokka and wombats"}


@pytest.fixture
def session():
    return Session(ex.conform([{"id": name, "title": title} for name, title in TITLES.items()]))


@pytest.fixture
def with_meaning(monkeypatch):
    """Give papers a nearness without a model, and count how often it is asked for."""
    asked = []

    def nearness(papers, text):
        asked.append(text)
        return np.array([0.4, 0.5, 0.9, 0.1, 0.6])[: len(papers)]

    monkeypatch.setattr(meaning, "is_at_hand", lambda: True)
    monkeypatch.setattr(vectors, "are_kept", lambda _: False)
    monkeypatch.setattr(vectors, "question", lambda papers: f"Reading {len(papers)} papers takes 9 minutes here.")
    monkeypatch.setattr(vectors, "vectors", lambda papers, tell: tell and tell(2, len(papers)))
    monkeypatch.setattr(meant, "nearness", nearness)
    monkeypatch.setattr("explorer.session.nearness", nearness)
    return asked


@pytest.fixture
def without_meaning(monkeypatch):
    monkeypatch.setattr(meaning, "is_at_hand", lambda: False)


def ids(papers):
    return [row["id"] for row in papers.view["rows"]]


async def settled(papers, name, is_so):
    """Wait until the list shows what it should, and give that."""
    shown = asyncio.Queue()
    papers.observe(lambda change: shown.put_nowait(change["new"]) if is_so(change["new"]) else None, name)
    now = getattr(papers, name)
    return now if is_so(now) else await asyncio.wait_for(shown.get(), 30)


@pytest.mark.usefixtures("with_meaning")
def test_the_same_papers_come_in_an_order_by_words_and_meaning(session):
    papers = Papers(session)
    session.query = ex.Query(text="quokka")
    by_words = ids(papers)

    papers.receive({"do": "sort", "by": "meaning"})

    assert sorted(ids(papers)) == sorted(by_words) == ["a", "b", "e"]
    assert (by_words[0], ids(papers)[0]) == ("b", "b")
    assert (by_words[1], ids(papers)[1]) == ("a", "e")
    assert session.selected.index.tolist() == ids(papers)
    assert (papers.view["sort"], session.choices) == ("meaning", {"order": ("meaning",)})


@pytest.mark.usefixtures("with_meaning")
def test_another_order_takes_its_place_and_it_comes_back_from_a_link(session):
    papers = Papers(session)
    session.query = ex.Query(text="quokka")
    papers.receive({"do": "sort", "by": "meaning"})
    ordered, link = ids(papers), session.to_url()

    papers.receive({"do": "sort", "by": "title"})
    by_title = (ids(papers), dict(session.choices), papers.view["sort"])
    session.open(link)

    assert by_title == (["a", "e", "b"], {}, "title")
    assert (ids(papers), papers.view["sort"]) == (ordered, "meaning")


@pytest.mark.usefixtures("with_meaning")
def test_the_order_of_words_comes_back_where_the_choice_is_taken_away(session):
    papers = Papers(session)
    session.query = ex.Query(text="quokka")
    by_words = ids(papers)
    papers.receive({"do": "sort", "by": "meaning"})

    session.choices = {}

    assert (ids(papers), papers.view["sort"]) == (by_words, "")


def test_a_text_is_read_once_whatever_else_changes(session, with_meaning):
    papers = Papers(session)
    papers.receive({"do": "sort", "by": "meaning"})

    session.query = ex.Query(text="quokka")
    session.query = ex.Query(text="quokka", exclude={"title": ("Numbats",)})

    assert with_meaning == ["quokka"]
    assert session.is_arranged


def test_while_keys_are_pressed_nothing_is_read(session, with_meaning):
    async def typed():
        papers = Papers(session)
        papers.receive({"do": "sort", "by": "meaning"})
        for end in range(1, 7):
            session.query = ex.Query(text="quokka"[:end])
        before = list(with_meaning)
        await settled(papers, "view", lambda view: view["total"] == 3 and session.is_arranged)
        return before

    assert asyncio.run(typed()) == []
    assert with_meaning == ["quokka"]


@pytest.mark.usefixtures("with_meaning")
def test_export_writes_the_python_of_the_order(session):
    papers, export = Papers(session), Export(session)
    session.query = ex.Query(text="quokka")

    papers.receive({"do": "sort", "by": "meaning"})
    shown = {"given": session.papers}
    code = re.sub(r"ex\.load\(.*\)", "given", export.offers["code"])
    exec(compile(code, "export", "exec"), shown)

    assert shown["selected"].index.tolist() == ids(papers)


@pytest.mark.usefixtures("with_meaning")
def test_papers_near_in_meaning_stand_below_where_words_find_few(session):
    papers = Papers(session)

    session.query = ex.Query(text="wombats")

    assert [paper["id"] for paper in papers.meant["papers"]] == ["c", "b", "a"]
    assert papers.meant["papers"][0]["title"] == [{"text": "Small wallabies"}]
    assert ids(papers) == ["e"]


@pytest.mark.usefixtures("with_meaning")
def test_they_answer_what_else_is_asked(session):
    papers = Papers(session)

    session.query = ex.Query(text="nothing -small", among={"title": (TITLES["a"], TITLES["c"])})

    assert [paper["id"] for paper in papers.meant["papers"]] == ["a"]


@pytest.mark.usefixtures("with_meaning")
def test_a_near_paper_opens(session):
    papers = Papers(session)
    session.query = ex.Query(text="wombats")

    papers.receive({"do": "read", "id": papers.meant["papers"][0]["id"]})

    assert session.reading == "c"


@pytest.mark.parametrize("query", [ex.Query(), ex.Query(text="-quokka"), ex.Query(sort=("title",))])
def test_without_a_word_that_is_wanted_nothing_is_near(session, with_meaning, query):
    papers = Papers(session)

    session.query = query

    assert (papers.meant, with_meaning) == ({}, [])
    assert "meaning" not in [offer["by"] for offer in papers.view["sorts"]]


@pytest.mark.usefixtures("with_meaning")
def test_where_words_find_enough_nothing_is_told(session, monkeypatch):
    monkeypatch.setattr(meant, "FEW", 2)
    papers = Papers(session)

    session.query = ex.Query(text="quokka")

    assert papers.meant == {}


@pytest.mark.usefixtures("without_meaning")
def test_without_the_extra_there_is_no_such_order_and_nothing_near(session):
    papers = Papers(session)
    session.choices = {"order": ("meaning",)}

    session.query = ex.Query(text="quokka")

    assert [(offer["by"], offer["label"]) for offer in papers.view["sorts"]] == [("", "best fit"), ("title", "title")]
    assert (papers.view["sort"], papers.meant, session.is_arranged) == ("", {}, False)
    assert session.problem == ""


def test_very_many_papers_are_read_once_the_reader_says_so(session, with_meaning, monkeypatch):
    monkeypatch.setattr(vectors, "ASK", 4)

    async def asked():
        papers = Papers(session)
        session.query = ex.Query(text="quokka")
        papers.receive({"do": "sort", "by": "meaning"})
        question = await settled(papers, "meant", lambda shown: shown.get("question"))
        before = (list(with_meaning), session.is_arranged)
        papers.receive({"do": "allow"})
        status = await settled(papers, "meant", lambda shown: shown.get("status"))
        await settled(papers, "view", lambda _: session.is_arranged)
        return question, before, status

    question, before, status = asyncio.run(asked())

    assert (question["question"], question["by_order"]) == ("Reading 5 papers takes 9 minutes here.", True)
    assert before == ([], False)
    assert (status["status"], status["done"]) == ("2 of 5 papers read by meaning", 2 / 5)


def test_what_is_near_is_not_looked_for_unasked_among_more_than_a_few_seconds_of_papers(
    session, with_meaning, monkeypatch
):
    monkeypatch.setattr(meant, "UNASKED", 4)
    papers = Papers(session)

    session.query = ex.Query(text="wombats")

    assert (papers.meant["question"], with_meaning) == ("Reading 5 papers takes 9 minutes here.", [])


@pytest.mark.usefixtures("with_meaning")
def test_what_goes_wrong_is_told(session, monkeypatch, numbered):
    monkeypatch.setattr(vectors, "vectors", lambda *_: 1 / 0)
    Papers(session)

    session.query = ex.Query(text="wombats")

    assert session.problem == f"The search by meaning failed: division by zero. (Error {numbered}.)"


def test_what_was_asked_unasked_is_not_asked_of_an_order_that_few_papers_take(session, with_meaning, monkeypatch):
    monkeypatch.setattr(meant, "UNASKED", 4)
    papers = Papers(session)
    session.query = ex.Query(text="wombats")

    papers.receive({"do": "sort", "by": "meaning"})

    assert (papers.meant.get("question", ""), with_meaning, session.is_arranged) == ("", ["wombats"], True)


@pytest.mark.usefixtures("with_meaning")
def test_what_failed_midway_is_under_way_no_longer(session, monkeypatch, numbered):
    def breaks(papers, tell):
        tell(2, len(papers))
        raise ValueError("torn")

    monkeypatch.setattr(vectors, "vectors", breaks)

    async def told():
        papers = Papers(session)
        session.query = ex.Query(text="wombats")
        await settled(papers, "meant", lambda shown: shown.get("status"))
        return await settled(papers, "meant", lambda shown: not shown)

    assert asyncio.run(told()) == {}
    assert session.problem == f"The search by meaning failed: torn. (Error {numbered}.)"
