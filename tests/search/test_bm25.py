"""How much each word says of each paper."""

from __future__ import annotations

import math

import frames
import numpy as np
import pytest

import explorer as ex
from explorer.search import bm25, pairs, weighing


@pytest.fixture
def three():
    return ex.conform([
        {"id": "a", "title": "Quokka wombats"},
        {"id": "b", "title": "Quokka"},
        {"id": "c", "title": None, "abstract": "A numbat, the numbats, 2001."},
    ])  # fmt: skip


def weight(times, length, writing):
    """Weigh a word of a text of some length in three papers of a mean of 11/3 words, by the formula of the paper."""
    rarity = math.log(1 + (503 - writing + 0.5) / (writing + 0.5))
    return rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / (11 / 3)))


def test_a_word_of_a_title_counts_three_times(three):
    scores = weighing.read(three).scores({"quokka": 1})

    assert scores == pytest.approx([weight(3, 6, 2), weight(3, 3, 2), 0])


def test_words_are_read_as_stems_without_those_that_say_nothing(three):
    words = weighing.read(three)

    assert words.stems.to_pylist() == ["numbat", "quokka", "wombat"]
    assert words.scores(bm25.bag("the numbats of")) == pytest.approx([0, 0, weight(2, 2, 1)])


def test_a_word_that_is_asked_for_twice_counts_twice(three):
    words = weighing.read(three)

    assert words.scores({"wombat": 2, "unheard": 1}) == pytest.approx(2 * words.scores({"wombat": 1}))


def test_what_papers_always_say_weighs_less_than_what_few_say():
    papers = ex.conform([{"id": "a", "title": "Results"}, {"id": "b", "title": "Quokkas"}])

    weights = weighing.read(papers).weigh(["result", "quokka"], np.array([0, 1]))

    assert weights["quokka"][1] > 4 * weights["result"][0] > 0


@pytest.mark.parametrize("once", [1, 2, 4_000_000])
@pytest.mark.parametrize("is_on_the_disk", [True, False])
def test_a_long_list_is_read_some_papers_at_a_time(three, monkeypatch, tmp_path, is_on_the_disk, once):
    whole, told = weighing.read(three), []
    monkeypatch.setattr(pairs, "ROWS", 1)
    monkeypatch.setattr(pairs, "ONCE", once)

    parts = weighing.read(three, told.append, tmp_path if is_on_the_disk else None)

    assert parts.stems == whole.stems
    assert [parts.starts.tolist(), parts.papers.tolist()] == [whole.starts.tolist(), whole.papers.tolist()]
    assert parts.weights.tolist() == whole.weights.tolist()
    assert parts.lengths.tolist() == pytest.approx(whole.lengths.tolist())
    assert (told, told[-1], bool(list(tmp_path.iterdir()))) == (sorted(told), 1, is_on_the_disk)


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_can_be_weighed(name):
    papers = frames.ugly(name)

    assert len(weighing.read(papers).scores(bm25.bag("big words 🙂 שלום"))) == len(papers)
