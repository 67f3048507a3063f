"""What a document, an address or an error says is shown as it stands, and never run, on every page there is."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

NOTEBOOKS = sorted(path.stem for path in (Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))
RUN = "<script>window.ran=1</script><img src=x onerror='window.ran=1'><svg onload='window.ran=1'>"
LINK = "javascript:window.ran=1"
RAN = "window.ran"
TRACES = "[onerror], [onload], [href^='javascript' i], [src^='javascript' i], img[src$='/x'], iframe, object, embed"


@pytest.fixture(scope="module")
def dirty(start, tmp_path_factory):
    """The dashboards of a document that is markup in every field."""
    papers = [
        {
            "id": f"{name}{RUN}",
            "title": f"{name}Net: {RUN}",
            "abstract": f"We propose {name}Net {RUN}, which improves accuracy by {number}% over {RUN}. [a]({LINK})",
            "year": 2020 + number,
            "venue": RUN,
            "authors": [RUN, LINK],
            "keywords": [f"graphs {RUN}"],
            "code_url": LINK,
            "url": LINK,
            "project_url": f" {LINK}",
            RUN: RUN,
        }
        for number, name in enumerate("ABC", 1)
    ]
    file = tmp_path_factory.mktemp("markup") / "list<img src=x onerror=window.ran=1>.jsonl"
    file.write_text("".join(json.dumps(paper) + "\n" for paper in papers), "utf-8")
    return start("serve", "--no-preheat", file)


def is_clean(page):
    """Say whether nothing ran on a page, and nothing waits to."""
    return page.evaluate(RAN) is None and page.locator(TRACES).count() == 0


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_dashboard_runs_what_a_document_says(dirty, page, name):
    picked = "&".join(f"pick={quote(letter + RUN, safe='')}" for letter in "AB")
    page.goto(dirty.at(f"voila/render/{name}.ipynb?{picked}"))

    expect(page.get_by_text("window.ran=1").filter(visible=True).first).to_be_visible()
    for button in page.get_by_role("article").all()[:2]:
        button.click()
    for mark in page.locator("mark, svg [tabindex], [role=row] button").all()[:5]:
        mark.dispatch_event("mouseover")
        mark.dispatch_event("focus")
    assert is_clean(page)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_dashboard_runs_what_an_address_says(dirty, page, name):
    asked = "&".join(f"{key}={quote(RUN, safe='')}" for key in ("q", "has", "venue", "chart", "pick", "group", RUN))

    page.goto(dirty.at(f"voila/render/{name}.ipynb?{asked}#{quote(RUN, safe='')}"))

    expect(page.get_by_role("searchbox").first).to_be_visible()
    assert is_clean(page)


def test_no_error_runs_what_it_says(start, notebooks, page, trouble):
    server = start(
        "serve", "--no-preheat", "--token=t", "--notebooks", notebooks(browse=[f'raise ValueError("""{RUN}""")'])
    )
    page.goto(server.url)
    expect(page.get_by_role("alert").filter(has_text="window.ran=1")).to_be_visible()
    assert is_clean(page)

    page.goto(server.at(f"{quote(RUN, safe='')}"))
    expect(page.get_by_role("heading")).to_contain_text("404")
    assert is_clean(page)
    page.context.clear_cookies()
    page.goto(server.at(f"login?next={quote(RUN, safe='')}"))
    page.get_by_label("Token").fill(RUN)
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_have_text("That was not it; try again.")
    assert is_clean(page)
    trouble.clear()
