"""What is near the open paper, in a real page."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from explorer.search import meaning

PANELESS = """import explorer as ex
from explorer import widgets as w
session = ex.Session(ex.load(quiet=True))
w.Page(w.Search(session), w.Papers(session))"""


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


def test_every_card_leads_to_what_is_like_it(served, page):
    page.goto(served.url)
    near = page.get_by_role("region", name="Near this")
    card = page.get_by_role("article").nth(2)
    title = card.get_by_role("heading").inner_text()

    card.get_by_role("button", name="More like this").click()

    expect(page.get_by_role("region", name="Reading pane").get_by_role("heading", level=2)).to_have_text(title)
    expect(near.get_by_role("listitem").first.get_by_role("button")).to_be_focused()
    expect(near.get_by_role("heading")).to_be_in_viewport()


def test_a_key_leads_there_too(served, page):
    page.goto(served.url)
    expect(page.get_by_role("article").first).to_be_visible()
    for key in "jjm":
        page.keyboard.press(key)

    expect(
        page.get_by_role("region", name="Near this").get_by_role("listitem").first.get_by_role("button")
    ).to_be_focused()
    expect(page).to_have_url(re.compile("read="))


def test_cards_beside_groups_open_their_paper_too(served, page):
    page.goto(served.at("voila/render/groups.ipynb"))
    card = page.locator(".ex-papers").get_by_role("article").nth(1)
    title = card.get_by_role("heading").inner_text()

    card.get_by_role("button", name="More like this").click()

    expect(page.get_by_role("region", name="Reading pane").get_by_role("heading", level=2)).to_have_text(title)
    expect(page.get_by_role("region", name="Near this").get_by_role("heading")).to_be_in_viewport()


def test_cards_without_a_reading_pane_offer_no_way_to_it(start, notebooks, page):
    folder = notebooks(browse=[PANELESS])
    page.goto(start("serve", "--notebooks", folder, "--no-preheat").url)
    card = page.get_by_role("article").first
    expect(card).to_be_visible()

    expect(card.get_by_role("button", name="More like this")).to_be_hidden()


@pytest.mark.skipif(not meaning.is_at_hand(), reason="the extra `semantic` is not installed")
def test_papers_are_near_by_meaning_too_and_the_address_keeps_that(served, page):
    page.goto(served.url)
    near = page.get_by_role("region", name="Near this")
    expect(near.get_by_role("listitem")).to_have_count(5)
    by_words = near.get_by_role("listitem").all_inner_texts()

    near.get_by_role("button", name="by meaning, too").press("Enter")

    expect(near.get_by_role("button", name="by meaning, too")).to_have_attribute("aria-pressed", "true")
    expect(near.get_by_role("listitem")).to_have_count(5)
    expect(near.get_by_role("listitem")).not_to_have_text(by_words)
    expect(page).to_have_url(re.compile("show.near=meaning"))
