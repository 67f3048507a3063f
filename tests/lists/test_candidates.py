"""Which titles are compared, and which pairs are left out and counted."""

import pyarrow as pa
import pytest

from explorer.lists import candidates, merge
from explorer.papers import conform

COMMON = [f"rare words {letter * 6}" for letter in "abcdefghijklmnopqrstuvwxyz"]


def pairs(blocks):
    return {pair for found in blocks.pairs() for pair in zip(*(side.tolist() for side in found), strict=True)}


def test_the_same_titles_are_pairs():
    assert pairs(candidates.of_same(pa.array(["a", "b", "b", "b"]))) == {(1, 2), (1, 3), (2, 3)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sliced recursive transformers for images", "sliced recusrive transfromers for images"),
        ("sliced recursive nets", "sliced recusrive nets"),
        ("sliced nets", "slied nets"),
        ("nets for images", "the nets for images"),
    ],
)
def test_titles_with_slips_are_pairs(one, other):
    assert pairs(candidates.of_alike(pa.array(["graphs cut into trees", one, other]))) == {(1, 2)}


def test_titles_without_a_common_word_are_no_pairs():
    assert pairs(candidates.of_alike(pa.array(["sliced nets", "cut trees"]))) == set()


def test_no_titles_make_no_pairs():
    assert pairs(candidates.of_alike(pa.array([], pa.string()))) == set()


def test_of_a_large_block_each_title_meets_the_next_ones_and_the_others_are_counted(monkeypatch):
    monkeypatch.setattr(candidates, "EASY", 0)
    blocks = candidates.of_same(pa.array(["same"] * 23))

    assert len(pairs(blocks)) == 23 * 22 // 2 - 3
    assert blocks.left == 3


def test_pairs_that_were_not_compared_are_said(monkeypatch):
    monkeypatch.setattr(candidates, "EASY", 0)
    lists = [conform([{"id": f"{side}{title}", "title": title} for title in COMMON], side) for side in "ab"]

    papers = merge(*lists)

    assert len(papers) == 26
    assert papers.attrs["report"][1]["note"] == (
        "up to 1,488 pairs of titles with common rare words stand far apart in the alphabet and were not compared"
    )
