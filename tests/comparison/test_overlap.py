"""The words that two texts share, and those that set them apart."""

from __future__ import annotations

import frames
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.comparison import overlap
from explorer.facts.vocabulary import terms

ONE = "We scale Graph models; the study of boxes is new."
OTHER = "Studies of a graph model and its box, in 3D."


def said(text, places):
    return [text[start:end] for start, end in places]


def test_shared_words_stand_where_they_are_written():
    shared = overlap(ONE, OTHER).shared

    assert said(ONE, shared[0]) == ["Graph", "models", "study", "boxes"]
    assert said(OTHER, shared[1]) == ["Studies", "graph", "model", "box"]


def test_words_of_one_text_alone_are_its_own():
    own = overlap(ONE, OTHER).own

    assert said(ONE, own[0]) == ["scale", "new"]
    assert said(OTHER, own[1]) == ["3D"]


def test_what_one_text_alone_says_again_is_telling():
    telling = overlap("Gated trees; a gate and gates, and trees.", "Trees have gated leaves.").telling

    assert telling == (((15, 19), (24, 29)), ())


def test_the_different_words_are_listed_as_first_written():
    assert overlap(ONE, OTHER).words == (("boxes", "graph", "models", "study"), ("new", "scale"), ("3d",))


@pytest.mark.parametrize(
    ("one", "other"),
    [("models", "model"), ("cases", "case"), ("sizes", "size"), ("losses", "loss"), ("approaches", "approach"),
     ("processes", "process"), ("boxes", "box"), ("studies", "study"), ("Transformer's", "transformer"),
     ("caches", "cache"), ("self-attention", "attention")],
)  # fmt: skip
def test_a_plural_and_a_part_of_a_compound_are_the_same_word(one, other):
    assert overlap(one, other).words[0] != ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("bias", "bia"), ("process", "proces"), ("corpus", "corpu"), ("analysis", "analysi"), ("training", "train"),
     ("gas", "ga"), ("Résumé", "resume")],
)  # fmt: skip
def test_other_endings_make_other_words(one, other):
    assert overlap(one, other).words[0] == ()


@pytest.mark.parametrize(
    "text",
    [
        "The one with which we are, for it is not.",
        "x 36% 2024 12.5",
        "",
        " – ,",
        "e.g. a b c",
        "https://a.org/code, github.com/code/x.",
    ],
)
def test_words_that_tell_nothing_are_never_marked(text):
    assert overlap(text, text).shared == ((), ())


def test_function_words_hold_no_content():
    assert terms("prose", "function_words").isdisjoint({"new", "novel", "model", "use", "show", "large"})


def test_letters_of_any_script_make_words():
    text = "Modèles שלום नमस्ते e\u0301te\u0301"

    assert said(text, overlap(text, text).shared[0]) == ["Modèles", "שלום", "नमस्ते", "e\u0301te\u0301"]


@given(st.text(), st.text())
def test_every_word_is_shared_or_a_texts_own_and_stands_alone(one, other):
    found = overlap(one, other)
    places = [*found.shared[0], *found.own[0]]

    assert all(0 <= start < end <= len(one) for start, end in places)
    assert len({at for place in places for at in range(*place)}) == sum(end - start for start, end in places)
    assert (not found.shared[0]) == (not found.shared[1]) == (not found.words[0])


@given(st.text(), st.text())
def test_the_order_of_two_texts_makes_no_difference(one, other):
    there, back = overlap(one, other), overlap(other, one)

    assert (there.shared, there.own) == (back.shared[::-1], back.own[::-1])


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_abstracts_share_all_their_words_with_themselves(name):
    for record in frames.UGLY[name]:
        text = record.get("abstract") or ""

        assert overlap(text, text).own == ((), ())
