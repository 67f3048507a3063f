"""Texts are known again by their print, and others have another."""

from __future__ import annotations

import pandas as pd
import pytest

import explorer as ex
from explorer.search.prints import print_of

PAPERS = ex.conform([{"id": "a", "title": "Trees", "abstract": "Ünder"}, {"id": "b", "title": "Graphs"}])


def changed(**fields):
    return ex.conform([{"id": "a", "title": "Trees", "abstract": "Ünder", **fields}, {"id": "b", "title": "Graphs"}])


def test_the_same_texts_in_other_chunks_have_the_same_print():
    apart = pd.concat([PAPERS.iloc[:1], PAPERS.iloc[1:]])

    assert print_of(apart, b"1") == print_of(PAPERS, b"1")


def test_a_slice_has_the_print_of_its_own_texts():
    assert print_of(PAPERS.iloc[1:], b"1") == print_of(PAPERS.iloc[[1]], b"1")


@pytest.mark.parametrize(
    "other", [changed(title="Tree", abstract="sÜnder"), changed(abstract=None), changed(title="trees"), PAPERS.head(1)]
)
def test_other_texts_have_another(other):
    assert print_of(other, b"1") != print_of(PAPERS, b"1")


def test_another_way_of_making_has_another():
    assert print_of(PAPERS, b"2") != print_of(PAPERS, b"1")


@pytest.mark.parametrize("papers", [PAPERS.head(0), PAPERS[["title"]], PAPERS[[]]])
def test_little_has_a_print_too(papers):
    assert len(print_of(papers, b"1")) == 32
