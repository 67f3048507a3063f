"""A text cut for the front end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.widgets.segments import Mark, cut

TEXT = r"We gain 0.6\% on g^nConv."


def test_a_text_without_marks_and_debris_is_one_segment():
    assert cut("Plain words.") == [{"text": "Plain words."}]


def test_marks_cut_the_text_and_overlap():
    segments = cut("abcdef", [Mark(0, 4, "fact", "one"), Mark(2, 6, "hit")])

    assert segments == [
        {"text": "ab", "kind": "fact", "note": "one"},
        {"text": "cd", "kind": "fact hit", "note": "one"},
        {"text": "ef", "kind": "hit", "note": ""},
    ]


def test_debris_is_repaired_and_what_is_stored_is_kept():
    repaired = [segment for segment in cut(TEXT) if "stored" in segment]

    assert repaired == [{"text": "0.6%", "stored": r"0.6\%"}, {"text": "gⁿConv", "stored": "g^nConv"}]


def test_a_mark_that_touches_a_repair_covers_it_whole():
    marked = [segment for segment in cut(TEXT, [Mark(8, 10, "result")]) if "kind" in segment]

    assert marked == [{"text": "0.6%", "kind": "result", "note": "", "stored": r"0.6\%"}]


@pytest.mark.parametrize("field", ["title", "abstract"])
@given(text=st.text(), spans=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)), max_size=4))
def test_the_stored_text_can_always_be_put_together_again(field, text, spans):
    marks = [Mark(start, min(start + size, len(text)), "x") for start, size in spans if start < len(text)]

    segments = cut(text, marks, field)

    assert "".join(segment.get("stored", segment["text"]) for segment in segments) == text


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30))))
def test_a_piece_has_the_kinds_of_all_marks_over_it(places):
    marks = [Mark(start, start + length, str(at)) for at, (start, length) in enumerate(places)]

    at = 0
    for segment in cut("Plain words without any debris.", marks):
        end = at + len(segment["text"])
        over = {mark.kind for mark in marks if mark.start < end and mark.end > at}
        assert set(segment.get("kind", "").split()) == over
        at = end


def test_a_text_of_very_many_marks_is_cut_in_time():
    text = "word " * 20_000

    segments = cut(text, [Mark(at, at + 4, "own") for at in range(0, len(text), 5)])

    assert len(segments) == 40_000
