from __future__ import annotations

import math
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import frames
import numpy as np
import pytest
from chart_frames import frame_of
from chart_pictures import SVG, parts

from explorer.charts import DARK, LIGHT, PAGE, Terms, UnfitError, held, mark_query
from explorer.charts.fields import width_of
from explorer.charts.marks import alternative, marks
from explorer.comparison import words
from explorer.errors import FieldError
from explorer.query import Query

ABSTRACTS = ["Tree, tree graph.", "A graph", "a tree-graph, 7", None, "a set"]


@pytest.fixture
def texts():
    return frame_of(abstract=ABSTRACTS, venue=["ICLR", "ACL", "ICLR", "ACL", None])


def seen(papers, count, **options):
    return Terms(**options).seen(papers, np.arange(count))


def said(svg):
    return [element.text for element in ET.fromstring(svg).iter(f"{SVG}text")]


def odds(count, of, background):
    """Give the log-odds with 500 words of a background of ten."""
    weight = 500 * background / 10
    return math.log((count + weight) / (of + 500 - count - weight))


def test_words_are_ranked_by_how_far_they_set_the_selected_apart(texts):
    # Here: tree 2, graph 1; there: a 3, graph 2, tree 1, set 1; 10 words together.
    frame = seen(texts, 1)

    z = (odds(2, 3, 3) - odds(1, 7, 3)) / math.sqrt(1 / (2 + 150) + 1 / (1 + 150))
    assert list(frame["label"]) == ["tree", "graph", "set", "a"]
    assert list(zip(frame["papers"], frame["others"], strict=True)) == [(1, 1), (1, 2), (0, 1), (0, 3)]
    assert frame["z"].iloc[0] == pytest.approx(z)
    assert list(frame["z"] > 0) == [True, True, False, False]
    assert frame.attrs == {
        "title": "Abstract words of 1 paper against 4 others",
        "note": "bars: z of the log-odds; numbers: papers that have the word",
        "empty": "",
    }


def test_what_was_cut_and_what_is_missing_is_said(texts):
    frame = Terms(limit=1, less=1).seen(texts, np.array([0, 3]))

    assert list(frame["label"]) == ["tree", "a"]
    assert frame.attrs["title"] == (
        "Abstract words of 2 papers against 3 others, used more: top 1 of 2, used less: top 1 of 2"
    )
    assert frame.attrs["note"].endswith("; 1 not stated")


def test_where_nothing_is_narrowed_it_says_what_to_do(texts):
    svg = Terms().render(seen(texts, 5))

    assert said(svg) == ["Narrow the list to see what sets it apart."]
    assert Terms().frame(texts).attrs["empty"] == "Narrow the list to see what sets it apart."


@pytest.mark.parametrize(
    ("abstracts", "count", "reason"),
    [
        (["a tree"], 0, "No papers are selected: there is nothing to count."),
        ([None, "a tree"], 1, "Abstract words: stated by none of 1 paper."),
        (["a tree", None], 1, "Abstract words: stated by none of the others."),
        (["tree", "tree tree"], 1, "No word sets these papers apart from the others."),
        (["...", "a tree"], 1, "No word sets these papers apart from the others."),
        (["a tree", "7"], 1, "No word sets these papers apart from the others."),
    ],
)
def test_where_nothing_can_be_set_apart_it_says_why_and_draws_no_axis(abstracts, count, reason):
    assert said(Terms().render(seen(frame_of(abstract=abstracts), count))) == [reason]


def test_each_group_is_set_apart_from_the_others(texts):
    frame = Terms(by="venue").frame(texts)

    assert list(frame["label"]) == ["tree, ICLR", "a, ACL", "graph, ACL"]
    assert list(zip(frame["papers"], frame["of"], frame["others"], frame["of_others"], strict=True)) == [
        (2, 2, 0, 1),
        (1, 1, 1, 2),
        (1, 1, 2, 2),
    ]
    assert frame.attrs["title"] == "Abstract words by venue of 5 papers, top 7 used more in each"
    assert frame.attrs["note"].endswith("; 2 not stated")


def test_groups_are_those_of_the_selected_papers(texts):
    frame = Terms(by="venue").seen(texts, np.array([2, 1]))

    assert set(frame["of"]) == {1}
    assert frame.attrs["title"] == "Abstract words by venue of 2 papers, top 7 used more in each"


def test_many_groups_are_cut_and_the_title_says_so():
    papers = frame_of(abstract=[f"word {place} w{place}" for place in range(40)], venue=[f"v{p}" for p in range(40)])

    title = Terms(by="venue").frame(papers).attrs["title"]

    assert title == "Abstract words by venue of 40 papers, top 6 of 40 groups, top 4 used more in each"


def test_one_group_is_none_to_set_apart(texts):
    frame = Terms(by="venue").frame(texts.head(1))

    assert frame.attrs["empty"] == (
        "Abstract words by venue: no two groups are here, so none can be set apart from another."
    )


@pytest.mark.parametrize("chart", [Terms(), Terms(by="venue")], ids=repr)
def test_every_mark_s_query_selects_as_many_papers_as_it_says(texts, chart):
    asked = Query(exclude={"venue": ("ACL",)}) if not chart.by else Query()
    told = marks(chart.seen(texts, texts.index.get_indexer(asked.select(texts).index)))

    found = [len(mark_query(asked, mark).select(texts)) for mark in told]

    assert told
    assert found == [mark["papers"] for mark in told]


def test_a_word_narrows_the_text_and_is_taken_back(texts):
    mark = marks(seen(texts, 1))[0]

    narrowed = mark_query(Query(text="graph"), mark)

    assert narrowed == Query(text="graph abstract:tree")
    assert held(narrowed, mark)
    assert mark_query(narrowed, mark) == Query(text="graph")


def test_only_the_words_that_the_chart_put_there_are_cleared():
    query = Query(text='graph abstract:tree abstract:"a  b" title:x', among={"venue": ("ICLR",)})

    assert Terms().cleared(query) == query.but(text='graph abstract:"a b" title:x')
    assert Terms("title", by="venue").cleared(query) == query.but(text='graph abstract:tree abstract:"a b"', among={})
    assert Terms().cleared(Query(text="a  b")) == Query(text="a  b")


def test_the_words_of_a_column_are_read_once(texts, monkeypatch):
    seen(texts, 1)
    monkeypatch.setattr(words, "read", None)

    again = seen(texts, 2)

    assert list(again["label"]) == ["graph", "tree", "a", "set"]


def test_a_changed_column_is_read_again(texts):
    seen(texts, 1)
    texts.loc["paper-0", "abstract"] = "forest forest"

    assert list(seen(texts, 1)["label"]) == ["forest", "set", "tree", "graph", "a"]


def test_bars_go_to_both_sides_of_one_zero(texts):
    svg = Terms().render(seen(texts, 1))

    ends = [_ends(bar) for bar in parts(svg, "bar")]
    zero = ends[0][0]
    assert [start for start, _ in ends[:2]] == pytest.approx([zero] * 2, abs=0.01)
    assert [end for _, end in ends[2:]] == pytest.approx([zero] * 2, abs=0.01)
    assert (ends[0][1] - zero) / (zero - ends[3][0]) == pytest.approx(
        seen(texts, 1)["z"].iloc[0] / -seen(texts, 1)["z"].iloc[3], abs=0.01
    )


def test_every_row_has_its_word_its_bar_and_its_two_numbers(texts):
    svg = Terms().render(seen(texts, 1))

    rows = [[text.text for text in mark.iter(f"{SVG}text")] for mark in parts(svg, "mark")]
    assert rows == [["tree", "1", "1"], ["graph", "1", "2"], ["set", "0", "1"], ["a", "0", "3"]]
    assert [len(mark.findall("*[@class='bar']")) for mark in parts(svg, "mark")] == [1] * 4
    assert {"of 1", "of 3 others", "used more →", "← used less"} <= set(said(svg))


def test_words_say_what_the_picture_shows(texts):
    words = alternative(Terms(limit=1, less=0).seen(texts, np.arange(1)))

    assert words == (
        "Abstract words of 1 paper against 4 others, used more: top 1 of 2, used less: top 0 of 2; "
        "bars: z of the log-odds; numbers: papers that have the word. All: tree: in 1 of 1 paper, in 1 of 3 others."
    )


def test_the_numbers_are_a_row_a_word_in_a_group(texts):
    chart = Terms(by="venue")

    numbers = chart.numbers(chart.frame(texts)).drop(columns="z")

    assert numbers.head(2).to_dict("list") == {
        "word": ["tree", "a"],
        "venue": ["ICLR", "ACL"],
        "papers": [2, 1],
        "of": [2, 1],
        "others": [0, 1],
        "of_others": [1, 2],
    }
    assert "venue" not in Terms().numbers(seen(texts, 1))


@pytest.mark.parametrize(
    ("field", "by", "message"),
    [
        ("topics", "", "'topics' holds lists; Terms draws the words of texts; draw it with Count."),
        ("upvotes", "", "'upvotes' holds numbers; Terms draws the words of texts; draw it with Count."),
        ("abstract", "published", "'published' holds dates; words, flags and whole numbers make groups."),
    ],
)
def test_what_holds_no_words_or_no_groups_is_refused(papers, field, by, message):
    with pytest.raises(UnfitError) as error:
        Terms(field, by=by).frame(papers)

    assert str(error.value) == message


def test_a_text_that_no_search_reads_is_refused(papers):
    with pytest.raises(UnfitError) as error:
        Terms("summary").frame(papers.rename(columns={"abstract": "summary"}))

    assert str(error.value) == "'summary' holds texts that no search reads; choose title or abstract."


def test_a_group_that_the_frame_lacks_is_named(texts):
    with pytest.raises(FieldError) as error:
        Terms(by="colour").frame(texts)

    assert str(error.value) == "No field 'colour'; known: abstract, venue."


@pytest.fixture
def many(monkeypatch):
    """Read the words of ten papers at most."""
    monkeypatch.setattr("explorer.charts.terms.MOST_READ", 10)
    return frame_of(abstract=["a tree", "a graph", "a tree", "a set"] * 20, venue=["ICLR", "ACL"] * 40)


def test_of_many_papers_as_many_words_are_read_on_each_side_and_that_is_said(many):
    frame = Terms().seen(many, np.array([0, 2, 4, 6, 8, 10, 12, 14]))

    assert frame["word"].iloc[0] == "tree"
    assert frame[["of", "of_others"]].drop_duplicates().to_numpy().tolist() == [[5, 5]]
    assert frame.attrs["title"] == "Abstract words of 8 papers against 72 others"
    assert frame.attrs["note"].endswith("; words of 10 papers were read, drawn by lot")


def test_of_many_papers_in_groups_words_are_read_of_all_groups_alike(many):
    frame = Terms(by="venue").frame(many)

    assert set(frame["of"] + frame["of_others"]) == {10}
    assert dict(zip(frame["word"], frame["group"], strict=True))["tree"] == "ICLR"
    assert "of 80 papers" in frame.attrs["title"]


UGLY = [
    "x" * 100_000,
    "שלום עולם",
    "🧪🔬 lab",
    "a\nb\tc\x00",
    "$\\frac{1}{",
    "]]>",
    "</svg><script>1</script>",
    "强化学习",
]


@pytest.mark.parametrize("width", [280, 560, 880])
@pytest.mark.parametrize("theme", [LIGHT, DARK, PAGE])
def test_ugly_words_stay_text_inside_the_picture(theme, width):
    papers = frame_of(abstract=[*UGLY, "rest"], venue=["<b>" * 99, *"abcdefgh"])

    drawn = [
        Terms().render(seen(papers, 8), theme=replace(theme, width=width)),
        Terms(by="venue").svg(papers, theme=replace(theme, width=width)),
    ]

    labels = [text.text for svg in drawn for label in parts(svg, "label") for text in label.iter(f"{SVG}text")]
    assert max(width_of(label, 12) for label in labels) <= 0.3 * width
    assert not any("<script" in svg for svg in drawn)


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_drawn(name):
    papers = frames.ugly(name)

    drawn = [
        Terms(field, by=by).render(Terms(field, by=by).seen(papers, np.arange(min(1, len(papers)))))
        for field, by in (("title", ""), ("abstract", ""), ("abstract", "title"))
        if Terms(field, by=by).fits(papers)
    ]

    assert all(svg.startswith("<svg") for svg in drawn)


def test_the_frame_is_left_as_it_was_and_the_chart_is_a_value(texts):
    before, chart = texts.copy(), Terms("title", limit=3)

    seen(texts, 2)

    assert texts.equals(before)
    assert eval(repr(chart)) == chart
    assert Terms().render(seen(texts, 2)) == Terms().render(seen(texts, 2))


def _ends(bar):
    """Give where a bar begins and ends."""
    path = next(bar.iter(f"{SVG}path")).get("d")
    across = [float(x) for x in re.findall(r"[ML] (\S+) \S+", path)]
    return min(across), max(across)
