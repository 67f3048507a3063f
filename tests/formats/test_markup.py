"""HTML as a reader sees it; what is no HTML stays as it is."""

import pytest

from explorer.formats.markup import plain


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<p>H<sub>2</sub>O <i>folds</i>.</p><p>Twice.</p>", "H2O folds. Twice."),
        ('<a href="https://example.org/">Here</a> &amp; there', "Here & there"),
        ("<jats:title>Aim</jats:title><jats:p>Folds.</jats:p>", "Aim Folds."),
        ("x<y and z>0", "x<y and z>0"),
        ("$a < b$ &c", "$a < b$ &c"),
        ("&lt;script&gt;", "<script>"),
        ("one\n two", "one two"),
        ("<p " * 20_000, ("<p " * 20_000).strip()),
    ],
    ids=["inline and block", "link", "JATS", "less and more", "maths", "escaped", "lines", "no end"],
)
def test_marks_are_taken_out(written, read):
    assert plain(written) == read
