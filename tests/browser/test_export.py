"""The way out: what is downloaded is what stands on the screen."""

from __future__ import annotations

import json

import frames
import pytest
from playwright.sync_api import expect

import explorer as ex
from explorer.widgets.export import files


@pytest.fixture(scope="module")
def noted(start, tmp_path_factory):
    """Serve four papers, on one of which its reader noted something."""
    folder = tmp_path_factory.mktemp("noted")
    (folder / "list.jsonl").write_text("".join(json.dumps(paper) + "\n" for paper in frames.PLAIN), "utf-8")
    said = {"id": "b", "status": "to read", "tags": ["trees"]}
    (folder / "list.jsonl.notes.jsonl").write_text(json.dumps(said) + "\n", "utf-8")
    return start("serve", folder / "list.jsonl", "--no-preheat")


@pytest.mark.parametrize(("suffix", "name"), files().items())
def test_a_download_holds_what_is_on_screen_in_its_order(noted, page, suffix, name):
    page.goto(f"{noted.url}?{ex.Query(text='recursive', sort=('-upvotes',)).to_url()}")
    expect(page.locator(".ex-count")).to_have_text("2 of 4 papers")
    expect(page.get_by_role("article")).to_have_count(2)
    shown = page.get_by_role("article").get_by_role("heading").all_inner_texts()
    page.locator("summary").filter(has_text="Export").click()

    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    file = download.value.path().with_suffix(suffix)
    download.value.save_as(file)
    papers = ex.load(file, quiet=True)

    assert list(papers["title"]) == shown
    assert papers["tags"].dropna().to_dict() == {"b": ["trees"]} if "tags" in papers else "tags" in said(page)
    expect(page.locator(".ex-saved")).to_contain_text(f"papers-2-of-4{suffix} is saved.")


def said(page):
    """Read what the page says of the last download."""
    return page.locator(".ex-saved").inner_text()
