from __future__ import annotations

import pytest


def names(facts):
    return [quoted for quoted, label in facts if label != "problem"]


@pytest.mark.parametrize(
    ("abstract", "wanted"),
    [
        ("It reaches 80% accuracy on ImageNet-1K and CIFAR-100.", ["ImageNet-1K", "CIFAR-100"]),
        ("We evaluate on the FoxWorld dataset.", ["FoxWorld"]),
        ("Results on SWE-bench Verified improve.", ["SWE-bench Verified"]),
        ("It wins on two benchmarks: FoxQA for questions, HuntX for search.", ["FoxQA", "HuntX"]),
        ("Experiments on three datasets, such as FoxA, FoxB, and FoxC, agree.", ["FoxA", "FoxB", "FoxC"]),
        ("It beats all on the Vixen benchmark.", ["Vixen"]),
        ("It runs on NVIDIA A100 GPUs with good FID and BLEU.", []),
        ("We evaluate on large datasets.", []),
        ("The data race on a Go program is found.", []),
    ],
)
def test_datasets_are_known_by_name_shape_or_phrase(read, abstract, wanted):
    assert names(read("dataset", abstract)) == wanted


def test_a_test_problem_is_labelled_so(read):
    assert read("dataset", "We solve the Navier-Stokes and Helmholtz equations.") == [
        ("Navier-Stokes", "problem"),
        ("Helmholtz", "problem"),
    ]


def test_a_paper_s_own_dataset_is_marked(found):
    facts = found("dataset", "We introduce FoxBench, a benchmark, and compare it with MMLU.")

    assert [fact.more["own"] for fact in facts] == [True, False]
