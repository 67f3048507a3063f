"""Real documents, where they lie beside the checkout: every one loads and the counts add up."""

import ast
import json
import re
from pathlib import Path

import pytest

from explorer.formats import load

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
HUB, PAGES = sorted((SAMPLES / "hub_api").glob("*.json")), sorted((SAMPLES / "page_text").glob("*.md"))

pytestmark = pytest.mark.skipif(not HUB, reason="the real samples are not beside this checkout")


def objects(path):
    found = json.loads(path.read_text())
    items = found["data"] if isinstance(found, dict) else found
    return [ast.literal_eval(item) if isinstance(item, str) else item for item in items]


def one_line(text):
    return " ".join(text.split())


@pytest.mark.parametrize("path", HUB, ids=lambda path: path.name)
def test_a_day_of_the_hub_is_read_whole(path):
    wanted = [item["paper"] for item in objects(path)]

    papers = load(path, quiet=True)

    (row,) = papers.attrs["report"]
    assert row["read"] == len(wanted)
    assert row["skipped"] == 0
    assert len(papers) + row["merged"] == len(wanted)
    for name, ours in {"title": "title", "summary": "abstract"}.items():
        assert set(papers[ours]) == {one_line(paper[name]) for paper in wanted}
    day = json.loads(path.read_text())
    listed = isinstance(day, dict) and "date" in day
    for name, ours in {"upvotes": "upvotes", "githubRepo": "code_url", "submittedOnDailyAt": "listed"}.items():
        stated = sum(paper.get(name) is not None or (listed and ours == "listed") for paper in wanted)
        assert (papers[ours].notna().sum() if ours in papers else 0) == stated


def test_all_days_together_add_up():
    papers = load(SAMPLES / "hub_api", quiet=True)

    report = papers.attrs["report"]
    assert len(report) == len(HUB)
    assert report["read"].sum() == sum(len(objects(path)) for path in HUB)
    assert len(papers) == report["read"].sum() - report["merged"].sum()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_as_text_is_read_whole(path):
    text = path.read_text()
    headings = re.findall(r"^### \[(.*)\]\[\d+\]$", text, re.MULTILINE)
    linked = re.findall(r"\n([^\n]+)\n\nhttps://huggingface\.co/papers/[\d.]+\n\n(?=[^\n]{200})", text)

    papers = load(path, quiet=True)

    assert papers["title"].tolist() == (headings or linked)
    assert papers["abstract"].notna().all()
    stated = re.findall(r"(\d+) authors", text)
    assert papers["author_count"].dropna().tolist() == [int(count) for count in stated]
    dated = re.findall(r"\b[A-Z][a-z]{2} \d{1,2}, \d{4}", text)
    assert papers["published"].notna().sum() == len(dated)
