"""Facts of more papers than a reader would wait for."""

from __future__ import annotations

import frames
import pytest

import explorer as ex
from explorer.widgets import Compare, Export, Ledger, Paper
from explorer.widgets.report import Report

WHY = "Facts are not read of 4 papers; `explorer index` reads them once."


@pytest.fixture
def papers():
    return frames.plain()


@pytest.fixture
def facts(papers):
    return ex.extract(papers, at_most=3)


def test_of_too_many_papers_no_facts_are_read(facts):
    assert facts.empty
    assert facts.attrs == {"unread": WHY}


def test_of_as_many_papers_as_may_be_all_facts_are_read(papers):
    assert ex.extract(papers, at_most=4).equals(ex.extract(papers))


def test_papers_stay_as_they_are_without_facts(papers, facts):
    assert list(ex.enrich(papers, facts)) == list(papers)


def test_a_page_says_that_facts_are_not_read(papers, facts):
    report = Report(ex.Session(ex.enrich(papers, facts), facts))

    assert report.line.endswith(f". {WHY}")


def test_a_ledger_without_facts_is_empty_and_says_why(papers, facts):
    reader = ex.Session(ex.enrich(papers, facts), facts)
    session = ex.Session(ex.ledger(reader.papers, facts))

    assert Ledger(session, reader).view["total"] == 0
    assert Report(session).line.endswith(WHY)


def test_a_ledger_of_more_papers_than_may_be_is_empty_and_says_why(papers):
    facts = ex.extract(papers)
    reader = ex.Session(ex.enrich(papers, facts), facts)
    session = ex.Session(ex.ledger(reader.papers, facts, at_most=3))

    assert len(ex.ledger(reader.papers, facts, at_most=4)) == 4
    assert Ledger(session, reader).view["total"] == 0
    assert Report(session).line.endswith(
        "Claims are listed of 3 papers at most, and these are 4; save some of them and open these."
    )


def test_the_open_paper_is_read_all_the_same():
    papers = ex.conform([{"id": name, "title": "FooNet: a net", "abstract": "It is 30% faster."} for name in "abcd"])
    facts = ex.extract(papers, at_most=3)

    shown = Paper(ex.Session(ex.enrich(papers, facts), facts, reading="c")).paper

    assert shown["kinds"] == ["name", "result"]


def test_picked_papers_are_compared_all_the_same():
    papers = ex.conform([{"id": name, "title": "FooNet: a net", "abstract": "It is 30% faster."} for name in "abcd"])
    known, unread = ex.extract(papers), ex.extract(papers, at_most=3)

    boards = [Compare(ex.Session(papers, facts, picked=("a", "b"))).board for facts in (known, unread)]

    assert boards[0] == boards[1]


def test_the_code_of_a_view_reads_no_facts(papers, facts):
    code = Export(ex.Session(ex.enrich(papers, facts), facts)).offers["code"]

    assert "extract" not in code
