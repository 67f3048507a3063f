"""Picked papers side by side."""

from __future__ import annotations

import frames
import pytest

import explorer as ex
from explorer.session import Session
from explorer.widgets import Compare

TEXTS = [
    {
        "id": "a",
        "title": "FooNet: Object Detection with Trees",
        "abstract": "We propose FooNet. It gains 5% in accuracy on COCO. Code is at github.com/foo/foonet.",
        "reviewed": False,
        "venue": "ICLR",
    },
    {"id": "b", "title": "BarNet", "abstract": "We propose BarNet. Trees gain 7% in accuracy.", "venue": "ICLR"},
    {"id": "c", "title": "g^nConv nets"},
    *({"id": f"p{n}", "title": f"Paper {n}"} for n in range(5)),
]


@pytest.fixture(scope="module")
def papers():
    return ex.conform(TEXTS)


@pytest.fixture(scope="module")
def facts(papers):
    return ex.extract(papers)


@pytest.fixture
def session(papers, facts):
    return Session(papers, facts)


@pytest.fixture
def compared(session):
    session.picked = ("a", "b")
    return Compare(session)


def row(widget, name):
    return next(line for line in widget.board["lines"] if line["row"] == name)


def boards(widget):
    seen = []
    widget.observe(lambda change: seen.append(change["new"]), "board")
    return seen


def test_nothing_is_compared_until_two_are_picked(session):
    compare = Compare(session)
    empty = compare.board

    session.toggle("c")

    assert (empty["papers"], empty["lines"]) == ([], [])
    assert compare.board["papers"] == [{"id": "c", "title": "gⁿConv nets"}]
    assert compare.board["lines"] == []


def test_picked_papers_stand_side_by_side(compared):
    assert [paper["title"] for paper in compared.board["papers"]] == [TEXTS[0]["title"], "BarNet"]
    assert row(compared, "reviewed") == {
        "row": "reviewed",
        "name": "reviewed",
        "note": "",
        "differs": True,
        "cells": [{"text": "no", "stated": True}, {"text": "not stated", "stated": False}],
    }
    assert row(compared, "venue")["differs"] is False


def test_rows_that_differ_come_first_and_those_that_agree_are_counted(compared):
    differs = [line["differs"] for line in compared.board["lines"]]

    assert differs == sorted(differs, reverse=True)
    assert compared.board["agree"] == f"{differs.count(False)} rows where all agree, 4 of them stated by none"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["venue"], "1 row where all agree"),
        (["year"], "1 row where all agree: no paper states it"),
        (["year", "methods"], "2 rows where all agree: no paper states them"),
        (["reviewed"], "0 rows where all agree"),
    ],
)
def test_what_folds_away_is_named(session, rows, said):
    session.picked = ("a", "b")

    assert Compare(session, rows).board["agree"] == said


def test_one_pick_compares_once(session, compared):
    seen = boards(compared)

    session.toggle("c")

    assert [[paper["id"] for paper in board["papers"]] for board in seen] == [["a", "b", "c"]]


def test_what_is_asked_of_the_list_compares_nothing_again(session, compared):
    seen = boards(compared)

    session.query = ex.Query(text="BarNet")

    assert seen == []
    assert len(compared.board["papers"]) == 2


def test_a_paper_is_taken_out_and_all_are(session, compared):
    compared.receive({"do": "drop", "id": "a"})
    first = session.picked
    compared.receive({"do": "clear"})

    assert (first, session.picked) == (("b",), ())


def test_an_example_is_the_first_three_of_the_list(session):
    compare = Compare(session)

    compare.receive({"do": "start"})

    assert session.picked == ("a", "b", "c")
    assert len(compare.board["papers"]) == 3


def test_more_than_six_are_cut_and_that_is_said(session):
    session.picked = tuple(paper["id"] for paper in TEXTS)

    board = Compare(session).board

    assert [paper["id"] for paper in board["papers"]] == ["a", "b", "c", "p0", "p1", "p2"]
    assert (board["picked"], board["most"]) == (8, 6)


def test_a_cell_shows_the_sentence_it_came_from_and_opens_its_paper_there(session, compared):
    figure = next(line["row"] for line in compared.board["lines"] if line["row"].startswith("figure: accuracy"))

    compared.receive({"do": "source", "row": figure, "paper": "a"})

    assert compared.source["label"] == "accuracy (%, increase, higher is better)"
    assert compared.source["values"] == [{"text": "5% on COCO", "url": None}]
    assert [one["field"] for one in compared.source["said"]] == ["abstract"]
    assert compared.source["said"][0]["text"] == [
        {"text": "It gains "},
        {"text": "5%", "kind": "quoted", "note": ""},
        {"text": " in accuracy on COCO."},
    ]
    start = TEXTS[0]["abstract"].index("It gains")
    assert session.fact == {"paper": "a", "field": "abstract", "start": start, "end": start + 32}
    assert session.reading == "a"


def test_a_cell_of_the_document_names_its_field(session, compared):
    compared.receive({"do": "source", "row": "venue", "paper": "b"})

    assert (compared.source["fields"], compared.source["said"]) == (["venue"], [])
    assert session.reading == "b"


def test_a_source_is_put_away_by_asking_again_by_closing_and_by_another_comparison(session, compared):
    ask = {"do": "source", "row": "venue", "paper": "b"}
    left = []

    for message in (ask, {"do": "close"}, {"do": "view", "view": "abstracts"}):
        compared.receive(ask)
        compared.receive(message)
        left.append(compared.source)
    compared.receive(ask)
    session.toggle("c")

    assert [*left, compared.source] == [{}, {}, {}, {}]


@pytest.mark.parametrize(("name", "paper"), [("venue", "p1"), ("colour", "a"), ("year", "a")])
def test_a_cell_that_is_not_there_shows_nothing(compared, name, paper):
    compared.receive({"do": "source", "row": name, "paper": paper})

    assert compared.source == {}


def test_an_address_can_be_followed(compared):
    compared.receive({"do": "source", "row": "code", "paper": "a"})

    url = "https://github.com/foo/foonet"
    assert compared.source["values"] == [{"text": url, "url": url}]
    assert row(compared, "code")["cells"][0]["text"] == "github.com/foo/foonet"


def test_rows_are_chosen(compared):
    compared.receive({"do": "rows", "rows": ["venue", "reviewed", "nonsense"]})
    some = [line["row"] for line in compared.board["lines"]]
    shown = [choice["row"] for choice in compared.board["rows"] if choice["shown"]]
    compared.receive({"do": "rows", "rows": [choice["row"] for choice in compared.board["rows"]]})

    assert (some, shown) == (["reviewed", "venue"], ["venue", "reviewed"])
    assert all(choice["shown"] for choice in compared.board["rows"])
    assert "rows=" not in compared.board["offers"]["code"]


def test_abstracts_are_cut_only_when_they_are_looked_at(compared):
    before = compared.pair

    compared.receive({"do": "view", "view": "abstracts"})

    assert before == {}
    assert [
        segment["text"] for segment in compared.pair["sides"][1]["abstract"] if segment.get("kind") == "shared"
    ] == [
        "propose",
        "gain",
        "accuracy",
    ]
    assert (compared.pair["shared"], compared.pair["own"]) == (3, [3, 2])


def test_any_two_of_the_papers_are_set_against_each_other(session, compared):
    session.toggle("c")
    compared.receive({"do": "view", "view": "abstracts"})

    compared.receive({"do": "pair", "ids": ["c", "a"]})
    chosen = [side["id"] for side in compared.pair["sides"]]
    session.toggle("c")

    assert chosen == ["c", "a"]
    assert [side["id"] for side in compared.pair["sides"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("form", "name", "begins"),
    [
        ("markdown", "compared-2-papers.md", b"|  | FooNet"),
        ("latex", "compared-2-papers.tex", b"% \\usepackage"),
        ("csv", "compared-2-papers.csv", b"\xef\xbb\xbfrow,differs,"),
        ("html", "compared-2-papers.html", b"<!doctype html>"),
    ],
)
def test_the_matrix_is_taken_away(compared, form, name, begins):
    sent = []
    compared.send = lambda message, buffers: sent.append((message["name"], buffers[0]))

    compared.receive({"do": "file", "form": form})

    assert [(one, held.startswith(begins)) for one, held in sent] == [(name, True)]


def test_the_code_makes_the_same_matrix():
    papers = ex.load(quiet=True)
    facts = ex.extract(papers)
    session = Session(ex.enrich(papers, facts), facts)
    session.picked = tuple(papers.index[:2])
    compare = Compare(session, ("task", "code"))
    made = {}

    exec(compare.board["offers"]["code"].replace("ex.load()", "ex.load(quiet=True)"), made)

    assert made["matrix"].equals(compare._matrix)


def test_an_unknown_paper_is_told_in_a_sentence(session, caplog, numbered):
    session.picked = ("a", "zz")

    Compare(session)

    assert session.problem == (
        f"Compare failed: No paper 'zz' among 8; an id is one of the papers' index. (Error {numbered}.)"
    )
    assert "CompareError" in caplog.text


def test_papers_without_facts_are_read_when_they_are_compared(papers):
    session = Session(papers)
    session.picked = ("a", "b")

    assert row(Compare(session), "name")["cells"][0] == {"text": "FooNet", "stated": True}


@pytest.mark.parametrize("name", frames.UGLY)
@pytest.mark.parametrize("view", ["matrix", "abstracts"])
def test_ugly_frames_are_compared(name, view):
    ugly = [{**record, "id": f"{record['id']}-{n}"} for n, record in enumerate(frames.UGLY[name])]
    papers = ex.conform([*frames.PLAIN[:2], *ugly])
    session = Session(papers, ex.extract(papers))
    compare = Compare(session)

    session.picked = tuple(papers.index)
    compare.receive({"do": "view", "view": view})

    assert session.problem == ""
    assert len(compare.board["papers"]) == len(papers)
    assert all(len(cell["text"]) <= 241 for line in compare.board["lines"] for cell in line["cells"])


def test_rows_view_pair_and_open_value_are_kept_and_come_back(papers, facts, session):
    session.picked = ("a", "b", "c")
    compare = Compare(session)
    compare.receive({"do": "rows", "rows": ["venue", "reviewed"]})
    compare.receive({"do": "source", "row": "reviewed", "paper": "a"})
    other = Session(papers, facts)
    shown = Compare(other)

    other.open(f"?{session.to_url()}")

    assert session.choices == {"rows": ("venue", "reviewed"), "cell": ("reviewed", "a")}
    assert shown.board == compare.board
    assert shown.source == compare.source


def test_a_pair_of_abstracts_comes_back(papers, facts, session):
    session.picked = ("a", "b", "c")
    compare = Compare(session)
    compare.receive({"do": "view", "view": "abstracts"})
    compare.receive({"do": "pair", "ids": ["c", "b"]})

    again = Compare(Session(papers, facts, picked=session.picked, choices=session.choices))

    assert session.choices == {"view": ("abstracts",), "pair": ("c", "b")}
    assert again.view == "abstracts"
    assert [side["id"] for side in again.pair["sides"]] == ["c", "b"]


def test_no_row_at_all_comes_back_too(papers, facts, session):
    session.picked = ("a", "b")
    Compare(session).receive({"do": "rows", "rows": []})

    again = Compare(Session(papers, facts, picked=session.picked, choices=session.choices))

    assert session.to_url() == "pick=a&pick=b&show.rows="
    assert again.board["lines"] == []


def test_choices_that_are_none_of_the_rows_are_passed_over(session, compared):
    session.choices = {"rows": ("bogus",), "view": ("upside down",), "pair": ("x",), "cell": ("y",)}

    assert compared.board["lines"]
    assert (compared.view, compared.source, session.problem) == ("matrix", {}, "")
