from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer import progress
from explorer.facts import Found, extract, finders
from explorer.facts import parallel as parallel_module
from explorer.facts.base import FIELDS, all_finders, finder, read

TEXT = pd.ArrowDtype(pa.string())
ABSTRACTS = [
    "We propose Fox Tree Search (FTS), which beats GPT-4 on MMLU by 5~9%. Code: https://github.com/a/b.",
    "This thesis studies partial differential equations (PDEs) and mathcal{O}(n^2) solvers.",
    "We release FoxBench, a benchmark for large language models (LLMs), on ImageNet and COCO.",
]
PIECES = st.sampled_from(
    [
        "We propose",
        "introduce",
        "FoxNet",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "^",
        "_",
        "~",
        "\\",
        "$",
        "``",
        "''",
        "--",
        ": ",
        ". ",
        ", ",
        "https://",
        "github.com/a",
        "mathcal",
        "rightarrow",
        "left(",
        "GPT-4",
        "on",
        "ImageNet",
        "dataset",
        "5%",
        "3.14",
        "(FN)",
        "code is available at",
        "LLMs",
        "\n",
        "\t",
        "é",
        "İ",
        "漢",
        "🦊",
        "and",
        "such as",
        "A",
        "a",
        "2020",
        "the the",
        "-",
    ]
)
ANY = st.one_of(
    st.text(max_size=300),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


def frame(abstracts, titles=None):
    index = pd.Index([f"p{number}" for number in range(len(abstracts))], name="id")
    return pd.DataFrame(
        {"title": titles or [f"Paper {a[:9]}" for a in abstracts], "abstract": abstracts}, index, dtype=TEXT
    )


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(title=ANY, abstract=ANY)
def test_every_span_of_any_text_quotes_it(title, abstract):
    texts = {"title": title, "abstract": abstract}

    for kind, found, text in read(title, abstract):
        assert kind in all_finders()
        assert texts[found.field][found.start : found.end] == text != ""


def test_the_facts_of_a_frame_quote_its_papers():
    papers = frame(ABSTRACTS)

    facts = extract(papers)

    assert len(facts) > 10
    for fact in facts.itertuples():
        assert papers.loc[fact.paper, fact.field][fact.start : fact.end] == fact.text


def test_the_same_papers_give_the_same_facts():
    assert extract(frame(ABSTRACTS)).equals(extract(frame(ABSTRACTS)))


def test_the_order_of_papers_does_not_matter():
    papers = frame(ABSTRACTS)

    backwards = extract(papers.iloc[::-1])

    by_paper = backwards.sort_values("paper", kind="stable", ignore_index=True)
    assert by_paper.equals(extract(papers))


def test_pieces_sent_to_other_processes_give_the_same_facts(monkeypatch):
    papers = frame(ABSTRACTS)
    here = extract(papers)
    monkeypatch.setattr(parallel_module, "MANY", 1)
    monkeypatch.setattr(parallel_module, "PIECE", 2)
    monkeypatch.setattr(parallel_module.os, "cpu_count", lambda: 2)

    elsewhere = extract(papers)

    assert elsewhere.equals(here)


def test_a_long_run_says_how_far_it_is(monkeypatch, capsys):
    ticks = iter([0.0, 2.0, 2.0, 3.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(ticks))

    extract(frame(ABSTRACTS))

    assert (
        capsys.readouterr().err == "".join(f"\rFacts [{'#' * 20}] 3 of 3 papers, {rate}/s" for rate in (2, 1)) + "\n"
    )


@pytest.mark.parametrize("columns", [["title"], ["abstract"], []])
def test_a_missing_column_is_an_empty_text(columns):
    facts = extract(frame(ABSTRACTS)[columns])

    assert set(facts["field"]) <= set(columns)


def test_a_missing_value_is_an_empty_text():
    facts = extract(frame([None, ABSTRACTS[0]], ["", ""]))

    assert set(facts["paper"]) == {"p1"}


def test_no_papers_give_no_facts_in_the_same_columns():
    none, some = extract(frame([])), extract(frame(ABSTRACTS))

    assert len(none) == 0
    assert none.dtypes.equals(some.dtypes)


def test_a_new_kind_of_fact_is_one_function(monkeypatch):
    monkeypatch.setattr(finders, "_things", dict(all_finders()))

    @finder("greeting", tone=str)
    def greetings(reading):
        if reading.abstract.startswith("Hello"):
            yield Found("abstract", 0, 5, "warm", {"tone": "kind"})

    facts = extract(frame(["Hello world."]))

    assert facts.loc[facts["kind"] == "greeting", ["text", "label", "tone"]].to_numpy().tolist() == [
        ["Hello", "warm", "kind"]
    ]


def test_fields_are_those_of_a_papers_frame():
    assert FIELDS == ("title", "abstract")
