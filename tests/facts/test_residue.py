from __future__ import annotations

import pytest


def fixes(facts):
    return [fact.more["fix"] for fact in facts]


@pytest.mark.parametrize(
    ("text", "quoted", "fix"),
    [
        ("the f^nConv layer", "f^nConv", "fⁿConv"),
        ("in mathcal{O}(n^2) time", "mathcal{O}(n^2)", "𝒪(n²)"),
        ("by 0.5\\% only", "0.5\\%", "0.5%"),
        ("by 5~9% in all", "5~9%", "5–9%"),
        ("a gain of ~3% on", "~3%", "≈3%"),
        ("a map f : R^n rightarrow R of", "f : R^n rightarrow R", "f : ℝⁿ → ℝ"),
        (
            "we set y = sigmaleft( sum_i mathcal V_{ij} zright) here",
            "y = sigmaleft( sum_i mathcal V_{ij} zright)",
            "y = σ(∑_i 𝒱_ij z)",
        ),
        ("needs widetilde Theta(n^{kq}) steps", "widetilde Theta(n^{kq})", "Θ̃(n^{kq})"),
        ("a fox -- quick -- runs", " -- ", " — "),
        ("a fox - quick", " - ", " — "),
        ("a {\\em very quick} fox", "{\\em very quick}", "very quick"),
        ('a ``quick" fox', '``quick"', "“quick”"),
        ("as shown~smith2020foxes before", "~smith2020foxes", ""),
        ("the theta-class", "theta-class", "θ-class"),
        ("Foxes : a study", " :", ":"),
        ("over the the hill", "the the", "the"),
        ("from 10^{-45} on", "10^{-45}", "10⁻⁴⁵"),
        ("the Fr\\'echet mean", "Fr\\'echet", "Fréchet"),
        ("$\\alpha \\leq 1$ holds", "$\\alpha \\leq 1$", "α ≤ 1"),
        ("foxes &amp; owls", "&amp;", "&"),
    ],
)
def test_debris_is_quoted_whole_with_what_to_show_instead(found, text, quoted, fix):
    fact = found("residue", text)[0]

    assert (text[fact.start : fact.end], fact.more["fix"]) == (quoted, fix)


@pytest.mark.parametrize(
    "text",
    [
        "O(V) depth with k=1",
        "5-10% of GPT-4",
        "lambda calculus",
        "a snake_case name",
        "https://a.org/x_1~y--z",
        "3D and 2x",
        "see Fig. 2",
    ],
)
def test_plain_text_is_no_debris(read, text):
    assert read("residue", text) == []
