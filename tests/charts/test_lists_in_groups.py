"""Charts of what a list's values have in common, whose papers are parted into groups."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from chart_frames import frame_of
from chart_pictures import SVG, parts, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.charts import DARK, LIGHT, Network, Upset, held, mark_query
from explorer.charts.marks import alternative, marks, spoken
from explorer.query import Query

CHARTS = (
    Upset("topics", by="venue"),
    Upset("topics", by="authors"),
    Upset("topics", by="is_open", sets=2, limit=2),
    Network("topics", by="venue"),
    Network("topics", by="authors"),
    Network("topics", by="year", limit=3, links=1),
)


@pytest.fixture
def lists():
    return frame_of(
        topics=[["a", "b"], ["b", "a", "a"], ["a"], ["a", "b", "c"], ["d"], None, []],
        venue=["X", "Y", "X", "X", None, "Y", "Y"],
        authors=[["m", "n"], ["n", "n"], ["m"], None, [], ["m"], ["o"]],
        year=[2020, 2021, 2020, 2021, 2021, None, 2020],
        is_open=[True, False, None, True, True, False, None],
    )


def numbers(frame, group, kind):
    ours = frame[(frame["column"] == group) & (frame["kind"] == kind)]
    return list(zip(ours["row"], ours["papers"], strict=True))


def colours(svg):
    return re.findall(
        "fill: (#[0-9a-f]+)", " ".join(ET.tostring(bar, encoding="unicode") for bar in parts(svg, "bar"))
    )


def spans(svg):
    """Give the lower and the upper end of each bar, across and down."""
    paths = [path.get("d") for bar in parts(svg, "bar") for path in bar.iter(f"{SVG}path")]
    corners = [[(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)] for path in paths]
    return [tuple((min(side), max(side)) for side in zip(*corner, strict=True)) for corner in corners]


def test_the_combinations_and_sets_of_all_papers_are_counted_in_each_group(lists):
    frame = Upset("topics", by="venue").frame(lists)

    assert numbers(frame, "X", "combination") == [("a + b", 1), ("a alone", 1), ("d alone", 0), ("a + b + c", 1)]
    assert numbers(frame, "Y", "combination") == [("a + b", 1), ("a alone", 0), ("d alone", 0), ("a + b + c", 0)]
    assert numbers(frame, "X", "set") == [("a", 3), ("b", 2), ("c", 1), ("d", 0)]
    assert numbers(frame, "Y", "set") == [("a", 1), ("b", 1), ("c", 0), ("d", 0)]
    assert frame.attrs == {
        "title": "Topics together by venue of 7 papers",
        "note": (
            "each column: papers with all its dots and no other set here; "
            "topics not stated by 2, venue not stated by 1"
        ),
        "empty": "",
    }


def test_the_circles_and_lines_of_all_papers_are_counted_in_each_group_and_lines_that_it_lacks_left_out(lists):
    frame = Network("topics", by="venue").frame(lists)

    assert numbers(frame, "X", "link") == [("a + b", 2), ("b + c", 1), ("a + c", 1)]
    assert numbers(frame, "Y", "link") == [("a + b", 1)]
    assert numbers(frame, "X", "node") == [("a", 3), ("b", 2), ("c", 1), ("d", 0)]
    assert numbers(frame, "Y", "node") == [("a", 1), ("b", 1), ("c", 0), ("d", 0)]
    assert frame.attrs == {
        "title": "Network of topics by venue of 7 papers",
        "note": (
            "circle: papers; line: papers in common; names where there is room; pale circle: none in the group; "
            "topics not stated by 2, venue not stated by 1"
        ),
        "empty": "",
    }


def test_a_paper_is_in_every_group_that_it_states(lists):
    frame = Upset("topics", by="authors").frame(lists)

    assert frame.drop_duplicates("column")[["column", "of"]].to_numpy().tolist() == [["m", 3], ["n", 2], ["o", 1]]
    assert [numbers(frame, group, "set")[:2] for group in "mno"] == [
        [("a", 2), ("b", 1)],
        [("a", 2), ("b", 2)],
        [("a", 0), ("b", 0)],
    ]


def test_a_mark_says_its_share_of_its_group(lists):
    upset, network = Upset("topics", by="venue").frame(lists), Network("topics", by="venue").frame(lists)

    assert spoken(marks(upset)[0]) == "a + b, X: 1 paper, 33% of 3"
    assert spoken(marks(network)[0]) == "a + b, X: 2 papers, 67% of 3"
    assert alternative(network).endswith(
        "Largest: a, X: 3 papers, 100% of 3; a + b, X: 2 papers, 67% of 3; b, X: 2 papers, 67% of 3; "
        "b + c, X: 1 paper, 33% of 3; a + c, X: 1 paper, 33% of 3."
    )


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_every_mark_s_query_selects_as_many_papers_as_it_says(lists, chart):
    frame = chart.frame(lists)

    found = [len(mark_query(Query(), mark).select(lists)) for mark in marks(frame)]

    assert found == list(frame["papers"])
    assert chart.narrows == ("topics", chart.by)


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_a_mark_narrows_to_its_values_and_its_group_and_takes_both_back(lists, chart):
    for mark in marks(chart.frame(lists)):
        narrowed = mark_query(Query(text="x"), mark)

        assert held(narrowed, mark)
        assert chart.by in narrowed.among
        assert mark_query(narrowed, mark) == chart.cleared(narrowed) == Query(text="x")


LETTERS = st.one_of(st.none(), st.lists(st.sampled_from("abcdefghi"), max_size=4))
PAPERS = st.lists(
    st.fixed_dictionaries(
        {
            "topics": LETTERS,
            "authors": LETTERS,
            "venue": st.one_of(st.none(), st.sampled_from(["a", "ä b", "<c>", ""])),
            "year": st.one_of(st.none(), st.integers(2018, 2026)),
            "is_open": st.one_of(st.none(), st.booleans()),
        }
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(PAPERS, st.sampled_from(CHARTS))
def test_whatever_the_papers_every_mark_finds_as_many_as_it_says(rows, chart):
    papers = frame_of(**{name: [row[name] for row in rows] for name in rows[0]})

    frame = chart.frame(papers)

    assert [len(mark_query(Query(), mark).select(papers)) for mark in marks(frame)] == list(frame["papers"])
    assert (len(frame) == 0) == (frame.attrs["empty"] != "")
    assert chart.render(frame).startswith("<svg")


def test_what_was_cut_is_said():
    papers = frame_of(topics=[["a", "b"], ["c"], ["a"], ["b"], ["d", "a"], ["d"], ["e"]], venue=list("1234567"))

    upset = Upset("topics", by="venue", sets=4, limit=3).frame(papers)
    network = Network("topics", by="venue", limit=4, links=1).frame(papers)

    assert upset.attrs["title"] == (
        "Topics together by venue of 7 papers, sets: top 4 of 5, combinations: top 3 of 6, venue: top 6 of 7"
    )
    assert network.attrs["title"] == (
        "Network of topics by venue of 7 papers, topics: top 4 of 5, links: top 1 of 2, venue: top 6 of 7"
    )


def test_six_panels_of_many_circles_and_columns_of_many_bars_are_fewer():
    papers = frame_of(
        topics=[[f"t{one}", f"t{two}"] for one, two in combinations(range(30), 2)],
        venue=[f"v{place % 9}" for place in range(435)],
    )

    assert len(Upset("topics", by="venue", sets=20, limit=99).frame(papers)) == 6 * (10 + 20)
    assert (
        " topics: top 20 of 30, links: top 40 of 190, " in Network("topics", by="venue").frame(papers).attrs["title"]
    )


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_bars_of_groups_stand_side_by_side_in_their_colours_and_the_legend_says_which(lists, theme):
    svg = Upset("topics", by="venue").svg(lists, theme=replace(theme, width=900))

    assert colours(svg) == [*[theme.groups[0]] * 6, *[theme.groups[1]] * 3]
    assert texts(svg)[2:4] == ["X (3)", "Y (3)"]
    assert [len(parts(svg, role)) for role in ("mark", "bar", "number", "dot", "label")] == [16, 9, 16, 0, 0]


def test_bars_of_all_groups_share_one_scale_from_zero(lists):
    bars = spans(Upset("topics", by="venue").svg(lists, theme=replace(LIGHT, width=900)))

    heights = [bottom - top for _, (top, bottom) in (*bars[:3], bars[6])]
    lengths = [right - left for (left, right), _ in (*bars[3:6], *bars[7:])]
    assert heights == pytest.approx([120] * 4, abs=0.05)
    assert lengths == pytest.approx([lengths[0] * papers / 3 for papers in (3, 2, 1, 1, 1)], abs=0.05)
    assert bars[0][0][1] <= bars[6][0][0] <= bars[0][0][1] + 2


def test_every_panel_has_the_same_places_on_one_scale(lists):
    svg = Network("topics", by="venue").svg(lists, theme=LIGHT)
    shapes = dict(zip(((mark["kind"], mark["label"]) for mark in _told(lists)), spans(svg), strict=True))

    widths = {label: across[1] - across[0] for (_, label), (across, _) in shapes.items()}
    middles = {label: (sum(across) / 2, sum(down) / 2) for (_, label), (across, down) in shapes.items()}
    assert widths["a, X"] ** 2 == pytest.approx(widths["b, X"] ** 2 * 3 / 2, rel=0.01)
    assert widths["a, Y"] == pytest.approx(widths["b, Y"], abs=0.01)
    assert [middles["b, Y"][side] - middles["a, Y"][side] for side in (0, 1)] == pytest.approx(
        [middles["b, X"][side] - middles["a, X"][side] for side in (0, 1)], abs=0.05
    )


def test_what_a_group_lacks_is_a_pale_circle_without_a_name_or_line(lists):
    svg = Network("topics", by="venue").svg(lists, theme=LIGHT)

    assert [len(mark) for mark in parts(svg, "mark")[-2:]] == [3, 3]  # name to be heard, what catches, circle
    assert colours(svg)[-4:] == [*[LIGHT.groups[1]] * 2, *[LIGHT.line] * 2]
    assert [text for text in texts(svg) if "(" in text] == ["X (3)", "Y (3)"]


@pytest.mark.parametrize("kind", [Upset, Network])
def test_the_numbers_are_a_row_a_mark_with_its_share(lists, kind):
    chart = kind("topics", by="venue")

    numbers = chart.numbers(chart.frame(lists))

    assert list(numbers) == ["topics", "venue", "kind", "papers", "of", "share"]
    assert numbers.iloc[0, :2].tolist() == ["a + b", "X"]


@pytest.mark.parametrize("kind", [Upset, Network])
def test_where_no_paper_states_a_group_it_is_said_and_no_axis_drawn(lists, kind):
    chart, nobody = kind("topics", by="venue"), lists.iloc[[4]]

    assert texts(chart.svg(nobody)) == [f"{chart.name}: stated by none of 1 paper."]
    assert not chart.fits(nobody)


@pytest.mark.parametrize("kind", [Upset, Network])
def test_where_no_group_has_a_value_the_groups_are_there_without_any(kind):
    svg = kind("topics", by="venue").svg(frame_of(topics=[["a"], None], venue=[None, "X"]))

    assert "X (1)" in texts(svg)
    assert colours(svg) == []


def _told(papers):
    return marks(Network("topics", by="venue").frame(papers))
