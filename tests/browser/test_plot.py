"""A chart on the page, and its way out."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect


def menu(page):
    return page.get_by_role("group", name="Save the chart")


@pytest.mark.parametrize(
    ("kind", "first"), [("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("PDF", b"%PDF"), ("CSV", b"\xef\xbb\xbf")]
)
def test_a_chart_is_saved(served, page, kind, first):
    page.goto(served.url)
    page.get_by_role("button", name="Save", exact=True).click()

    with page.expect_download() as download:
        menu(page).get_by_role("button", name=kind).click()

    assert download.value.suggested_filename == f"topics.{kind.lower()}"
    assert download.value.path().read_bytes().startswith(first)
    expect(menu(page)).to_be_hidden()


def test_the_menu_shows_the_line_that_makes_the_chart_and_escape_closes_it(served, page):
    page.goto(served.url)
    button = page.get_by_role("button", name="Save", exact=True)

    button.press("Enter")
    expect(menu(page).get_by_label("Python code")).to_have_text("charts.Count('topics', limit=12)")
    page.keyboard.press("Escape")

    expect(menu(page)).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [1400, 800])
def test_the_menu_lies_within_the_window(served, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served.url)

    page.get_by_role("button", name="Save", exact=True).click()

    box = menu(page).bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert box["y"] + box["height"] <= 900
