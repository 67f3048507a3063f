from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree as ET

import frames
import pytest
from chart_frames import frame_of
from chart_pictures import SVG, numbers, parts, texts

from explorer.charts import DARK, LIGHT, PAGE, Network, UnfitError, held, mark_query
from explorer.charts.fields import width_of
from explorer.charts.layout import kept, places
from explorer.charts.marks import alternative, marks
from explorer.query import Query

TOPICS = [["a", "b"], ["b", "a", "a"], ["a", "c"], ["d"], None, []]
CLIQUE = [(one, other, 1) for one, other in combinations(range(40), 2)]


@pytest.fixture
def lists():
    return frame_of(topics=TOPICS)


def test_a_line_is_the_papers_that_state_both_its_ends(lists):
    frame = Network("topics").frame(lists)

    assert numbers(frame, "link") == [("a + b", 2), ("a + c", 1)]
    assert numbers(frame, "node") == [("a", 3), ("b", 2), ("c", 1), ("d", 1)]
    assert frame.attrs == {
        "title": "Network of topics, of 6 papers",
        "note": "circle: papers; line: papers in common; names where there is room; 2 not stated",
        "empty": "",
    }


def test_a_line_ends_where_its_circles_stand(lists):
    frame = Network("topics").frame(lists)

    at = {mark["label"]: (mark["x"], mark["y"]) for mark in marks(frame)[2:]}
    assert [(mark["x"], mark["y"]) for mark in marks(frame)[:2]] == [at["a"], at["a"]]
    assert [(mark["end_x"], mark["end_y"]) for mark in marks(frame)[:2]] == [at["b"], at["c"]]


def test_what_was_cut_is_said(lists):
    frame = Network("topics", limit=3, links=1).frame(lists)

    assert numbers(frame, "link") == [("a + b", 2)]
    assert frame.attrs["title"] == "Network of topics, of 6 papers, topics: top 3 of 4, links: top 1 of 2"


@pytest.mark.parametrize("chart", [Network("topics"), Network("topics", limit=2)], ids=repr)
def test_every_mark_s_query_selects_as_many_papers_as_it_says(lists, chart):
    told = marks(chart.frame(lists))

    found = [len(mark_query(Query(), mark).select(lists)) for mark in told]

    assert found == [mark["papers"] for mark in told]


def test_a_line_narrows_to_both_its_ends_and_takes_that_back(lists):
    line, circle = marks(Network("topics").frame(lists))[:3:2]

    narrowed = mark_query(Query(text="x"), line)

    assert narrowed == Query(text="x", every={"topics": ("a", "b")})
    assert held(narrowed, line)
    assert mark_query(narrowed, line) == Query(text="x")
    assert mark_query(Query(), circle) == Query(among={"topics": ("a",)})


def test_every_mark_has_its_shape_and_what_stands_alone_is_drawn_too(lists):
    svg = Network("topics").svg(lists)

    assert [len(mark.findall("*[@class='bar']")) for mark in parts(svg, "mark")] == [1] * 6
    names = [mark.find(f"{SVG}title").text for mark in parts(svg, "mark")]
    assert names == ["a + b: 2 papers", "a + c: 1 paper", "a: 3 papers", "b: 2 papers", "c: 1 paper", "d: 1 paper"]
    assert texts(svg) == ["3 papers", "2 papers in common", "a", "b", "c", "d"]


def test_where_nothing_is_linked_no_line_is_explained():
    assert texts(Network("topics").svg(frame_of(topics=[["a"], ["b"]]))) == ["1 paper", "a", "b"]


def test_a_circle_s_area_and_a_line_s_width_are_its_papers():
    papers = frame_of(topics=[["a", "b"]] * 4 + [["a", "c"]] * 2 + [["a"]] * 10)

    svg = Network("topics").svg(papers)

    widths = [float(re.search(r"stroke-width: ([\d.]+)", _drawn(bar))[1]) for bar in parts(svg, "bar")[:2]]
    areas = [_across(bar) ** 2 for bar in parts(svg, "bar")[2:]]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.01)
    assert [area / areas[0] for area in areas] == pytest.approx([1, 1 / 4, 1 / 8], abs=0.01)


def test_the_places_are_the_same_every_time_and_inside_the_picture():
    links = [(0, 1, 3), (1, 2, 1), (0, 2, 1), (3, 4, 1)]

    at = places(links, 7)

    assert at == places(list(reversed(links)), 7)
    assert all(0 < x < 1 and 0 < y < 1 for x, y in at)
    assert len(set(at)) == 7


@pytest.mark.parametrize("links", [[], CLIQUE, CLIQUE[:39], CLIQUE[:120:3]], ids=["none", "clique", "star", "loose"])
def test_circles_do_not_stand_on_each_other(links):
    at = [(560 * x, 437 * y) for x, y in places(links, 40)]

    nearest = min((x - u) ** 2 + (y - v) ** 2 for (x, y), (u, v) in combinations(at, 2)) ** 0.5
    assert nearest > 13


def test_the_lines_that_are_kept_hold_together_what_is_linked():
    links = [(0, 1, 9), (0, 2, 8), (1, 2, 7), (2, 3, 1), (4, 5, 1)]

    assert kept(links, 4) == [(0, 1, 9), (0, 2, 8), (2, 3, 1), (4, 5, 1)]
    assert kept(links, 5) == links


def test_lines_of_equal_papers_are_cut_without_making_a_hub():
    drawn = kept(CLIQUE, 120)

    ends = [sum(node in link[:2] for link in drawn) for node in range(40)]
    assert len(drawn) == 120
    assert max(ends) <= 8
    assert min(ends) >= 3


def test_words_say_what_the_picture_shows():
    words = alternative(Network("topics").frame(frame_of(topics=[["a", "b"], ["b", "a"], None])))

    assert words == (
        "Network of topics, of 3 papers; circle: papers; line: papers in common; names where there is room; "
        "1 not stated. All: a + b: 2 papers; a: 2 papers; b: 2 papers."
    )


def test_the_numbers_are_a_row_a_line_and_a_row_a_circle(lists):
    chart = Network("topics", limit=2)

    numbers = chart.numbers(chart.frame(lists))

    assert numbers.to_dict("list") == {
        "topics": ["a + b", "a", "b"],
        "kind": ["link", "node", "node"],
        "papers": [2, 3, 2],
    }


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("venue", "'venue' holds texts; Network draws lists; draw it with Count."),
        ("published", "'published' holds dates; Network draws lists; draw it with Count."),
    ],
)
def test_what_is_no_list_is_refused(papers, field, message):
    with pytest.raises(UnfitError) as error:
        Network(field).frame(papers)

    assert str(error.value) == message
    assert not Network(field).fits(papers)


def test_no_papers_and_nothing_stated_are_said(lists):
    assert texts(Network("topics").svg(lists.head(0))) == ["No papers are selected: there is nothing to count."]
    assert texts(Network("topics").svg(lists.tail(2))) == ["Network of topics: stated by none of 2 papers."]


@pytest.mark.parametrize(
    ("topics", "title"),
    [
        ([[f"author {place}" for place in range(664)]], "1 paper, topics: top 40 of 664, links: top 120 of 780"),
        ([[f"topic {place:05}"] for place in range(10_000)], "10,000 papers, topics: top 40 of 10,000"),
        ([["one"]], "1 paper"),
    ],
    ids=["664 authors", "10,000 topics", "one"],
)
def test_a_network_of_any_size_is_drawn_and_its_title_says_of_what(topics, title):
    papers = frame_of(topics=topics)

    assert Network("topics").frame(papers).attrs["title"] == f"Network of topics, of {title}"
    assert Network("topics").svg(papers).startswith("<svg")


UGLY = [
    "",
    " ",
    "x" * 100_000,
    "שלום עולם",
    "🧪🔬",
    "a\nb\x00",
    "$\\frac{1}{",
    "]]>",
    "</svg><script>1</script>",
    "强化学习",
]


@pytest.mark.parametrize("width", [280, 560, 880])
@pytest.mark.parametrize("theme", [LIGHT, DARK, PAGE])
def test_names_stay_text_inside_the_picture_and_off_each_other(theme, width):
    names = [*UGLY, *(f"a longer name of somebody {place}" for place in range(30))]
    papers = frame_of(topics=[names[:12], *(names[place : place + 3] for place in range(0, 40, 2))])

    svg = Network("topics").svg(papers, theme=replace(theme, width=width))

    boxes = [_box(text) for label in parts(svg, "label") for text in label.iter(f"{SVG}text")]
    assert len(boxes) > 3
    assert all(left >= 0 and right <= width for left, _, right, _ in boxes)
    assert not [pair for pair in combinations(boxes, 2) if _overlap(*pair)]
    assert "<script" not in svg


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_drawn(name):
    papers = frames.ugly(name)

    drawn = [Network(field).svg(papers) for field in papers if Network(field).fits(papers)]

    assert all(svg.startswith("<svg") for svg in drawn)


def test_the_frame_is_left_as_it_was_and_the_chart_is_a_value(lists):
    before, chart = lists.copy(), Network("topics", limit=3)

    chart.frame(lists)

    assert lists.equals(before)
    assert eval(repr(chart)) == chart
    assert chart.svg(lists) == chart.svg(lists)


def test_networkx_waits_until_a_network_is_laid_out():
    code = "import sys; from explorer import charts; charts.Network('a'); print('networkx' in sys.modules)"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed == "False\n"


def _drawn(element):
    return ET.tostring(element, encoding="unicode")


def _across(circle):
    """Give how wide a shape is."""
    numbers = [float(x) for x, _ in re.findall(r"(-?[\d.]+) (-?[\d.]+)", next(circle.iter(f"{SVG}path")).get("d"))]
    return max(numbers) - min(numbers)


def _box(text):
    """Give the estimated place of a text."""
    x, y = re.search(r"(?:translate|matrix)\(([-\d.]+)[ ,]+([-\d.]+)|", text.get("transform", "")).groups()
    left, top = float(x or text.get("x")), float(y or text.get("y"))
    return left, top - 9, left + width_of(text.text, 11), top + 3


def _overlap(one, other):
    return one[0] < other[2] - 1 and other[0] < one[2] - 1 and one[1] < other[3] - 1 and other[1] < one[3] - 1
