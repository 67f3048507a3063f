"""The dashboard of groups, as a visitor uses it."""

from __future__ import annotations

import re

import frames
import pytest
from playwright.sync_api import expect


@pytest.fixture
def groups(served, page):
    page.goto(served.at("voila/render/groups.ipynb"))
    expect(title(page)).to_have_text("3 groups of 36 papers")
    return page


def title(page):
    return page.locator(".ex-groups h2")


def sizes(page):
    return page.get_by_role("region", name="Sizes and overlap").get_by_role("button")


def count(page):
    return page.locator(".ex-count")


def keep(page, text):
    page.get_by_role("searchbox", name="Search titles and abstracts").fill(text)
    expect(count(page)).not_to_have_text("36 of 36 papers")
    page.get_by_role("button", name="Keep this view as a group").click()
    expect(page.get_by_label(f"Name of the view {text}")).to_be_focused()


def test_it_opens_on_groups_of_claims_with_shares_and_words(groups):
    expect(groups.get_by_label("Group by")).to_have_value("claims")
    expect(sizes(groups).filter(has_text="measured")).to_contain_text("12 of 36")
    expect(groups.get_by_role("table", name="topics").get_by_role("row").nth(1)).to_contain_text("architecture")
    expect(groups.get_by_role("article", name="measured").get_by_role("button", name="networks: ")).to_contain_text(
        "15 : 5"
    )


def test_another_field_parts_the_papers_anew(groups):
    groups.get_by_label("Group by").select_option("topics")

    expect(title(groups)).to_have_text("6 groups of 36 papers")
    expect(groups.get_by_text("the 6 largest of 13 groups by topics")).to_be_visible()
    expect(sizes(groups)).to_have_count(6)


def test_a_search_compares_what_it_selects(groups):
    groups.get_by_role("searchbox", name="Search titles and abstracts").press_sequentially("recursive")

    expect(count(groups)).to_have_text("11 of 36 papers")
    expect(title(groups)).to_have_text("3 groups of 11 of 36 papers")


def test_a_bar_in_a_group_narrows_and_a_second_click_takes_it_back(groups):
    bar = groups.get_by_role("button", name=re.compile("^theory, none stated: 4 of 9 papers, 44%; 95 % interval 19%"))
    bar.click()
    expect(count(groups)).to_have_text("4 of 36 papers")
    pressed = groups.locator("[data-key='topics: theory in none stated'][aria-pressed=true]")
    expect(pressed).to_be_focused()

    pressed.click()

    expect(count(groups)).to_have_text("36 of 36 papers")


def test_a_word_narrows_the_search(groups):
    groups.get_by_role("button", name=re.compile("^networks: written 15 times")).click()

    expect(groups.get_by_role("searchbox", name="Search titles and abstracts")).to_have_value("networks")


def test_two_kept_views_are_compared_and_a_reload_brings_them_back(groups):
    keep(groups, "recursive")
    keep(groups, "neural")
    expect(groups.get_by_label("Group by")).to_have_value("")
    expect(sizes(groups)).to_contain_text(["recursive", "neural"])
    expect(groups.locator(".ex-overlap")).to_have_text("5in both17in one only14in neither")
    name = groups.get_by_label("Name of the view neural")
    name.fill("nets")
    name.press("Enter")
    expect(groups).to_have_url(re.compile("group=recursive%3Fq%3Drecursive&group=nets%3Fq%3Dneural$"))

    groups.reload()

    expect(title(groups)).to_have_text("2 groups of 36 papers")
    expect(sizes(groups)).to_contain_text(["recursive", "nets"])


def test_a_kept_view_can_be_dropped(groups):
    keep(groups, "recursive")

    groups.get_by_role("button", name="Drop the view recursive").click()

    expect(groups.get_by_label("Name of the view recursive")).to_have_count(0)
    expect(groups).not_to_have_url(re.compile("group="))


def test_arrows_go_from_cell_to_cell(groups):
    first = groups.get_by_role("button", name="contribution: method", exact=True)
    first.focus()

    for key in ("ArrowRight", "ArrowDown", "ArrowRight"):
        groups.keyboard.press(key)

    expect(groups.locator("[data-key='contribution: analysis in none stated']")).to_be_focused()


@pytest.mark.parametrize("width", [1400, 800, 500])
def test_nothing_runs_out_of_the_page(groups, width, width_of):
    groups.set_viewport_size({"width": width, "height": 900})
    expect(title(groups)).to_be_visible()

    assert width_of(groups) <= width
    assert (
        groups.evaluate(
            """() => [...document.querySelectorAll('.ex-page :is(button, h2, h3, h4, h5, select, dt, caption)')]
               .filter((node) => node.offsetParent && getComputedStyle(node).overflow === 'visible')
               .filter((node) => node.scrollWidth > node.clientWidth + 1)
               .map((node) => node.outerHTML.slice(0, 80))"""
        )
        == []
    )


def test_markup_in_a_document_is_shown_and_never_run(start, page, tmp_path):
    title_of = frames.UGLY["markup"][0]["title"]
    papers = "".join(f"<b>V{at % 2}</b>,{title_of.replace(',', '')},{at}\n" for at in range(4))
    file = tmp_path / "markup.csv"
    file.write_text(f"venue,title,id\n{papers}", "utf-8")
    page.goto(start("serve", file).at("voila/render/groups.ipynb"))

    expect(sizes(page)).to_contain_text(["<b>V0</b>", "<b>V1</b>"])
    assert page.evaluate("window.ran") is None
    assert page.locator(".ex-groups").locator("script, img, b").count() == 0
