"""The link is the view: the address holds it, the back button undoes, a dead kernel loses nothing that was typed."""

from __future__ import annotations

import os
import re
import signal

import psutil
import pytest
from playwright.sync_api import expect

DASHBOARDS = ("browse", "charts", "compare", "groups", "results")


@pytest.fixture
def browse(served, page):
    page.goto(served.url)
    expect(count(page)).to_have_text("36 of 36 papers")
    return page


def count(page):
    return page.locator(".ex-count").first


def box(page):
    return page.get_by_role("searchbox")


def search(page, text):
    """Type a word, and leave the box: what was typed is a step then."""
    box(page).press_sequentially(text)
    expect(count(page)).not_to_have_text(re.compile("^36 of 36"))
    box(page).blur()


def add(page, text):
    """Type more words behind those that are there."""
    box(page).press("End")
    box(page).press_sequentially(text)


def link_of(page):
    """Copy the link to the view, and give it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    return page.evaluate("navigator.clipboard.readText()")


def steps(page):
    return page.evaluate("history.length")


def process_of(server, page):
    """Give the process of a page's kernel."""
    kernel = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    ours = psutil.Process(server.process.pid).children(recursive=True)
    return next(child for child in ours if any(kernel in str(held.laddr) for held in child.net_connections("unix")))


def test_back_undoes_step_by_step_and_forward_does_again(browse):
    search(browse, "recursive")
    browse.get_by_label(re.compile(r"^vision \(")).check()
    expect(count(browse)).to_have_text("2 of 36 papers")
    expect(browse).to_have_url(re.compile("vision"))
    browse.get_by_role("article").first.get_by_role("checkbox").check()
    expect(browse).to_have_url(re.compile("pick="))

    browse.go_back()
    expect(browse.get_by_role("article").first.get_by_role("checkbox")).not_to_be_checked()
    browse.go_back()
    expect(count(browse)).to_have_text("11 of 36 papers")
    browse.go_back()
    expect(count(browse)).to_have_text("36 of 36 papers")
    expect(box(browse)).to_have_value("")
    for _ in range(3):
        browse.go_forward()

    expect(browse.get_by_role("article").first.get_by_role("checkbox")).to_be_checked()
    expect(count(browse)).to_have_text("2 of 36 papers")
    expect(box(browse)).to_have_value("recursive")


def test_a_word_is_one_step_and_so_is_what_follows_a_rest(browse):
    before = steps(browse)
    box(browse).press_sequentially("recursive")
    expect(browse).to_have_url(re.compile(r"\?q=recursive$"))
    word = steps(browse) - before

    box(browse).press("Enter")
    add(browse, " transformer")
    expect(browse).to_have_url(re.compile(r"\?q=recursive\+transformer$"))
    browse.go_back()

    assert word == 1
    expect(box(browse)).to_have_value("recursive")
    expect(count(browse)).to_have_text("11 of 36 papers")


def test_a_key_that_is_held_is_one_step(browse):
    browse.get_by_role("article").first.focus()
    before = steps(browse)

    for _ in range(7):
        browse.keyboard.down("x")  # what follows the first, before the key is up, is its repetition
    browse.keyboard.up("x")
    expect(browse.get_by_role("article").first.get_by_role("checkbox")).to_be_checked()
    expect(browse).to_have_url(re.compile("pick="))

    assert steps(browse) - before == 1


def test_a_reload_in_the_middle_keeps_the_view_and_the_way_back(browse):
    search(browse, "recursive")
    browse.get_by_label(re.compile(r"^vision \(")).check()
    expect(count(browse)).to_have_text("2 of 36 papers")
    expect(browse).to_have_url(re.compile("vision"))

    browse.reload()
    expect(count(browse)).to_have_text("2 of 36 papers")
    browse.go_back()

    expect(count(browse)).to_have_text("11 of 36 papers")


def test_back_leads_to_the_dashboard_before_with_its_view(browse):
    search(browse, "recursive")
    browse.get_by_role("link", name="groups").click()
    expect(browse.locator(".ex-groups h2")).to_have_text("3 groups of 11 of 36 papers")

    browse.go_back()

    expect(count(browse)).to_have_text("11 of 36 papers")
    expect(browse).to_have_url(re.compile(r"browse\.ipynb\?q=recursive$"))


def test_the_chart_that_was_chosen_is_in_the_link_and_goes_back(browse, context):
    browse.get_by_label("Chart", exact=True).select_option("Topics by claims")
    expect(browse).to_have_url(re.compile("show.plot="))
    other = context.new_page()

    other.goto(browse.url)
    expect(other.locator(".ex-plot-title")).to_contain_text("Topics by claims")
    browse.go_back()

    expect(browse.locator(".ex-plot-title")).to_contain_text("Topics of 36 papers")


def test_back_in_the_charts_unpins_and_gives_the_chart_in_the_making_back(served, page):
    page.goto(served.at("voila/render/charts.ipynb"))
    tiles = page.locator("[data-chart]")
    expect(tiles).to_have_count(5)
    first = page.get_by_role("radio", checked=True).inner_text()
    page.get_by_role("radio", name="Upset").click()
    expect(page.get_by_role("radio", name="Upset")).to_be_checked()
    expect(page).to_have_url(re.compile("show.new="))

    page.go_back()

    expect(page.get_by_role("radio", checked=True)).to_have_text(first)


def test_back_in_the_groups_parts_as_before(served, page):
    page.goto(served.at("voila/render/groups.ipynb"))
    expect(page.locator(".ex-groups h2")).to_have_text("3 groups of 36 papers")
    page.get_by_label("Group by").select_option("topics")
    expect(page).to_have_url(re.compile(r"\?show\.by=topics$"))

    page.go_back()
    expect(page.get_by_label("Group by")).to_have_value("claims")
    page.go_forward()

    expect(page.locator(".ex-groups h2")).to_have_text("6 groups of 36 papers")


def test_a_comparison_opens_as_it_was_left(served, page, context):
    page.goto(served.at("voila/render/compare.ipynb"))
    page.get_by_role("button", name="Start with the first three").click()
    expect(page.get_by_text("3 papers side by side")).to_be_visible()
    page.get_by_role("button", name="Abstracts").click()
    expect(page).to_have_url(re.compile("show.view=abstracts"))
    other = context.new_page()

    other.goto(page.url)

    expect(other.locator(".ex-compare article")).to_have_count(2)


def test_a_row_of_the_results_opens_at_its_sentence_again(served, page, context):
    page.goto(served.at("voila/render/results.ipynb"))
    page.get_by_role("article").nth(2).get_by_role("button").first.click()
    expect(page.locator(".ex-paper .ex-told")).not_to_have_count(0)
    told = page.locator(".ex-paper .ex-told").all_inner_texts()
    expect(page).to_have_url(re.compile("read="))
    other = context.new_page()

    other.goto(page.url)

    expect(other.locator(".ex-paper .ex-told")).to_have_text(told)


def test_a_long_view_has_a_short_link_that_opens_it(browse, context):
    long = f"{browse.url}?q=e*&{'&'.join(f'pick={paper}' for paper in all_ids(browse))}"
    browse.goto(long)
    expect(browse).to_have_url(re.compile(r"\?v=1"))

    link = link_of(browse)
    other = context.new_page()
    other.goto(link)

    assert len(link) < len(long)
    expect(count(other)).to_have_text(count(browse).inner_text())
    other.locator("summary").filter(has_text="Export").click()
    expect(other.get_by_role("group", name="Picked: 36")).to_be_visible()


def all_ids(page):
    """Give the ids of all papers, whose cards are drawn as they come into view."""
    page.set_viewport_size({"width": 1400, "height": 12_000})
    expect(page.get_by_role("article")).to_have_count(36)
    return page.get_by_role("article").evaluate_all("cards => cards.map((card) => card.dataset.id)")


@pytest.mark.parametrize(("form", "said"), [("1AAAA", "This link is damaged"), ("9", "another version of explorer")])
def test_a_short_link_that_cannot_be_read_is_told(served, page, form, said):
    page.goto(f"{served.url}?v={form}")

    expect(page.locator(".ex-notice [role=alert]")).to_contain_text(said)
    expect(count(page)).to_have_text("36 of 36 papers")


def test_what_was_typed_when_the_kernel_was_dead_is_back_after_a_reload(served, browse, trouble):
    search(browse, "recursive")
    os.kill(process_of(served, browse).pid, signal.SIGKILL)
    add(browse, " transformer")

    expect(browse).to_have_url(re.compile(r"\?q=recursive\+transformer$"))
    browse.get_by_role("button", name="Reload").click()

    expect(box(browse)).to_have_value("recursive transformer")
    expect(count(browse)).to_have_text("4 of 36 papers")
    trouble.clear()


def test_a_link_never_shows_the_bare_view_first(served, page):
    page.add_init_script(
        """window.seen = new Set();
        const look = () => {
          const count = document.querySelector(".ex-count");
          if (count?.checkVisibility({ visibilityProperty: true }) && count.textContent) seen.add(count.textContent);
          requestAnimationFrame(look);
        };
        look();"""
    )

    page.goto(f"{served.url}?q=recursive")

    expect(count(page)).to_have_text("11 of 36 papers")
    expect(count(page)).to_be_visible()
    assert page.evaluate("[...seen]") == ["11 of 36 papers"]


def test_two_tabs_keep_a_history_each(browse, context):
    other = context.new_page()
    other.goto(browse.url)
    expect(count(other)).to_have_text("36 of 36 papers")
    search(browse, "recursive")
    search(other, "graph")

    browse.go_back()

    expect(count(browse)).to_have_text("36 of 36 papers")
    expect(box(other)).to_have_value("graph")
    expect(other).to_have_url(re.compile(r"\?q=graph$"))


@pytest.mark.parametrize("name", DASHBOARDS)
def test_every_dashboard_goes_back_and_forward(served, page, name):
    page.goto(served.at(f"voila/render/{name}.ipynb"))
    everything = count(page).inner_text()
    box(page).press_sequentially("graph")
    expect(count(page)).not_to_have_text(everything)
    expect(page).to_have_url(re.compile(r"\?q=graph$"))

    page.go_back()
    expect(count(page)).to_have_text(everything)
    page.go_forward()

    expect(count(page)).not_to_have_text(everything)
    expect(box(page)).to_have_value("graph")
