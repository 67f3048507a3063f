import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.formats.latex_text import escaped, is_balanced, plain
from explorer.formats.titles import keeper

UGLY = st.characters(codec="utf-8", exclude_characters="\0") | st.sampled_from("\\{}$%#&~^_-`'\" ,;@\n\u0301ab1")


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\"O}zge Aks{\i}n, L{\'\i}dia, \v{S}\'{a} and \c c", "Özge Aksın, Lídia, Šá and ç"),
        (r"Stra\ss e, \O rsted, {\L}o{\'s}", "Straße, Ørsted, Łoś"),
        (r"5\% of \$3 \& \#1 \_ \{x\}", "5% of $3 & #1 _ {x}"),
        ("``In'' 1--2 --- a~b", "“In” 1–2 — a b"),
        (r"{BERT} in $O(n^{2})$ by \emph{us}", "BERT in $O(n^{2})$ by us"),
        ("lines\n   that go\ton ", "lines that go on"),
        (r"TGF-\beta, 1264\psqq", "TGF-β, 1264\\psqq"),
        (r"\symbol{10}\symbol{1114112}", "\n\\symbol{1114112}"),
    ],
)
def test_latex_is_read_as_the_text_that_it_stands_for(latex, text):
    assert plain(latex) == text


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("5% of A&B_c #1", r"5\% of A\&B\_c \#1"),
        ("cost $5 and $10", r"cost \$5 and \$10"),
        ("in $O(n^{2})$", "in $O(n^{2})$"),
        ("{a} \\b ~ ^", r"\{a\} \textbackslash{}b \textasciitilde{} \textasciicircum{}"),
        ("}{", r"\textbraceright{}\textbraceleft{}"),
        ("a--b  c\n", r"a-{}-b{ } c\symbol{10}"),
    ],
)
def test_a_text_is_written_as_latex_that_prints_it(text, latex):
    assert escaped(text) == latex


@given(st.text(UGLY, min_size=1).filter(str.strip), st.booleans())
def test_any_text_comes_back_and_its_braces_are_paired(text, is_title):
    latex = escaped(text, keeper(text) if is_title else None)

    assert plain(latex) == text
    assert is_balanced(latex)


@pytest.mark.parametrize(
    ("title", "latex"),
    [
        ("BERT: Pre-training of Deep Transformers", "{BERT}: Pre-training of Deep Transformers"),
        ("Learning with Gaussian processes in Paris", "Learning with {Gaussian} processes in {Paris}"),
        ("K-Means for 3D ImageNet with Markov Chains", "{K-Means} for {3D} {ImageNet} with {Markov} Chains"),
        ("Attention Is All You Need", "Attention Is All You Need"),
        ("A bound: How $O(N)$ learning works", "A bound: How {$O(N)$} learning works"),
    ],
)
def test_braces_keep_the_capitals_that_are_no_style(title, latex):
    assert escaped(title, keeper(title)) == latex
