"""The highest scores, and rankings made one."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.search import ranking
from explorer.search.ranking import fused, top


def test_the_few_highest_of_many_are_the_first_of_all():
    scores = np.random.default_rng(7).integers(0, 40, 1000) / 40
    whole = top(scores, 1000).tolist()

    firsts = [top(scores, count).tolist() for count in (0, 1, 10, 999)]

    assert firsts == [whole[:count] for count in (0, 1, 10, 999)]


def test_scores_of_0_and_below_are_never_among_the_highest():
    assert top(np.array([0.0, -1.0, 2.0]), 3).tolist() == [2]


def test_what_both_rank_first_is_1_and_what_one_ranks_second_is_less():
    scores = fused([np.array([9.0, 5.0, 0.0]), np.array([0.3, 0.0, 0.2])])

    assert scores == pytest.approx([1, 61 / 62 / 2, 61 / 62 / 2])


def test_only_the_first_of_a_ranking_count(monkeypatch):
    monkeypatch.setattr(ranking, "DEPTH", 1)

    assert fused([np.array([3.0, 2.0, 1.0])]).tolist() == [1, 0, 0]
