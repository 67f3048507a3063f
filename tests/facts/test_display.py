from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from explorer.facts.display import segments, shown, stored


def test_a_text_is_shown_repaired():
    assert shown("A f^nConv costs 0.6\\% more~ann2020fox.") == "A fⁿConv costs 0.6% more [ann 2020]."


def test_a_shown_stretch_leads_to_the_stored_characters():
    text = "A f^nConv costs 0.6\\% more."
    parts = segments(text)
    at = shown(text).index("costs")

    start, end = stored(parts, at, at + len("costs"))

    assert text[start:end] == "costs"


def test_a_stretch_inside_a_repair_leads_to_the_whole_of_it():
    text = "A f^nConv net"
    at = shown(text).index("ⁿ")

    start, end = stored(segments(text), at, at + 1)

    assert text[start:end] == "f^nConv"


@given(st.text(alphabet='ab^_{}\\~$%`" -(1:', max_size=80))
def test_segments_tile_the_stored_text(text):
    parts = segments(text)

    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(one.end == after.start for one, after in pairwise(parts))
