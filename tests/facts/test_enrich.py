from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from explorer.facts import extract
from explorer.facts.enrich import COLUMNS, enrich, origin

TEXT = pd.ArrowDtype(pa.string())
ABSTRACTS = {
    "a": "We propose FoxNet, a network. It outperforms GPT-4 on ImageNet and COCO. Code: https://github.com/a/b.",
    "b": "This thesis studies foxes.",
    "c": None,
}


@pytest.fixture
def papers():
    return pd.DataFrame(
        {
            "title": ["FoxNet: Vision Transformers", "On Foxes", "Nothing"],
            "abstract": list(ABSTRACTS.values()),
        },
        index=pd.Index(list(ABSTRACTS), name="id"),
        dtype=TEXT,
    )


@pytest.fixture
def facts(papers):
    found = extract(papers)
    return found[found["kind"] != "result"].reset_index(drop=True)


def result(paper, polarity):
    return {
        "paper": paper,
        "kind": "result",
        "field": "abstract",
        "start": 0,
        "end": 2,
        "text": "We",
        "polarity": polarity,
    }


def with_results(facts, *results):
    extra = pd.DataFrame(results).astype({"start": "int64[pyarrow]", "end": "int64[pyarrow]"})
    return pd.concat([facts, extra.convert_dtypes(dtype_backend="pyarrow")], ignore_index=True)


def test_facts_become_columns(papers, facts):
    enriched = enrich(papers, facts)

    assert enriched.loc["a", ["name", "code_url", "contribution"]].tolist() == [
        "FoxNet",
        "https://github.com/a/b",
        "method",
    ]
    assert list(enriched.loc["a", "datasets"]) == ["ImageNet", "COCO"]
    assert "vision" in list(enriched.loc["a", "topics"])


def test_what_was_not_found_is_missing(papers, facts):
    enriched = enrich(papers, facts)

    assert enriched.loc["c", ["name", "code_url", "project_url", "topics", "contribution", "datasets"]].isna().all()


def test_a_claim_without_a_figure_is_told_from_none(papers, facts):
    assert enrich(papers, facts)["claims"].tolist() == [
        "claimed without a figure",
        "none stated",
        "none stated",
    ]


def test_figures_of_the_work_are_counted_and_make_a_claim_measured(papers, facts):
    enriched = enrich(papers, with_results(facts, result("b", "gain"), result("b", "loss"), result("c", "setting")))

    assert enriched["figures"].tolist() == [0, 2, 0]
    assert enriched["claims"].tolist() == ["claimed without a figure", "measured", "none stated"]


def test_a_value_the_document_gave_stays(papers, facts):
    given = papers.assign(code_url=pd.array(["https://a.org", None, None], dtype=TEXT))

    assert enrich(given, facts)["code_url"].tolist()[:1] == ["https://a.org"]


def test_a_gap_in_the_document_s_column_is_filled(papers, facts):
    given = papers.assign(code_url=pd.array([None, "https://b.org", None], dtype=TEXT))

    assert enrich(given, facts)["code_url"].tolist()[:2] == ["https://github.com/a/b", "https://b.org"]


def test_the_papers_stay_as_they_are(papers, facts):
    before = papers.copy()

    enrich(papers, facts)

    assert papers.equals(before)


def test_columns_are_arrow(papers, facts):
    types = enrich(papers, facts)[list(COLUMNS)].dtypes

    assert all(isinstance(kind, pd.ArrowDtype) for kind in types)


def test_no_papers_give_no_rows(papers, facts):
    assert enrich(papers.head(0), facts).shape == (0, 2 + len(COLUMNS))


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("name", ["FoxNet"]),
        ("code_url", ["https://github.com/a/b"]),
        ("claims", ["outperforms"]),
        ("project_url", []),
        ("datasets", ["ImageNet", "COCO"]),
    ],
)
def test_a_derived_value_says_which_words_it_was_read_from(papers, facts, column, words):
    assert origin(papers, facts, "a", column) == words


def test_a_given_value_says_that_the_document_gave_it(papers, facts):
    given = papers.assign(name=pd.array(["Vixen", None, None], dtype=TEXT))

    assert origin(given, facts, "a", "name") == ["the document"]
