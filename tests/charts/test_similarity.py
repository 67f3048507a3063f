from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace

import frames
import numpy as np
import pytest
from chart_frames import frame_of
from chart_pictures import SVG, names, parts, texts

from explorer.charts import LIGHT, PAGE, Similarity, UnfitError, held, mark_query
from explorer.charts.code import chart_of, code
from explorer.charts.marks import marks
from explorer.charts.tree import joined
from explorer.comparison import words
from explorer.comparison.weights import weigh
from explorer.query import Query

TEXTS = ["red fish swims", "green tree grows", "red fish sleeps", "green tree falls", None]


@pytest.fixture
def texts_of():
    return frame_of(abstract=TEXTS)


def kind(frame, name):
    return [mark for mark in marks(frame) if mark["kind"] == name]


def test_papers_that_are_alike_stand_side_by_side(texts_of):
    frame = Similarity().frame(texts_of)

    order = [mark["label"].partition(". ")[2] for mark in kind(frame, "paper")]
    assert {frozenset(order[:2]), frozenset(order[2:])} == {
        frozenset({"paper-0", "paper-2"}),
        frozenset({"paper-1", "paper-3"}),
    }
    assert frame.attrs == {
        "title": "Similarity of abstracts, 5 papers",
        "note": "tile: similarity, 0 to 1; tree: the further right two parts meet, the more alike they are; "
        "1 not stated",
        "empty": "",
    }


def test_a_pair_is_as_alike_as_the_cosine_of_its_words(texts_of):
    pairs = kind(Similarity().frame(texts_of), "pair")

    cosines = weigh(texts_of).alike()
    assert [pair["alike"] for pair in pairs] == pytest.approx([cosines[0, 2], cosines[1, 3]])
    assert [pair["said"] for pair in pairs] == ["similarity 1.00", "similarity 1.00"]


def test_every_mark_s_query_selects_as_many_papers_as_it_says(texts_of):
    told = marks(Similarity().frame(texts_of))

    found = [len(mark_query(Query(), mark).select(texts_of)) for mark in told]

    assert found == [mark["papers"] for mark in told]


def test_a_mark_narrows_to_its_papers_and_takes_that_back(texts_of):
    pair = kind(Similarity().frame(texts_of), "pair")[0]

    narrowed = mark_query(Query(text="red"), pair)

    assert narrowed == Query(text="red", among={"id": tuple(pair["parts"][0]["any"])})
    assert held(narrowed, pair)
    assert mark_query(narrowed, pair) == Query(text="red")
    assert Similarity().cleared(narrowed) == Query(text="red")


def test_papers_that_write_what_no_other_does_are_like_each_other_among_very_many(monkeypatch):
    for name in ("MOST_READ", "DRAWN"):
        monkeypatch.setattr(words, name, 2)
    papers = frame_of(abstract=[None, "red fish", "blue tree", None, "red fish", "blue sea"])

    (pair,) = kind(Similarity().seen(papers, np.array([1, 4])), "pair")

    assert pair["alike"] == pytest.approx(1)


def test_how_rare_a_word_is_all_papers_say(texts_of):
    chart = Similarity()

    some = kind(chart.seen(texts_of, np.array([2, 0])), "pair")

    assert [pair["alike"] for pair in some] == [kind(chart.frame(texts_of), "pair")[0]["alike"]]


def test_what_was_cut_is_said():
    frame = Similarity().frame(frame_of(abstract=[f"a word and {'b' * (at % 7)}" for at in range(70)]))

    assert len(kind(frame, "paper")) == 60
    assert frame.attrs["title"] == "Similarity of abstracts, 70 papers, first 60 of 70"


def test_a_tree_joins_the_most_alike_first():
    order, joins = joined(weigh(frame_of(abstract=TEXTS[:4])).alike())

    assert sorted(order) == [0, 1, 2, 3]
    assert [(first, last) for first, last, *_ in joins] == [(0, 1), (2, 3), (0, 3)]
    assert [round(height[0], 6) for *_, height in joins] == [1, 1, 0]


def test_one_paper_none_and_nothing_stated_are_said(texts_of):
    pictures = [Similarity().svg(texts_of.iloc[rows]) for rows in ([0], [], [4])]

    assert [texts(svg) for svg in pictures] == [
        ["Similarity of abstracts: one paper is like no other; select two or more."],
        ["No papers are selected: there is nothing to count."],
        ["Similarity of abstracts: stated by none of 1 paper."],
    ]


def test_every_mark_says_its_name_and_has_a_shape(texts_of):
    svg = Similarity().svg(texts_of)

    assert len(names(svg)) == len(parts(svg, "mark")) == 3 + 4 + 2
    assert all(len(mark) > 2 for mark in parts(svg, "mark"))
    assert names(svg)[0] == "Rows 1 to 2: 2 papers, similarity 1.00 on average between its two parts"
    assert names(svg)[3].endswith(": 1 paper")


@pytest.mark.parametrize("width", [280, 560, 880])
def test_titles_stay_inside_their_column(width):
    papers = frame_of(abstract=[f"some words of {at % 9} fish" for at in range(60)])
    papers = papers.assign(title=["a very long title of many words" * 9] * 60)

    svg = Similarity().svg(papers, theme=replace(PAGE, width=width))

    labels = [text.text for label in parts(svg, "label") for text in label.iter(f"{SVG}text")]
    assert len(labels) == 60
    assert all(label.endswith("…") for label in labels)


def test_the_numbers_are_a_row_a_pair_the_most_alike_first(texts_of):
    chart = Similarity()

    numbers = chart.numbers(chart.frame(texts_of.assign(title="A fish")))

    assert list(numbers) == ["id", "other_id", "title", "other_title", "similarity"]
    assert len(numbers) == 2
    assert numbers["title"].tolist() == ["A fish", "A fish"]
    assert numbers["similarity"].is_monotonic_decreasing


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (Similarity("topics"), "'topics' holds lists; Similarity compares texts."),
        (
            Similarity(by="venue"),
            "'venue' holds groups; Similarity sets every paper beside every other, and draws none.",
        ),
    ],
    ids=repr,
)
def test_what_does_not_fit_is_refused(papers, chart, message):
    with pytest.raises(UnfitError) as error:
        chart.frame(papers)

    assert str(error.value) == message
    assert not chart.fits(papers)


def test_of_many_papers_a_few_say_how_rare_words_are(monkeypatch):
    monkeypatch.setattr("explorer.comparison.words.MOST_READ", 4)
    monkeypatch.setattr("explorer.charts.similarity.MOST_READ", 4)
    for room in ("charts.similarity", "comparison.words"):
        monkeypatch.setattr(f"explorer.{room}.DRAWN", 4)
    monkeypatch.setattr("explorer.comparison.words.drawn", lambda rows, most: rows[::2][:most])
    papers = frame_of(abstract=["tree graph", "leaf", "tree graph", "leaf", "set", "set", "tree set graph", "leaf"])

    frame = Similarity().seen(papers, np.array([0, 6]))

    assert frame.attrs["note"].endswith("; words are weighed among 4 papers, drawn by lot")
    # Tree and graph stand in three of the papers that are read, set in two.
    often, set_ = math.log(5 / 4), math.log(5 / 3)
    one, other = math.sqrt(2) * often, math.sqrt(2 * often**2 + set_**2)
    assert [mark["alike"] for mark in kind(frame, "pair")] == pytest.approx([2 * often**2 / (one * other)])


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_drawn(name):
    papers = frames.ugly(name)

    drawn = [Similarity(field).svg(papers) for field in papers if Similarity(field).fits(papers)]

    assert all(svg.startswith("<svg") for svg in drawn)
    assert all("<script" not in svg for svg in drawn)


def test_the_frame_is_left_as_it_was_and_the_chart_is_a_value(texts_of):
    before, chart = texts_of.copy(), Similarity(limit=3)

    chart.frame(texts_of)

    assert texts_of.equals(before)
    assert chart_of(code(chart)) == chart
    assert chart.svg(texts_of, theme=LIGHT) == chart.svg(texts_of, theme=LIGHT)


def test_scipy_waits_until_papers_are_set_side_by_side():
    code = "import sys; from explorer import charts; charts.Similarity(); print('scipy' in sys.modules)"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed == "False\n"
