"""The list of cards."""

from __future__ import annotations

import frames
import pytest

import explorer as ex
from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Papers


@pytest.fixture
def session():
    return Session(frames.plain())


def ids(papers):
    return [row["id"] for row in papers.view["rows"]]


def sent(papers):
    messages = []
    papers.send = lambda message, buffers=None: messages.append(message)  # noqa: ARG005
    return messages


def test_the_list_states_its_count(session):
    papers = Papers(session)

    session.query = Query(text="recursive")

    assert papers.view["count"] == "2 of 4 papers"
    assert ids(papers) == ["a", "b"]


def test_a_card_marks_its_matches_and_carries_badges_and_links(session):
    session.query = Query(text="recursive venue:eccv")

    (card,) = Papers(session).view["rows"]

    assert card["title"] == [
        {"text": "Sliced "},
        {"text": "Recursive", "kind": "hit", "note": ""},
        {"text": " Transformer"},
    ]
    assert card["authors"] == "Zhiqiang Shen, Eric Xing"
    assert [badge["text"] for badge in card["badges"]] == ["2021-11-09", "ECCV", "3 upvotes"]
    assert card["links"] == [{"label": "code", "url": "https://github.com/szq0214/SReT"}]


def test_only_web_links_become_links(session):
    assert Papers(session).view["rows"][3]["links"] == []


def test_only_a_window_is_sent_and_more_on_demand():
    many = ex.conform([{"id": f"p{n}", "title": f"Paper {n}", "abstract": "x"} for n in range(500)])
    papers = Papers(Session(many))
    messages = sent(papers)

    papers.receive({"do": "window", "version": papers.view["version"], "start": 400, "stop": 420})

    assert len(papers.view["rows"]) == 30
    assert [row["id"] for row in messages[0]["rows"]] == [f"p{n}" for n in range(400, 420)]


def test_a_window_of_an_earlier_answer_is_not_sent(session):
    papers = Papers(session)
    messages = sent(papers)

    papers.receive({"do": "window", "version": papers.view["version"] - 1, "start": 0, "stop": 9})

    assert messages == []


def test_an_opened_card_gets_the_whole_abstract(session):
    papers = Papers(session)
    messages = sent(papers)

    papers.receive({"do": "open", "id": "b"})

    assert messages == [{"id": "b", "abstract": [{"text": "A recursive network, and a deep one."}]}]


def test_a_match_far_into_an_abstract_shows_in_the_snippet():
    papers = ex.conform([{"id": "a", "title": "T", "abstract": "filler " * 200 + "needle in it"}])
    session = Session(papers, query=Query(text="needle"))

    assert {"text": "needle", "kind": "hit", "note": ""} in Papers(session).view["rows"][0]["snippet"]


def test_picks_and_reading_go_both_ways(session):
    papers = Papers(session)

    papers.receive({"do": "pick", "id": "b"})
    papers.receive({"do": "read", "id": "c"})
    session.toggle("d")

    assert (session.picked, session.reading) == (("b", "d"), "c")
    assert (papers.picked, papers.reading) == (["b", "d"], "c")


def test_sorting_changes_the_query(session):
    papers = Papers(session)

    papers.receive({"do": "sort", "by": "-upvotes"})

    assert session.query == Query(sort=("-upvotes",))
    assert ids(papers) == ["b", "a", "d", "c"]


def test_only_orders_that_the_papers_have_are_offered(session):
    assert [offer["by"] for offer in Papers(session).view["sorts"]] == ["", "title", "-year", "-published", "-upvotes"]


def test_an_empty_list_says_why_and_each_way_back_works(session):
    papers = Papers(session)
    session.query = Query(text="zebra", among={"venue": ("ICLR",)})
    empty = papers.view

    papers.receive({"do": "clear", "what": "text"})
    found = papers.view["count"]
    papers.receive({"do": "clear", "what": "rest"})

    assert (empty["total"], empty["text"], empty["narrowed"]) == (0, "zebra", True)
    assert (found, papers.view["count"]) == ("2 of 4 papers", "4 of 4 papers")


def test_an_empty_list_names_a_field_that_is_none(session):
    papers = Papers(session)

    session.query = Query(text="nosuch:graphs title:zebra")

    assert papers.view["strange"] == (
        "No field can be searched as nosuch:; known: title:, abstract:, author:, venue:, keyword:"
    )


def test_a_list_that_is_not_empty_finds_nothing_strange(session):
    papers = Papers(session)

    session.query = Query(text="-nosuch:graphs")

    assert papers.view["strange"] == ""


def test_an_error_in_a_callback_is_logged_and_told_in_one_sentence(session, caplog, numbered):
    papers = Papers(session)

    papers._hear(None, {"do": "open", "id": "gone"}, [])

    assert session.problem == f"Papers failed: No paper 'gone' in this list. (Error {numbered}.)"
    assert "PaperError" in caplog.text
    assert caplog.records[0].fields == {"error": numbered}


def test_an_error_in_one_view_keeps_no_other_from_following(session, caplog, numbered):
    broken, papers = Papers(session), Papers(session)
    broken.watch = lambda: 1 / 0

    session.query = Query(text="recursive")

    assert papers.view["count"] == "2 of 4 papers"
    assert session.problem == f"Papers failed: division by zero. (Error {numbered}.)"
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_become_cards(name):
    papers = frames.ugly(name)

    assert len(Papers(Session(papers)).view["rows"]) == len(papers)


def test_many_authors_are_counted_not_listed():
    (card,) = Papers(Session(frames.ugly("many authors"))).view["rows"]

    assert card["authors"] == "A. 0, A. 1, A. 2 and 661 more"
