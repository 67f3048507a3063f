"""The hand-labelled development papers, where they stand beside the checkout."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

spec = importlib.util.spec_from_file_location("gold", Path(__file__).parents[1] / "gold.py")
gold = importlib.util.module_from_spec(spec)
spec.loader.exec_module(gold)

HELD = {
    "links.exact": 1.0,
    "links.kind": 0.98,
    "availability": 0.95,
    "acronyms": 0.97,
    "name.primary": 0.92,
    "name.expansion": 0.93,
    "datasets": 0.75,
    "models": 0.90,
    "topics": 0.82,
    "contribution.primary.acc": 0.87,
    "residue.detect": 0.95,
    "residue.fix": 0.85,
}


@pytest.fixture(scope="module")
def figures():
    folder = gold.gold_folder()
    if folder is None:
        pytest.skip("no ../shared/gold beside this checkout")
    return gold.measured(folder)


@pytest.mark.parametrize("field", HELD)
def test_the_development_papers_are_read_as_labelled(figures, field):
    assert figures[field] >= HELD[field]


def test_a_checkout_without_gold_says_so(monkeypatch, capsys):
    monkeypatch.setattr(gold, "GOLD", Path("nowhere"))

    gold.main()

    assert capsys.readouterr().out == "No hand-labelled papers stand beside this checkout; nothing to score.\n"
