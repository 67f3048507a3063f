"""The board of charts, as a visitor uses it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

import explorer as ex
from explorer import charts
from explorer.charts.choices import Choices
from explorer.charts.code import code, kinds

RICH = Path(__file__).parents[1] / "data" / "papers-charts.jsonl"


def fitting():
    """Give each kind of chart with its first that the rich list makes."""
    papers = ex.load(RICH, quiet=True)
    choices = Choices(ex.enrich(papers, ex.extract(papers)))
    return {name: first for name, kind in kinds().items() if (first := choices.first(kind))}


FITTING = fitting()


@pytest.fixture(scope="session")
def rich(start):
    """The dashboards of a small list with dates, venues, authors, numbers and lists."""
    return start("serve", RICH)


@pytest.fixture
def board(rich, page):
    """The board of the rich list, once it is drawn."""
    page.goto(rich.at("voila/render/charts.ipynb"))
    expect(count(page)).to_have_text("8 of 8 papers")
    expect(maker(page).locator("svg")).to_be_visible()
    return page


def count(page):
    return page.locator(".ex-count")


def maker(page):
    return page.get_by_role("region", name="New chart")


def tiles(page):
    return page.locator(".ex-tile[data-chart]")


def lines(page):
    return tiles(page).evaluate_all("nodes => nodes.map(node => node.dataset.chart)")


def tile(page, line):
    return page.locator(f'.ex-tile[data-chart="{line}"]')


def choose(page, kind):
    maker(page).get_by_role("radio", name=kind, exact=True).click()
    expect(maker(page).get_by_role("radio", name=kind, exact=True)).to_be_checked()


def test_the_board_begins_with_the_charts_that_the_papers_make(served, page):
    page.goto(served.at("voila/render/charts.ipynb"))

    expect(tile(page, "charts.Crosstab('topics', 'claims')").locator("svg")).to_be_visible()
    expect(tile(page, "charts.Timeline()")).to_have_count(0)
    expect(count(page)).to_have_text("36 of 36 papers")


def test_a_kind_that_no_field_fits_says_why(served, page):
    page.goto(served.at("voila/render/charts.ipynb"))

    maker(page).get_by_role("radio", name="Timeline").focus()
    page.keyboard.press("Enter")

    expect(maker(page).get_by_role("status")).to_have_text("These papers have no field 'published'.")
    expect(maker(page).get_by_role("radio", name="Timeline")).not_to_be_checked()


def test_a_chart_is_made_and_pinned_with_the_mouse_and_a_reload_brings_it_back(board):
    choose(board, "Count")
    maker(board).get_by_label("field").select_option("authors")
    expect(maker(board).get_by_role("heading", level=3)).to_have_text("Authors of 8 papers")
    maker(board).get_by_role("button", name="Pin").click()
    pinned = tile(board, "charts.Count('authors')")
    expect(pinned.locator("svg")).to_be_visible()
    expect(board).to_have_url(re.compile(r"chart=charts\.Count%28%27authors%27%29"))
    before = lines(board)

    board.reload()

    expect(pinned.locator("svg")).to_be_visible()
    assert lines(board) == before


def test_a_chart_is_made_and_pinned_with_the_keyboard(board):
    maker(board).get_by_role("radio", checked=True).focus()
    board.keyboard.press("Home")
    board.keyboard.press("ArrowRight")
    board.keyboard.press("Enter")
    expect(maker(board).get_by_role("radio", name="Crosstab")).to_be_checked()
    expect(maker(board).get_by_role("radio", name="Crosstab")).to_be_focused()
    board.keyboard.press("Tab")
    expect(maker(board).get_by_label("field")).to_be_focused()
    board.keyboard.type("venue")
    expect(maker(board).get_by_label("field")).to_have_value("venue")
    expect(maker(board).get_by_label("field")).to_be_focused()

    maker(board).get_by_role("button", name="Pin").press("Enter")

    expect(tiles(board).first).to_have_attribute("data-chart", re.compile(r"^charts\.Crosstab\('venue', "))


def test_a_tile_is_moved_with_the_keyboard_and_keeps_the_focus(board):
    first, second = lines(board)[:2]
    move = tile(board, first).get_by_role("button", name="Move right")

    move.press("Enter")

    expect(tiles(board).first).to_have_attribute("data-chart", second)
    expect(move).to_be_focused()


def test_a_tile_is_unpinned_and_the_board_begins_again(board):
    first, *rest = lines(board)

    tile(board, first).get_by_role("button", name="Unpin").click()
    expect(tile(board, first)).to_have_count(0)
    expect(tile(board, rest[0]).get_by_role("button", name="Unpin")).to_be_focused()
    maker(board).get_by_role("button", name="Begin again").click()

    expect(tile(board, first)).to_have_count(1)
    expect(board).not_to_have_url(re.compile("chart="))


def test_a_pinned_chart_is_changed_in_its_place(board):
    first = lines(board)[0]
    tile(board, first).get_by_role("button", name="Edit").click()
    maker(board).get_by_label("limit").fill("2")
    maker(board).get_by_label("limit").press("Enter")
    expect(maker(board).locator("code")).to_have_text(re.compile("limit=2"))

    maker(board).get_by_role("button", name="Replace").click()

    expect(tiles(board).first).to_have_attribute("data-chart", re.compile("limit=2"))
    expect(tile(board, first)).to_have_count(0)


@pytest.mark.parametrize("kind", FITTING)
def test_a_click_on_a_mark_of_every_kind_of_chart_narrows_the_list(rich, page, kind):
    line = code(FITTING[kind])
    # Some charts tell what is selected from the rest: there is a rest.
    page.goto(rich.at(f"voila/render/charts.ipynb?q=-language&chart={line}"))
    expect(count(page)).to_have_text("6 of 8 papers")

    expect(tile(page, line).get_by_role("heading")).to_have_text(re.compile(r"\b6\b"))  # drawn after the list
    mark = tile(page, line).locator("svg [role=button]").first
    said = re.search(r": (\d+) papers?\b", mark.get_attribute("aria-label"))

    mark.press("Enter")

    expect(count(page)).to_have_text(f"{said[1]} of 8 papers" if said else re.compile(r"^[1-5] of 8 papers$"))


def test_a_mark_that_the_query_holds_is_shown_so(board):
    mark = tile(board, "charts.Crosstab('topics', 'claims')").locator("svg [role=button]").first

    mark.press("Enter")

    expect(mark).to_have_attribute("aria-pressed", "true")
    expect(mark).to_be_focused()


def test_a_mark_that_is_clicked_narrows_every_chart_and_clear_takes_it_back(board):
    mark = tile(board, "charts.Timeline()").locator("svg [role=button]").first
    mark.click()
    expect(count(board)).to_have_text("1 of 8 papers")
    expect(maker(board).get_by_role("heading", level=3)).to_have_text(re.compile("of 1 paper"))

    tile(board, "charts.Timeline()").get_by_role("button", name="Clear").click()

    expect(count(board)).to_have_text("8 of 8 papers")
    expect(maker(board).get_by_role("heading", level=3)).to_have_text(re.compile("of 8 papers"))


def test_the_line_that_is_copied_makes_the_chart(board):
    board.context.grant_permissions(["clipboard-read", "clipboard-write"])
    line = lines(board)[1]

    tile(board, line).get_by_role("button", name="Copy").click()
    expect(tile(board, line).get_by_role("button", name="Copy")).to_have_text("Copied")

    copied = board.evaluate("navigator.clipboard.readText()")
    assert eval(copied, {"charts": charts}) == charts.Crosstab("topics", "claims")


def test_a_tile_is_saved_as_a_file(board):
    line = lines(board)[1]
    tile(board, line).get_by_role("button", name="Save").click()

    with board.expect_download() as download:
        tile(board, line).get_by_role("button", name="SVG", exact=True).click()

    assert download.value.suggested_filename == "topics-by-claims.svg"
    assert "<svg" in download.value.path().read_text("utf-8")


def test_a_chart_of_a_field_that_is_not_there_says_so_and_the_others_are_drawn(rich, page):
    page.goto(rich.at("voila/render/charts.ipynb?chart=charts.Count('journal')&chart=charts.Count('venue')"))

    expect(tile(page, "charts.Count('journal')")).to_contain_text("No field 'journal'; known: ")
    expect(tile(page, "charts.Count('venue')").locator("svg")).to_be_visible()


@pytest.mark.parametrize("width", [1400, 800])
def test_nothing_is_wider_or_higher_than_the_page(rich, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(rich.at("voila/render/charts.ipynb"))
    expect(maker(page).locator("svg")).to_be_visible()

    wide = page.locator(".ex-page, .ex-board, .ex-tile, .ex-composer-form").evaluate_all(
        "nodes => nodes.filter(node => node.scrollWidth > node.clientWidth + 1).map(node => node.className)"
    )

    assert wide == []
    assert page.evaluate("document.documentElement.scrollHeight") == 900
