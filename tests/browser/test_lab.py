"""The same notebook in JupyterLab."""

from __future__ import annotations

from playwright.sync_api import expect


def test_the_same_controls_work_in_jupyterlab(lab, page, run_all):
    run_all(page, lab.url)
    expect(page.locator(".ex-count")).to_have_text("36 of 36 papers")
    cells = page.locator(".jp-Notebook .jp-Cell").count()

    page.get_by_role("searchbox", name="Search titles and abstracts").fill("recursive")
    expect(page.locator(".ex-count")).to_have_text("11 of 36 papers")
    page.get_by_role("article").first.focus()
    for key in "jxo":
        page.keyboard.press(key)
    expect(page.get_by_role("article").nth(1).get_by_role("checkbox")).to_be_checked()
    page.get_by_role("group", name="code").get_by_label("stated (").first.check()

    expect(page.locator(".ex-count")).to_have_text("3 of 36 papers")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_papers_are_compared_in_jupyterlab(lab, page, run_all):
    run_all(page, lab.url.replace("lab/tree/browse.ipynb", "lab/workspaces/compare/tree/compare.ipynb"))
    expect(page.locator(".ex-count").first).to_have_text("36 of 36 papers")
    cells = page.locator(".jp-Notebook .jp-Cell").count()

    page.get_by_role("article").first.focus()
    for key in "xjx":
        page.keyboard.press(key)
    page.get_by_role("button", name="SReT", exact=True).press("Enter")

    expect(page.get_by_role("region", name="Where it was read").locator("mark")).to_have_text("SReT")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
