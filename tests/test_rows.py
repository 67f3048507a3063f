"""Papers found by their ids, and the frame that is made only where somebody looks."""

from __future__ import annotations

import frames
import numpy as np
import pandas as pd
import pytest

from explorer.papers import conform
from explorer.query import Query
from explorer.rows import drawn, inside, record, row_of, rows_of, taken
from explorer.session import Session


@pytest.fixture
def papers():
    return frames.plain()


@pytest.mark.parametrize(
    ("paper", "row"), [("a", 0), ("d", 3), ("gone", None), ("", None), (3, None), (None, None), ("\ud83d", None)]
)
def test_a_paper_is_found_by_its_id(papers, paper, row):
    assert row_of(papers, paper) == row


def test_no_paper_is_found_where_there_are_none():
    assert row_of(conform([]), "a") is None


def test_no_paper_is_found_among_ids_that_are_numbers():
    assert row_of(pd.DataFrame({"title": ["x"]}, index=pd.Index([1])), "1") is None


def test_papers_are_found_in_the_order_that_they_are_named_in(papers):
    assert rows_of(papers, ["d", "gone", "a", "d"]).tolist() == [3, 0]


def test_no_object_is_made_of_every_id(papers):
    row_of(papers, "c")

    assert "_engine" not in papers.index._cache


def test_a_record_holds_what_a_paper_states(papers):
    found = record(papers, 1)

    assert list(found) == list(papers)
    assert found["title"] == papers.loc["b", "title"]


def test_all_papers_in_their_order_are_not_copied(papers):
    whole = taken(papers, np.arange(4))

    assert whole["title"].array.__arrow_array__() is papers["title"].array.__arrow_array__()


def test_papers_are_taken_in_the_order_of_their_rows(papers):
    assert list(taken(papers, np.array([3, 2, 1, 0])).index) == ["d", "c", "b", "a"]


def test_rows_are_drawn_by_lot_in_their_order_and_the_same_each_time():
    rows = np.arange(100, 10_000, 3)

    lot = drawn(rows, 50)

    assert len(set(lot)) == 50
    assert set(lot) <= set(rows)
    assert sorted(lot) == list(lot) == list(drawn(rows, 50))
    assert len(np.unique(lot % 2)) == 2
    assert list(drawn(rows[:50], 50)) == list(rows[:50])


def test_a_few_papers_are_taken_as_often_as_they_are_named(papers):
    found = taken(papers, np.array([2, 0, 2]))

    assert list(found.index) == ["c", "a", "c"]
    assert found.dtypes.equals(papers.dtypes)
    assert found.attrs == papers.attrs


@pytest.mark.parametrize("name", frames.UGLY)
@pytest.mark.parametrize("rows", [[5, 0, 5, 3], [4, 4], [], [2, 1, 0, 3, 5, 4]])
def test_rows_of_a_column_in_pieces_are_those_of_pandas(name, rows):
    papers = pd.concat([frames.plain(), frames.ugly(name), frames.plain().head(2)])

    pd.testing.assert_frame_equal(taken(papers, np.array(rows, np.intp)), papers.iloc[rows])


def test_no_papers_are_taken_where_none_are_named(papers):
    assert list(taken(papers, np.zeros(0, np.intp))) == list(papers)


def test_a_mask_says_which_papers_are_in_the_rows():
    assert inside(np.array([2, 0]), 4).tolist() == [True, False, True, False]


def test_a_query_makes_no_frame_that_nobody_looks_at(papers):
    session = Session(papers)
    told: list[object] = []
    session.observe(told.append, "selected")

    session.query = Query(text="recursive")

    assert len(told) == 1
    assert "selected" not in session._trait_values
    assert session.rows.tolist() == [0, 1]
    assert list(session.selected.index) == ["a", "b"]


def test_what_is_selected_is_made_once_a_change(papers):
    session = Session(papers, query=Query(text="recursive"))

    assert session.selected is session.selected


@pytest.mark.parametrize("window", [0, 9])
@pytest.mark.parametrize("rows", [[], [5], [0, 1, 2, 3, 4, 5, 6], [6, 0, 3, 3, 2]])
def test_papers_in_pieces_are_taken_as_pandas_takes_them(monkeypatch, window, rows):
    monkeypatch.setattr("explorer.rows.WINDOW", window)
    whole = conform(
        [{"id": name, "title": name.upper(), "tags": list(name * at)} for at, name in enumerate("abcdefg")]
    )
    papers = pd.concat([whole.iloc[:3], whole.iloc[3:3], whole.iloc[3:4], whole.iloc[4:]])

    found = taken(papers, np.array(rows, np.intp))

    assert papers["title"].array.__arrow_array__().num_chunks > 1
    pd.testing.assert_frame_equal(found, papers.iloc[rows])
