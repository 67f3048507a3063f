from __future__ import annotations

import re
import subprocess
import sys

import pytest
from chart_frames import frame_of
from chart_pictures import SVG, names, parts, texts

from explorer.charts import (
    DARK,
    LIGHT,
    PAGE,
    Count,
    Crosstab,
    Distribution,
    Lengths,
    Network,
    Scatter,
    Share,
    Similarity,
    Terms,
    Theme,
    Timeline,
    Upset,
    held,
    mark_query,
)
from explorer.charts.columns import shown, whole_levels
from explorer.charts.fields import fitted, width_of
from explorer.charts.marks import alternative, marks
from explorer.charts.theme import VARIABLES
from explorer.errors import FieldError
from explorer.query import Query

CHARTS = (
    Count("topics"),
    Count("venue"),
    Count("venue", by="topics"),
    Timeline("published"),
    Timeline("year"),
    Timeline("published", by="venue", step="month"),
    Distribution("upvotes"),
    Distribution("upvotes", by="is_open"),
    Lengths(),
    Lengths(by="year"),
    Scatter("year", "upvotes"),
    Scatter("published", "upvotes", by="venue"),
    Crosstab("topics", "venue"),
    Share("venue", "year"),
    Upset("topics"),
    Upset("topics", by="venue"),
    Network("topics"),
    Network("topics", by="venue"),
    Terms(by="year"),
    Similarity(),
)


def test_every_mark_is_an_element_that_says_its_name(papers):
    svg = Count("topics").svg(papers)

    assert [mark.get("id") for mark in parts(svg, "mark")] == ["mark-0", "mark-1"]
    assert names(svg) == ["Topics vision: 3 papers", "Topics graphs: 1 paper"]
    assert texts(svg) == ["vision", "3", "graphs", "1"]


def test_bars_begin_at_zero_and_are_as_long_as_their_numbers(papers):
    bars = [path.get("d") for bar in parts(Count("topics").svg(papers), "bar") for path in bar.iter(f"{SVG}path")]

    sides = [sorted({float(x) for x in re.findall(r"[ML] (\S+) \S+", bar)}) for bar in bars]

    assert sides[0][0] == sides[1][0]
    assert (sides[0][1] - sides[0][0]) == pytest.approx(3 * (sides[1][1] - sides[1][0]), abs=0.01)


def test_a_step_without_papers_has_a_name_but_no_bar(papers):
    svg = Timeline("year").svg(papers)

    assert names(svg)[1] == "Year 2020: 0 papers"
    assert [len([part for part in mark if part.get("class") == "bar"]) for mark in parts(svg, "mark")] == [1, 0, 1, 1]


def test_markup_and_mathematics_in_a_label_stay_text(papers):
    svg = Count("venue").svg(papers)

    assert "<script" not in svg
    assert "<script>alert('&')</script> $x_1$" in texts(svg)


def test_the_page_s_picture_holds_variables_and_no_stand_in(papers):
    svg = Timeline("published").svg(papers)

    assert "var(--ex-accent, #2f6db5)" in svg
    assert not [stand_in for stand_in in VARIABLES if stand_in in svg]
    assert not re.search("font-family|<style|<metadata|clip-path", svg)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_a_picture_of_its_own_has_colours_and_a_caption(papers, theme: Theme):
    svg = Count("topics").svg(papers, theme=theme)

    assert theme.accent in svg
    assert "var(" not in svg
    assert texts(svg)[:2] == ["Topics of 5 papers", "2 not stated"]


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_the_same_papers_give_the_same_bytes(papers, chart):
    assert chart.svg(papers) == chart.svg(papers)


def test_words_say_what_the_picture_shows(papers):
    frame = Count("topics").frame(papers)

    assert alternative(frame) == "Topics of 5 papers; 2 not stated. All: vision 3, graphs 1."


def test_a_mark_narrows_to_its_value_and_takes_that_back(papers):
    mark = marks(Count("topics").frame(papers))[0]

    narrowed = mark_query(Query(text="x"), mark)

    assert narrowed == Query(text="x", among={"topics": ("vision",)})
    assert held(narrowed, mark)
    assert mark_query(narrowed, mark) == Query(text="x")


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_every_mark_s_query_selects_as_many_papers_as_it_says(papers, chart):
    said = {mark["label"]: mark["papers"] for mark in marks(chart.frame(papers))}

    found = {mark["label"]: len(mark_query(Query(), mark).select(papers)) for mark in marks(chart.frame(papers))}

    assert found == said


NARROWED = (
    Query(among={"topics": ("vision",)}),
    Query(among={"topics": ("vision", "graphs")}),
    Query(every={"topics": ("vision",)}),
    Query(between={"year": (2020, None)}),
    Query(between={"published": ("2022-01-15", "2024-12-31")}),
    Query(exclude={"venue": ("ACL",)}),
)


@pytest.mark.parametrize("query", NARROWED, ids=repr)
@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_every_mark_of_a_narrowed_list_selects_as_many_papers_as_it_says(papers, chart, query):
    told = [mark for mark in marks(chart.frame(query.select(papers))) if not held(query, mark)]

    found = [len(mark_query(query, mark).select(papers)) for mark in told]

    assert found == [mark["papers"] for mark in told]


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_a_mark_s_range_is_taken_back_and_prints_as_it_was(papers, chart):
    mark = marks(chart.frame(papers))[0]

    narrowed = mark_query(Query(), mark)

    assert eval(repr(narrowed)) == narrowed
    assert mark_query(narrowed, mark) == Query()


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_no_papers_are_said_to_be_none(papers, chart):
    svg = chart.svg(papers.head(0))

    assert texts(svg) == ["No papers are selected: there is nothing to count."]


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_what_nobody_states_is_said_and_no_axis_drawn(papers, chart):
    nothing = papers.head(3).assign(**{chart.field: papers[chart.field].where([False] * 5)})

    assert texts(chart.svg(nothing)) == [f"{chart.name}: stated by none of 3 papers."]
    assert not chart.fits(nothing)


# One paper is a combination and its sets; it has no words that set it apart from others.
@pytest.mark.parametrize("chart", [one for one in CHARTS if not isinstance(one, Upset | Terms | Similarity)], ids=repr)
def test_one_paper_makes_one_mark(papers, chart):
    one = papers.head(1).assign(topics=papers["topics"].iloc[[1]].array)

    svg = chart.svg(one)

    assert len(parts(svg, "mark")) == len(parts(svg, "bar")) == 1
    assert "of 1 paper" in chart.frame(one).attrs["title"]


UGLY = [
    "",
    " ",
    "x" * 100_000,
    "שלום עולם",
    "🧪🔬",
    "a\nb\tc\x00\x08",
    "$\\frac{1}{",
    "]]>",
    "</svg><script>1</script>",
    "强化学习",
]


@pytest.mark.parametrize("theme", [LIGHT, PAGE])
def test_ugly_values_make_a_picture_whose_labels_fit(theme):
    papers = frame_of(venue=UGLY, topics=[[ugly] for ugly in UGLY], abstract=UGLY)

    named = [chart.svg(papers, theme=theme) for chart in (Count("venue"), Count("topics"), Lengths())]
    crossed = (Count("venue", by="topics"), Lengths(by="venue"), Crosstab("venue", "topics"), Share("venue", "topics"))
    drawn = [*named, *(chart.svg(papers, theme=theme) for chart in crossed)]

    assert max(width_of(text, 12) for svg in named for text in texts(svg)) <= 0.45 * PAGE.width
    assert max(width_of(text, 12) for svg in drawn for text in texts(svg)) <= PAGE.width
    assert not any("<script" in svg for svg in drawn)


def test_many_authors_of_one_paper_are_cut_and_said():
    papers = frame_of(topics=[[f"author {place}" for place in range(664)]])

    frame = Count("topics").frame(papers)

    assert frame.attrs["title"] == "Topics of 1 paper, top 20 of 664"


def test_text_is_shortened_only_where_it_is_too_wide():
    assert fitted("short", 12, 100) == "short"
    assert fitted("a title that is too long", 12, 100) == "a title that is…"


@pytest.mark.parametrize(
    ("most", "levels"), [(1, [0, 1]), (5, [0, 1, 2, 3, 4, 5]), (7, [0, 2, 4, 6, 8]), (1423, [0, 500, 1000, 1500])]
)
def test_levels_are_whole_and_begin_at_zero(most, levels):
    assert whole_levels(most) == levels


def test_ticks_are_thinned_to_round_ones():
    years = [str(year) for year in range(1961, 2025)]

    assert [years[place] for place in shown(years, 8)] == [
        "1965",
        "1970",
        "1975",
        "1980",
        "1985",
        "1990",
        *years[34::5],
    ]


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_a_chart_is_a_value_and_leaves_the_frame_as_it_was(papers, chart):
    before = papers.copy()

    chart.frame(papers)

    assert papers.equals(before)
    assert eval(repr(chart)) == chart


@pytest.mark.parametrize(
    ("chart", "field"),
    [(chart, field) for chart in CHARTS for field in (chart.field, chart.by, getattr(chart, "y", "")) if field],
    ids=str,
)
def test_each_field_that_the_frame_lacks_is_named(papers, chart, field):
    left = papers.drop(columns=field)

    with pytest.raises(FieldError) as error:
        chart.frame(left)

    assert str(error.value) == f"No field {field!r}; known: {', '.join(left.columns)}."


def test_matplotlib_waits_until_something_is_drawn():
    code = "import sys; from explorer import charts; charts.Count('topics'); print('matplotlib' in sys.modules)"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed == "False\n"
