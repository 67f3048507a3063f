import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.formats.names import displayed, inverted


@pytest.mark.parametrize(
    ("said", "listed"),
    [
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Ludwig van Beethoven", "van Beethoven, Ludwig"),
        ("Juan de la Cruz", "de la Cruz, Juan"),
        ("Sammy Davis Jr.", "Davis, Jr., Sammy"),
        ("Aristotle", "Aristotle"),
        ("van Gogh", "van Gogh"),
    ],
)
def test_a_name_is_said_in_one_order_and_listed_in_another(said, listed):
    assert inverted(said) == listed
    assert displayed(listed) == said


@given(st.text(st.characters(exclude_characters=",")))
def test_an_inverted_name_comes_back_or_stays(name):
    assert displayed(inverted(name)) == name or inverted(name) == name
