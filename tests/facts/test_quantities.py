"""Numbers as papers write them: one sentence a test."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.facts.quantities import quantities


def read(text):
    return [(text[one.start : one.end], one.low, one.high, one.unit) for one in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a rise of 4.5% in yield", ("4.5%", 4.5, 4.5, "%")),
        (r"a rise of 4.5\% in yield", (r"4.5\%", 4.5, 4.5, "%")),
        ("a rise of 4 percentage points", ("4 percentage points", 4, 4, "pp")),
        ("a rise of 4 points", ("4 points", 4, 4, "pp")),
        ("is 3x as fast", ("3x", 3, 3, "x")),
        ("is 3times as fast", ("3times", 3, 3, "x")),
        ("is 2.5 times as fast", ("2.5 times", 2.5, 2.5, "x")),
        ("a 12-fold rise", ("12-fold", 12, 12, "x")),
        ("a threefold rise", ("threefold", 3, 3, "x")),
        ("is 3 orders of magnitude smaller", ("3 orders of magnitude", 1000, 1000, "x")),
        ("is two orders of magnitude smaller", ("two orders of magnitude", 100, 100, "x")),
        ("is an order of magnitude smaller", ("an order of magnitude", 10, 10, "x")),
        ("a net of 5M parameters", ("5M parameters", 5e6, 5e6, "parameters")),
        ("a 5M-parameter net", ("5M-parameter", 5e6, 5e6, "parameters")),
        ("holds 1.5 million pictures", ("1.5 million", 1.5e6, 1.5e6, "")),
        ("holds 60,000 lines", ("60,000 lines", 60000, 60000, "lines")),
        ("a 30-hour recording", ("30-hour", 30, 30, "hours")),
        ("runs on an 8-GPU machine", ("8-GPU", 8, 8, "GPUs")),
        ("costs 64 A100 GPU-hours", ("64 A100 GPU-hours", 64, 64, "GPU hours")),
        ("draws 90 frames per second", ("90 frames per second", 90, 90, "FPS")),
        ("7 tokens per second per GPU", ("7 tokens per second per GPU", 7, 7, "tokens per second per GPU")),
        ("a dose of 5 mmol/L", ("5 mmol/L", 5, 5, "mmol/L")),
        ("an error of 2.5 × 10^{-3}", ("2.5 × 10^{-3}", 0.0025, 0.0025, "")),
        ("an error of 1e-4", ("1e-4", 0.0001, 0.0001, "")),
        ("saves 20~40%", ("20~40%", 20, 40, "%")),
        ("saves 2-16x", ("2-16x", 2, 16, "x")),
        ("nets of 20-40M", ("20-40M", 20e6, 40e6, "")),
        ("between 2 and 9", ("2 and 9", 2, 9, "")),
        ("from 60% to 20%", ("60% to 20%", 60, 20, "%")),
        ("from 3% (old) to 4%", ("3% (old) to 4%", 3, 4, "%")),
        ("from 2 billion to 9 billion", ("2 billion to 9 billion", 2e9, 9e9, "")),
        ("on 40+ nets", ("40+", 40, 40, "")),
        ("doubles the speed", ("doubles", 2, 2, "x")),
        ("a third of the cost", ("a third", 1 / 3, 1 / 3, "x")),
        ("needs O(n log n) samples", ("O(n log n) samples", None, None, "asymptotic")),
        ("needs widetilde Theta(d^{2}) steps", ("widetilde Theta(d^{2})", None, None, "asymptotic")),
        ("runs in polynomial time", ("polynomial time", None, None, "asymptotic")),
    ],
)
def test_a_quantity_is_read_with_what_is_attached(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    ["a 3D map", "the H100 card", "at 1080p", "the v2.1.4 release", "an a1b2 key", "the 1.2.3.4 address"],
)
def test_a_number_that_is_glued_to_letters_is_no_quantity(text):
    assert read(text) == []


def test_a_mark_and_a_sign_belong_to_the_figure():
    (one,) = quantities("moves it by ~+3%")

    assert (one.start, one.comparison, one.sign) == (12, "~", "+")


def test_a_minus_makes_the_value_negative():
    (one,) = quantities("a correlation of -0.7")

    assert (one.low, one.sign) == (-0.7, "-")


@given(st.text(alphabet=st.sampled_from("0123456789.,%xKM+-~^{}()[] /$\\eOtwohalfsim\n"), max_size=200))
def test_any_text_gives_ordered_quotable_quantities(text):
    found = quantities(text)

    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        "7" * 10_000,
        "1," * 50_000,
        "1.2" * 33_000,
        "O(" * 50_000,
        "10^{" * 25_000,
        "from 1 (a " * 10_000,
        "two or " * 14_000,
        "5 - " * 25_000,
    ],
)
def test_a_long_line_takes_time_in_proportion_to_its_length(text):
    began = time.process_time()

    quantities(text)

    assert time.process_time() - began < 40e-6 * len(text)
