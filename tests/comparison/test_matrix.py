"""Papers side by side."""

from __future__ import annotations

import frames
import pandas as pd
import pytest

import explorer as ex
from explorer.comparison import ROWS, Cell, CompareError, Source, compare, differing

PAPERS = [
    {
        "id": "a",
        "title": "FooNet: Object Detection with Trees",
        "abstract": "We propose FooNet, a method for object detection. FooNet improves accuracy by 5% on COCO over "
        "ResNet. It cuts the runtime by 30%. Code is available at github.com/foo/foonet.",
        "venue": "ICLR",
        "published": "2024-05-01",
        "reviewed": False,
        "tags": ["Red", "blue"],
    },
    {
        "id": "b",
        "title": "BarNet: object detection with graphs",
        "abstract": "We propose BarNet, a method for object detection. BarNet improves accuracy by 7% on COCO. "
        "It improves latency by 2 ms. Accuracy drops by 5% on ImageNet.",
        "venue": "iclr",
        "year": 2023,
        "reviewed": True,
        "tags": ["blue", "red"],
    },
    {"id": "c", "title": "A note"},
]
ACCURACY = "figure: accuracy (%, delta, gain, increase, higher)"


@pytest.fixture(scope="module")
def papers():
    return ex.conform(PAPERS)


@pytest.fixture(scope="module")
def facts(papers):
    return ex.extract(papers)


@pytest.fixture(scope="module")
def matrix(papers, facts):
    return compare(papers, facts, ["a", "b"])


@pytest.fixture(scope="module")
def rows(matrix):
    return matrix.droplevel("differs")


def said(rows, row):
    return [None if cell is pd.NA else str(cell) for cell in rows.loc[row]]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("task", ["object detection", "object detection"]),
        ("contribution", ["method", "method"]),
        ("name", ["FooNet", "BarNet"]),
        ("topics", ["vision", "vision"]),
        ("methods", [None, None]),
        ("datasets", ["COCO", "COCO, ImageNet"]),
        (ACCURACY, ["5% on COCO", "7% on COCO"]),
        ("baselines", ["ResNet", None]),
        ("code", ["https://github.com/foo/foonet", None]),
        ("availability", ["code released", None]),
        ("claims", [None, None]),
        ("year", ["2024", "2023"]),
        ("venue", ["ICLR", "iclr"]),
        ("published", ["2024-05-01", None]),
        ("reviewed", ["no", "yes"]),
        ("tags", ["Red, blue", "blue, red"]),
    ],
)
def test_a_row_says_what_each_paper_says(rows, row, cells):
    assert said(rows, row) == cells


def test_rows_that_differ_come_first_and_those_nobody_states_last(matrix):
    differs = matrix.index.get_level_values("differs")

    assert list(differs) == sorted(differs, reverse=True)
    assert list(matrix.index.get_level_values("row")[~differs]) == [
        "task",
        "contribution",
        "topics",
        "venue",
        "tags",
        "methods",
        "claims",
    ]


def test_what_differs_is_had_alone(matrix):
    assert list(differing(matrix).index)[:3] == ["name", "datasets", ACCURACY]


def test_figures_that_are_not_alike_have_a_row_each(rows):
    assert {row: said(rows, row) for row in rows.index if row.startswith("figure")} == {
        ACCURACY: ["5% on COCO", "7% on COCO"],
        "figure: runtime (%, delta, gain, decrease, lower)": ["30%", None],
        "figure: latency (ms, delta, gain, increase, higher)": [None, "2 ms"],
        "figure: accuracy (%, delta, loss, decrease, higher)": [None, "5% on ImageNet"],
    }


@pytest.mark.parametrize("column", ["unit", "measure", "metric"])
def test_another_unit_measure_or_metric_parts_figures(papers, facts, column):
    is_theirs = facts["paper"].eq("b") & facts["metric"].eq("accuracy").fillna(value=False)
    changed = facts.assign(**{column: facts[column].where(~is_theirs, "other")})

    rows = compare(papers, changed, ["a", "b"], ["figures"]).droplevel("differs")

    assert said(rows, ACCURACY) == ["5% on COCO", None]


@pytest.mark.parametrize(("column", "name"), [("metric", "figure:"), ("low", "figure: accuracy")])
def test_a_figure_without_a_metric_or_a_number_meets_no_other(papers, facts, column, name):
    changed = facts.assign(**{column: pd.Series(pd.NA, facts.index, facts[column].dtype)})

    rows = compare(papers, changed, ["a", "b"], "figures").droplevel("differs")

    assert said(rows, f"{name} (%, delta, gain, increase, higher) of a") == ["5% on COCO", None]
    assert said(rows, f"{name} (%, delta, gain, increase, higher) of b") == [None, "7% on COCO"]


def test_the_same_number_written_otherwise_does_not_differ():
    papers = ex.conform(
        {"id": name, "title": "T", "abstract": f"Our method improves accuracy by {figure} on COCO."}
        for name, figure in (("a", "5%"), ("b", "5.0\\%"))
    )

    matrix = compare(papers, ex.extract(papers), ["a", "b"], ["figures"])

    assert list(matrix.index) == [(ACCURACY, False)]


def test_a_quote_stands_where_its_source_says(papers, facts):
    matrix = compare(papers, facts, ["a", "b", "c"])
    sources = [
        (paper, source)
        for paper in matrix
        for cell in matrix[paper]
        if cell is not pd.NA
        for source in cell.source
        if source.text is not None
    ]

    assert len(sources) == 19
    assert [one for one in sources if papers.loc[one[0], one[1].field][one[1].start : one[1].end] != one[1].text] == []


def test_a_baseline_is_quoted_where_it_is_named(rows):
    start = PAPERS[0]["abstract"].index("ResNet")

    assert rows.loc["baselines", "a"] == Cell(("ResNet",), (Source("abstract", start, start + 6, "ResNet"),))


@pytest.mark.parametrize(
    ("row", "paper", "cell"),
    [
        ("venue", "a", Cell("ICLR", (Source("venue"),))),
        ("year", "a", Cell(2024, (Source("published"),))),
        ("year", "b", Cell(2023, (Source("year"),))),
        ("reviewed", "a", Cell(False, (Source("reviewed"),))),  # noqa: FBT003 - a stated no
        ("tags", "b", Cell(("blue", "red"), (Source("tags"),))),
    ],
)
def test_a_value_of_the_document_names_its_field(rows, row, paper, cell):
    assert rows.loc[row, paper] == cell


def test_a_stated_no_is_not_the_same_as_not_stated(papers, facts):
    matrix = compare(papers, facts, ["a", "c"], ["reviewed"])

    assert list(matrix.index) == [("reviewed", True)]
    assert list(matrix.isna().iloc[0]) == [False, True]


def test_the_documents_word_stands_before_what_was_read(facts):
    given = ex.conform([{**PAPERS[0], "code_url": "https://foo.org", "topics": ["trees"]}, PAPERS[1]])

    rows = compare(given, facts, ["a", "b"]).droplevel("differs")

    assert rows.loc["code", "a"] == Cell("https://foo.org", (Source("code_url"),))
    assert rows.loc["topics", "a"] == Cell(("trees",), (Source("topics"),))
    assert rows.loc["topics", "b"].source[0].text == "object detection"


def test_enriched_papers_compare_as_they_did_before(papers, facts, matrix):
    enriched = compare(ex.enrich(papers, facts), facts, ["a", "b"])

    assert [row for row in enriched.index if row not in matrix.index] == [("project_url", False)]
    assert enriched.drop(index="project_url", level="row").equals(matrix)


def test_rows_are_those_asked_for_in_that_order(papers, facts):
    matrix = compare(papers, facts, ["b", "a"], ["title", "name", "year", "title"])

    assert list(matrix.index) == [("title", True), ("name", True), ("year", True)]
    assert list(matrix.columns) == ["b", "a"]


def test_no_rows_make_an_empty_frame(papers, facts):
    matrix = compare(papers, facts, ["a", "b"], [])

    assert matrix.shape == (0, 2)
    assert differing(matrix).shape == (0, 2)


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        ([], "0 papers cannot be compared; give 2 to 6 different ids."),
        ("p1", "1 paper cannot be compared; give 2 to 6 different ids."),
        (["p1", "p1"], "1 paper cannot be compared; give 2 to 6 different ids."),
        ([f"p{n}" for n in range(7)], "7 papers cannot be compared; give 2 to 6 different ids."),
        (["p1", "zz"], "No paper 'zz' among 7; an id is one of the papers' index."),
    ],
)
def test_too_few_too_many_and_unknown_papers_are_refused(ids, message):
    papers = ex.conform({"id": f"p{n}", "title": "T"} for n in range(7))

    with pytest.raises(CompareError) as error:
        compare(papers, ex.extract(papers), ids)

    assert str(error.value) == message


def test_an_unknown_row_is_refused(papers, facts):
    with pytest.raises(ex.ExplorerError) as error:
        compare(papers, facts, ["a", "b"], ["colour"])

    assert (
        str(error.value)
        == f"No field 'colour'; known: {', '.join(ROWS)}, "
        + ", ".join(column for column in papers.columns if column not in ROWS)
        + "."
    )


def test_nothing_given_is_changed(papers, facts):
    before = papers.copy(), facts.copy()

    compare(papers, facts, ["a", "b", "c"])

    assert papers.equals(before[0])
    assert facts.equals(before[1])


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_papers_stand_beside_plain_ones(name):
    ugly = [{**record, "id": f"{record['id']}-{n}"} for n, record in enumerate(frames.UGLY[name])]
    papers = ex.conform([*frames.PLAIN[:2], *ugly])

    matrix = compare(papers, ex.extract(papers), papers.index)

    assert list(matrix.columns) == list(papers.index)
    assert not matrix.index.has_duplicates
    assert {type(cell) for paper in matrix for cell in matrix[paper]} <= {Cell, type(pd.NA)}
