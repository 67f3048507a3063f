"""Real exports of Scopus and IEEE Xplore, where they lie beside the checkout."""

import csv
from pathlib import Path

import pytest

from explorer.formats import load

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples" / "csv"

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real samples are not beside this checkout")


def rows(name):
    with (SAMPLES / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize(("name", "title", "doi"), [("scopus.csv", 2, 12), ("ieee.csv", 0, 13)])
def test_a_real_export_is_read_whole(name, title, doi):
    wanted = rows(name)

    papers = load(SAMPLES / name, quiet=True)

    assert papers["title"].tolist() == [row[title] for row in wanted]
    assert papers["doi"].fillna("").tolist() == [row[doi].lower() for row in wanted]
    assert papers.attrs["report"]["skipped"].tolist() == [0]


def test_scopus_names_its_papers_and_people():
    papers = load(SAMPLES / "scopus.csv", quiet=True)

    assert papers.index.tolist() == [row[-1] for row in rows("scopus.csv")]
    assert papers["authors"].iloc[0][0] == "J.C. Phillips"
    assert papers["authors"].isna().sum() == sum(row[0].startswith("[No author") for row in rows("scopus.csv"))


def test_ieee_dates_its_papers():
    papers = load(SAMPLES / "ieee.csv", quiet=True)

    written = [f"{moment.day} {moment:%b %Y}" for moment in papers["published"]]
    assert written == [row[25] for row in rows("ieee.csv")]
