"""What a reader may say of a paper, and what a record says then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import NotesError
from explorer.own.both import merged
from explorer.own.change import Change, applied, said

AT = "2026-01-02T03:04:05Z"


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("status", "skimmed", "'skimmed' is no status; known: to read, read, dropped."),
        ("status", ["read"], "['read'] is no status; known: to read, read, dropped."),
        ("stars", 6, "6 is no number of stars from 1 to 5."),
        ("stars", True, "True is no number of stars from 1 to 5."),
        ("stars", 2.5, "2.5 is no number of stars from 1 to 5."),
        ("tag", "  ", "A tag is a text of 1 to 60 characters."),
        ("tag", "x" * 61, "A tag is a text of 1 to 60 characters."),
        ("untag", 3, "A tag is a text of 1 to 60 characters."),
        ("note", 3, "A note is text."),
        ("note", "x" * 20_001, "A note has 20,000 characters at most; this one has 20,001."),
        ("title", "x", "Nothing is noted under 'title'; known: tag, untag, status, stars, note."),
    ],
)
def test_what_a_field_cannot_hold_is_refused(field, value, problem):
    with pytest.raises(NotesError) as error:
        Change("a", field, value)

    assert str(error.value) == problem


def test_a_change_says_who_and_when_and_keeps_what_it_does_not_know():
    record = {"id": "a", "mood": {"x": 1}, "tags": ["old"], "changes": {"note": {"at": "earlier"}}}

    now = applied(
        applied(record, Change("a", "tag", " much  read ", by=" Ann\n"), AT), Change("a", "untag", "old"), AT
    )

    assert list(now) == ["id", "tags", "mood", "changes"]
    assert (now["tags"], now["mood"]) == (["much read"], {"x": 1})
    assert now["changes"] == {
        "note": {"at": "earlier"},
        "tags": {"much read": {"by": "Ann", "at": AT}, "old": {"at": AT, "removed": True}},
    }


def test_what_is_cleared_leaves_no_empty_value():
    record = {"id": "a", "status": "read", "stars": 3, "tags": ["x"], "note": "n"}
    clearing = [Change("a", "status"), Change("a", "stars"), Change("a", "untag", "x"), Change("a", "note", " ")]

    for change in clearing:
        record = applied(record, change, AT)

    assert said(record) == {}
    assert list(record) == ["id", "changes"]


def test_tags_have_a_limit():
    with pytest.raises(NotesError) as error:
        applied({"id": "a", "tags": [str(n) for n in range(100)]}, Change("a", "tag", "one more"), AT)

    assert str(error.value) == "A paper has 100 tags at most."


def test_a_note_that_another_changed_meanwhile_holds_both():
    record = {"id": "a", "note": "Start here. Then read on."}

    now = applied(record, Change("a", "note", "Start here. Fine.", was="Start here."), AT)

    assert now["note"] == "Start here. Then read on. Fine."


@given(*[st.lists(st.sampled_from(["a", "b", "c", "\n\n", "d"]), max_size=8).map(" ".join) for _ in range(3)])
def test_no_word_that_either_of_two_wrote_is_lost(was, theirs, mine):
    both = merged(was, theirs, mine)

    written = (set(theirs.split()) | set(mine.split())) - set(was.split())
    assert written <= set(both.split())


def test_two_long_notes_stand_below_each_other_at_once():
    was = "a b " * 4_000
    theirs, mine = ("b a " * 4_000 + name for name in ("theirs", "mine"))

    assert merged(was, theirs, mine) == f"{theirs}\n\n{mine}"


def test_a_few_words_in_a_long_note_are_put_where_they_were_written():
    start, end = "One two three. " * 900, " Four five six." * 900

    both = merged(f"{start}Middle.{end}", f"{start}Their middle.{end}", f"{start}Middle of mine.{end}")

    assert both == f"{start}Their middle. Middle of mine.{end}"


@given(st.text(), st.text())
def test_one_writer_alone_writes_what_they_wrote(was, mine):
    assert merged(was, was, mine) == mine
    assert merged(was, mine, was) == mine


@pytest.mark.parametrize("value", ["\ud800", "a\0b"])
def test_a_text_that_no_file_takes_is_mended(value):
    assert Change("a", "note", value).value.encode()
