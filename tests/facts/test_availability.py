from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "clause", "label", "artefacts"),
    [
        (
            "Code is available at https://github.com/a/b.",
            "Code is available at https://github.com/a/b",
            "released",
            ["code"],
        ),
        (
            "We run. Our code and data will be released soon.",
            "Our code and data will be released",
            "promised",
            ["code", "data"],
        ),
        (
            "We release all model weights and the dataset.",
            "We release all model weights and the dataset",
            "released",
            ["data", "models"],
        ),
        (
            "Both run via our code available at: https://github.com/a/b.",
            "our code available at: https://github.com/a/b",
            "released",
            ["code"],
        ),
        ("Code: https://github.com/a/b", "Code: https://github.com/a/b", "released", ["code"]),
        (
            "We will open-source our toolkit upon acceptance.",
            "We will open-source our toolkit upon acceptance",
            "promised",
            ["code"],
        ),
    ],
)
def test_a_clause_says_what_is_offered(found, sentence, clause, label, artefacts):
    (fact,) = found("availability", sentence)

    assert sentence[fact.start : fact.end].startswith(clause)
    assert (fact.label, fact.more["artefacts"]) == (label, artefacts)


@pytest.mark.parametrize(
    "sentence",
    [
        "We test on five publicly available datasets.",
        "Open-source models lag behind.",
        "We introduce a new dataset of foxes.",
        "Little data is not available online.",
        "Project page: https://fox.github.io",
    ],
)
def test_what_offers_nothing_is_no_claim(read, sentence):
    assert read("availability", sentence) == []
