"""The ledger of claims."""

from __future__ import annotations

from pathlib import Path

import frames
import pytest

import explorer as ex

PAPERS = [
    {"id": "m", "title": "Measured", "abstract": "Deep nets are slow. Ours cuts the runtime by 30% on COCO."},
    {"id": "c", "title": "Claimed", "abstract": "We look at trees. Our method outperforms all baselines."},
    {"id": "n", "title": "None", "abstract": "We look at trees and describe them."},
]


@pytest.fixture(scope="module")
def rows():
    papers = ex.conform(PAPERS)
    facts = ex.extract(papers)
    return ex.ledger(ex.enrich(papers, facts), facts)


def test_a_figure_has_its_sentence_and_its_place_in_it(rows):
    row = rows[rows["figure"].notna()].iloc[0]

    assert (row["paper"], row["figure"], row["unit"], row["low"]) == ("m", "30%", "%", 30)
    assert row["abstract"] == "Ours cuts the runtime by 30% on COCO."
    assert row["abstract"][row["start"] : row["end"]] == "30%"


def test_no_paper_is_dropped(rows):
    assert dict(zip(rows["paper"], rows["claims"], strict=True)) == {
        "m": "measured",
        "c": "claimed without a figure",
        "n": "none stated",
    }


def test_a_claim_without_a_figure_is_quoted_too(rows):
    row = rows.loc[rows["paper"] == "c"].iloc[0]

    assert row["abstract"] == "Our method outperforms all baselines."
    assert row["abstract"][row["start"] : row["end"]] == "outperforms"


def test_a_ledger_is_a_frame_like_any_other(rows):
    session = ex.Session(rows, query=ex.Query(text="runtime", among={"unit": ("%",)}))

    assert list(session.selected["figure"]) == ["30%"]


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_make_a_ledger(name):
    papers = frames.ugly(name)
    facts = ex.extract(papers)

    rows = ex.ledger(ex.enrich(papers, facts), facts)

    assert list(dict.fromkeys(rows["paper"] if len(rows) else [])) == list(papers.index)


def test_a_public_name_is_what_it_says_whatever_was_imported_before():
    names = [name for name in ex.__all__ if name not in ("charts", "widgets")]
    modules = {file.stem for file in (Path(ex.__file__).parent).iterdir()}

    assert [name for name in names if name in modules] == []
