from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("sentence", "address", "label"),
    [
        ("Code: https://github.com/ann/Fox.", "https://github.com/ann/Fox", "code"),
        ("(see https://gitlab.com/ann/fox)", "https://gitlab.com/ann/fox", "code"),
        ("Our page is https://fox.github.io/, enjoy.", "https://fox.github.io/", "project"),
        ("Visit ann.github.io for more.", "ann.github.io", "project"),
        (
            "The dataset is at https://huggingface.co/datasets/ann/fox.",
            "https://huggingface.co/datasets/ann/fox",
            "data",
        ),
        ("Weights: huggingface.co/ann/fox-7b", "huggingface.co/ann/fox-7b", "model"),
        ("Try it: https://huggingface.co/spaces/ann/fox!", "https://huggingface.co/spaces/ann/fox", "demo"),
        ("It extends https://arxiv.org/abs/2101.00001.", "https://arxiv.org/abs/2101.00001", "paper"),
        ("Our project page is www.fox.org.", "www.fox.org", "project"),
        ("\\url{https://github.com/ann/fox_1}", "https://github.com/ann/fox_1", "code"),
        (
            "at https://en.wikipedia.org/wiki/Fox_(animal).",
            "https://en.wikipedia.org/wiki/Fox_(animal)",
            "other",
        ),
        ("Demo and data at https://github.com/ann/fox", "https://github.com/ann/fox", "code"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(read, sentence, address, label):
    assert read("link", sentence) == [(address, label)]


@pytest.mark.parametrize(
    "text", ["GitHub is a site.", "https://", "a.b.c", "e.g. github", "the model github.community"]
)
def test_what_is_no_address_is_no_link(read, text):
    assert read("link", text) == []


def test_two_addresses_are_two_links(read):
    links = read("link", "Code at https://github.com/a/b and data at https://zenodo.org/record/1.")

    assert links == [("https://github.com/a/b", "code"), ("https://zenodo.org/record/1", "data")]
