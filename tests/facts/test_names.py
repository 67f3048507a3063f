from __future__ import annotations

import pytest


def primary(facts):
    return [quoted for quoted, label in facts if label == "primary"]


@pytest.mark.parametrize(
    ("title", "abstract", "name"),
    [
        ("FoxNet: Running Faster", "We run fast.", "FoxNet"),
        ("Running Faster", "In this paper we propose FoxNet, a network that runs.", "FoxNet"),
        ("Running Faster", "To this end, we introduce a new, simple model called Vixen.", "Vixen"),
        ("Fox Tree Search", "We present Fox Tree Search (FTS), a planner.", "FTS"),
        ("How Do Foxes Run Deep Snow (FRDS)?", "Foxes are studied.", "FRDS"),
        ("Foxes: a Tool", "We develop Foxes.jl, an extensible library.", "Foxes.jl"),
        ("Vixen: Digging Better", "This work proposes Vixen, a general framework.", "Vixen"),
        ("All Is Well: Recovery without Pain", "We propose, SafeFox, a recovery method.", "SafeFox"),
        ("Deep-Fox Runs: Fast", "Nothing.", None),
        ("Learning to Run", "We propose a method based on GPT-4 and a CNN model.", None),
        ("Learning to Run", "We study gradient descent for large language models (LLMs).", None),
    ],
)
def test_the_primary_name_is_the_title_s_or_the_first_introduced(read, title, abstract, name):
    assert primary(read("name", abstract, title)) == ([name] if name else [])


def test_a_name_carries_the_long_form_beside_it(found):
    facts = found("name", "We present Fox Tree Search (FTS), a planner.", "Fox Tree Search")

    assert facts[0].more["expansion"] == "Fox Tree Search"


def test_variants_and_datasets_are_told_from_the_primary_name(read):
    abstract = "We propose FoxNet, a net. FoxNet+ is larger. We collect a dataset called FoxBench."

    assert read("name", abstract, "FoxNet: Fast") == [
        ("FoxNet", "primary"),
        ("FoxNet+", "variant"),
        ("FoxBench", "dataset"),
    ]


def test_a_field_s_short_form_in_the_title_is_no_name(read):
    abstract = "Fox growth factor (FGF) is common in women."

    assert read("name", abstract, "Fox Growth Factor in Winter") == []
