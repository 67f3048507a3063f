"""The search box."""

from __future__ import annotations

import frames
import pytest

from explorer.query import Query
from explorer.session import Session
from explorer.widgets import Search


@pytest.fixture
def session():
    return Session(frames.plain(), query=Query(text="recursive"))


def test_the_box_shows_the_text_of_the_query(session):
    assert Search(session).value == "recursive"


def test_typing_changes_the_query(session):
    search = Search(session)

    search.value = "graphs"

    assert session.query == Query(text="graphs")


def test_a_change_of_the_query_shows_in_the_box(session):
    search = Search(session)

    session.query = Query(text="trees")

    assert search.value == "trees"


def test_one_typed_character_selects_once(session):
    search = Search(session)
    told = []
    session.observe(told.append, "selected")

    search.value = "recursive t"

    assert len(told) == 1


def test_each_condition_is_a_chip_in_words(session):
    search = Search(session)

    session.query = Query(
        among={"venue": ("ICLR", None)},
        between={"year": (2021, None), "upvotes": (None, 3)},
        has=("code_url",),
        exclude={"keywords": ("theory",)},
    )

    assert [chip["label"] for chip in search.chips] == [
        "venue: not stated, ICLR",
        "keywords: not theory",
        "upvotes: up to 3",
        "year: from 2021",
        "code: stated",
    ]


def test_a_chip_takes_its_field_off_and_clearing_takes_all(session):
    search = Search(session)
    session.query = Query(text="recursive", among={"venue": ("ICLR",)}, has=("code_url",))

    search.receive({"do": "drop", "field": "venue"})
    dropped = session.query
    search.receive({"do": "clear"})

    assert dropped == Query(text="recursive", has=("code_url",))
    assert session.query == Query()
