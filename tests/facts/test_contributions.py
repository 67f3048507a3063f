from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("title", "abstract", "kind"),
    [
        ("A Fox Net", "We propose a novel method that outperforms all.", "method"),
        ("Fox nets: a survey", "We review fox nets.", "survey"),
        ("FoxBench: a benchmark for foxes", "We introduce a new benchmark.", "dataset"),
        ("Do foxes learn?", "We investigate whether foxes learn. We find that they do.", "analysis"),
        ("Bounds for foxes", "We prove a lower bound on sample complexity.", "theory"),
        ("A fox library", "We present an open-source software library, deployed in production.", "system"),
        ("On foxes", "This thesis develops foxes.", "thesis"),
        ("A tutorial on foxes", "This tutorial aims to guide practitioners.", "guide"),
    ],
)
def test_signs_decide_the_kind_of_work(read, title, abstract, kind):
    assert [label for _, label in read("contribution", abstract, title)] == [kind]


def test_a_text_without_a_sign_has_no_kind(read):
    assert read("contribution", "", "Foxes") == []
