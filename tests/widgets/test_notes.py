"""What a fact says in a line."""

from __future__ import annotations

import pytest

import explorer as ex
from explorer.facts.of_papers import of_papers
from explorer.widgets.notes import marks, note

ABSTRACT = "We propose the Sliced Recursive Transformer (SReT). It improves accuracy on ImageNet-1K by 2.5%."


@pytest.fixture(scope="module")
def facts():
    return ex.extract(ex.conform([{"id": "a", "title": "Sliced Recursive Transformer", "abstract": ABSTRACT}]))


def said(facts, kind):
    return [note(fact) for fact in facts[facts["kind"] == kind].to_dict("records")]


def test_an_acronym_says_what_it_stands_for(facts):
    assert said(facts, "acronym") == ["acronym: stands for Sliced Recursive Transformer, this paper's own"]


def test_a_result_says_its_value_its_metric_and_where_it_holds(facts):
    assert said(facts, "result") == ["result: 2.5 %, delta, gain, increase, of accuracy, on ImageNet-1K"]


def test_marks_stand_where_the_facts_stand(facts):
    (figure,) = [mark for mark in marks(facts, "a", "abstract") if mark.kind == "fact result"]

    assert ABSTRACT[figure.start : figure.end] == "2.5%"


def test_the_facts_of_some_papers_are_found_among_all():
    papers = ex.conform([{"id": name, "title": f"{name.upper()}Net: a net", "abstract": ABSTRACT} for name in "abc"])
    facts = ex.extract(papers)

    found = of_papers(facts, ["c", "a", "gone"])

    assert found.equals(facts[facts["paper"].isin(["a", "c"])])
    assert len(of_papers(facts, [])) == 0


def test_a_session_without_facts_marks_nothing():
    assert marks(None, "a", "abstract") == []
