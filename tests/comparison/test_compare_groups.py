"""Groups of papers in one tidy frame."""

from __future__ import annotations

import math

import frames
import pandas as pd
import pytest

import explorer as ex
from explorer.comparison import CompareError, parts
from explorer.comparison.table import COLUMNS
from explorer.errors import FieldError

GROUPS = {"old": ex.Query(among={"year": (2021, 2022)}), "new": ex.Query(between={"year": (2022, None)})}
KINDS = {"a": ex.Query(among={"kind": ("a",)}), "b": ex.Query(among={"kind": ("b",)})}
ANY = {"all": ex.Query(), "recursive": ex.Query("recursive")}


@pytest.fixture
def papers():
    return frames.plain()


@pytest.fixture
def kinds():
    """Four papers of each kind: three of `a` are about trees, one of `b`, and another `b` states no topic."""
    topics = {"a": [["tree"], ["tree", "tree"], ["tree"], ["graph"]], "b": [["tree"], ["graph"], ["graph"], None]}
    return ex.conform(
        {"id": f"{kind}{at}", "title": f"T{at}", "kind": kind, "topics": held}
        for kind, lists in topics.items()
        for at, held in enumerate(lists)
    )


def of(frame, row, value, *columns):
    """Give some columns of one value, group by group."""
    rows = frame[(frame["row"] == row) & (frame["value"] == value)]
    return rows[list(columns)].astype(object).where(rows[list(columns)].notna(), None).to_numpy().tolist()


def test_the_sizes_of_the_groups_and_what_they_share(papers):
    frame = ex.compare(papers, groups=GROUPS, rows="papers")

    assert frame[["value", "group", "papers", "of"]].fillna("").to_numpy().tolist() == [
        ["in the group", "old", 2, 4],
        ["in the group", "new", 2, 4],
        ["in no other", "old", 1, 2],
        ["in no other", "new", 1, 2],
        ["in every group", "old", 1, 2],
        ["in every group", "new", 1, 2],
        ["in no group", "", 1, 4],
    ]


def test_a_value_has_its_papers_and_share_of_those_that_state_the_field(kinds):
    frame = ex.compare(kinds, groups=KINDS, rows="topics")

    told = of(frame, "topics", "tree", "group", "papers", "of", "unstated", "share", "everywhere", "only")
    assert told == [["a", 3, 4, 0, 3 / 4, True, None], ["b", 1, 3, 1, 1 / 3, True, None]]


def test_a_value_is_set_apart_by_the_odds_of_papers_with_a_prior_of_ten(kinds):
    # Of the 7 papers that state a topic 4 have `tree`: the prior adds 40/7 to those with it, 30/7 to those without.
    frame = ex.compare(kinds, groups=KINDS, rows="topics")

    (log_odds, z, count), (other, *_) = of(frame, "topics", "tree", "log_odds", "z", "count")
    with_a, without_a, with_b, without_b = 3 + 40 / 7, 1 + 30 / 7, 1 + 40 / 7, 2 + 30 / 7
    assert log_odds == pytest.approx(math.log(with_a / without_a) - math.log(with_b / without_b))
    assert z == pytest.approx(log_odds / math.sqrt(1 / with_a + 1 / without_a + 1 / with_b + 1 / without_b))
    assert (count, other) == (3, pytest.approx(-log_odds))


def test_equal_shares_set_nothing_apart(kinds):
    frame = ex.compare(kinds.assign(topics=kinds["topics"].where(kinds["kind"] == "none")).assign(same="x"),
                       groups=KINDS, rows="same")  # fmt: skip

    assert of(frame, "same", "x", "share", "log_odds", "z") == [[1, 0, 0], [1, 0, 0]]


def test_nobody_that_has_it_is_zero_and_nobody_that_states_it_is_missing(kinds):
    silent = kinds.assign(topics=kinds["topics"].where(kinds["kind"] == "a"))
    shares = ex.compare(kinds[kinds.index != "b0"], groups=KINDS, rows="topics")
    missing = ex.compare(silent, groups=KINDS, rows="topics")

    assert of(shares, "topics", "tree", "group", "papers", "share", "only")[1] == ["b", 0, 0.0, "a"]
    assert of(missing, "topics", "tree", "papers", "of", "unstated", "share", "low", "wide", "z") == [
        [3, 4, 0, 0.75, pytest.approx(0.3006, abs=1e-4), True, None],
        [0, 0, 4, None, None, None, None],
    ]


def test_few_papers_make_a_wide_interval(papers):
    many = ex.conform({"id": f"{n}", "title": "T", "kind": "ab"[n % 2], "says": "xy"[n // 2 % 2]} for n in range(80))

    wide = ex.compare(many, groups=KINDS, rows="says")["wide"]

    assert not wide.any()
    assert ex.compare(papers, groups=GROUPS, rows="venue")["wide"].all()


def test_words_have_their_papers_beside_how_often_they_are_written():
    records = [("a", "Tree tree"), ("a", "Graph tree"), ("b", "Graph graph"), ("b", "Graph")]
    papers = ex.conform({"id": f"{at}", "title": title, "kind": kind} for at, (kind, title) in enumerate(records))

    frame = ex.compare(papers, groups=KINDS, rows="words")

    told = ("group", "papers", "of", "share", "count", "only")
    assert of(frame, "words", "tree", *told) == [["a", 2, 2, 1.0, 3, "a"], ["b", 0, 2, 0.0, 0, "a"]]
    assert of(frame, "words", "graph", *told) == [["a", 1, 2, 0.5, 1, None], ["b", 2, 2, 1.0, 3, None]]


def test_the_words_are_set_apart_as_terms_does(papers):
    terms = ex.comparison.terms(papers, GROUPS).set_index(["term", "group"])

    frame = ex.compare(papers, groups=GROUPS, rows="words").set_index(["value", "group"])

    assert frame.loc[terms.index, "z"].to_numpy(float) == pytest.approx(terms["z"].to_numpy(float))
    assert frame.loc[terms.index, "count"].tolist() == terms["count"].tolist()


def test_a_link_is_there_or_not(papers):
    frame = ex.compare(papers, groups=GROUPS, rows="code_url")

    assert frame[["value", "group", "papers", "of"]].to_numpy().tolist() == [[True, "old", 1, 2], [True, "new", 0, 2]]


def test_the_rows_are_the_fields_that_can_tell_groups_apart(papers):
    frame = ex.compare(papers, groups=GROUPS)

    assert list(frame["row"].unique()) == ["papers", "venue", "authors", "keywords", "code_url", "words"]


def test_the_rows_asked_for_stand_in_their_order(papers):
    frame = ex.compare(papers, groups=GROUPS, rows=("words", "venue", "words"))

    assert list(frame["row"].unique()) == ["words", "venue"]


def test_the_shape_is_the_same_whatever_is_asked(papers):
    asked = ("papers", "venue", "words", "year", None)

    frames_of = [ex.compare(papers, groups=GROUPS, rows=rows) for rows in asked]

    kinds = ["object" if name == "value" else str(frames_of[0].dtypes[name]) for name in COLUMNS]
    assert all(list(frame.columns) == COLUMNS for frame in frames_of)
    assert all(list(map(str, frame.dtypes)) == kinds for frame in frames_of)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Nothing was given to compare; give the ids of papers, or groups of them."),
        (
            {"ids": ["a", "b"], "groups": GROUPS},
            "Both ids and groups were given; give ids to compare papers, or groups of them.",
        ),
        ({"ids": ["a", "b"]}, "Papers are compared by their facts; give those that extract(papers) finds."),
        ({"groups": {}}, "0 groups cannot be compared; give at least 2."),
    ],
)
def test_wrong_combinations_are_refused(papers, given, message):
    with pytest.raises(CompareError) as error:
        ex.compare(papers, **given)

    assert str(error.value) == message


def test_an_unknown_row_is_refused(kinds):
    with pytest.raises(FieldError) as error:
        ex.compare(kinds, groups=KINDS, rows="colour")

    assert str(error.value) == "No field 'colour'; known: papers, title, abstract, kind, topics, words."


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_compared(name):
    papers = frames.ugly(name)

    frame = ex.compare(papers, groups=ANY)

    assert list(frame.columns) == COLUMNS
    assert frame["row"].iloc[0] == "papers"
    assert frame["low"].dropna().le(frame["high"].dropna()).all()


@pytest.mark.parametrize(("name", "field"), [(name, field) for name in frames.UGLY for field in frames.ugly(name)])
def test_any_column_can_be_a_row(name, field):
    frame = ex.compare(frames.ugly(name), groups=ANY, rows=field)

    assert set(frame["row"]) <= {field}


def test_each_paper_is_told_its_groups(papers):
    grouped = ex.group(papers, GROUPS)

    told = grouped["group"].astype(object).where(grouped["group"].notna(), None)
    assert [None if names is None else list(names) for names in told] == [["old"], ["new"], ["old", "new"], None]
    assert str(grouped["group"].dtype) == "list<item: string>[pyarrow]"
    pd.testing.assert_frame_equal(grouped.drop(columns="group"), papers)
    assert "group" not in papers


def test_a_document_s_own_group_is_not_written_over(papers):
    with pytest.raises(CompareError) as error:
        ex.group(papers.assign(group="mine"), GROUPS)

    assert (
        str(error.value) == "The papers have a field 'group' already; drop or rename it: papers.drop(columns='group')."
    )


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_grouped(name):
    papers = frames.ugly(name)

    assert len(ex.group(papers, ANY)) == len(papers)


def test_a_field_parts_papers_into_its_most_frequent_values(papers):
    assert parts(papers, "venue") == {
        "ICLR": ex.Query(among={"venue": ("ICLR",)}),
        "ECCV": ex.Query(among={"venue": ("ECCV",)}),
    }
    assert list(parts(papers, "keywords", most=2)) == ["vision", "efficiency"]


def test_dates_part_papers_by_year_in_their_order(papers):
    groups = parts(papers, "published")

    assert groups["2022"] == ex.Query(between={"published": ("2022-01-01", "2022-12-31")})
    assert list(groups) == ["2021", "2022", "2023"]
    assert [len(query.select(papers)) for query in groups.values()] == [1, 1, 1]


def test_links_part_papers_by_being_there(papers):
    groups = parts(papers, "code_url")

    assert [len(groups[name].select(papers)) for name in ("stated", "not stated")] == [2, 2]


def test_a_field_that_papers_lack_parts_none(papers):
    with pytest.raises(FieldError) as error:
        parts(papers, "colour")

    assert str(error.value).startswith("No field 'colour'; known: title, abstract, ")
