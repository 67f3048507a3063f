"""Ids made of titles, and what tells two papers of one title apart."""

import time

import pytest

from explorer import ids


@pytest.mark.parametrize(
    ("one", "other", "are_two"),
    [
        (("", "", "", ""), ("", "", "", ""), False),
        (("We eat.", "", "", ""), ("We drink.", "", "", ""), True),
        (("We eat.", "", "", ""), ("", "10.1000/x", "", ""), False),
        (("", "10.1000/x", "", ""), ("", "10.1000/y", "", ""), True),
        (("", "10.1000/x", "Ada", ""), ("", "10.1000/x", "Lovelace, A.", ""), False),
        (("", "", "Ada", ""), ("", "", "Emil", ""), True),
        (("", "", "", "2020"), ("", "", "", "2021"), True),
    ],
)
def test_what_is_said_beside_the_title_tells_papers_apart(one, other, are_two):
    found = ids.made([("Editorial", *one), ("Editorial", *other)])

    assert (len(set(found)) == 2) == are_two


@pytest.mark.parametrize("title", ["Editorial", "深度学习", "", "x" * 100])
@pytest.mark.parametrize("says", [("We.", "", "", ""), ("", "10.1000/x", "", "2020"), ("", "", "", "")])
def test_an_id_that_was_made_is_known_as_made(title, says):
    works = [(title, *says), (title, "Other", "10.1000/z", "Emil", "1900")]

    assert all(ids.is_made(name, work) for name, work in zip(ids.made(works), works, strict=True))


@pytest.mark.parametrize("name", ["2401.00001", "editorial-12345678", "smith2020"])
def test_an_id_that_was_given_is_none_that_was_made(name):
    assert not ids.is_made(name, ("Editorial", "We.", "", "", ""))


def test_a_paper_beside_another_of_its_id_gets_a_name_that_nobody_has():
    name = ids.apart("k1", "Trees", {"k1"})

    assert name == "k1-109d6f45"
    assert ids.apart("k1", "Trees", {"k1", name}) == f"{name}-2"


@pytest.mark.parametrize("part", ["ab c ", "\N{LATIN SMALL LETTER E WITH ACUTE} ", "\N{CJK UNIFIED IDEOGRAPH-66F8}"])
def test_the_longest_titles_take_no_time(part):
    long = part * (6_000_000 // len(part))
    start = time.process_time()

    ids.made([(long, long, "", ""), (long, f"{long}x", "", ""), (f"{long}x", long, "", "")])

    assert time.process_time() - start < 10  # seconds: what any document may take


def test_of_a_long_text_beside_a_title_its_beginning_tells():
    one, same, other = (("One", f"{start} {'ab ' * 200}{end}", "", "") for start, end in ("xy", "xz", "yy"))

    first, second, third = ids.made([one, same, other])

    assert first == second != third
