"""Own columns in real pages: the owner writes, visitors read, and write where the owner says so."""

from __future__ import annotations

import json
import os
import re
import signal

import pytest
from playwright.sync_api import expect
from waiting import until

from explorer.own.change import Change
from explorer.own.file import Notes
from tests.browser.test_link import process_of

LIST = [
    {"id": "trees", "title": "Recursive Trees", "abstract": "Trees that hold trees."},
    {"id": "graphs", "title": "Graphs", "abstract": "Nothing recurs."},
    {"id": "rows", "title": "Rows", "abstract": "One after another."},
]


@pytest.fixture
def document(tmp_path):
    """A list of three papers, one of which has notes."""
    path = tmp_path / "list.jsonl"
    path.write_text("".join(json.dumps(paper) + "\n" for paper in LIST))
    notes = Notes(notes_of(path))
    for field, value in ("tag", "first"), ("status", "read"), ("stars", 4), ("note", "<b>Good</b>"):
        notes.change(Change("trees", field, value))
    return path


def notes_of(document):
    return document.with_name(f"{document.name}.notes.jsonl")


def said(document, paper):
    return Notes(notes_of(document)).read().get(paper, {})


def pane(page):
    return page.get_by_role("region", name="Your notes")


def saved(page):
    expect(pane(page).locator(".ex-own-said")).to_have_text("Saved")


def open_at(page, url):
    page.goto(url)
    expect(page.locator(".ex-count")).to_have_text("3 of 3 papers")


def test_a_visitor_reads_notes_and_finds_no_control(start, document, page):
    open_at(page, start("serve", document).url)

    expect(pane(page)).to_contain_text("<b>Good</b>")
    expect(pane(page).get_by_role("img")).to_have_attribute("aria-label", "4 of 5 stars")
    expect(pane(page)).to_contain_text("Read-only")
    expect(pane(page).locator("button, input, textarea")).to_have_count(0)
    page.get_by_role("article").nth(1).focus()
    for key in "5st":
        page.keyboard.press(key)
    expect(page.get_by_role("region", name="Reading pane")).to_contain_text("Recursive Trees")
    page.get_by_role("button", name="Graphs").click()
    expect(pane(page)).to_be_hidden()
    assert said(document, "graphs") == {}


def test_visitors_tag_one_paper_together_and_nobodys_tag_is_lost(start, document, context):
    server = start("serve", document, "--notes", "shared")
    pages = [context.new_page() for _ in range(2)]
    for page in pages:
        open_at(page, server.url)
    pages[0].get_by_label("Your name").fill("Ann")
    pages[0].get_by_label("Your name").press("Enter")

    for page, tag in zip(pages, ("mine", "yours"), strict=True):
        pane(page).get_by_label("Add a tag").fill(tag)
        pane(page).get_by_label("Add a tag").press("Enter")
        saved(page)

    for page in pages:
        expect(pane(page).locator(".ex-tag")).to_have_text(["first×", "mine×", "yours×"])
        expect(page.get_by_role("group", name="tags").locator("label")).to_have_count(4)
    pages[1].reload()
    expect(pane(pages[1]).locator(".ex-tag")).to_have_text(["first×", "mine×", "yours×"])
    expect(pane(pages[1])).to_contain_text("You write as Ann")
    expect(pane(pages[1]).locator(".ex-tag", has_text="mine")).to_have_attribute("title", re.compile("^Ann, 20"))
    assert said(document, "trees")["tags"] == ["first", "mine", "yours"]


def test_two_notes_written_at_once_are_both_kept_and_no_one_is_interrupted(start, document, context):
    server = start("serve", document, "--notes", "shared")
    pages = [context.new_page() for _ in range(2)]
    for page in pages:
        open_at(page, server.url)
    notes = [pane(page).get_by_label("Note", exact=True) for page in pages]
    notes[1].press_sequentially("Late: ")

    notes[0].fill("<b>Good</b> And short.")
    saved(pages[0])
    notes[1].press("End")
    saved(pages[1])

    expect(notes[1]).to_be_focused()
    for note in notes:
        expect(note).to_have_value(re.compile("^(?=.*Late:)(?=.*And short).*$", re.DOTALL))
    assert all(part in said(document, "trees")["note"] for part in ("Late:", "And short.", "Good"))


def test_the_owner_writes_in_jupyterlab_with_keys_and_the_pane(start, document, page, tmp_path, run_all):
    home = str(tmp_path / "home")
    server = start("lab", "--no-open", document, JUPYTER_CONFIG_DIR=home, JUPYTERLAB_WORKSPACES_DIR=home)
    run_all(page, server.url)
    expect(page.locator(".ex-count")).to_have_text("3 of 3 papers")
    cells = page.locator(".jp-Notebook .jp-Cell").count()

    page.get_by_role("article").nth(1).get_by_text("Nothing recurs.").click()
    expect(page.get_by_role("article").nth(1)).to_be_focused()
    for key in "5s":
        page.keyboard.press(key)
    expect(page.get_by_role("article").nth(1)).to_contain_text("★★★★★to read")
    expect(page.get_by_role("article").nth(1)).to_be_focused()
    page.keyboard.press("t")
    page.keyboard.type("seen")
    page.keyboard.press("Enter")
    expect(pane(page).locator(".ex-tag")).to_have_text(["seen×"])
    pane(page).get_by_label("Note", exact=True).fill("Read again.")
    saved(page)
    pane(page).get_by_role("button", name="Take away the tag seen").click()
    expect(pane(page).locator(".ex-tag")).to_have_count(0)
    saved(page)

    found = said(document, "graphs")
    assert {name: found[name] for name in ("status", "stars", "note")} == {
        "status": "to read",
        "stars": 5,
        "note": "Read again.",
    }
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells


def test_a_paper_that_is_read_leaves_the_list_and_the_next_takes_its_turn(start, document, page):
    notes = Notes(notes_of(document))
    for paper in "trees", "graphs", "rows":
        notes.change(Change(paper, "status", "to read"))
    server = start("serve", document, "--notes", "shared")
    open_at(page, server.at("?is.status=to+read"))

    page.get_by_role("article").first.focus()
    page.keyboard.press("s")

    expect(page.locator(".ex-count")).to_have_text("2 of 3 papers")
    expect(page.get_by_role("article").first).to_be_focused()
    expect(page.get_by_role("article").first).to_contain_text("Graphs")


def test_a_note_typed_when_the_kernel_was_dead_is_back_after_a_reload_and_saved(start, document, page, trouble):
    server = start("serve", document, "--notes", "shared")
    open_at(page, server.url)
    note = pane(page).get_by_label("Note", exact=True)
    note.fill("<b>Good</b> Before.")
    saved(page)
    os.kill(process_of(server, page).pid, signal.SIGKILL)

    note.fill("<b>Good</b> Before. After.")
    expect(pane(page).locator(".ex-own-said")).to_have_text("Not saved")
    page.get_by_role("button", name="Reload").click()

    expect(note).to_have_value("<b>Good</b> Before. After.")
    saved(page)
    assert said(document, "trees")["note"] == "<b>Good</b> Before. After."
    assert page.evaluate("sessionStorage.getItem('explorer-unsaved')") == "[]"
    trouble.clear()


def test_what_others_wrote_while_a_note_was_not_saved_stays_beside_it(start, document, page, trouble):
    server = start("serve", document, "--notes", "shared")
    open_at(page, server.url)
    note = pane(page).get_by_label("Note", exact=True)
    os.kill(process_of(server, page).pid, signal.SIGKILL)
    note.fill("Mine: <b>Good</b>")
    Notes(notes_of(document)).change(Change("trees", "note", "<b>Good</b> theirs"))

    page.get_by_role("button", name="Reload").click()

    expect(note).to_have_value("Mine: <b>Good</b> theirs")
    saved(page)
    assert said(document, "trees")["note"] == "Mine: <b>Good</b> theirs"
    trouble.clear()


@pytest.mark.parametrize("leave", [lambda page: page.close(), lambda page: page.goto("about:blank")])
def test_a_note_is_in_the_file_though_its_page_was_left_at_once(start, document, page, leave):
    server = start("serve", document, "--notes", "shared")
    open_at(page, server.url)

    pane(page).get_by_label("Note", exact=True).fill("Last words.")
    leave(page)

    until(lambda: "why=goodbye" in server.log and said(document, "trees")["note"] == "Last words.")
