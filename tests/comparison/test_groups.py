"""Groups of papers side by side."""

from __future__ import annotations

import math

import frames
import pytest

import explorer as ex
from explorer.comparison import CompareError, members, shares, terms

GROUPS = {"old": ex.Query(among={"year": (2021, 2022)}), "new": ex.Query(between={"year": (2022, None)})}
ANY = {"all": ex.Query(), "recursive": ex.Query("recursive")}
TREES = {"a": ex.Query(among={"kind": ("a",)}), "b": ex.Query(among={"kind": ("b",)})}


@pytest.fixture
def papers():
    return frames.plain()


@pytest.fixture
def trees():
    return ex.conform(
        [
            {"id": "1", "title": "Tree tree", "abstract": "graph 42", "kind": "a"},
            {"id": "2", "title": "Graph.", "kind": "b"},
        ]
    )


def tens(yes, no):
    """Make ten papers a group, of which some say `x`."""
    return ex.conform(
        {"id": f"{group}{n}", "title": "T", "kind": group, "says": "x" if n < count else "y"}
        for group, count in (("a", yes), ("b", no))
        for n in range(10)
    )


def test_a_paper_may_be_in_both_groups_in_one_or_in_none(papers):
    inside = members(papers, GROUPS)

    assert inside["old"].tolist() == [True, False, True, False]
    assert inside["new"].tolist() == [False, True, True, False]
    assert inside.index.equals(papers.index)
    assert list(inside[inside.all(axis=1)].index) == ["c"]


def test_shares_are_of_the_papers_that_state_the_field(papers):
    rows = shares(papers, {"vision": ex.Query(among={"keywords": ("vision",)}), "all": ex.Query()}, "venue")

    assert rows[["value", "group", "papers", "of", "unstated"]].to_numpy().tolist() == [
        ["ICLR", "vision", 1, 2, 0],
        ["ICLR", "all", 2, 3, 1],
        ["ECCV", "vision", 1, 2, 0],
        ["ECCV", "all", 1, 3, 1],
    ]
    assert rows["share"].tolist() == pytest.approx([1 / 2, 2 / 3, 1 / 2, 1 / 3])


@pytest.mark.parametrize(
    ("count", "low", "high"), [(0, 0, 0.2775), (1, 0.0179, 0.4042), (5, 0.2366, 0.7634), (10, 0.7225, 1)]
)
def test_the_interval_is_wilsons(count, low, high):
    rows = shares(tens(count, 5), TREES, "says").set_index(["value", "group"])

    row = rows.loc[("x", "a")]

    assert (row["low"], row["high"]) == pytest.approx((low, high), abs=5e-5)


def test_more_confidence_is_a_wider_interval():
    sure, surer = (shares(tens(5, 5), TREES, "says", confidence=level) for level in (0.8, 0.99))

    assert (surer["low"] < sure["low"]).all()
    assert (surer["high"] > sure["high"]).all()


def test_a_value_is_in_every_group_or_only_in_one(papers):
    rows = shares(papers, GROUPS, "keywords").drop_duplicates("value").set_index("value")

    assert rows["everywhere"].to_dict() == {"vision": True, "efficiency": False, "theory": False}
    assert rows["only"].dropna().to_dict() == {"efficiency": "old", "theory": "new"}


def test_a_group_in_which_nobody_states_the_field_has_no_share(papers):
    rows = shares(papers, {"all": ex.Query(), "trees": ex.Query("trees")}, "venue").set_index(["value", "group"])

    row = rows.loc[("ICLR", "trees")]

    assert (row["papers"], row["of"], row["unstated"]) == (0, 0, 1)
    assert rows["share"].isna().tolist() == [False, True] * 2
    assert rows["high"].isna().tolist() == [False, True] * 2


def test_terms_are_weighed_as_monroe_colaresi_and_quinn_do(trees):
    # Background: 2 tree, 2 graph; a prior of 4 words adds 2 of each to both sides.
    rows = terms(trees, TREES, prior=4)

    assert rows[["group", "term", "count", "others"]].to_numpy().tolist() == [
        ["a", "tree", 2, 0],
        ["a", "graph", 1, 1],
        ["b", "graph", 1, 1],
        ["b", "tree", 0, 2],
    ]
    ln2 = math.log(2)
    assert rows["log_odds"].tolist() == pytest.approx([ln2, -ln2, ln2, -ln2])
    assert rows["z"].tolist() == pytest.approx(
        [ln2 / math.sqrt(3 / 4), -ln2 / math.sqrt(2 / 3), ln2 / math.sqrt(2 / 3), -ln2 / math.sqrt(3 / 4)]
    )


def test_a_larger_prior_draws_a_rare_word_to_no_difference(trees):
    small, large = (terms(trees, TREES, prior=prior).iloc[0] for prior in (1, 1_000))

    assert small["term"] == large["term"] == "tree"
    assert small["log_odds"] > large["log_odds"] > 0


def test_a_single_word_sets_nothing_apart():
    papers = ex.conform([{"id": "1", "title": "Tree", "kind": "a"}, {"id": "2", "title": "tree", "kind": "b"}])

    assert terms(papers, TREES).empty


@pytest.mark.parametrize(
    ("groups", "message"),
    [
        ({}, "0 groups cannot be compared; give at least 2."),
        ({"all": ex.Query()}, "1 group cannot be compared; give at least 2."),
    ],
)
def test_fewer_than_two_groups_are_refused(papers, groups, message):
    with pytest.raises(CompareError) as error:
        members(papers, groups)

    assert str(error.value) == message


def test_a_prior_of_nothing_is_refused(papers):
    with pytest.raises(CompareError) as error:
        terms(papers, ANY, prior=0)

    assert str(error.value) == "prior is 0; give a number of words above 0."


def test_an_unknown_field_is_refused(trees):
    with pytest.raises(ex.ExplorerError) as error:
        shares(trees, TREES, "colour")

    assert str(error.value) == f"No field 'colour'; known: {', '.join(trees.columns)}."


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_counted(name):
    papers = frames.ugly(name)

    words = terms(papers, ANY)

    assert set(words["group"].dropna()) <= set(ANY)
    assert words["z"].notna().all()


@pytest.mark.parametrize(("name", "field"), [(name, field) for name in frames.UGLY for field in frames.ugly(name)])
def test_ugly_columns_are_shared(name, field):
    rows = shares(frames.ugly(name), ANY, field)

    assert rows["low"].dropna().le(rows["high"].dropna()).all()
    assert len(rows) % len(ANY) == 0
