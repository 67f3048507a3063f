from __future__ import annotations

import pytest

from explorer.facts.vocabulary import table

LABELS = {
    "language",
    "vision",
    "generation",
    "multimodal",
    "speech",
    "reasoning",
    "rl",
    "robotics",
    "architecture",
    "learning",
    "efficiency",
    "theory",
    "code",
    "science",
    "data",
    "society",
}


@pytest.mark.parametrize(
    ("title", "abstract", "wanted"),
    [
        (
            "Faster inference for large language models",
            "We study quantization: a speedup at less memory.",
            {"language", "efficiency"},
        ),
        ("Grasping with a humanoid robot", "We train a robot policy by imitation.", {"robotics"}),
        ("Speech recognition in noise", "We study speech and speaker noise.", {"speech"}),
        ("A convergence rate for convex optimization", "We prove a lower bound.", {"theory"}),
        ("Jailbreak attacks on chatbots", "We study safety and harmful outputs.", {"society"}),
        ("Link prediction in knowledge graphs", "We train graph neural networks.", {"data"}),
    ],
)
def test_the_words_of_a_field_decide_its_topic(read, title, abstract, wanted):
    labels = {label for _, label in read("topic", abstract, title)}

    assert wanted <= labels
    assert len(labels) <= 3


def test_a_text_of_no_field_has_no_topic(read):
    assert read("topic", "The cat sat on the mat.", "A cat") == []


def test_the_vocabulary_knows_the_sixteen_labels():
    assert {key.rpartition("_")[0] for key in table("topics")} == LABELS
