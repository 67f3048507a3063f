"""Texts cut into words, and read once."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from explorer.comparison import words
from explorer.comparison.cut import cut
from explorer.comparison.words import kept, read

TEXTS = ["A state-of-the-art tree, a TREE.", None, "", "7 x_1 — ½ e\u0301 强化学习", "the tree"]


def papers(**columns):
    return pd.DataFrame({name: pd.Series(texts, dtype=pd.ArrowDtype(pa.string())) for name, texts in columns.items()})


def written(frame):
    """Give the words of each paper in their order."""
    places, codes, vocabulary = cut([frame[name] for name in frame])
    return [(int(paper), vocabulary[code]) for paper, code in zip(places, codes, strict=True)]


def test_words_are_runs_of_letters_marks_and_digits_with_at_least_one_letter():
    found = written(papers(abstract=TEXTS))

    assert found == [
        *((0, word) for word in ("a", "state", "of", "the", "art", "tree", "a", "tree")),
        *((3, word) for word in ("x", "e\u0301", "强化学习")),
        *((4, word) for word in ("the", "tree")),
    ]


def test_the_vocabulary_is_in_its_order():
    _, _, vocabulary = cut([papers(abstract=TEXTS)["abstract"]])

    assert list(vocabulary) == ["a", "art", "e\u0301", "of", "state", "the", "tree", "x", "强化学习"]


def test_the_words_of_several_fields_are_counted_together():
    found = read(papers(title=["a tree", "b"], abstract=["tree", None]))

    assert dict(zip(found.vocabulary, found.background, strict=True)) == {"a": 1, "b": 1, "tree": 2}


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_texts_read_some_at_a_time_have_the_same_words(monkeypatch, rows):
    frame = papers(title=["b tree", *TEXTS[1:]], abstract=TEXTS)
    whole = read(frame)
    monkeypatch.setattr(words, "ROWS", rows)

    parts = read(frame)

    assert list(parts.vocabulary) == list(whole.vocabulary)
    for name in ("places", "codes", "times"):
        assert getattr(parts, name).tolist() == getattr(whole, name).tolist()


def test_no_texts_have_no_words():
    assert written(papers()) == written(papers(abstract=[])) == written(papers(abstract=[None, "7"])) == []


def test_a_field_is_read_once_and_another_of_the_same_texts_is_read_too():
    frame = papers(abstract=TEXTS)

    assert kept(frame, "abstract") is kept(frame, "abstract")
    assert kept(frame, "abstract") is not kept(papers(abstract=TEXTS), "abstract")
