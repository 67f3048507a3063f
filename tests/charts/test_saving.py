"""Charts as files."""

from __future__ import annotations

import csv
import dataclasses
from xml.etree import ElementTree as ET

import pandas as pd
import pyarrow as pa
import pytest
from chart_frames import frame_of
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.image import imread

import explorer as ex
from explorer.charts import LIGHT, Count, Crosstab, Distribution, Figures, Lengths, Scatter, Share, Timeline
from explorer.charts.saving import FILES
from explorer.charts.words import Words
from explorer.errors import DocumentError

CHARTS = (
    Count("topics"),
    Count("venue", by="year"),
    Timeline("published", step="month"),
    Timeline("year", by="is_open"),
    Distribution("upvotes", by="venue"),
    Lengths(),
    Scatter("published", "upvotes", by="venue"),
    Crosstab("topics", "venue"),
    Share("venue", "year"),
)


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def over_the_edge(chart, papers, width):
    """List the words of a picture that run past its edges, as matplotlib measures them."""
    figure = chart.draw(chart.frame(papers), dataclasses.replace(LIGHT, width=width))
    renderer = FigureCanvasAgg(figure).get_renderer()
    extents = [(text.get_text(), text.get_window_extent(renderer)) for text in figure.findobj(Words)]
    assert extents
    return [text for text, box in extents if box.x0 < -1 or box.x1 > width + 1]


@pytest.mark.parametrize(("ending", "first"), [(".svg", b"<svg "), (".png", b"\x89PNG"), (".PDF", b"%PDF")])
def test_a_picture_is_written_in_the_kind_that_its_name_ends_in(papers, tmp_path, ending, first):
    path = tmp_path / f"topics{ending}"

    Count("topics").save(papers, path)

    assert path.read_bytes().startswith(first)


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
@pytest.mark.parametrize("ending", FILES)
def test_the_same_papers_make_the_same_file(papers, tmp_path, chart, ending):
    paths = [tmp_path / f"{time}{ending}" for time in "ab"]

    for path in paths:
        chart.save(papers, str(path))

    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_a_picture_on_its_own_has_its_size_its_font_and_its_caption(papers, tmp_path):
    Count("topics").save(papers, tmp_path / "topics.svg")

    root = ET.parse(tmp_path / "topics.svg").getroot()

    assert (root.get("width"), root.get("font-family").split(",")[0]) == ("560", "system-ui")
    assert [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")][:2] == [
        "Topics of 5 papers",
        "2 not stated",
    ]
    assert "var(" not in (tmp_path / "topics.svg").read_text()


def test_a_picture_has_twice_the_dots_of_a_page(papers, tmp_path):
    Count("topics").save(papers, tmp_path / "topics.png")

    assert imread(tmp_path / "topics.png").shape[1] == 1120


@pytest.mark.parametrize(
    ("chart", "rows"),
    [
        (Count("topics"), [["topics", "papers"], ["vision", "3"], ["graphs", "1"]]),
        (
            Count("topics", by="is_open"),
            [["topics", "is_open", "papers", "of", "share"], ["vision", "yes", "2", "3", "0.666666666666667"]],
        ),
        (
            Timeline("published", step="month"),
            [["published", "low", "high", "papers"], ["January 2024", "2024-01-01", "2024-01-31", "1"]],
        ),
        (Distribution("upvotes"), [["upvotes", "low", "high", "papers"], ["0 to 19", "0", "19", "4"]]),
        (Lengths(), [["abstract", "low", "high", "papers"], ["1", "1", "1", "1"]]),
        (
            Scatter("published", "upvotes"),
            [["id", "title", "published", "upvotes"], ["paper-4", "paper-4", "2024-05-01", "14"]],
        ),
        (
            Scatter("year", "upvotes", by="is_open"),
            [["id", "title", "is_open", "year", "upvotes"], ["paper-4", "paper-4", "yes", "2022", "14"]],
        ),
        (Crosstab("topics", "is_open"), [["topics", "is_open", "papers"], ["vision", "yes", "2"]]),
        (Share("is_open", "year"), [["year", "is_open", "papers", "of", "share"], ["2019", "yes", "1", "1", "1"]]),
    ],
    ids=repr,
)
def test_numbers_are_written_by_the_names_of_their_fields(papers, tmp_path, chart, rows):
    chart.save(papers, tmp_path / "numbers.csv")

    assert rows_of(tmp_path / "numbers.csv")[: len(rows)] == rows


def test_figures_are_written_with_their_axis(tmp_path):
    papers = ex.conform([{"title": "On it", "abstract": "Our method improves accuracy by +9.8% on HumanEval."}], "one")
    facts = ex.extract(papers)
    chart = Figures(by="polarity")

    chart.save(ex.ledger(ex.enrich(papers, facts), facts), tmp_path / "figures.csv")

    assert rows_of(tmp_path / "figures.csv") == [
        ["paper", "title", "polarity", "of what", "figure", "low", "high", "unit", "measure", "change", "better"],
        ["on-it", "On it", "gain", "accuracy, HumanEval", "'+9.8%", "9.8", "9.8", "%", "delta", "increase", "higher"],
    ]


def test_no_cell_is_a_formula(tmp_path):
    papers = frame_of(venue=["=1+1", "@x", "a,b"])

    Count("venue").save(papers, tmp_path / "venues.csv")

    assert rows_of(tmp_path / "venues.csv") == [["venue", "papers"], ["'=1+1", "1"], ["'@x", "1"], ["a,b", "1"]]


def test_a_list_is_no_python(papers, tmp_path, monkeypatch):
    numbers = pd.DataFrame({"set": [["a", "b"], ("c",)], "papers": [1, None]})
    monkeypatch.setattr(Count, "numbers", lambda *_: numbers)

    Count("topics").save(papers, tmp_path / "sets.csv")

    assert rows_of(tmp_path / "sets.csv") == [["set", "papers"], ["a; b", "1"], ["c", ""]]


@pytest.mark.parametrize("chart", CHARTS, ids=repr)
@pytest.mark.parametrize("ending", FILES)
def test_a_chart_of_nothing_can_be_saved(papers, tmp_path, chart, ending):
    path = tmp_path / f"nothing{ending}"

    chart.save(papers.head(0), path)

    assert path.stat().st_size > 3


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("topics.gif", "topics.gif: no chart is a '.gif' file; known: .svg, .png, .pdf, .csv."),
        ("topics", "topics: its name has no ending that says the kind; known: .svg, .png, .pdf, .csv."),
    ],
)
def test_another_ending_is_refused_and_nothing_written(papers, tmp_path, name, message):
    with pytest.raises(DocumentError) as error:
        Count("topics").save(papers, tmp_path / name)

    assert str(error.value) == message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".png", ".pdf"])
def test_letters_that_the_font_lacks_do_not_warn(tmp_path, ending):
    papers = frame_of(venue=["强化学习", "🧪🔬", "שלום"])

    Count("venue").save(papers, tmp_path / f"venues{ending}")

    assert (tmp_path / f"venues{ending}").exists()


@pytest.mark.parametrize("width", [280, 500, 920])
@pytest.mark.parametrize("chart", CHARTS, ids=repr)
def test_no_words_run_past_the_edge(papers, chart, width):
    assert over_the_edge(chart, papers, width) == []


LONG = [
    "WWWWWWWW MMMMMMMM mmmmmmmmmm",
    "www mmm " * 30,
    "A conference with quite a long name, 2,024 @ 100%",
    "b" * 300,
]


@pytest.mark.parametrize("width", [280, 560, 920])
@pytest.mark.parametrize("by", ["", "topics"])
def test_long_names_and_titles_stay_inside(width, by):
    papers = frame_of(venue=LONG, topics=[[name] for name in LONG])
    named = papers.rename(columns={"venue": "the_name_of_a_venue_with_many_BOLD_WORDS_in_it_and_MORE_THAN_A_LINE"})

    assert over_the_edge(Count(named.columns[0], by=by, limit=3), named, width) == []


def test_numbers_that_are_missing_are_empty_cells(tmp_path):
    papers = frame_of(venue=["a"])
    papers["score"] = pd.array([1.5], dtype=pd.ArrowDtype(pa.float64()))

    Distribution("score").save(papers, tmp_path / "scores.csv")

    assert rows_of(tmp_path / "scores.csv") == [["score", "low", "high", "papers"], ["1.5", "1.5", "1.5", "1"]]
