import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.formats.citekeys import VALID, Work, keys

WORKS = st.lists(
    st.builds(
        Work,
        author=st.none() | st.text(min_size=1),
        year=st.none() | st.integers(1, 9999),
        title=st.none() | st.text(),
        key=st.none() | st.text(),
        id=st.uuids().map(str),
    ),
    max_size=6,
)


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (Work("Ashish Vaswani", 2017, "Attention Is All You Need"), "vaswani2017attention"),
        (Work("Øystein García-López", None, "On the Élan of X"), "garcialopezndelan"),
        (Work("Ludwig van Beethoven", 1808, "The Fifth"), "beethoven1808fifth"),
        (Work("van Gogh, Vincent", 1888, "A Field"), "gogh1888field"),
        (Work("李明", 2020, "שלום"), "anon2020"),
        (Work(None, None, None), "anonnd"),
        (Work("Ada Łoś", 2024, "Pages", key="DBLP:conf/x/L24"), "DBLP:conf/x/L24"),
        (Work("Ada Łoś", 2024, "Pages", key="no, key"), "los2024pages"),
    ],
)
def test_a_key_can_be_typed_and_cited(work, key):
    assert keys([work]) == [key]


def test_works_alike_are_told_apart_in_any_order():
    works = [Work("A B", 2020, f"Graph {letter}", id=letter) for letter in "xyz"]

    assert keys(works) == ["b2020grapha", "b2020graphb", "b2020graphc"]
    assert keys(works[::-1]) == ["b2020graphc", "b2020graphb", "b2020grapha"]


def test_a_made_key_leaves_a_given_one_alone():
    assert keys([Work("A B", 2020, "Graph"), Work("C", 1, "D", key="B2020graph")]) == ["b2020grapha", "B2020graph"]


@given(WORKS)
def test_keys_are_valid_and_unique_whatever_the_works(works):
    found = keys(works)

    assert len({key.lower() for key in found}) == len(works)
    assert all(VALID.fullmatch(key) for key in found)
