"""The map, as a reader of the shipped papers has it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

SOME = re.compile(r"^(\d+) of 36 papers on the map$")


@pytest.fixture
def view(served, page):
    page.goto(served.at("voila/render/map.ipynb"))
    expect(title(page)).to_have_text("Map of 36 papers")
    return page


def title(page):
    return page.locator(".ex-map .ex-plot-title")


def canvas(page):
    return page.locator(".ex-map canvas")


def dragged(page, *way):
    """Drag a way over the map: its points as parts of the map's sides."""
    box = canvas(page).bounding_box()
    (x, y), *rest = ((box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in way)
    page.mouse.move(x, y)
    page.mouse.down()
    for u, v in rest:
        page.mouse.move(u, v, steps=4)
    page.mouse.up()


def test_the_map_is_among_the_dashboards(view):
    expect(view.get_by_role("navigation").get_by_role("link", name="map")).to_have_attribute("aria-current", "page")
    expect(view.locator(".ex-map-name:not(.ex-map-hidden)")).to_have_count(6)
    expect(view.locator(".ex-plot-title", has_text="Similarity of abstracts, 36 papers")).to_be_visible()


def test_a_name_narrows_the_list_and_the_address_brings_it_back(view):
    name = view.locator(".ex-map-name").first
    said = name.inner_text()
    name.click()
    expect(title(view)).to_have_text(SOME)
    expect(name).to_have_attribute("aria-pressed", "true")
    count = SOME.match(title(view).inner_text())[1]

    view.reload()

    expect(title(view)).to_have_text(f"{count} of 36 papers on the map")
    expect(view.locator(".ex-papers")).to_contain_text(f"{count} of 36 papers")
    expect(view.get_by_role("group", name="Parts of the map").get_by_text(said)).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_frame_narrows_the_list_and_clear_takes_it_back(view):
    dragged(view, (0.02, 0.05), (0.5, 0.95))

    expect(title(view)).to_have_text(SOME)
    expect(view.locator(".ex-map-asked")).to_be_visible()
    expect(view).to_have_url(re.compile("in.map_x="))
    view.get_by_role("button", name="Clear the part of the map").click()
    expect(title(view)).to_have_text("Map of 36 papers")
    expect(view.locator(".ex-map-asked")).to_be_hidden()


def test_a_loop_that_closes_asks_for_what_it_goes_around(view):
    dragged(view, (0.05, 0.05), (0.5, 0.1), (0.5, 0.95), (0.05, 0.9), (0.06, 0.06))

    expect(title(view)).to_have_text(SOME)
    assert int(SOME.match(title(view).inner_text())[1]) > 0


def test_a_drag_may_begin_on_a_name_which_is_not_clicked_then(view):
    name = view.locator(".ex-map-name:not(.ex-map-hidden)").first
    box, around = name.bounding_box(), canvas(view).bounding_box()
    start = [
        (box[place] + box[size] / 2 - around[place]) / around[size]
        for place, size in (("x", "width"), ("y", "height"))
    ]

    dragged(view, start, (0.99, 0.99))

    expect(view).to_have_url(re.compile("in.map_x="))
    expect(name).to_have_attribute("aria-pressed", "false")


def test_keys_go_from_paper_to_paper_and_open_one(view):
    tip = view.locator(".ex-map [role=status].ex-plot-tip")
    canvas(view).focus()
    view.keyboard.press("ArrowRight")
    expect(tip).not_to_be_empty()
    first = tip.inner_text()
    view.keyboard.press("ArrowLeft")
    expect(tip).not_to_have_text(first)
    second = tip.inner_text()

    view.keyboard.press("Enter")

    expect(view.locator(".ex-paper h2")).to_contain_text(second)


def test_a_pointer_over_a_point_says_its_title_and_a_click_opens_it(view):
    canvas(view).focus()
    view.keyboard.press("ArrowRight")
    tip = view.locator(".ex-map .ex-plot-tip")
    expect(tip).not_to_be_empty()
    said, box = tip.inner_text(), tip.bounding_box()
    view.keyboard.press("Escape")
    expect(tip).to_be_hidden()

    view.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] + 12)
    expect(tip).to_have_text(said)
    view.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] + 12)

    expect(view.locator(".ex-paper h2")).to_contain_text(said)


def test_colours_are_those_of_a_field_and_narrow_to_its_papers(view):
    view.get_by_label("Colour by").select_option("claims")
    legend = view.get_by_role("group", name="Colours: claims")

    entry = legend.get_by_role("button").first
    expect(entry).to_be_visible()
    count = entry.locator("b").inner_text()
    entry.click()

    expect(title(view)).to_have_text(f"{count} of 36 papers on the map")
    expect(view).to_have_url(re.compile("show.colour=claims"))


def test_a_tile_of_the_similarity_narrows_to_its_two_papers(view):
    tile = view.get_by_role("button", name=re.compile(r"^1\. .+ \+ 2\. .+: similarity 0\.\d\d$"))

    tile.press("Enter")

    expect(title(view)).to_have_text("2 of 36 papers on the map")


def test_a_query_that_no_paper_answers_leaves_all_faint_and_is_taken_back(view):
    view.get_by_role("searchbox").fill("zzzz")
    expect(title(view)).to_have_text("0 of 36 papers on the map")
    expect(view.get_by_role("group", name="Colours: cluster").locator("b").first).to_have_text("0")
    canvas(view).focus()
    view.keyboard.press("ArrowRight")

    view.get_by_role("button", name="Clear the search").click()

    expect(title(view)).to_have_text("Map of 36 papers")


def test_the_map_comes_closer_and_goes_back(view):
    far = view.locator(".ex-map-name.ex-map-hidden")
    for _ in range(4):
        view.get_by_role("button", name="Closer").click()
    expect(far).not_to_have_count(0)

    view.get_by_role("button", name="Whole map").click()

    expect(far).to_have_count(0)


@pytest.mark.parametrize("width", [1400, 800, 390])
def test_the_page_is_no_wider_than_the_window(served, page, width_of, width):
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(served.at("voila/render/map.ipynb"))
    expect(title(page)).to_have_text("Map of 36 papers")

    assert width_of(page) <= width
