"""The short form of a long address."""

from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer import short
from explorer.errors import LinkError

PAIRS = [("q", "recursive transformer"), ("is.topics", "vision"), ("pick", "2103.00020"), ("show.rows", "")]
DAMAGED = "This link is damaged: a part of it was changed or cut. Ask for it again."


def packed(text):
    packer = zlib.compressobj(zdict=short._WORDS)
    return f"1{base64.urlsafe_b64encode(packer.compress(text) + packer.flush()).decode().rstrip('=')}"


def read(written):
    return short.lengthened(written.removeprefix("v="))


@given(
    st.lists(
        st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
    )
)
def test_what_is_written_is_read(pairs):
    kept = [(key, value) for key, value in pairs if key != "v"]

    assert read(short.shortened(pairs)) == kept


def test_half_a_surrogate_pair_becomes_a_question_mark():
    assert read(short.shortened([("q", "a\ud800")])) == [("q", "a?")]


def test_a_link_of_an_earlier_day_is_still_read():
    link = "v=1ePnTo0hfA6Ki1OTSouLMslQFoIl5xWn5RbmpRZiJDmqmgbGegYGBkQEAcz8UBw"

    assert read(link) == [("q", "recursive transformer"), ("is.topics", "vision"), ("pick", "2103.00020")]


def test_many_picks_become_few_characters():
    picks = [("pick", f"2{at:03}.{at * 7919 % 100_000:05}") for at in range(200)]

    assert len(short.shortened(picks)) < 1_500


@pytest.mark.parametrize("at", range(2, 24, 3))
def test_a_letter_that_changed_is_noticed(at):
    written = short.shortened(PAIRS).removeprefix("v=")
    changed = f"{written[:at]}{'A' if written[at] != 'A' else 'B'}{written[at + 1 :]}"

    with pytest.raises(LinkError) as error:
        short.lengthened(changed)

    assert str(error.value) == DAMAGED


@pytest.mark.parametrize("written", ["", "1", "1!", "1é", "1AAAA", short.shortened(PAIRS)[2:-6], packed(b"\xff=\xff")])
def test_what_is_no_link_is_refused_in_a_sentence(written):
    with pytest.raises(LinkError) as error:
        short.lengthened(written)

    assert str(error.value) == DAMAGED


def test_another_version_is_said():
    with pytest.raises(LinkError) as error:
        short.lengthened("2AAAA")

    assert str(error.value) == "This link was made by another version of explorer, and cannot be read by this one."


def test_a_bomb_is_refused_before_it_unfolds():
    with pytest.raises(LinkError) as error:
        short.lengthened(packed(b"q=" + b"a" * 50_000_000))

    assert str(error.value) == "This link stands for more than any view holds, and is not read."


def test_a_short_form_inside_another_is_not_read():
    assert short.lengthened(packed(b"q=a&v=1AAAA")) == [("q", "a")]


@given(st.text())
def test_whatever_stands_there_gives_parts_or_a_sentence(written):
    parts = said = None

    try:
        parts = short.lengthened(written)
    except LinkError as error:
        said = str(error)

    assert isinstance(parts, list) or said.endswith(".")
