"""Stems of English words, by the examples of Porter's paper."""

from __future__ import annotations

import pytest

from explorer.search.stems import stem

EXAMPLES = """
caresses caress, ponies poni, ties ti, caress caress, cats cat, feed feed, agreed agre, plastered plaster, bled bled,
motoring motor, sing sing, conflated conflat, troubled troubl, sized size, hopping hop, tanned tan, falling fall,
hissing hiss, fizzed fizz, failing fail, filing file, happy happi, sky sky, relational relat, conditional condit,
rational ration, valenci valenc, hesitanci hesit, digitizer digit, radically radic, differently differ, vilely vile,
analogously analog, vietnamization vietnam, predication predic, operator oper, feudalism feudal, decisiveness decis,
hopefulness hope, callousness callous, formality formal, sensitivity sensit, sensibility sensibl, triplicate triplic,
formative form, formalize formal, electricity electr, electrical electr, hopeful hope, goodness good, revival reviv,
allowance allow, inference infer, airliner airlin, gyroscopic gyroscop, adjustable adjust, defensible defens,
irritant irrit, replacement replac, adjustment adjust, dependent depend, adoption adopt, communism commun,
activate activ, angularity angular, homologous homolog, effective effect, bowdlerize bowdler, probate probat,
rate rate, cease ceas, controller control, roll roll, yellow yellow, yes ye
"""


@pytest.mark.parametrize("example", EXAMPLES.replace("\n", " ").split(","))
def test_the_examples_of_the_paper(example):
    word, expected = example.split()

    assert stem(word) == expected


@pytest.mark.parametrize("word", ["", "is", "bert4rec", "größe", "графы", "图", "gpt", "resnet50"])
def test_what_is_no_english_word_stays(word):
    assert stem(word) == word
