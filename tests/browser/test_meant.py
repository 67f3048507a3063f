"""What the words of the search box mean, in a real page with the real model."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from explorer.search import meaning

pytestmark = pytest.mark.skipif(not meaning.is_at_hand(), reason="the extra `semantic` is not installed")

SAME = "titles => titles.every((title, at) => document.querySelectorAll('.ex-title')[at]?.innerText === title)"
OTHER = "before => before.some((title, at) => document.querySelectorAll('.ex-title')[at].innerText !== title)"


def test_the_list_is_ordered_by_words_and_meaning_and_the_link_keeps_that(served, page):
    page.goto(served.url)
    page.get_by_role("searchbox").fill("learning")
    count, titles = page.locator(".ex-count"), page.locator(".ex-title")
    expect(count).to_have_text(re.compile("^[12][0-9] of 36 papers$"))
    before = (count.inner_text(), titles.all_inner_texts()[:5])

    page.get_by_label("Sort by").select_option("best fit, by words and meaning")

    expect(page).to_have_url(re.compile("show.order=meaning"))
    page.wait_for_function(OTHER, arg=before[1])
    assert count.inner_text() == before[0]
    ordered = titles.all_inner_texts()[:5]
    page.reload()
    expect(page.get_by_label("Sort by")).to_have_value("meaning")
    page.wait_for_function(SAME, arg=ordered)


def test_papers_near_in_meaning_stand_below_where_no_paper_holds_the_words(served, page):
    page.goto(served.url)
    page.get_by_role("searchbox").fill("cheaper decoding of chatbots")
    near = page.get_by_role("region", name="Near in meaning")
    expect(near.get_by_role("button").first).to_be_visible()
    title = near.get_by_role("button").first.inner_text()
    assert near.get_by_role("button").count() <= 5

    near.get_by_role("button").first.click()

    expect(page.get_by_role("region", name="Reading pane").get_by_role("heading", level=2)).to_have_text(title)
    page.get_by_role("searchbox").fill("")
    expect(near).to_have_count(0)
