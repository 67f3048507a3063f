from __future__ import annotations

import pytest


def pairs(facts):
    return [fact.more["expansion"] for fact in facts]


@pytest.mark.parametrize(
    ("abstract", "expansion"),
    [
        ("We use random forest trees (RFT) here.", "random forest trees"),
        ("The large fox models (LFMs) run.", "large fox models"),
        ("We ask RFT (Random Forest Trees) about it.", "Random Forest Trees"),
        ("A multi-modal fox model (MFM) runs.", "multi-modal fox model"),
        ("We call it Text-to-Fox (T2F).", "Text-to-Fox"),
        ("a Looped Residual Fox (briefly, LoReFox) net", "Looped Residual Fox"),
        ("the graph of foxes (GoF; Ann, 2020) grows", "graph of foxes"),
        ("RFT, short for random forest trees, grows.", "random forest trees"),
        ("Masked Audio foX (MAX) sings", "Masked Audio foX"),
        ("We present the Looped Fox Convolution (f^nConv).", "Looped Fox Convolution"),
    ],
)
def test_a_long_form_stands_beside_its_short_form(found, abstract, expansion):
    assert pairs(found("acronym", abstract)) == [expansion]


def test_a_title_spells_its_name(found):
    assert pairs(found("acronym", "", "FOX: Fast Online eXplanations for Trees")) == ["Fast Online eXplanations"]


@pytest.mark.parametrize(
    ("abstract", "title"),
    [
        ("It gains (up to 5%) on (a) and (b).", ""),
        ("", "FoxNet: Efficient High-Order Interactions"),
        ("We study foxes (CVPR 2020) and birds (see Fig. 2).", ""),
    ],
)
def test_what_does_not_spell_the_short_form_is_no_pair(found, abstract, title):
    assert found("acronym", abstract, title) == []


def test_a_short_form_is_own_where_it_names_the_paper_s_work(found):
    facts = found("acronym", "Large language models (LLMs) fail. We propose Fox Tree Search (FTS), a method.")

    assert [fact.more["own"] for fact in facts] == [False, True]
