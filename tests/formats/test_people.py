"""Names of people, parted and turned."""

import pytest

from explorer.formats.people import forward, initialled, listed, without_brackets


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Özel, B.", "B. Özel"),
        ("Doe, Jo, Jr.", "Jo Doe Jr."),
        ("Ada Łoś", "Ada Łoś"),
        ("The Folders", "The Folders"),
        ("Lab, Dept, City, Land", "Lab, Dept, City, Land"),
        ("Wu,", "Wu,"),
    ],
)
def test_a_first_name_stands_first(written, read):
    assert forward(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("A. Łoś, B. Ode and C. Wu", ["A. Łoś", "B. Ode", "C. Wu"]),
        ("A. Łoś, B. Ode, and C. Wu", ["A. Łoś", "B. Ode", "C. Wu"]),
        ("A. Łoś; B. Ode", ["A. Łoś", "B. Ode"]),
        ("", []),
    ],
)
def test_names_in_one_text_are_parted(written, read):
    assert listed(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Łoś, A. B., Ode, C.-D.", ["A. B. Łoś", "C.-D. Ode"]),
        ("Łoś, A.", ["A. Łoś"]),
        ("Ode, Ben", ["Ben Ode"]),
        ("Ada Łoś", ["Ada Łoś"]),
        ("a, " * 7000, [("a, " * 7000).strip()]),
    ],
    ids=["many", "one", "a whole first name", "in order", "no end of names"],
)
def test_names_with_initials_in_one_text_are_parted(written, read):
    assert initialled(written) == read


@pytest.mark.parametrize(
    ("written", "read"), [("A (1 and (2)), B (3)", "A , B "), ("A (1", "A "), ("A) B", "A) B"), ("A", "A")]
)
def test_what_stands_in_brackets_is_taken_out(written, read):
    assert without_brackets(written) == read
