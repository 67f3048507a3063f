"""The dashboard of claims, and facts in the reading pane, as a visitor uses them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def results(served, page):
    page.goto(served.at("voila/render/results.ipynb"))
    expect(page.locator(".ex-count")).to_have_text(re.compile(r"^(\d+) of \1 rows, 44 figures$"))
    return page


def pane(page):
    return page.get_by_role("region", name="Reading pane")


def test_every_figure_stands_with_its_sentence(results):
    first = results.get_by_role("article").first

    expect(first.locator(".ex-figure")).to_have_text("≈2%")
    expect(first.locator("mark.ex-quoted")).to_have_text("≈2%")


def test_papers_that_state_no_figure_are_listed_and_counted(results):
    results.get_by_role("checkbox", name="none stated").check()

    expect(results.locator(".ex-count")).not_to_have_text(re.compile(r"^(\d+) of \1 rows, 44 figures$"))
    expect(results.get_by_role("article").first.locator(".ex-figure")).to_have_text("no claim")


def test_the_ledger_is_filtered_by_unit_and_polarity(results):
    results.get_by_role("group", name="polarity").get_by_label("gain").check()
    results.get_by_role("group", name="unit").get_by_label("% (").check()

    expect(results.locator(".ex-count")).to_have_text(re.compile(r"^(\d) of 66 rows, \1 figures$"))
    assert all("%" in figure for figure in results.locator(".ex-figure").all_inner_texts())
    assert all(kind.startswith("gain") for kind in results.locator(".ex-badge-kind").all_inner_texts())


def test_a_claim_that_is_clicked_scrolls_its_paper_to_the_sentence(results):
    results.get_by_role("button", name="cost consumption").click()

    told = pane(results).locator("mark.ex-told")
    expect(told.first).to_be_in_viewport()
    assert "10–30%" in "".join(told.all_inner_texts())


def test_facts_are_marked_by_kind_and_say_what_was_read(served, page):
    page.goto(f"{served.url}?read=sliced-recursive-transformer")
    name = pane(page).locator("mark.ex-acronym").filter(has_text="SReT").first

    name.focus()

    expect(page.get_by_role("tooltip")).to_contain_text("stands for Sliced Recursive Transformer")
    colours = {
        kind: pane(page).locator(f"mark.ex-{kind}").first.evaluate("node => getComputedStyle(node).borderBottomColor")
        for kind in ("acronym", "result", "dataset")
    }
    assert len(set(colours.values())) == 3


def test_a_kind_of_fact_can_be_taken_off(served, page):
    page.goto(f"{served.url}?read=sliced-recursive-transformer")
    switch = pane(page).get_by_role("button", name="result")

    switch.click()

    expect(switch).to_have_attribute("aria-pressed", "false")
    figure = pane(page).locator("mark.ex-result").first
    assert figure.evaluate("node => getComputedStyle(node).borderBottomColor") == "rgba(0, 0, 0, 0)"


def test_a_copy_gives_the_stored_text(served, page):
    page.goto(f"{served.url}?q=HorNet")
    expect(pane(page)).to_contain_text("gⁿConv")

    copied = page.evaluate(
        """() => {
          const text = document.querySelector(".ex-paper .ex-abstract");
          getSelection().selectAllChildren(text);
          const clipboardData = new DataTransfer();
          const event = new ClipboardEvent("copy", { bubbles: true, cancelable: true, clipboardData });
          text.dispatchEvent(event);
          return event.clipboardData.getData("text/plain");
        }"""
    )

    assert "g^nConv" in copied
    assert "gⁿConv" not in copied


def test_the_dashboards_lead_to_each_other(served, page):
    page.goto(served.url)

    page.get_by_role("navigation", name="Dashboards").get_by_role("link", name="results").click()

    expect(page.locator(".ex-count")).to_have_text(re.compile("rows"))
    current = page.get_by_role("navigation", name="Dashboards").locator("[aria-current=page]")
    expect(current).to_have_text("results")


def test_the_view_goes_along_from_one_dashboard_to_the_next_and_back(served, page):
    page.goto(f"{served.url}?q=recursive&pick=sliced-recursive-transformer")
    expect(page.locator(".ex-count")).to_have_text("11 of 36 papers")
    steps = page.get_by_role("navigation", name="Dashboards")

    steps.get_by_role("link", name="results").click()
    expect(page.get_by_role("searchbox")).to_have_value("recursive")
    expect(page.locator(".ex-count")).to_have_text(re.compile(r"^\d+ of \d+ rows"))
    steps.get_by_role("link", name="browse").click()

    expect(page.locator(".ex-count")).to_have_text("11 of 36 papers")
    expect(page.get_by_role("checkbox", name="Pick this paper").first).to_be_checked()
