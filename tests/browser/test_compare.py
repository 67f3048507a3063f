"""The dashboard that compares, as a visitor uses it."""

from __future__ import annotations

import json
import re

import frames
import pytest
from playwright.sync_api import expect

PICKED = "pick=sliced-recursive-transformer&pick=how-stable-is-stable-diffusion-under-recursive-inpainting-rip"


@pytest.fixture
def opened(served, page):
    page.goto(served.at("voila/render/compare.ipynb"))
    expect(page.locator(".ex-papers .ex-count")).to_have_text("36 of 36 papers")
    return page


@pytest.fixture
def two(served, page):
    page.goto(served.at(f"voila/render/compare.ipynb?{PICKED}"))
    expect(heads(page)).to_have_text([re.compile("^Sliced Recursive"), re.compile("^How Stable is Stable Diffusion")])
    return page


def side(page):
    return page.get_by_role("region", name="Comparison")


def heads(page):
    return side(page).get_by_role("columnheader")


def row(page, name):
    return side(page).get_by_role("row", name=name)


def where(page):
    return page.get_by_role("region", name="Where it was read")


def test_an_empty_page_says_what_to_do_and_offers_an_example(opened):
    expect(side(opened)).to_contain_text("Press x on two to six papers in the list, or tick their boxes.")

    side(opened).get_by_role("button", name="Start with the first three").click()

    expect(heads(opened)).to_have_count(3)
    expect(opened).to_have_url(re.compile(r"\?pick=[^&]+&pick=[^&]+&pick=[^&]+$"))


def test_three_papers_picked_by_the_keyboard_are_read_side_by_side(opened):
    opened.get_by_role("article").first.focus()
    opened.keyboard.press("x")
    expect(side(opened)).to_contain_text("To compare it, press x on another paper in the list, or tick its box.")
    for key in "jxjx":
        opened.keyboard.press(key)

    expect(heads(opened)).to_have_text([re.compile("^Sliced"), re.compile("^How Stable"), re.compile("^HorNet")])
    expect(row(opened, "name").get_by_role("cell")).to_have_text(["SReT", "RIP", "HorNet"])
    expect(row(opened, "datasets").get_by_role("cell").nth(1)).to_have_text("not stated")
    expect(row(opened, "name").get_by_role("rowheader")).to_have_text("name≠")


def test_a_cell_opens_the_sentence_that_it_was_read_from(two):
    two.get_by_role("button", name="SReT", exact=True).focus()
    two.keyboard.press("Enter")

    expect(where(two).locator("blockquote mark")).to_have_text("SReT")
    expect(where(two)).to_contain_text("from the abstract")
    told = two.get_by_role("region", name="Reading pane").locator("mark.ex-told")
    expect(told.first).to_be_in_viewport()
    two.keyboard.press("Escape")
    expect(where(two)).to_be_hidden()
    expect(two.get_by_role("button", name="SReT", exact=True)).to_be_focused()


def test_arrows_go_from_one_stated_cell_to_the_next(two):
    two.get_by_role("button", name="SReT", exact=True).focus()

    two.keyboard.press("ArrowRight")
    expect(two.get_by_role("button", name="RIP", exact=True)).to_be_focused()
    two.keyboard.press("ArrowDown")

    expect(row(two, "topics").get_by_role("button").nth(1)).to_be_focused()


def test_rows_where_all_agree_fold_away(two):
    fold = side(two).get_by_role("button", name="rows where all agree")
    expect(row(two, "venue")).to_have_count(0)

    fold.click()

    expect(fold).to_have_attribute("aria-expanded", "true")
    expect(row(two, "venue").get_by_role("cell")).to_have_text(["not stated", "not stated"])


def test_a_reload_keeps_the_papers_and_taking_one_out_is_kept_too(two):
    side(two).get_by_role("button", name="Take out: Sliced Recursive Transformer").click()
    expect(side(two)).to_contain_text("One paper is picked")
    expect(two).to_have_url(re.compile(r"\?pick=how-stable[^&]+$"))

    two.reload()

    expect(side(two)).to_contain_text("How Stable is Stable Diffusion under Recursive InPainting (RIP)?")


def test_rows_are_chosen(two):
    two.locator("summary").filter(has_text="Rows").click()
    two.get_by_role("group", name="Rows of the matrix").get_by_label("name").uncheck()

    expect(row(two, "name")).to_have_count(0)
    expect(row(two, "topics")).to_have_count(1)
    expect(two.get_by_role("group", name="Rows of the matrix")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "suffix", "begins"),
    [
        ("Markdown", ".md", "|  | Sliced Recursive Transformer | How Stable"),
        ("LaTeX", ".tex", "% \\usepackage{array,booktabs}"),
        ("CSV", ".csv", "\ufeffrow,differs,Sliced Recursive Transformer,How Stable"),
        ("HTML", ".html", "<!doctype html>"),
    ],
)
def test_the_matrix_can_be_taken_away(two, name, suffix, begins):
    two.locator("summary").filter(has_text="Export matrix").click()

    with two.expect_download() as download:
        two.get_by_role("group", name="The matrix as a file").get_by_role("button", name=name).click()

    assert download.value.suggested_filename == f"compared-2-papers{suffix}"
    assert download.value.path().read_text("utf-8").startswith(begins)


def test_the_code_on_offer_is_that_of_the_matrix(two):
    two.locator("summary").filter(has_text="Export matrix").click()

    expect(two.get_by_label("Code of the comparison")).to_contain_text(
        "ex.compare(papers, facts, ('sliced-recursive-transformer', 'how-stable-"
    )


def test_shared_and_differing_words_of_two_abstracts_are_marked(two):
    side(two).get_by_role("button", name="Abstracts").click()
    texts = side(two).locator(".ex-pair article")

    expect(texts.first.locator("mark.ex-shared").filter(has_text=re.compile("^recursive$")).first).to_be_visible()
    expect(texts.last.locator("mark.ex-shared").filter(has_text=re.compile("^recursive$")).first).to_be_visible()
    expect(texts.last.locator("mark.ex-own").filter(has_text=re.compile("^inpainting$")).first).to_be_visible()
    assert texts.last.locator("mark").filter(has_text=re.compile("^(the|of|is)$")).count() == 0
    switch = side(two).get_by_role("button", name=re.compile("in one only"))
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")


def test_which_two_abstracts_is_chosen_where_more_are_picked(opened):
    side(opened).get_by_role("button", name="Start with the first three").click()
    side(opened).get_by_role("button", name="Abstracts").click()

    side(opened).get_by_label("Paper on the left").select_option(index=2)

    expect(side(opened).locator(".ex-pair article").first).to_contain_text("gⁿConv")


@pytest.mark.parametrize("width", [1400, 800, 500])
def test_nothing_runs_out_of_the_page(served, page, width, width_of):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served.at(f"voila/render/compare.ipynb?{PICKED}"))
    expect(heads(page)).to_have_count(2)
    page.locator("summary").filter(has_text="Rows").click()

    menu = page.get_by_role("group", name="Rows of the matrix").bounding_box()
    assert width_of(page) <= width
    assert 0 <= menu["x"] < menu["x"] + menu["width"] <= width


def test_markup_in_a_document_is_shown_and_never_run(start, page, tmp_path):
    papers = [{**frames.UGLY["markup"][0], "id": name} for name in "st"]
    file = tmp_path / "markup.jsonl"
    file.write_text("".join(json.dumps(paper) + "\n" for paper in papers), "utf-8")
    page.goto(start("serve", file, "--no-preheat").at("voila/render/compare.ipynb?pick=s&pick=t"))

    expect(heads(page).first).to_contain_text("<script>window.ran=1</script>")
    side(page).get_by_role("button", name="rows where all agree").click()
    row(page, "venue").get_by_role("button").first.click()

    expect(where(page)).to_contain_text("<b>V</b>")
    expect(where(page)).to_contain_text("from the document's field venue")
    assert page.evaluate("window.ran") is None
    assert page.locator(".ex-compare").locator("script, img, b, a[href^='javascript']").count() == 0
