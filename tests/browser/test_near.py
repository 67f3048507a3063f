"""What is near the open paper, in a real page."""

from __future__ import annotations

from playwright.sync_api import expect


def test_a_near_paper_opens_and_has_near_papers_of_its_own(served, page):
    page.goto(served.url)
    near = page.get_by_role("region", name="Near this")
    first = near.get_by_role("listitem").first
    expect(near.get_by_role("listitem")).to_have_count(5)
    expect(first.locator("small")).to_contain_text(" · ")
    title = first.get_by_role("button").inner_text()

    first.get_by_role("button").press("Enter")

    pane = page.get_by_role("region", name="Reading pane")
    expect(pane.get_by_role("heading", level=2)).to_have_text(title)
    expect(pane).to_be_focused()
    expect(near.get_by_role("listitem")).to_have_count(5)
    expect(near.get_by_role("button", name=title, exact=True)).to_have_count(0)
