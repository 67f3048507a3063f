"""Which authors are one, however a service writes them."""

import pytest

from explorer.lists.people import people

SAME = [
    ("Kaiming He", "K. He"),
    ("Kaiming He", "He Kaiming"),
    ("Kaiming HE", "He, Kaiming"),
    ("Andrew Y. Ng", "Ng AY"),
    ("Bob Smith III", "B. Smith"),
    ("Smith, Jr., Bob", "Bob Smith"),
    ("Müller", "Mueller"),
    ("Jürgen Müller", "J. Mueller"),
    ("Jürgen Müller", "J. Muller"),
    ("Smith J", "John Smith"),
    ("Smith J. M.", "John Smith"),
    ("Ada van Dam", "van Dam A"),
    ("Lovelace AK", "Lovelace, Ada"),
    ("Zhang Xiao-Ming", "Xiao Ming Zhang"),
    ("Zhang Wei", "W. Zhang"),
    ("Łoś, Ada", "Ada Los"),
]
OTHER = [
    ("Wei Li", "Wei Xu"),
    ("Wei LI", "Wei XU"),
    ("Li, Wei", "Wei Xu"),
    ("Wei Li", "Lo Wei"),
    ("Ada Lovelace", "Ada Byron"),
    ("J. Smith", "J. Jones"),
    ("Bob Smith III", "Ann Jones III"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_an_author_is_one_in_another_form(one, other):
    assert people([one, "Emil Post"]).share(people(["Grace Hopper", other]))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_a_given_name_an_initial_or_a_suffix_is_no_evidence(one, other):
    assert not people([one]).share(people([other]))


@pytest.mark.parametrize("name", ["", "张伟", "others", "et al.", "...", "Ada\0Lovelace"])
def test_who_cannot_be_read_is_nobody(name):
    assert people([name]).families == frozenset()
