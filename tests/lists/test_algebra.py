"""Lists against each other, and months of them: the counts add up."""

import months
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.lists import common, merge, new, only
from explorer.papers import conform

YESTERDAY = conform([{"id": "2401.00001", "title": "Old"}, {"id": "k2", "title": "Sliced Nets"}], "yesterday")
TODAY = conform(
    [
        {"id": "k9", "title": "New", "year": 2024},
        {"id": "k1", "title": "Retitled", "url": "https://arxiv.org/abs/2401.00001v2"},
        {"id": "k3", "title": "Sliced nets."},
        {"id": "k4", "title": "Last"},
    ],
    "today",
)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"title": st.sampled_from(["Nets", "nets", "Trees", "Editorial", "🦜", ""])},
        optional={
            "id": st.sampled_from(["1", "2", "2401.00001", "nets", "editorial"]),
            "doi": st.sampled_from(["10.1000/x", "10.1000/y", "10.48550/arXiv.2401.00001", "none"]),
            "authors": st.sampled_from([["Ada Łoś"], ["Post, E."], []]),
            "year": st.integers(2020, 2023),
        },
    ),
    max_size=6,
)
LISTS = st.lists(RECORDS.map(conform), min_size=1, max_size=4)


def read(papers):
    return papers.attrs["report"]["read"].sum()


def test_what_is_new_stays_as_it_is_and_the_ledger_says_what_is_known():
    papers = new(TODAY, since=YESTERDAY)

    pd.testing.assert_frame_equal(papers, TODAY.loc[["k9", "k4"]])
    assert papers.attrs["ledger"][["paper", "merged", "source", "by", "score"]].to_numpy().tolist() == [
        ["k1", "2401.00001", "yesterday", "arxiv_id", 100.0],
        ["k3", "k2", "yesterday", "title", 100.0],
    ]
    assert papers.attrs["report"] == TODAY.attrs["report"]


def test_what_is_common_stands_in_every_list():
    third = conform([{"id": "k8", "title": "Sliced nets"}, {"id": "k7", "title": "Other"}], "third")

    papers = common(TODAY, YESTERDAY, third)

    pd.testing.assert_frame_equal(papers, TODAY.loc[["k3"]])
    assert [(row["paper"], row["source"]) for row in papers.attrs["ledger"]] == [
        ("k1", "yesterday"),
        ("k3", "yesterday"),
        ("k3", "third"),
    ]


def test_what_only_one_list_has_stands_in_no_other():
    third = conform([{"id": "k8", "title": "Last"}], "third")

    assert only(TODAY, YESTERDAY, third).index.tolist() == ["k9"]
    assert only(TODAY).index.tolist() == TODAY.index.tolist()


def test_a_score_holds_for_all_three():
    assert new(TODAY, since=YESTERDAY, score=None).index.tolist() == ["k9", "k3", "k4"]
    assert common(TODAY, YESTERDAY, score=None).index.tolist() == ["k1"]
    assert only(TODAY, YESTERDAY, score=None).index.tolist() == ["k9", "k3", "k4"]


def test_empty_lists_have_nothing_in_common():
    nothing = conform([])

    assert len(common(nothing, TODAY)) == len(common(TODAY, nothing)) == len(new(nothing, since=TODAY)) == 0
    assert len(new(TODAY, since=nothing)) == len(TODAY)


@given(LISTS)
def test_no_record_of_any_lists_vanishes(lists):
    for score in (90, None):
        papers = merge(*lists, score=score)

        ledger = papers.attrs["ledger"]
        assert papers.index.is_unique
        assert read(papers) == len(papers) + len(ledger)
        assert papers.attrs["report"]["merged"].sum() == len(ledger)
        assert {row["paper"] for row in ledger} <= set(papers.index)
        assert merge(papers, papers, score=score).index.isin(papers.index).all()


@given(LISTS)
def test_a_list_is_what_is_new_and_what_the_ledger_names(lists):
    first, *others = lists

    alone = only(first, *others)

    known = {row["paper"] for row in alone.attrs["ledger"]}
    assert [*first.index] == [name for name in first.index if (name in alone.index) != (name in known)]
    assert set(common(first, *others).index) <= known or not others


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_month_of_lists_adds_up_and_confuses_next_to_nothing(seed):
    lists = months.month(seed)

    papers = merge(*lists)

    right, found, findable = months.scored(lists, papers)
    assert read(papers) == 30 * 40 == len(papers) + len(papers.attrs["ledger"])
    assert right >= 0.995 * found
    assert right >= 0.96 * findable


@pytest.mark.parametrize("seed", [1, 2])
def test_each_day_of_a_month_is_what_is_new_and_what_was_there_before(seed):
    lists, known = months.month(seed, days=10), conform([])

    for today in lists:
        fresh, again = new(today, since=known), common(today, known)
        known = merge(known, today)

        assert len(fresh) + len(again) == len(today)
        assert {*fresh.index, *again.index} == {*today.index}
    assert read(known) == len(known) + len(known.attrs["ledger"])
