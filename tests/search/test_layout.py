from __future__ import annotations

import json
import subprocess
import sys

import frames
import numpy as np
import pandas as pd
import pytest

import explorer as ex
from explorer.comparison.weights import weigh
from explorer.facts.kept import folder
from explorer.search import elsewhere, layout
from explorer.search.clusters import names

WORDS = {
    "trees": ["forest", "leaf", "branch", "root", "bark", "seed"],
    "seas": ["wave", "tide", "salt", "reef", "ship", "foam"],
    "skies": ["cloud", "rain", "storm", "wind", "snow", "frost"],
}


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_CACHE", str(tmp_path))


def worlds(each):
    """Make papers of three subjects that share no word but one."""
    random = np.random.default_rng(3)
    texts = [(name, " ".join(random.choice(own, 8))) for name, own in WORDS.items() for _ in range(each)]
    return ex.conform(
        [{"id": f"{name}-{at}", "title": "Study", "abstract": text} for at, (name, text) in enumerate(texts)]
    )


def places(laid):
    return laid[["map_x", "map_y"]].to_numpy(dtype=float)


def overlap(papers, laid):
    """Say which part of each paper's neighbours by its words are its neighbours on the map, on average."""
    near = weigh(papers).alike()
    far = ((places(laid)[:, None] - places(laid)[None]) ** 2).sum(axis=2)
    np.fill_diagonal(near, -1)
    np.fill_diagonal(far, np.inf)
    pairs = zip(np.argsort(-near)[:, :7], np.argsort(far)[:, :7], strict=True)
    return np.mean([len({*one} & {*two}) / 7 for one, two in pairs])


def test_a_layout_is_the_same_each_time():
    papers = worlds(12)

    assert layout.made(papers, print).equals(layout.made(papers, print))


def test_each_paper_has_a_place_on_the_map_and_a_cluster():
    papers = worlds(12)

    laid = layout.layout(papers)

    assert list(laid) == ["map_x", "map_y", "cluster"]
    assert laid.index.equals(papers.index)
    assert places(laid).min() == 0
    assert places(laid).max() == 1
    assert laid["cluster"].nunique() == 6


def test_papers_of_one_subject_stand_together_and_a_cluster_is_named_by_its_words():
    laid = layout.layout(worlds(12))

    kinds = laid.assign(subject=[name.partition("-")[0] for name in laid.index]).groupby("cluster")["subject"]
    assert kinds.nunique().tolist() == [1] * 6
    for cluster, subject in kinds.first().items():
        assert {*cluster.split(" · ")} <= {*WORDS[subject]}


def test_the_map_of_the_shipped_papers_keeps_far_more_neighbours_than_chance():
    papers = ex.load(quiet=True)

    assert overlap(papers, layout.layout(papers)) > 2 * 7 / 35


def test_many_papers_are_laid_out_in_a_process_of_their_own_and_it_is_told_how_far_it_is(monkeypatch):
    monkeypatch.setattr(layout, "FEW", 20)
    papers, heard = worlds(12), []

    laid = layout.layout(papers, heard.append)

    assert heard == sorted(heard)
    assert heard[0] == pytest.approx(0.1)
    assert heard[-1] == pytest.approx(1)
    subject = pd.Series([name.partition("-")[0] for name in laid.index], laid.index)
    assert overlap(papers, laid) > 2 * 7 / 35
    assert subject.nunique() == 3


def test_of_very_many_papers_some_are_laid_out_and_the_others_stand_amid_their_like(monkeypatch):
    for name, size in {"FEW": 20, "ALL": 60, "SOME": 60, "PART": 25}.items():
        monkeypatch.setattr(layout, name, size)
    papers, heard = worlds(40), []

    laid = layout.layout(papers, heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == pytest.approx(1)
    assert len(heard) > heard.index(pytest.approx(0.3)) + 3  # a part of the rest after another
    subject = [name.partition("-")[0] for name in laid.index]
    middles = laid.groupby(subject)[["map_x", "map_y"]].median().astype(float)
    far = ((places(laid)[:, None] - middles.to_numpy()[None]) ** 2).sum(axis=2)
    assert np.mean(middles.index[far.argmin(axis=1)] == subject) > 0.9


def test_those_that_are_laid_out_are_one_of_every_so_many(monkeypatch):
    monkeypatch.setattr(layout, "ALL", 5)
    monkeypatch.setattr(layout, "SOME", 4)

    assert [layout.sample(count).tolist() for count in (3, 5, 8, 10)] == [
        [0, 1, 2], [0, 1, 2, 3, 4], [0, 2, 4, 6], [0, 2, 5, 7],
    ]  # fmt: skip


def test_a_process_that_fails_says_why(monkeypatch):
    monkeypatch.setattr(elsewhere, "_COMMAND", "raise SystemExit('no room')")

    with pytest.raises(elsewhere.LayoutError) as error:
        elsewhere.placed_elsewhere(weigh(worlds(3)), print)

    assert str(error.value) == "No map was made: no room."


def test_what_was_laid_out_is_found_again(monkeypatch):
    papers = worlds(3)
    laid = layout.layout(papers)
    monkeypatch.setattr(layout, "made", lambda *_: pytest.fail("laid out again"))

    again = layout.layout(papers)

    pd.testing.assert_frame_equal(again, laid)
    assert layout.known(papers.assign(abstract="another text")) is None


def test_a_damaged_file_is_laid_out_anew():
    papers = worlds(3)
    laid = layout.layout(papers)
    for file in folder().glob("map-*"):
        file.write_bytes(file.read_bytes()[:50])

    pd.testing.assert_frame_equal(layout.layout(papers), laid)


@pytest.mark.parametrize("count", range(5))
def test_a_handful_of_papers_stands_in_a_line_without_clusters(count):
    papers = worlds(3).head(count)

    laid = layout.layout(papers)

    assert laid["map_y"].tolist() == [0.5] * count
    assert laid["map_x"].is_monotonic_increasing
    assert laid["cluster"].isna().all()


def test_papers_that_say_nothing_or_all_the_same_have_places_too():
    silent = ex.conform([{"id": f"p{at}"} for at in range(30)])
    alike = ex.conform([{"id": f"p{at}", "abstract": "one two three four five six"} for at in range(30)])

    assert [len(layout.layout(papers)) for papers in (silent, alike)] == [30, 30]


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_laid_out(name):
    papers = frames.ugly(name)

    laid = layout.layout(papers)

    assert len(laid) == len(papers)
    assert np.isfinite(places(laid)).all()


def test_two_clusters_never_have_one_name():
    texts = ["one two three four five", "six seven eight nine ten"]
    papers = ex.conform([{"id": f"p{at}", "abstract": texts[at % 2]} for at in range(40)])

    named = names(weigh(papers), np.arange(40) // 7)

    assert len({*named}) == len(named) == 6


def test_how_long_it_takes_is_said_before():
    assert [round(layout.seconds(papers)) for papers in (36, 10_000, 100_000)] == [1, 14, 104]


def test_no_heavy_guest_comes_with_a_small_map():
    code = (
        "import sys, explorer as ex; from explorer.search import layout; layout.made(ex.load(quiet=True), print);"
        "print(sorted({'sklearn', 'openTSNE', 'scipy'} & {*sys.modules}))"
    )

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert json.loads(printed.replace("'", '"')) == []
