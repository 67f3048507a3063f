"""What a page shows of a comparison is part of the whole comparison of the same papers."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import explorer as ex
from explorer.comparison.few import Few
from explorer.comparison.groups import masks
from explorer.comparison.inside import Inside
from explorer.comparison.table import SIZES, WORDS, shown, table
from explorer.comparison.words import read
from explorer.query import Query

GROUPS = {"a": Query(among={"kind": ("a",)}), "b": Query(among={"kind": ("b",)}), "trees": Query("tree")}
ROWS = ["kind", "topics", "flag", "code_url"]
MANY = Few(1_000)

papers = st.lists(
    st.fixed_dictionaries(
        {
            "title": st.sampled_from(["Tree", "Graph tree", "A graph", "On sets"]),
            "kind": st.sampled_from("abc") | st.none(),
            "topics": st.lists(st.sampled_from(["x", "y", "z"]), max_size=4),
            "flag": st.booleans() | st.none(),
            "code_url": st.just("https://a") | st.none(),
            "is_compared": st.booleans(),
        }
    ),
    min_size=2,
    max_size=12,
)


def framed(records):
    seed = {"title": "Seed", "kind": "a", "topics": ["x"], "flag": True, "code_url": "https://a", "is_compared": True}
    return ex.conform([{"id": str(at), **record} for at, record in enumerate([seed, *records])])


def compared(frame, few=MANY):
    among = frame["is_compared"].to_numpy(dtype=bool)
    inside = Inside.of(masks(frame, GROUPS), len(frame))
    few_rows, cuts = shown(
        frame, Inside(inside.groups, inside.number, inside.flags, among), [*ROWS, WORDS], few, read(frame[among])
    )
    return few_rows, cuts, table(frame[among], GROUPS, [SIZES, *ROWS, WORDS])


@given(papers)
def test_papers_among_others_are_compared_as_if_there_were_no_others(records):
    some, _, whole = compared(framed(records))

    fields = whole[whole["row"] != WORDS]
    pd.testing.assert_frame_equal(some[some["row"] != WORDS], fields)
    told = (whole["row"] == WORDS) & whole["value"].isin(some.loc[some["row"] == WORDS, "value"])
    pd.testing.assert_frame_equal(
        some[some["row"] == WORDS].reset_index(drop=True), whole[told].reset_index(drop=True)
    )


@given(papers)
def test_a_group_counts_the_papers_that_a_reader_would_count(records):
    frame = framed(records)
    rows = compared(frame)[2].set_index(["row", "value", "group"])["papers"]

    for name, query in GROUPS.items():
        members = query.select(frame[frame["is_compared"].to_numpy(dtype=bool)])
        assert rows[SIZES, "in the group", name] == len(members)
        for topic in set(members["topics"].explode().dropna()):
            assert rows["topics", topic, name] == sum(topic in held for held in members["topics"].dropna())


@pytest.mark.parametrize("most", [1, 3])
def test_the_values_of_most_papers_and_those_that_set_apart_are_shown_and_what_was_cut_is_told(most):
    frame = framed(
        [{"title": "T", "kind": "ab"[at % 2], "topics": [f"t{at % 7}"], "is_compared": True} for at in range(40)]
    )
    some, cuts, whole = compared(frame, Few(most))

    topics, every = (rows[rows["row"] == "topics"] for rows in (some, whole))
    assert cuts["topics"].of == every["value"].nunique() == 8
    for group in ("a", "b"):
        own = every[(every["group"] == group) & (every["papers"] > 0)]
        more = own[(own["z"] > 0) & own["only"].isna()]
        only = own[own["only"] == group]
        at = list(GROUPS).index(group)
        assert (cuts["topics"].more[at], cuts["topics"].only[at]) == (len(more), len(only))
        wanted = {*more.nlargest(most, "z")["value"], *only.nlargest(most, "papers")["value"]}
        assert wanted <= set(topics["value"])
    assert list(topics["value"].drop_duplicates())[:1] == [every["value"].iloc[0]]


def test_common_words_words_of_a_letter_and_those_of_one_paper_are_not_shown():
    titles = ["the tree x once", "the tree x", "tree y the", "graph"]
    frame = ex.conform([{"id": f"{at}", "title": title, "kind": "ab"[at // 3]} for at, title in enumerate(titles)])
    inside = Inside.of(masks(frame, {"a": GROUPS["a"], "b": GROUPS["b"]}), len(frame))

    some, cuts = shown(frame, inside, [WORDS], Few(1, {"the"}), read(frame))

    assert cuts[WORDS].more == (1, 0)
    assert "tree" in set(some.loc[some["row"] == WORDS, "value"])


def test_no_more_lines_are_kept_than_there_are_ways_to_be_in_groups():
    flags = np.array([[True, False, True], [False, False, True], [True, False, True]])

    inside = Inside.of(dict(zip("abc", flags.T, strict=True)), 3)

    assert inside.flags[inside.number].tolist() == flags.tolist()
    assert len(inside.flags) == 2
