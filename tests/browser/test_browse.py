"""The first dashboard, as a visitor uses it."""

from __future__ import annotations

import json
import re

import frames
import pytest
from playwright.sync_api import expect


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    """Give a folder with four papers of every kind of field, and one with ten thousand."""
    folder = tmp_path_factory.mktemp("documents")
    many = [
        {"id": f"p{at}", "title": f"Paper {at}", "abstract": f"About {at}. " * (at % 9 + 3)} for at in range(10_000)
    ]
    for name, papers in (("plain", frames.PLAIN), ("many", many), ("markup", frames.UGLY["markup"])):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(paper) + "\n" for paper in papers), "utf-8")
    return folder


@pytest.fixture(scope="module")
def plain(start, documents):
    return start("serve", documents / "plain.jsonl")


@pytest.fixture(scope="module")
def many(start, documents):
    return start("serve", documents / "many.jsonl")


@pytest.fixture(scope="module")
def markup(start, documents):
    return start("serve", documents / "markup.jsonl")


def count(page):
    return page.locator(".ex-count")


def box(page):
    return page.get_by_role("searchbox", name="Search titles and abstracts")


def titles(page):
    return page.get_by_role("article").get_by_role("heading").all_inner_texts()


def test_the_page_opens_on_all_papers_and_follows_what_is_typed(served, page):
    page.goto(served.url)
    expect(count(page)).to_have_text("36 of 36 papers")
    expect(page.locator(".ex-plot-title")).to_contain_text("Topics of 36 papers")

    box(page).press_sequentially("recursive")

    expect(count(page)).to_have_text("11 of 36 papers")
    expect(page.locator(".ex-plot-title")).to_contain_text("Topics of 11 papers")
    expect(page.locator("article mark.ex-hit").first).to_have_text(re.compile("recursive", re.IGNORECASE))


def test_half_typed_queries_never_raise(served, page):
    page.goto(served.url)

    box(page).press_sequentially('-"open title: *')

    expect(count(page)).to_have_text(re.compile("^[0-9]+ of 36 papers$"))
    expect(page.locator(".ex-notice [role=alert]")).to_be_hidden()


@pytest.mark.parametrize(("typed", "is_said"), [("🙂 -", True), ("trees", False), ("  ", False)])
def test_a_search_without_a_word_says_so(served, page, typed, is_said):
    page.goto(served.url)
    page.get_by_role("searchbox").fill("-")
    hint = page.get_by_text("no word to search for")
    expect(hint).to_be_visible()

    page.get_by_role("searchbox").fill(typed)

    expect(hint).to_be_visible(visible=is_said)


def test_a_pasted_text_is_cut_after_a_whole_word_and_that_is_said(served, page):
    page.goto(served.url)

    page.get_by_role("searchbox").fill("graph " * 2_000)

    expect(page.get_by_text("Only the first 10,000 characters are searched for.")).to_be_visible()
    expect(page.get_by_role("searchbox")).to_have_value(" ".join(["graph"] * 1_666))


def test_an_empty_list_says_why_and_offers_a_way_back(served, page):
    page.goto(served.url)

    box(page).fill("zebra")
    expect(page.locator(".ex-empty")).to_contain_text("No paper holds all of: zebra")
    page.get_by_role("button", name="Clear the search").click()

    expect(count(page)).to_have_text("36 of 36 papers")
    expect(box(page)).to_have_value("")


def test_a_filter_narrows_its_chip_takes_it_back(plain, page):
    page.goto(plain.url)

    page.get_by_label("ICLR").check()
    expect(count(page)).to_have_text("2 of 4 papers")
    page.get_by_title("Take off: venue: ICLR").click()

    expect(count(page)).to_have_text("4 of 4 papers")
    expect(page.get_by_label("ICLR")).not_to_be_checked()


def test_a_range_narrows(plain, page):
    page.goto(plain.url)

    page.get_by_label("upvotes, from").fill("3")
    page.get_by_label("upvotes, from").press("Enter")

    expect(count(page)).to_have_text("2 of 4 papers")


def test_a_click_on_a_bar_narrows_and_a_second_takes_it_back(served, page):
    page.goto(served.url)
    page.get_by_role("button", name="Topics theory: 8 papers").click()
    expect(count(page)).to_have_text("8 of 36 papers")

    page.get_by_role("button", name=re.compile("^Topics theory: 8 papers")).click()

    expect(count(page)).to_have_text("36 of 36 papers")


def test_a_bar_says_its_number_on_hover(served, page):
    page.goto(served.url)
    expect(page.locator(".ex-near li").first).to_be_visible()  # it comes last: nothing moves any more

    page.get_by_role("button", name="Topics theory: 8 papers").hover()

    expect(page.locator(".ex-plot-tip")).to_contain_text("8 papers")


def test_a_reload_gives_the_same_view(plain, page):
    page.goto(plain.url)
    box(page).press_sequentially("recursive")
    page.get_by_label("ICLR").check()
    expect(count(page)).to_have_text("1 of 4 papers")
    page.get_by_label("Pick this paper").check()
    expect(page).to_have_url(re.compile(r"q=recursive&is\.venue=ICLR&pick=b$"))

    page.reload()

    expect(count(page)).to_have_text("1 of 4 papers")
    expect(box(page)).to_have_value("recursive")
    expect(page.get_by_label("ICLR")).to_be_checked()
    expect(page.get_by_label("Pick this paper")).to_be_checked()


def test_an_address_that_the_papers_cannot_answer_is_told_in_a_sentence(served, page):
    page.goto(f"{served.url}?has=doi")

    expect(page.locator(".ex-notice [role=alert]")).to_contain_text("This page has no field 'doi'")
    expect(count(page)).to_have_text("36 of 36 papers")


def test_the_code_on_offer_is_that_of_the_view(served, page):
    page.goto(served.url)
    box(page).fill("recursive")

    page.locator("summary").filter(has_text="Export").click()

    code = page.locator(".ex-export").get_by_label("Python code")
    expect(code).to_contain_text("query=ex.Query(text='recursive'),")


def test_the_keyboard_is_enough(served, page):
    page.goto(served.url)
    expect(count(page)).to_have_text("36 of 36 papers")

    page.keyboard.press("/")
    page.keyboard.type("recursive")
    expect(count(page)).to_have_text("11 of 36 papers")
    page.keyboard.press("Enter")
    for key in "jox":
        page.keyboard.press(key)

    second = page.get_by_role("article").nth(1)
    expect(second).to_be_focused()
    expect(second).to_have_class(re.compile("ex-open"))
    expect(second.get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Reading pane")).to_contain_text("How Stable is Stable Diffusion")


def test_ten_thousand_cards_scroll_to_the_last(many, page):
    page.goto(many.url, timeout=120_000)  # the facts of all are read before the first page
    expect(count(page)).to_have_text("10,000 of 10,000 papers")
    page.get_by_role("article").first.focus()

    page.keyboard.press("End")

    expect(page.get_by_role("article").get_by_text("Paper 9999", exact=True)).to_be_visible()
    assert page.get_by_role("article").count() < 60


def test_markup_in_a_document_is_shown_and_never_run(markup, page):
    page.goto(markup.url)

    expect(page.get_by_role("article").get_by_role("heading")).to_have_text(frames.UGLY["markup"][0]["title"])
    page.get_by_role("article").first.press("o")
    expect(page.locator("article .ex-text")).to_have_text("a < b && c > d </script>")
    assert page.evaluate("window.ran") is None
    assert page.locator("a[href^='javascript']").count() == 0
    assert page.locator(".ex-page").locator("script, img, article b").count() == 0


@pytest.mark.parametrize("width", [1400, 800, 500])
def test_nothing_runs_out_of_the_page(plain, page, width, width_of):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(plain.url)
    expect(count(page)).to_be_visible()

    assert width_of(page) <= width
    assert cut_off(page) == []


def cut_off(page):
    """Name what stands in the page's width but is wider than its own place."""
    return page.evaluate(
        """() => [...document.querySelectorAll('.ex-page :is(button, h1, h2, h3, select)')]
           .filter((node) => node.offsetParent && getComputedStyle(node).overflow === 'visible')
           .filter((node) => node.scrollWidth > node.clientWidth + 1)
           .map((node) => node.outerHTML.slice(0, 80))"""
    )


def test_the_load_report_is_one_click_away(served, page):
    page.goto(served.url)

    page.get_by_text("36 papers from 1 document").click()

    expect(page.get_by_text("daily-papers-jul-29.txt: 36 papers read, saved Jul 29.")).to_be_visible()


def test_two_tabs_do_not_disturb_each_other(served, page, context):
    page.goto(served.url)
    other = context.new_page()
    other.goto(served.url)

    box(page).fill("recursive")
    box(other).fill("graph")

    expect(count(page)).to_have_text("11 of 36 papers")
    expect(count(other)).not_to_have_text("11 of 36 papers")
    expect(count(other)).not_to_have_text("36 of 36 papers")
