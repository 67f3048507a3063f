"""What was typed into the search box."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.terms import Term, fold, matches, parse, unknown


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Recursive  transformer", (Term(("recursive",)), Term(("transformer",)))),
        ('"recursive transformer"', (Term(("recursive", "transformer")),)),
        ('"an open quote', (Term(("an", "open", "quote")),)),
        ("-graph", (Term(("graph",), unwanted=True),)),
        ('-"two words"', (Term(("two", "words"), unwanted=True),)),
        ("trans*", (Term(("trans",), prefix=True),)),
        ("title:Graphs", (Term(("graphs",), fields=("title",)),)),
        ("title:-graphs", (Term(("graphs",), fields=("title",), unwanted=True),)),
        ('title:-"deep nets"', (Term(("deep", "nets"), fields=("title",), unwanted=True),)),
        ('title:"-5 degrees"', (Term(("5", "degrees"), fields=("title",)),)),
        ("odd:-graphs", (Term(("odd", "graphs")),)),
        ('author:"Ada Lovelace"', (Term(("ada", "lovelace"), fields=("authors",)),)),
        ("http://x.org", (Term(("http", "x", "org")),)),
        ("g^n", (Term(("g", "n")),)),
        ('- * -- title: "" ^', ()),
        ("", ()),
    ],
)
def test_what_is_typed_becomes_terms(typed, terms):
    assert parse(typed) == terms


@given(st.text())
def test_anything_typed_is_read_without_an_error(typed):
    assert all(term.words for term in parse(typed))


@given(st.text())
def test_folding_a_folded_text_changes_nothing(text):
    folded = fold(text)

    assert fold(" ".join(folded)) == folded


def test_matches_are_whole_words_where_they_stand():
    text = "Recursive nets recur; non-recursive_ones recurs 🙂 recursive"

    found = [text[a:b] for a, b in matches(text, parse("recursive"), "title")]

    assert found == ["Recursive", "recursive", "recursive"]


def test_a_prefix_marks_the_whole_word_and_a_phrase_all_its_words():
    text = "Transformers and g^nConv, then recurrent"

    found = [text[a:b] for a, b in matches(text, parse('transf* "g nconv" recur*'), "abstract")]

    assert found == ["Transformers", "g^nConv", "recurrent"]


def test_unwanted_words_and_other_fields_are_not_marked():
    assert matches("graphs of trees", parse("-graphs title:trees"), "abstract") == []


@given(st.text(), st.text())
def test_matches_lie_in_order_and_never_overlap(text, typed):
    spans = matches(text, parse(typed), "title")

    assert all(a < b for a, b in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))


def test_names_that_are_no_field_are_found_and_addresses_are_none():
    assert unknown('Title:a nosuch:b -other:"c" nosuch:d https://e f') == ["nosuch", "other"]
