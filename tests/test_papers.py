import itertools
import json
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.lists import merge
from explorer.papers import NO_ID, conform, kinds
from explorer.report import Report

TEXT, NUMBER = pd.ArrowDtype(pa.string()), pd.ArrowDtype(pa.int64())
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = st.sampled_from(["id", "title", "abstract", "authors", "published", "upvotes", "note", "more"])
RECORDS = st.lists(st.dictionaries(NAMES, VALUES), max_size=6)


@pytest.fixture
def papers():
    return conform([{"title": "One", "year": 2024}, {"title": "Two", "authors": ["Ada"]}])


def test_records_become_a_frame_with_arrow_columns_and_an_id(papers):
    assert papers.index.tolist() == ["one", "two"]
    assert papers.index.name == "id"
    assert papers.dtypes.astype(str).to_dict() == {
        "title": "string[pyarrow]",
        "abstract": "string[pyarrow]",
        "year": "int64[pyarrow]",
        "authors": "list<item: string>[pyarrow]",
    }


def test_a_frame_that_conforms_stays_as_it_is(papers):
    again = conform(papers)

    pd.testing.assert_frame_equal(again, papers)
    assert again.attrs == papers.attrs


def test_a_frame_of_any_kind_conforms():
    frame = pd.DataFrame({"title": ["One", None], "id": [7, 8], "year": [2024.0, np.nan]})

    papers = conform(frame)

    assert papers.index.tolist() == ["7", "8"]
    assert papers["year"].tolist() == [2024, pd.NA]
    assert papers["title"].tolist() == ["One", pd.NA]


def test_the_caller_keeps_its_frame(papers):
    before = papers.copy()

    conform(papers)
    merge(papers, papers)

    pd.testing.assert_frame_equal(papers, before)
    assert papers.attrs["report"][0]["merged"] == 0


def test_two_columns_of_the_same_name_are_both_kept():
    papers = conform(pd.DataFrame([["One", 1, 2]], columns=["title", "n", "n"]))

    assert papers[["n", "n_2"]].to_numpy().tolist() == [[1, 2]]


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        (["a", None], ["a", pd.NA]),
        (["", "  "], [pd.NA, pd.NA]),
        ([1, None], [1, pd.NA]),
        ([1, 2.5], [1.0, 2.5]),
        ([True, None], [True, pd.NA]),
        ([True, 1], ["true", "1"]),
        ([1, "a"], ["1", "a"]),
        ([2**60, 0.5], [str(2**60), "0.5"]),
        ([2**70, 1], [str(2**70), "1"]),
        ([["a", "b"], []], [["a", "b"], pd.NA]),
        ([["a"], "b"], ['["a"]', "b"]),
        ([["a", 1], None], ['["a", 1]', pd.NA]),
        ([{"a": {"b": 1}}, None], ['{"a": {"b": 1}}', pd.NA]),
        ([{(1, 2): 3}], ["{(1, 2): 3}"]),
        ([float("nan"), 1.5], [pd.NA, 1.5]),
        ([float("inf")], [float("inf")]),
        ([date(2024, 1, 2)], [pd.Timestamp("2024-01-02")]),
        ([date(2024, 1, 2), "soon"], ["2024-01-02T00:00:00", "soon"]),
        (["a\0b", "\ud800"], ["a\N{REPLACEMENT CHARACTER}b", "?"]),
    ],
)
def test_no_value_of_an_unknown_field_is_lost(values, kept):
    papers = conform([{"id": str(place), "field": value} for place, value in enumerate(values)])

    assert papers["field"].tolist() == kept


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-01-02", "2024-01-02"),
        ("20240102", "2024-01-02"),
        ("2024-01-02T03:04:05.678Z", "2024-01-02 03:04:05.678"),
        ("2024-01-02T03:04:05+02:00", "2024-01-02 01:04:05"),
        ("Oct 7, 2024", "2024-10-07"),
        ("October 7, 2024", "2024-10-07"),
        ("7 Oct 2024", "2024-10-07"),
        ("2024/10/07", "2024-10-07"),
        (datetime(2024, 1, 2, 3, tzinfo=UTC), "2024-01-02 03:00"),
    ],
)
def test_a_date_is_read_however_it_is_written(written, read):
    papers = conform([{"title": "One", "published": written}])

    assert papers["published"].tolist() == [pd.Timestamp(read)]


@pytest.mark.parametrize("written", ["2024", "yesterday", "May 30", "2024-13-01", 1704153600])
def test_what_is_no_date_is_missing_and_said(written):
    papers = conform([{"title": "One"}, {"title": "Two", "published": written}])

    assert papers["published"].isna().all()
    assert papers["published"].dtype == pd.ArrowDtype(pa.timestamp("ms"))
    assert papers.attrs["report"][0]["note"] == (f"record 2: published {written!r} is no date such as 2024-10-31")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Sliced Recursive Transformer", "sliced-recursive-transformer"),
        ("A  B:\n c?", "a-b-c"),
        ("Schrödinger's naïve cat", "schrodinger-s-naive-cat"),
        ("深度学习", "paper-9bea2bda"),
        ("🦜", "paper-f1f276aa"),
    ],
)
def test_an_id_is_made_from_the_title(title, name):
    papers = conform([{"title": title}])

    assert papers.index.tolist() == [name]


def test_two_titles_of_the_same_words_get_different_ids_in_any_order():
    records = [{"title": "C"}, {"title": "C++"}, {"title": "D"}]

    orders = [set(conform(order).index) for order in itertools.permutations(records)]

    assert len(orders[0]) == 3
    assert "d" in orders[0]
    assert all(order == orders[0] for order in orders)


def test_two_papers_of_the_same_title_stay_two():
    papers = conform([{"title": "Introduction", "abstract": text} for text in ("We eat.", "We drink.")])

    assert papers["abstract"].tolist() == ["We eat.", "We drink."]


def test_the_same_paper_twice_is_merged_and_counted():
    papers = conform(
        [
            {"id": "a", "title": "One", "authors": ["Ada"], "upvotes": 3},
            {"id": "b", "title": "Two"},
            {"id": "a", "title": "1", "abstract": "We.", "authors": ["Ada", "Ben"], "upvotes": 5},
        ]
    )

    assert papers.index.tolist() == ["a", "b"]
    assert papers.loc["a"].to_dict() == {
        "title": "One",
        "abstract": "We.",
        "authors": ["Ada", "Ben"],
        "upvotes": 3,
    }
    assert papers.attrs["report"][0]["merged"] == 1


def test_a_record_without_any_value_is_skipped_and_named():
    papers = conform([{"title": "One"}, {"title": " ", "note": None}])

    assert len(papers) == 1
    assert papers.attrs["report"][0]["skips"] == ["record 2: it holds no value"]


def test_merging_fills_what_the_first_frame_lacks():
    first = conform([{"id": "a", "title": "One"}, {"id": "b", "title": "Two", "abstract": "We."}], "x")
    second = conform([{"id": "b", "title": "2", "abstract": "We do."}, {"id": "c", "year": 2024}], "y")

    papers = merge(first, second)

    assert papers["title"].tolist() == ["One", "Two", pd.NA]
    assert papers["abstract"].tolist() == [pd.NA, "We do.", pd.NA]
    assert papers["year"].tolist() == [pd.NA, pd.NA, 2024]
    assert papers.attrs["report"]["merged"].tolist() == [0, 1]


def test_merging_fields_of_different_types_keeps_every_value():
    papers = merge(
        conform([{"id": "a", "n": 1, "upvotes": "many"}]),
        conform([{"id": "b", "n": "x"}]),
        conform([{"id": "c", "n": ["y"]}]),
    )

    assert papers["n"].tolist() == ["1", "x", '["y"]']
    assert papers["upvotes"].tolist() == ["many", pd.NA, pd.NA]


def test_merging_nothing_gives_an_empty_papers_frame():
    assert [*merge().columns] == ["title", "abstract"]


@pytest.mark.parametrize(
    ("field", "values", "kind"),
    [
        ("title", ["One", "Two"], "text"),
        ("abstract", ["a", "b"], "text"),
        ("venue", ["ICML", "NeurIPS"], "category"),
        ("summary", ["word " * 40, "other " * 40], "text"),
        ("licence", ["long " * 40] * 30, "category"),
        ("authors", [["Ada"]], "list"),
        ("upvotes", [1], "number"),
        ("score", [0.5], "number"),
        ("published", ["2024-01-02"], "date"),
        ("open", [True], "flag"),
        ("code_url", ["example"], "link"),
        ("thumbnail", ["https://example.org/a.png"], "link"),
        ("note", [None], "category"),
    ],
)
def test_a_columns_kind_says_how_it_is_used(field, values, kind):
    papers = conform([{"id": str(place), field: value} for place, value in enumerate(values)])

    assert kinds(papers)[field] == kind


@pytest.mark.parametrize(
    "step",
    [
        lambda papers: papers.copy(),
        lambda papers: papers.iloc[:1],
        lambda papers: papers.query("year == 2024"),
        lambda papers: papers.sort_values("title"),
        lambda papers: papers.assign(more=1),
        lambda papers: pd.concat([papers, papers.copy()]),
        lambda papers: papers[papers["title"] == "One"],
    ],
)
def test_the_report_follows_a_frame_through_pandas(papers, step):
    report = step(papers).attrs["report"]

    assert report["read"].tolist() == [2]


def test_frames_of_different_documents_can_be_put_together_by_pandas(papers):
    other = conform([{"title": "Three"}])

    together = pd.concat([papers, other])

    assert len(together) == 3
    assert len(papers.merge(other, on="title", how="outer")) == 3


def test_pandas_writes_a_papers_frame_and_its_report_to_parquet(papers, tmp_path):
    papers.to_parquet(tmp_path / "a.parquet")

    again = pd.read_parquet(tmp_path / "a.parquet", dtype_backend="pyarrow")

    assert Report(again.attrs["report"]).frame.equals(papers.attrs["report"].frame)


def test_a_report_answers_like_its_frame(papers):
    report = papers.attrs["report"]

    assert [*report.columns] == [
        "document",
        "format",
        "read",
        "skipped",
        "merged",
        "merged_by",
        "saved",
        "note",
        "skips",
        "sha256",
    ]
    assert report.loc[0, "read"] == 2
    assert repr(report) == repr(report.frame)
    assert json.loads(json.dumps(report)) == report
    assert "<table" in report._repr_html_()


@given(RECORDS)
def test_any_records_make_a_frame_that_conforms(records):
    papers = conform(records)

    assert papers.index.is_unique
    assert all(isinstance(dtype, pd.ArrowDtype) for dtype in papers.dtypes)
    (row,) = papers.attrs["report"]
    assert len(records) == len(papers) + row["merged"] + row["skipped"]
    pd.testing.assert_frame_equal(conform(papers), papers)
    pd.testing.assert_frame_equal(merge(papers, papers), papers)


@pytest.mark.parametrize("said", NO_ID)
def test_an_id_that_says_that_there_is_none_joins_no_papers(said):
    papers = conform([{"id": said.upper(), "title": "Sliced nets"}, {"id": said, "title": "Other nets"}])

    assert papers.index.tolist() == ["sliced-nets", "other-nets"]
