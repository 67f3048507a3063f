from __future__ import annotations

import math
import re
from xml.etree import ElementTree as ET

import pytest
from chart_pictures import SVG, parts, texts
from hypothesis import given
from hypothesis import strategies as st

import explorer as ex
from explorer.charts import DARK, LIGHT, PAGE, Figures, UnfitError, held, mark_query
from explorer.charts.axes import written
from explorer.charts.fields import width_of
from explorer.charts.marks import alternative, marks
from explorer.charts.scales import said, scale_of
from explorer.charts.sheet import folded
from explorer.charts.theme import VARIABLES
from explorer.errors import FieldError
from explorer.papers import conform
from explorer.query import Query
from explorer.session import Session
from explorer.widgets.plot import Plot

GAIN = {
    "unit": "%",
    "comparison": "=",
    "measure": "delta",
    "polarity": "gain",
    "change": "increase",
    "better": "higher",
}
SAVED = GAIN | {"change": "decrease", "better": "lower"}
SIZE = GAIN | {"unit": "parameters", "measure": "level", "polarity": "size", "change": "none", "better": "na"}
LEVEL = GAIN | {"measure": "level", "change": "none"}


def figure(paper, text, low, high=None, **said_of_it):
    """Make a row of a ledger; by default a gain in %."""
    title = said_of_it.pop("title", f"On {paper}")
    return {"paper": paper, "title": title, "figure": text, "low": low, "high": low if high is None else high} | (
        said_of_it or GAIN
    )


def ledger_of(*rows):
    """Make a ledger; a row may be nothing but a paper without a figure."""
    return conform([{"id": f"row-{place}"} | row for place, row in enumerate(rows)], "claims")


def paths(mark):
    return [(path.get("d"), path.get("style")) for path in mark.iter(f"{SVG}path")]


def middles(svg):
    """Give the middle of each shape, in the order of the marks."""
    shapes = [[float(x) for x in re.findall(r"(-?[\d.]+) -?[\d.]+", paths(bar)[0][0])] for bar in parts(svg, "bar")]
    return [(min(shape) + max(shape)) / 2 for shape in shapes]


@pytest.fixture
def rows():
    return ledger_of(
        figure("a", "+9.8%", 9.8, **GAIN, metric="accuracy", benchmarks=["HumanEval", "MBPP"]),
        figure("a", "+18.6%", 18.6),
        figure("b", "10~30%", 10, 30, **SAVED, metric="cost"),
        figure("c", "12%", 12, **GAIN | {"comparison": ">"}),
        figure("c", "13~15M", 13e6, 15e6, **SIZE),
        figure("d", "mathcal{O}(d^2)", None, **GAIN | {"unit": "asymptotic", "measure": "complexity"}),
        {"paper": "d", "title": "On d"},
        {"paper": "e", "title": "On e"},
    )


def test_the_most_frequent_axis_is_drawn_the_largest_figure_first(rows):
    frame = Figures().frame(rows)

    assert list(zip(frame["value"], frame["figure"], frame["low"], frame["high"], strict=True)) == [
        ("a", "+18.6%", 18.6, 18.6), ("c", "≥ 12%", 12, 12), ("a", "+9.8%", 9.8, 9.8)
    ]  # fmt: skip
    assert list(frame["label"]) == ["On a", "On c", "On a · accuracy, HumanEval, MBPP"]
    assert set(frame["field"]) == {"paper"}
    assert frame.attrs == {
        "title": "Figures in %, increases, higher is better: 3 of 6",
        "note": "2 figures on other axes, 1 without a number, 1 paper without a figure",
        "empty": "",
    }


@pytest.mark.parametrize(
    ("chart", "title", "figures"),
    [
        (Figures(change="decrease"), "Figures in %, decreases, lower is better: 1 of 6", ["10~30%"]),
        (Figures(unit="parameters"), "Figures in parameters, levels: 1 of 6", ["13~15M"]),
        (Figures(measure="level"), "Figures in parameters, levels: 1 of 6", ["13~15M"]),
        (Figures(unit="kg"), "Figures in kg: 0 of 6", []),
        (Figures(unit="asymptotic"), "Figures in asymptotic: 0 of 6", []),
    ],
    ids=repr,
)
def test_an_axis_can_be_asked_for(rows, chart, title, figures):
    frame = chart.frame(rows)

    assert (frame.attrs["title"], list(frame["figure"])) == (title, figures)


def test_axes_of_the_same_size_are_chosen_by_name_whatever_the_order():
    rows = ledger_of(figure("a", "5M", 5e6, **SIZE), figure("b", "3%", 3))

    drawn = [list(Figures().frame(ordered)["figure"]) for ordered in (rows, rows[::-1])]

    assert drawn == [["3%"], ["3%"]]


ABSTRACTS = (
    "We halve nothing. Our method reduces the computational cost by 10~30% on ImageNet.",
    "Our approach improves accuracy by +9.8% on HumanEval over the baseline.",
)


def test_less_cost_and_more_accuracy_never_share_an_axis():
    papers = conform([{"title": f"Paper {place}", "abstract": text} for place, text in enumerate(ABSTRACTS)], "two")
    facts = ex.extract(papers)
    rows = ex.ledger(ex.enrich(papers, facts), facts)

    charts = [Figures(unit=unit, change=change) for unit in ("", "%") for change in ("", "increase", "decrease")]
    drawn = [set(chart.frame(rows)["figure"]) for chart in charts]

    assert {"10~30%", "+9.8%"} <= set(rows["figure"].dropna())
    assert not [figures for figures in drawn if {"10~30%", "+9.8%"} <= figures]


@pytest.mark.parametrize(
    "other",
    [{"unit": "pp"}, {"measure": "level"}, {"change": "decrease"}, {"better": "lower"}],
    ids=repr,
)
def test_what_differs_in_one_respect_stands_on_another_axis(other):
    frame = Figures().frame(
        ledger_of(figure("a", "1%", 1), figure("b", "2%", 2, **GAIN | other), figure("c", "3%", 3))
    )

    assert list(frame["figure"]) == ["3%", "1%"]
    assert frame.attrs["note"] == "1 figure on other axes"


def test_gains_and_losses_may_share_an_axis_and_differ_in_shape_and_colour():
    dots = [figure(name, "5%", 5, **LEVEL | {"polarity": name}) for name in ("gain", "loss", "cost")]

    svg = Figures().svg(ledger_of(*dots))

    ((cost, grey),), ((gain, teal),), ((loss, orange),) = map(paths, parts(svg, "mark"))
    corners = [len(set(re.findall(r"[ML] (\S+)", shape))) for shape in (loss, cost)]
    assert ["C" in shape for shape in (gain, loss, cost)] == [True, False, False]
    assert corners == [3, 2]
    assert ["fill: none" in style for style in (teal, orange, grey)] == [False, True, False]
    assert ["--ex-gain" in teal, "--ex-loss" in orange, "--ex-muted" in grey] == [True, True, True]
    assert texts(svg)[:3] == ["gain", "loss", "cost"]


def test_a_range_is_a_bar_between_two_shapes():
    svg = Figures().svg(ledger_of(figure("a", "5%", 5), figure("b", "10~30%", 10, 30)))

    assert [len(paths(mark)) for mark in parts(svg, "mark")] == [3, 1]
    bar, start, end, _ = middles(svg)
    assert bar == pytest.approx((start + end) / 2)


def test_the_title_says_what_was_cut():
    rows = ledger_of(*(figure(f"p{place}", f"{place}%", place) for place in range(31)), figure("q", "1M", 1e6, **SIZE))

    frame = Figures().frame(rows)

    assert frame.attrs["title"] == "Figures in %, increases, higher is better: 31 of 32, top 20 of 31"
    assert list(frame["low"]) == list(range(30, 10, -1))


def test_every_mark_s_query_selects_its_paper_and_takes_that_back(rows):
    drawn = marks(Figures().frame(rows))

    queries = [mark_query(Query(), mark) for mark in drawn]

    assert [set(query.select(rows)["paper"]) for query in queries] == [{"a"}, {"c"}, {"a"}]
    assert [held(queries[0], mark) for mark in drawn] == [True, False, True]
    assert [mark_query(query, mark) for query, mark in zip(queries, drawn, strict=True)] == [Query()] * 3


def test_marks_and_words_speak_of_figures(rows):
    svg = Figures().svg(rows)

    names = [element.text for element in ET.fromstring(svg).iter(f"{SVG}title")]
    assert names == ["On a: +18.6%, gain", "On c: ≥ 12%, gain", "On a · accuracy, HumanEval, MBPP: +9.8%, gain"]
    assert alternative(Figures().frame(rows)) == (
        "Figures in %, increases, higher is better: 3 of 6; "
        "2 figures on other axes, 1 without a number, 1 paper without a figure. "
        "All: On a: +18.6%, gain; On c: ≥ 12%, gain; On a · accuracy, HumanEval, MBPP: +9.8%, gain."
    )


def test_the_page_s_picture_holds_variables_and_no_stand_in(rows):
    svg = Figures().svg(rows)

    assert "var(--ex-gain, #0b7d72)" in svg
    assert not [stand_in for stand_in in VARIABLES if stand_in in svg]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_picture_of_its_own_says_all_of_its_caption(rows, theme):
    frame = Figures().frame(rows)

    svg = Figures().render(frame, theme=theme)

    assert frame.attrs["note"] in " ".join(texts(svg))
    assert theme.gain in svg
    assert "var(" not in svg


def test_dots_stand_where_their_numbers_are():
    rows = ledger_of(*(figure(str(number), f"{number}%", number) for number in (0, 10, 40)))

    right, middle, left = middles(Figures().svg(rows))

    assert right - left == pytest.approx(4 * (middle - left), abs=0.1)


@pytest.mark.parametrize(
    ("rows", "title", "said_why"),
    [
        ([], "Figures: 0 of 0", "No papers are selected: there is nothing to count."),
        ([{"paper": "e"}], "Figures: 0 of 0", "Figures: stated by none of 1 paper."),
        (
            [figure("d", "a lot", None)],
            "Figures: 0 of 1",
            "1 figure, none with a number: there is nothing to put on an axis.",
        ),
    ],
)
def test_what_is_empty_says_why_and_has_no_axis(rows, title, said_why):
    frame = Figures().frame(ledger_of(figure("a", "1%", 1), *rows).iloc[1:])

    assert frame.attrs["title"] == title
    assert texts(Figures().render(frame)) == [said_why]


def test_an_axis_that_nobody_uses_is_said_to_be_so(rows):
    assert texts(Figures(unit="kg").svg(rows)) == ["Figures in kg: stated by none of 5 papers."]


def test_one_figure_is_one_mark_on_an_axis_from_zero():
    svg = Figures().svg(ledger_of(figure("a", "+9.8%", 9.8)))

    assert texts(svg)[:-2] == ["gain", "0", "2", "4", "6", "8", "10", "in %, increases, higher is better"]
    assert len(parts(svg, "mark")) == 1


UGLY = [
    (["10^{-45} to 10^{45}"], [(1e-45, 1e45)], "log scale"),
    (["-7%", "3%"], [(-7, -7), (3, 3)], ""),
    (["5%"] * 3, [(5, 5)] * 3, ""),
    (["zero"], [(0, 0)], ""),
    (["0", "10^6"], [(0, 0), (1, 1e6)], "log scale, zero set apart"),
    (["97.1%", "99%"], [(97.1, 97.1), (99, 99)], "axis starts at 97"),
    (["from 64.0% to 13.0%"], [(64, 13)], ""),
    (["10^45", "-1"], [(1e45, 1e45), (-1, -1)], ""),
    (["10^400", "2"], [(math.inf, math.inf), (2, 2)], "1 figure without a number"),
]


@pytest.mark.parametrize(("written_as", "spans", "note"), UGLY, ids=str)
@pytest.mark.parametrize("width", [280, 440, 900])
def test_odd_numbers_get_an_honest_axis(written_as, spans, note, width):
    pairs = zip(written_as, spans, strict=True)
    rows = ledger_of(*(figure(str(place), text, *span, **LEVEL) for place, (text, span) in enumerate(pairs)))
    frame = Figures().frame(rows)

    svg = Figures().render(frame, theme=type(PAGE)(**{**vars(PAGE), "width": width}))

    assert frame.attrs["note"] == note
    assert all(0 <= x <= width for x in middles(svg))
    assert not re.search("nan|inf", svg.replace("Infinity", "inf"))


NASTY = ["", " ", "x" * 100_000, "שלום עולם", "🧪🔬", "a\nb\x00\x08", "$\\frac{1}{", "</svg><script>1</script>"]


@pytest.mark.parametrize("theme", [LIGHT, PAGE])
def test_ugly_words_make_a_picture_whose_words_fit(theme):
    named = [{"title": text, **GAIN, "metric": text, "benchmarks": [text], "polarity": text} for text in NASTY]
    rows = ledger_of(*(figure(f"p{place}", said["title"], 5, **said) for place, said in enumerate(named)))

    svg = Figures().svg(rows, theme=theme)

    assert max(width_of(text, 12) for text in texts(svg) if text) <= theme.width * 1.1
    assert "<script" not in svg


def test_an_untitled_paper_is_called_by_its_id():
    assert list(Figures().frame(ledger_of(figure("a", "1%", 1, title=None)))["label"]) == ["a"]


@pytest.mark.parametrize(
    ("text", "comparison", "shown"),
    [
        ("12%", ">", "≥ 12%"),
        ("0.6\\%", "<", "≤ 0.6%"),
        ("13.9 times", "up_to", "≤ 13.9 times"),
        ("~2%", "~", "~2%"),
        ("zero", "~", "~ zero"),
        ("10^{-45} to 10^{45}", "=", "10⁻⁴⁵ to 10⁴⁵"),
    ],
)
def test_a_figure_is_shown_as_written_with_its_comparison(text, comparison, shown):
    assert written(text, comparison) == shown


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0"), (0.25, "0.25"), (-20, "−20"), (1500, "1,500"), (1.5e9, "1.5B"), (2e45, "2×10⁴⁵"), (1e-45, "10⁻⁴⁵")],
)
def test_a_tick_is_short(number, text):
    assert said(number) == text


@given(st.lists(st.floats(-1e300, 1e300), min_size=1), st.booleans())
def test_every_number_has_its_place_on_the_axis(numbers, from_zero):
    scale = scale_of(numbers, from_zero=from_zero)

    assert all(-1e-6 <= scale.place(number) <= 1 + 1e-6 for number in numbers)
    assert 2 <= len(scale.ticks) <= 8
    assert scale.low < scale.high


def test_a_caption_is_folded_between_words():
    assert folded("one two three", 12, 60) == ["one two", "three"]


def test_a_frame_fits_that_states_figures_and_whose_they_are(rows):
    fits = [Figures().fits(frame) for frame in (rows, rows.tail(1), rows.drop(columns="paper"))]

    assert fits == [True, False, False]


def test_what_holds_no_figures_is_refused(rows):
    with pytest.raises(UnfitError) as unfit:
        Figures("low").frame(rows)
    with pytest.raises(FieldError) as missing:
        Figures().frame(rows[["title", "figure"]])

    assert str(unfit.value) == "'low' holds numbers; Figures draws figures as they are written."
    assert str(missing.value) == "No field 'paper'; known: title, figure."


def test_the_frame_is_left_as_it_was_and_gives_the_same_bytes(rows):
    before = rows.copy()

    first, second = Figures().svg(rows), Figures().svg(rows)

    assert first == second
    assert rows.equals(before)


def test_a_chart_is_a_value():
    assert Figures(unit="%", limit=5) == eval(repr(Figures(unit="%", limit=5)))


def test_a_plot_shows_figures_and_narrows_to_the_paper(rows):
    session = Session(rows)
    plot = Plot(session, Figures())

    plot.receive({"do": "narrow", "mark": 1, "label": plot.picture["marks"][1]["label"]})

    assert session.query == Query(among={"paper": ("c",)})
    assert plot.picture["marks"] == [{"label": "On c", "papers": 1, "said": "≥ 12%, gain"}]
    assert plot.picture["narrowed"]
