"""Which letters are slips of the pen, and which make another word and another paper."""

import pytest

from explorer.lists import merge
from explorer.papers import conform

ABSTRACT = "We share weights across depth, and show on nine data sets that what is learned once is used again."
TYPO = ("Sliced Recursive Transformers", "Sliced Recusrive Transformers")


def count(*titles, **said):
    return len(merge(*(conform([{"id": f"k{at}", "title": title, **said}]) for at, title in enumerate(titles))))


@pytest.mark.parametrize(
    "said", [{"authors": ["Ada Lovelace"]}, {"year": 2024}, {"abstract": ABSTRACT}, {"doi": "10.1000/x"}]
)
def test_a_letter_is_a_slip_where_something_else_is_known(said):
    assert count(*TYPO, **said) == 1


def test_a_letter_alone_is_no_slip():
    assert count(*TYPO) == 2
    assert count("Causal Inference in Practice", "Casual Inference in Practice") == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nitrate in Rivers of the North", "Nitrite in Rivers of the North"),
        ("Oxidation of Propane on Metals", "Oxidation of Propene on Metals"),
        ("Absorption of Gases by Carbon", "Adsorption of Gases by Carbon"),
    ],
)
def test_opposed_words_are_two_papers_of_the_same_people(one, other):
    assert count(one, other, authors=["Ada Lovelace"], year=2024) == 2


@pytest.mark.parametrize(("one", "other"), [("Causal", "Casual"), ("Ileum", "Ilium"), ("LLaMA", "LLaVA")])
def test_two_words_that_other_titles_have_are_two_papers(one, other):
    titles = [f"{word} {rest}" for word in (one, other) for rest in ("Models of Images and Sound", "in Practice")]

    assert count(*titles, authors=["Ada Lovelace"], year=2024) == 4
    assert count(*titles, authors=["Ada Lovelace"], abstract=ABSTRACT) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Modelling", "Modeling"),
        ("Behaviour", "Behavior"),
        ("Optimisation", "Optimization"),
        ("Anaemia", "Anemia"),
        ("Networks", "Network"),
    ],
)
def test_two_spellings_that_other_titles_have_are_one_word(one, other):
    titles = [f"{word} {rest}" for rest in ("of Images and Sound", "in Practice") for word in (one, other)]

    assert count(*titles) == 2


def test_the_same_letters_are_one_title_where_an_author_is_shared():
    titles = ("A Symmetric Game", "Asymmetric Game")

    assert count(*titles, year=2024) == 2
    assert count(*titles, authors=["Ada Lovelace"]) == 1
    assert count("Pre Training of Nets", "The Pretraining of Nets") == 1
