"""What typed words mean."""

from __future__ import annotations

import numpy as np
import pytest

import explorer as ex
from explorer.search import meaning, vectors
from explorer.search.meant import arranged, beside, nearness, said

needs_a_model = pytest.mark.skipif(not meaning.is_at_hand(), reason="the extra `semantic` is not installed")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Graph nets", "graph nets"),
        ('title:graph* -slow "Deep  nets"', "graph deep nets"),
        ("-slow", ""),
        ("", ""),
        ("title:", ""),
    ],
)
def test_only_what_is_wanted_is_said(text, words):
    assert said(text) == words


def test_the_same_rows_come_in_an_order_of_both():
    rows, near = np.array([7, 2, 5, 0]), np.array([0.9, 0, 0.1, 0, 0, 0.8, 1.0, 0.2])

    # By words 7, 2, 5, 0 and by meaning 0, 5, 7, 2: 7 is first and third, 0 fourth and first.
    assert arranged(rows, near).tolist() == [7, 0, 5, 2]


def test_what_neither_ranks_high_stays_as_it_comes():
    rows = np.arange(2_500)[::-1]

    ordered = arranged(rows, np.zeros(2_500))

    assert ordered.tolist() == rows.tolist()


def test_near_papers_are_those_near_enough_that_hold_nothing_unwanted():
    papers = ex.conform([{"id": title, "title": title} for title in ("Slow", "Fast", "Far", "Held")])
    near = np.array([0.9, 0.5, 0.2, 1.0])

    found = beside(papers, "quick -slow", np.array([0, 1, 2]), near, 5)

    assert papers.index[found].tolist() == ["Fast"]


@needs_a_model
def test_a_model_says_how_near_papers_are_to_words_they_lack():
    papers = ex.conform([
        {"id": "a", "title": "Pruning neural networks for faster inference"},
        {"id": "b", "title": "A history of wine in the Rhone valley"},
    ])  # fmt: skip

    near = nearness(papers, "cheap deep learning -nothing")

    assert near[0] > 0.3 > near[1]
    assert nearness(papers, "-nothing") is None


@needs_a_model
def test_very_many_papers_are_not_read_unasked(monkeypatch):
    monkeypatch.setattr(vectors, "ASK", 1)
    papers = ex.conform([{"id": name, "title": f"Never read before {name}"} for name in "ab"])

    with pytest.raises(meaning.MeaningError, match="Reading 2 papers by meaning takes about 1 minute here"):
        nearness(papers, "words")
