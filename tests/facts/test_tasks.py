from __future__ import annotations


def test_a_known_problem_of_the_title_comes_first(read):
    tasks = read("task", "Object detection is hard. We study image segmentation.", "Foxes for image segmentation")

    assert ("image segmentation", None) in tasks


def test_what_title_and_abstract_share_is_the_task(read):
    assert read("task", "We count foxes in snow. Fox counting is hard.", "New nets for fox counting") == [
        ("Fox counting", None)
    ]


def test_a_title_that_names_no_problem_is_no_task(read):
    assert read("task", "We count foxes.", "Sliced Recursive Transformer") == []
    assert read("task", "We count foxes.", "Sliced Transformers for Snow Clearing") == [("Snow Clearing", None)]
