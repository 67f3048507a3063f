"""Which papers are near another, and which words say so."""

from __future__ import annotations

import gc
import math

import frames
import pytest

import explorer as ex
from explorer.errors import PaperError, QueryError
from explorer.search import similar as near
from explorer.search import weighing
from explorer.search.shared import shared


@pytest.fixture
def four():
    return ex.conform([
        {"id": "a", "title": "Quokka wombats"},
        {"id": "b", "title": "A quokka"},
        {"id": "c", "title": "Numbats"},
        {"id": "d", "title": "Wombat, quokka"},
    ])  # fmt: skip


def test_similarity_is_the_cosine_of_what_words_weigh(four):
    quokka, wombat = (math.log(1 + (504 - writing + 0.5) / (writing + 0.5)) for writing in (3, 2))

    found = ex.similar(four, to="a")

    assert found.index.tolist() == ["d", "b"]
    assert found["similarity"].tolist() == pytest.approx([1, quokka / math.hypot(quokka, wombat)])


def test_near_papers_come_as_they_stand_with_what_they_share(four):
    found = ex.similar(four, to="a", count=1)

    assert found[four.columns.tolist()].equals(four.loc[["d"]])
    assert found["shared"].tolist() == [["Wombat", "quokka"]]
    assert found.dtypes.astype(str).tolist()[-2:] == ["double[pyarrow]", "list<item: string>[pyarrow]"]


def test_papers_are_near_a_text_that_is_none_of_them(four):
    found = ex.similar(four, text="Do quokkas like numbats?")

    assert found.index.tolist() == ["c", "b", "a", "d"]
    assert found["similarity"].iloc[0] == 1
    assert found["shared"].tolist() == [["Numbats"], ["quokka"], ["Quokka"], ["quokka"]]


def test_a_text_of_other_words_is_near_none(four):
    assert ex.similar(four, text="Koalas").empty


@pytest.mark.parametrize("asked", [{}, {"to": "a", "text": "Trees"}])
def test_near_nothing_or_two_things_is_refused(four, asked):
    with pytest.raises(QueryError) as error:
        ex.similar(four, **asked)

    assert str(error.value) == "Name the paper that others are to be near, by `to`, or give a `text`: one of them."


def test_a_paper_without_a_shared_word_is_near_none(four):
    assert ex.similar(four, to="c").empty


def test_equally_near_papers_come_in_their_order():
    papers = ex.conform([{"id": name, "title": "Quokka"} for name in "dcba"])

    assert ex.similar(papers, to="c").index.tolist() == ["d", "b", "a"]


def test_a_paper_that_is_not_there_is_refused(four):
    with pytest.raises(PaperError) as error:
        ex.similar(four, to="z")

    assert str(error.value) == "No paper 'z' in this list."


def test_words_are_read_once_for_as_long_as_the_texts_live(four, monkeypatch):
    made = []
    monkeypatch.setattr(near.words_of, "_make", lambda papers: made.append(1) or weighing.read(papers))
    ex.similar(four, to="a")

    ex.similar(four.assign(stars=1), to="b")
    kept = len(near.words_of._kept)
    del four
    gc.collect()

    assert made == [1]
    assert len(near.words_of._kept) <= kept


@pytest.mark.parametrize("name", [name for name in frames.UGLY if name != "empty"])
def test_ugly_frames_have_neighbours(name):
    papers = frames.ugly(name)

    found = ex.similar(papers, to=papers.index[0])

    assert found["similarity"].between(0, 1, inclusive="right").all()


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        ("A graph neural network.", ["graph neural network"]),
        ("Graph-based; neural networks of graphs", ["graphs", "neural networks"]),
        ("Graph. Neural network", ["Graph", "Neural network"]),
        ("Networks", ["Networks"]),
        ("Nothing", []),
    ],
)
def test_words_are_told_with_those_beside_them(theirs, expected):
    parts = {"graph": 3.0, "neural": 2.0, "network": 1.0}
    told = {word: part for word, part in parts.items() if word in theirs.lower()}

    assert shared(told, "Graph neural networks and neural networks", theirs) == expected


def test_what_tells_little_of_a_pair_is_not_told():
    parts = {"graph": 3.0, "neural": 0.5, "g": 3.0, "we": 0.01}

    assert shared(parts, "g: graph neural we", "g, we, graph neural") == ["graph", "neural"]
