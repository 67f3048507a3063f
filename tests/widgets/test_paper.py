"""The reading pane."""

from __future__ import annotations

import frames
import pytest

import explorer as ex
from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Paper


@pytest.fixture
def session():
    return Session(frames.plain())


def test_the_first_selected_paper_is_open_until_another_is(session):
    pane = Paper(session)
    first = pane.paper["id"]

    session.query = Query(text="graphs")
    narrowed = pane.paper["id"]
    session.reading = "b"

    assert (first, narrowed, pane.paper["id"]) == ("a", "c", "b")


def test_every_field_that_is_stated_is_shown_in_words(session):
    session.reading = "b"

    fields = {field["label"]: field["text"] for field in Paper(session).paper["fields"]}

    assert fields == {
        "year": "2023",
        "authors": "Ada Lovelace",
        "keywords": "theory",
        "venue": "ICLR",
        "published": "2023-02-01",
        "upvotes": "12",
        "id": "b",
    }


def test_a_paper_without_an_abstract_says_so(session):
    session.reading = "d"

    assert Paper(session).paper["abstract"] == [{"text": "No abstract"}]


def test_only_web_links_can_be_followed(session):
    session.reading = "d"

    code = next(field for field in Paper(session).paper["fields"] if field["label"] == "code")

    assert code == {"label": "code", "text": "javascript:alert(1)", "url": None, "said": ""}


def test_picking_goes_both_ways(session):
    pane = Paper(session)

    pane.receive({"do": "pick", "id": "a"})

    assert session.picked == ("a",)
    assert pane.picked is True


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_can_be_read(name):
    papers = frames.ugly(name)

    assert bool(Paper(Session(papers)).paper) == bool(len(papers))


def test_a_value_read_from_the_text_is_shown_with_its_words():
    papers = ex.conform(
        [{"id": "a", "title": "Trees", "abstract": "Code is at github.com/a/trees. It is 30% faster."}]
    )
    facts = ex.extract(papers)
    session = Session(ex.enrich(papers, facts), facts)

    fields = {field["label"]: field for field in Paper(session).paper["fields"]}

    assert (fields["code"]["url"], fields["code"]["said"]) == ("https://github.com/a/trees", "“github.com/a/trees”")
    assert (fields["claims"]["text"], fields["claims"]["said"]) == ("measured", "“30%”")
