from __future__ import annotations

import re
from dataclasses import replace

import frames
import pytest
from chart_frames import frame_of
from chart_pictures import SVG, numbers, parts, texts

from explorer.charts import DARK, LIGHT, PAGE, UnfitError, Upset, held, mark_query
from explorer.charts.fields import width_of
from explorer.charts.marks import alternative, marks
from explorer.query import Query

TOPICS = [["a", "b"], ["b", "a", "a"], ["a"], ["a", "b", "c"], ["d"], None, []]


@pytest.fixture
def lists():
    return frame_of(topics=TOPICS)


def test_a_combination_holds_the_papers_with_all_its_values_and_none_of_the_other_sets(lists):
    frame = Upset("topics").frame(lists)

    assert numbers(frame, "combination") == [("a + b", 2), ("a alone", 1), ("d alone", 1), ("a + b + c", 1)]
    assert numbers(frame, "set") == [("a", 4), ("b", 3), ("c", 1), ("d", 1)]
    assert list(frame["members"])[:4] == [(0, 1), (0,), (3,), (0, 1, 2)]
    assert frame.attrs == {
        "title": "Topics together, of 7 papers",
        "note": "each column: papers with all its dots and no other set here; 2 not stated",
        "empty": "",
    }


def test_what_was_cut_is_said_and_combinations_are_among_the_sets_that_are_left(lists):
    frame = Upset("topics", sets=2, limit=1).frame(lists)

    assert numbers(frame, "combination") == [("a + b", 3)]
    assert numbers(frame, "set") == [("a", 4), ("b", 3)]
    assert frame.attrs["title"] == "Topics together, of 7 papers, sets: top 2 of 4, combinations: top 1 of 2"
    assert frame.attrs["note"] == (
        "each column: papers with all its dots and no other set here; 1 paper in no set here; 2 not stated"
    )


@pytest.mark.parametrize("chart", [Upset("topics"), Upset("topics", sets=2), Upset("topics", limit=2)], ids=repr)
def test_every_mark_s_query_selects_as_many_papers_as_it_says(lists, chart):
    told = marks(chart.frame(lists))

    found = [len(mark_query(Query(), mark).select(lists)) for mark in told]

    assert found == [mark["papers"] for mark in told]


def test_the_marks_of_a_narrowed_list_select_as_many_papers_as_they_say(lists):
    chart = Upset("topics", sets=2)
    narrowed = mark_query(Query(), marks(chart.frame(lists))[0])
    told = [mark for mark in marks(chart.frame(narrowed.select(lists))) if mark["kind"] == "combination"]

    found = [len(mark_query(narrowed, mark).select(lists)) for mark in told if not held(narrowed, mark)]

    assert found == [mark["papers"] for mark in told if not held(narrowed, mark)]


def test_a_combination_narrows_to_its_values_without_the_others_and_takes_that_back(lists):
    mark = marks(Upset("topics").frame(lists))[0]

    narrowed = mark_query(Query(text="x"), mark)

    assert narrowed == Query(text="x", every={"topics": ("a", "b")}, exclude={"topics": ("c", "d")})
    assert held(narrowed, mark)
    assert mark_query(narrowed, mark) == Query(text="x")


def test_a_set_narrows_to_its_value(lists):
    mark = marks(Upset("topics").frame(lists))[4]

    assert mark_query(Query(), mark) == Query(among={"topics": ("a",)})


def test_every_mark_has_its_bar_its_dots_and_its_number(lists):
    svg = Upset("topics").svg(lists)

    assert [len(mark.findall("*[@class='dot']")) for mark in parts(svg, "mark")] == [2, 1, 1, 3, 0, 0, 0, 0]
    assert [len(mark.findall("*[@class='bar']")) for mark in parts(svg, "mark")] == [1] * 8
    assert [len(mark.findall("*[@class='stem']")) for mark in parts(svg, "mark")] == [1, 0, 0, 1, 0, 0, 0, 0]
    assert texts(svg) == ["2", "1", "1", "1", "a", "4", "b", "3", "c", "1", "d", "1"]


def test_bars_begin_at_zero_and_are_as_high_as_their_numbers(lists):
    svg = Upset("topics").svg(lists)

    heights = [_sides(mark)[1] for mark in parts(svg, "mark")[:4]]
    lengths = [_sides(mark)[0] for mark in parts(svg, "mark")[4:]]
    assert [height / heights[0] for height in heights] == pytest.approx([1, 0.5, 0.5, 0.5], abs=0.01)
    assert [length / lengths[0] for length in lengths] == pytest.approx([1, 0.75, 0.25, 0.25], abs=0.01)


def test_numbers_without_room_become_an_axis_from_zero_on():
    papers = frame_of(topics=[[f"t{place % 40}"] for place in range(10_000)])

    svg = Upset("topics", sets=40, limit=40).svg(papers)

    assert texts(svg)[:4] == ["0", "50", "100", "150"]


def test_words_say_what_the_picture_shows():
    words = alternative(Upset("topics").frame(frame_of(topics=[["a", "b"], ["b", "a"], None])))

    assert words == (
        "Topics together, of 3 papers; each column: papers with all its dots and no other set here; 1 not stated. "
        "All: a + b: 2 papers; a: 2 papers; b: 2 papers."
    )


def test_the_numbers_are_a_row_a_combination_and_a_row_a_set(lists):
    chart = Upset("topics", sets=1)

    numbers = chart.numbers(chart.frame(lists))

    assert numbers.to_dict("list") == {"topics": ["a alone", "a"], "kind": ["combination", "set"], "papers": [4, 4]}


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("venue", "'venue' holds texts; Upset draws lists; draw it with Count."),
        ("upvotes", "'upvotes' holds numbers; Upset draws lists; draw it with Count."),
    ],
)
def test_what_is_no_list_is_refused(papers, field, message):
    with pytest.raises(UnfitError) as error:
        Upset(field).frame(papers)

    assert str(error.value) == message
    assert not Upset(field).fits(papers)


def test_no_papers_and_nothing_stated_are_said_and_no_axis_drawn(lists):
    assert texts(Upset("topics").svg(lists.head(0))) == ["No papers are selected: there is nothing to count."]
    assert texts(Upset("topics").svg(lists.tail(2))) == ["Topics together: stated by none of 2 papers."]


def test_one_paper_makes_one_combination(lists):
    assert texts(Upset("topics").svg(lists.iloc[[0]])) == ["1", "a", "1", "b", "1"]


def test_ten_thousand_values_and_many_authors_are_cut_and_said():
    many = frame_of(topics=[[f"topic {place:05}"] for place in range(10_000)])
    authors = frame_of(topics=[[f"author {place:03}" for place in range(664)]])

    frame = Upset("topics").frame(many)

    assert frame.attrs["title"] == "Topics together, of 10,000 papers, sets: top 8 of 10,000"
    assert "9,992 papers in no set here" in frame.attrs["note"]
    assert Upset("topics").frame(authors).attrs["title"] == "Topics together, of 1 paper, sets: top 8 of 664"


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
def test_ugly_names_stay_text_inside_the_picture(theme, width):
    papers = frame_of(topics=[UGLY, UGLY[:3], *([ugly] for ugly in UGLY)])

    svg = Upset("topics", sets=10).svg(papers, theme=replace(theme, width=width))

    labels = [mark.find(f"*[@class='label']/{SVG}text") for mark in parts(svg, "mark")]
    assert max(width_of(label.text or "", 12) for label in labels if label is not None) <= 0.27 * width
    assert "<script" not in svg
    assert len(svg) < 200_000


@pytest.mark.parametrize("width", [280, 560, 880])
def test_columns_stay_inside_the_picture_and_right_of_the_sets(width):
    papers = frame_of(
        topics=[[f"a topic of research {one}", f"a topic of research {two}"] for one in range(9) for two in range(9)]
    )

    svg = Upset("topics").svg(papers, theme=replace(LIGHT, width=width))

    catches = [
        {side: float(value) for side, value in catch.items() if side in {"x", "width"}}
        for catch in parts(svg, "catch")
    ]
    columns, rows = catches[:15], catches[15:]
    assert max(column["x"] + column["width"] for column in columns) <= width
    assert max(row["x"] + row["width"] for row in rows) <= min(column["x"] for column in columns)


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_drawn(name):
    papers = frames.ugly(name)

    drawn = [Upset(field).svg(papers) for field in papers if Upset(field).fits(papers)]

    assert all(svg.startswith("<svg") for svg in drawn)


def test_the_frame_is_left_as_it_was_and_the_chart_is_a_value(lists):
    before, chart = lists.copy(), Upset("topics", sets=3)

    chart.frame(lists)

    assert lists.equals(before)
    assert eval(repr(chart)) == chart
    assert chart.svg(lists) == chart.svg(lists)


def _sides(mark):
    """Give the width and the height of a mark's bar."""
    path = mark.find(f"*[@class='bar']/{SVG}path").get("d")
    across, down = zip(*((float(x), float(y)) for x, y in re.findall(r"[ML] (\S+) (\S+)", path)), strict=True)
    return max(across) - min(across), max(down) - min(down)
