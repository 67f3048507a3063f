"""A comparison as text to take away."""

from __future__ import annotations

import csv
import io
import re

import frames
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

import explorer as ex
from explorer.comparison import WRITERS, compare, to_code, to_csv, to_html, to_latex, to_markdown
from explorer.comparison.booktabs import escape
from explorer.comparison.lines import heads, lines, named, texts

PAPERS = [
    {
        "id": "a",
        "title": "FooNet | fast & small",
        "abstract": "We propose FooNet. FooNet improves accuracy by ~5\\% on COCO.",
        "code_url": "https://foo.org/a_b",
        "reviewed": False,
    },
    {"id": "b", "title": "BarNet", "abstract": "It improves accuracy by 7% on COCO.", "reviewed": True},
    {"id": "c"},
]
ROWS = ("reviewed", "figures", "code", "venue")
AXIS = "%, increase, higher is better"


@pytest.fixture(scope="module")
def papers():
    return ex.conform(PAPERS)


@pytest.fixture(scope="module")
def matrix(papers):
    return compare(papers, ex.extract(papers), ["a", "b", "c"], ROWS)


def test_markdown_is_a_table_that_github_renders(matrix):
    assert to_markdown(matrix) == (
        "|  | FooNet \\| fast &amp; small | BarNet | c |\n"
        "| --- | --- | --- | --- |\n"
        "| **reviewed** ≠ | no | yes | *not stated* |\n"
        f"| **accuracy ({AXIS})** ≠ | ≈5% on COCO | 7% on COCO | *not stated* |\n"
        "| **code** ≠ | <https://foo.org/a_b> | *not stated* | *not stated* |\n"
        "| venue | *not stated* | *not stated* | *not stated* |\n"
        "\n"
        "≠ marks a row in which the papers differ; *not stated* is not a no.\n"
    )


def test_latex_is_a_booktabs_table_that_wraps(matrix):
    column = r">{\raggedright\arraybackslash}p"

    assert to_latex(matrix) == (
        "% \\usepackage{array,booktabs}\n"
        "% $^{\\neq}$ marks a row in which the papers differ; \\textit{not stated} is not a no.\n"
        f"\\begin{{tabular}}{{@{{}}{column}{{0.160\\linewidth}}*{{3}}{{{column}{{0.244\\linewidth}}}}@{{}}}}\n"
        "\\toprule\n"
        "& FooNet \\textbar{} fast \\& small & BarNet & c \\\\\n"
        "\\midrule\n"
        "\\textbf{reviewed}$^{\\neq}$ & no & yes & \\textit{not stated} \\\\\n"
        f"\\textbf{{accuracy ({AXIS.replace('%', chr(92) + '%')})}}$^{{\\neq}}$"
        " & $\\approx$5\\% on COCO & 7\\% on COCO & \\textit{not stated} \\\\\n"
        "\\textbf{code}$^{\\neq}$ & https:/\\allowbreak{}/\\allowbreak{}foo.org/\\allowbreak{}a\\_b"
        " & \\textit{not stated} & \\textit{not stated} \\\\\n"
        "\\midrule\n"
        "venue & \\textit{not stated} & \\textit{not stated} & \\textit{not stated} \\\\\n"
        "\\bottomrule\n"
        "\\end{tabular}\n"
    )


def test_csv_says_which_rows_differ(matrix):
    assert to_csv(matrix) == (
        "row,differs,FooNet | fast & small,BarNet,c\r\n"
        "reviewed,yes,no,yes,not stated\r\n"
        f'"accuracy ({AXIS})",yes,≈5% on COCO,7% on COCO,not stated\r\n'
        "code,yes,https://foo.org/a_b,not stated,not stated\r\n"
        "venue,no,not stated,not stated,not stated\r\n"
    )


def test_html_is_a_whole_page_of_its_own(matrix):
    page = to_html(matrix)

    assert page.startswith('<!doctype html>\n<html lang="en"><head><meta charset="utf-8">')
    assert page[page.index("<table>") :] == (
        "<table><caption>≠ marks a row in which the papers differ. Hover over a value to see where it was read."
        '</caption><thead><tr><td></td><th scope="col">FooNet | fast &amp; small</th><th scope="col">BarNet</th>'
        '<th scope="col">c</th></tr></thead><tbody><tr class="differs"><th scope="row">reviewed ≠</th>'
        '<td title="from the document\'s field reviewed"><span>no</span></td>'
        '<td title="from the document\'s field reviewed"><span>yes</span></td>'
        '<td class="unstated">not stated</td></tr>\n'
        f'<tr class="differs"><th scope="row">accuracy ≠<small>{AXIS}</small></th>'
        '<td title="read from the abstract: “≈5%”"><span>≈5% on COCO</span></td>'
        '<td title="read from the abstract: “7%”"><span>7% on COCO</span></td>'
        '<td class="unstated">not stated</td></tr>\n'
        '<tr class="differs"><th scope="row">code ≠</th>'
        '<td title="from the document\'s field code_url"><a href="https://foo.org/a_b">https://foo.org/a_b</a></td>'
        '<td class="unstated">not stated</td><td class="unstated">not stated</td></tr>\n'
        '<tr><th scope="row">venue</th><td class="unstated">not stated</td><td class="unstated">not stated</td>'
        '<td class="unstated">not stated</td></tr>\n'
        "</tbody></table></body></html>\n"
    )
    assert re.findall(r"<(?:script|link|img|iframe)|url\(|@import|src=", page) == []


def test_the_code_says_documents_papers_and_rows(matrix):
    assert to_code(matrix, ["list.csv"]) == (
        "import explorer as ex\n"
        "\n"
        "papers = ex.load('list.csv')\n"
        "facts = ex.extract(papers)\n"
        "papers = ex.enrich(papers, facts)\n"
        "matrix = ex.compare(papers, facts, ('a', 'b', 'c'), rows=('reviewed', 'figures', 'code', 'venue'))\n"
    )


@pytest.mark.parametrize("rows", [None, ("figures", "code"), "task", ()])
def test_the_code_makes_the_same_matrix(rows, capsys):
    papers = ex.load(quiet=True)
    facts = ex.extract(papers)
    matrix = compare(ex.enrich(papers, facts), facts, papers.index[:3], rows)
    made = {}

    exec(to_code(matrix), made)

    assert made["matrix"].equals(matrix)
    assert "36 papers read" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("row", "name", "note"),
    [
        ("code_url", "code", ""),
        ("figure: accuracy (%, delta, gain, increase, higher)", "accuracy", "%, increase, higher is better"),
        ("figure: accuracy (%, delta, loss, decrease, higher)", "accuracy", "%, decrease, higher is better"),
        ("figure: accuracy (%, delta, cost, increase, higher)", "accuracy", "%, cost, increase, higher is better"),
        ("figure: accuracy (%, level)", "accuracy", "%, level"),
        ("figure: (x, ratio) of a", "figure", "x, ratio, metric unknown"),
        ("figure: latency (delta) of a", "latency", "delta, no number"),
        ("figure: of a", "figure", "metric unknown"),
        ("figure: accuracy", "accuracy", ""),
    ],
)
def test_a_row_is_named_in_words(row, name, note):
    assert named(row, ["a"]) == (name, note)


def test_debris_is_repaired_and_floats_are_short():
    papers = ex.conform([{"id": "a", "title": "g^nConv nets", "score": 0.1 + 0.2}, {"id": "b", "score": 3.0}])
    matrix = compare(papers, ex.extract(papers), ["a", "b"], "score")

    assert heads(matrix) == ["gⁿConv nets", "b"]
    assert [texts(cell) for line in lines(matrix) for cell in line.cells] == [("0.3",), ("3",)]


def test_a_negative_number_stays_a_number_in_csv_and_a_formula_does_not():
    papers = ex.conform(
        [{"id": "a", "title": "A", "score": -0.5, "tag": "-x"}, {"id": "b", "title": "B", "score": 1.0}]
    )

    rows = to_csv(compare(papers, NO_FACTS, papers.index, ["score", "tag"])).splitlines()

    assert rows[1:] == ["score,yes,-0.5,1", "tag,yes,'-x,not stated"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("50% & $3 #1_{a}", r"50\% \& \$3 \#1\_\{a\}"),
        (
            r"a\b ~ ^ <|>",
            r"a\textbackslash{}b \textasciitilde{} \textasciicircum{} \textless{}\textbar{}\textgreater{}",
        ),
        ("≥ 5 × 2 ± 1 − 3", r"$\ge$ 5 $\times$ 2 $\pm$ 1 $-$ 3"),
        ("gⁿ x₂ 10⁻³", r"g\textsuperscript{n} x\textsubscript{2} 10\textsuperscript{$-$}\textsuperscript{3}"),
        ("αΩ ∞ →", r"$\alpha$$\Omega$ $\infty$ $\to$"),
        ("Łoś é e\u0301 “q” – ﬁ 𝔸 µ ½", r"Łoś é é “q” – fi A $\mu$ 1$/$2"),
        ("[a] *", "{[}a{]} {*}"),
        ('a "b c" ("d") 5"', "a ``b c'' (``d'') 5''"),
        ("a-b --fast ---", "a-b -{}-fast -{}-{}-"),
        ("a\n\tb\x00\u200d", "a b"),
    ],
)
def test_latex_prints_a_text_as_it_stands(text, written):
    assert escape(text) == written


def test_latex_names_the_letters_that_pdflatex_lacks():
    papers = ex.conform([{"id": "a", "title": "🙂 שלום"}, {"id": "b", "title": "B"}])
    matrix = compare(papers, ex.extract(papers), ["a", "b"], ())

    assert to_latex(matrix).splitlines()[2] == "% LuaLaTeX or XeLaTeX, and a font, for: ו ל ם ש 🙂"


def cells_of_markdown(row):
    """Cut a row at the bars that no backslash escapes, as GitHub does."""
    return re.split(r"(?<!\\)(?:\\\\)*\|", row.strip())[1:-1]


def check(matrix):
    """Say that every format still has its rows and columns, and says what the matrix says."""
    rows, width = lines(matrix), len(matrix.columns)
    said = [["; ".join(texts(cell)) for cell in line.cells] for line in rows]
    table = to_markdown(matrix).removesuffix("\n").split("\n")
    assert [len(cells_of_markdown(row)) for row in table[:-2]] == [width + 1] * (len(rows) + 2)
    read = list(csv.reader(io.StringIO(to_csv(matrix), newline=""), strict=True))
    assert [[cell.lstrip("'") for cell in row[2:]] for row in read[1:]] == [
        [text.lstrip("'") for text in row] for row in said
    ]
    check_html(matrix, said)
    check_latex(matrix, rows)


def check_html(matrix, said):
    body = LexborHTMLParser(to_html(matrix)).css_first("body")
    tags = {node.tag for node in body.traverse()}
    shown = [[" ".join(cell.text().split()) for cell in row.css("td")] for row in body.css("tbody tr")]
    assert tags <= {"body", "table", "caption", "thead", "tbody", "tr", "th", "td", "span", "small", "a"}
    assert shown == [[" ".join(UNSEEN.sub("", cell).split()) for cell in row] for row in said]
    assert all(re.match("https?://", link.attributes["href"], re.IGNORECASE) for link in body.css("a"))


def check_latex(matrix, rows):
    table = to_latex(matrix)
    body = table[table.index("\\toprule") : table.index("\\bottomrule")]
    kept = [row for row in body.split("\n") if row.endswith(" \\\\")]
    assert len(kept) == len(rows) + 1
    assert {len(re.findall(r"(?<!\\)&", row)) for row in kept} == {len(matrix.columns)}
    assert not re.search(r"(?<!\\)[#~|<>]", body)
    plain = re.sub(r"\\.", "", body)
    assert plain.count("{") == plain.count("}")


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_papers_break_no_format(name):
    ugly = [{**record, "id": f"{record['id']}-{n}"} for n, record in enumerate(frames.UGLY[name])]
    papers = ex.conform([*frames.PLAIN[:2], *ugly])

    matrix = compare(papers, ex.extract(papers), papers.index, [*papers.columns, "figures"])

    check(matrix)


UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
ANY = st.text() | st.text(alphabet="|\\<>&$%#_{}[]*~^`\"'\n -=+@=,;:/hpst.")


@given(st.lists(st.tuples(ANY, ANY, st.lists(ANY)), min_size=2, max_size=6))
def test_no_text_breaks_a_format(values):
    papers = ex.conform(
        {"id": f"p{at}", "title": title, "venue": venue, "keywords": words}
        for at, (title, venue, words) in enumerate(values)
    )
    rows = [row for row in ("venue", "keywords", "title") if row in papers]

    check(compare(papers, NO_FACTS, papers.index, rows))


NO_FACTS = pd.DataFrame({"paper": [], "kind": []})


def test_every_writer_has_a_name_and_an_ending(matrix):
    assert {name: (writer.name, writer.suffix) for name, writer in WRITERS.items()} == {
        "markdown": ("Markdown", ".md"),
        "latex": ("LaTeX", ".tex"),
        "csv": ("CSV", ".csv"),
        "html": ("HTML", ".html"),
    }
    assert all("not stated" in writer.write(matrix) for writer in WRITERS.values())
