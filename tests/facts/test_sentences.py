from __future__ import annotations

import pytest

from explorer.facts.sentences import split


def sentences(text):
    return [text[one.start : one.end] for one in split(text, "abstract")]


@pytest.mark.parametrize(
    "text",
    [
        "We use trees, e.g. Oak trees, and i.e. Pine.",
        "Ann et al. [2020] ran 3.5 miles vs. Bob.",
        "See Fig. 2 and Eq. 3 at https://a.org/x.html now.",
        "J. K. Fox ran.",
        "It grew by approx. 3 cm.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It ran. It hid.", ["It ran.", "It hid."]),
        ("It ran (fast.) Then it hid!", ["It ran (fast.)", "Then it hid!"]),
        ("Foxes, owls etc. The end.", ["Foxes, owls etc.", "The end."]),
        ("Did it run? iFox did.", ["Did it run?", "iFox did."]),
        ("First\n\nSecond", ["First", "Second"]),
        ("", []),
    ],
)
def test_a_stop_before_a_new_sentence_ends_one(text, wanted):
    assert sentences(text) == wanted
