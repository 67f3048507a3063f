"""The served page: it opens, asks nobody outside, says what went wrong, and leaves no kernel behind."""

from __future__ import annotations

import os
import re
import signal

import psutil
import pytest
from playwright.sync_api import expect
from waiting import until

from tests.browser.visits import COUNTER, kernel_of, type_and_see

BROKEN = ["1 / 0", "print('never')"]
GONE = "The connection to the kernel is gone. Reload to get the same view back."


@pytest.fixture(scope="module")
def site(start, notebooks):
    return start("serve", "--notebooks", notebooks(browse=COUNTER, broken=BROKEN))


@pytest.fixture(scope="module")
def cold_site(start, notebooks):
    return start("serve", "--no-preheat", "--base-url", "/team/papers", "--notebooks", notebooks(browse=COUNTER))


def kernels(server):
    """Give the processes of a server's kernels: those it started, and those that its warm process forked."""
    ours = psutil.Process(server.process.pid).children(recursive=True)
    return [child for child in ours if child.ppid() != server.process.pid or "ipykernel_launcher" in child.cmdline()]


def process_of(server, kernel):
    """Give the process of a kernel."""
    return next(
        child for child in kernels(server) if any(kernel in str(held.laddr) for held in child.net_connections("unix"))
    )


def test_the_bare_address_leads_to_the_first_notebook_with_its_query(site, page):
    page.goto(f"{site.url}?q=graph")

    type_and_see(page)
    assert page.url == site.at("voila/render/browse.ipynb?q=graph")
    assert page.title() == "Explorer"


def test_a_page_opens_behind_a_base_path_and_without_a_kernel_kept_ready(cold_site, page):
    page.goto(cold_site.url)

    type_and_see(page)


def test_the_frame_is_there_before_the_widgets_and_goes_when_they_come(cold_site, page):
    page.goto(cold_site.url, wait_until="commit")

    expect(page.locator(".explorer-opening")).to_contain_text("Explorer")
    expect(page.get_by_role("textbox", name="Words")).to_be_visible()
    expect(page.locator(".explorer-opening")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_that_was_made_before_its_visitor_came_wears_the_visitor_s_theme(site, page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(site.url)
    expect(page.get_by_role("textbox", name="Words")).to_be_visible()

    ground = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--jp-layout-color0').trim()")
    assert page.locator("body").get_attribute("data-jp-theme-light") == str(scheme == "light").lower()
    assert ground == {"light": "white", "dark": "#111"}[scheme]


def test_a_visitor_s_kernel_ends_when_the_tab_closes(site, page):
    page.goto(site.url)
    type_and_see(page)
    process = process_of(site, kernel_of(page))

    page.close()

    assert psutil.wait_procs([process], timeout=10)[1] == []


def test_a_reload_gives_a_new_kernel_and_ends_the_old_one(site, page):
    page.goto(site.url)
    type_and_see(page)
    first, process = kernel_of(page), process_of(site, kernel_of(page))

    page.reload()

    type_and_see(page)
    assert kernel_of(page) != first
    assert psutil.wait_procs([process], timeout=10)[1] == []


def test_the_back_button_brings_a_working_page(site, page):
    page.goto(site.url)
    type_and_see(page)
    page.goto(site.at("voila/render/broken.ipynb"))

    page.go_back()

    type_and_see(page)


def test_two_visitors_have_a_kernel_each(site, page, context):
    page.goto(site.url)
    type_and_see(page)
    other = context.new_page()

    other.goto(site.url)

    expect(other.get_by_text("0 letters")).to_be_visible()
    assert kernel_of(page) != kernel_of(other)


def test_a_failing_cell_says_one_sentence_and_the_log_the_rest(site, page):
    page.goto(site.at("voila/render/broken.ipynb"))

    alert = page.get_by_role("alert").filter(has_text="wrong")
    expect(alert).to_have_text(
        re.compile(
            "Something went wrong while this page was made: ZeroDivisionError: division by zero. "
            "The log tells more of it as error [0-9a-f]{6}."
        )
    )
    number = re.search("error ([0-9a-f]{6})", alert.inner_text())[1]
    assert "Traceback" not in page.content()
    assert re.search(f"ZeroDivisionError: .* error={number} .* page=broken.ipynb\n    -+\n    ZeroDivision", site.log)


def test_a_page_whose_kernel_died_says_so_and_a_reload_helps(site, page, trouble):
    page.goto(site.url)
    type_and_see(page)

    os.kill(process_of(site, kernel_of(page)).pid, signal.SIGKILL)

    expect(page.get_by_role("alert").filter(has_text=GONE)).to_be_visible()
    trouble.clear()
    page.get_by_role("button", name="Reload").click()
    type_and_see(page)


def test_a_kernel_that_died_waiting_is_nobody_s(start, notebooks, page):
    server = start("serve", "--notebooks", notebooks(browse=COUNTER))
    page.goto(server.url)
    type_and_see(page)
    until(lambda: len(kernels(server)) > 1)  # another waits
    waiting = [child for child in kernels(server) if child != process_of(server, kernel_of(page))]
    for child in waiting:
        child.kill()
    psutil.wait_procs(waiting, timeout=10)
    opened = []
    page.on("request", lambda request: opened.append(request.url) if request.is_navigation_request() else None)

    page.goto(server.at("voila/render/browse.ipynb"))

    type_and_see(page)
    assert len(opened) == 1


def test_a_page_whose_server_is_gone_says_so(start, notebooks, page, trouble):
    server = start("serve", "--no-preheat", "--notebooks", notebooks(browse=COUNTER))
    page.goto(server.url)
    type_and_see(page)

    server.process.terminate()

    expect(page.get_by_role("alert").filter(has_text=GONE)).to_be_visible()
    trouble.clear()


def test_a_page_that_reaches_its_server_again_takes_the_alert_back(site, page, context, trouble):
    page.goto(site.url)
    type_and_see(page)
    context.set_offline(True)
    alert = page.get_by_role("alert").filter(has_text=GONE)
    expect(alert).to_be_visible()

    context.set_offline(False)

    expect(alert).to_be_hidden()
    trouble.clear()


def test_a_stop_ends_every_kernel(start, notebooks, page, trouble):
    server = start("serve", "--notebooks", notebooks(browse=COUNTER))
    page.goto(server.url)
    type_and_see(page)
    running = kernels(server)

    server.process.send_signal(signal.SIGINT)

    assert server.process.wait(10) == 0
    assert psutil.wait_procs(running, timeout=5)[1] == []
    assert "Traceback" not in server.log
    trouble.clear()


@pytest.mark.parametrize("path", ["voila/render/none.ipynb", "voila/tree", "voila/files/browse.ipynb", "api/contents"])
def test_what_is_not_offered_is_answered_in_one_sentence(site, page, trouble, path):
    answer = page.goto(site.at(path))

    expect(page.get_by_role("heading")).to_have_text("404: Not Found")
    assert answer.status == 404
    assert re.search("404", trouble.pop())


def test_the_stock_page_s_scripts_come_as_one_file(site, page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url)

    type_and_see(page)
    assert len([url for url in asked if ".js" in url]) <= 8


def test_a_page_whose_widgets_never_come_is_opened_once_more(site, page, trouble):
    opened = []
    page.on("request", lambda request: opened.append(request.url) if request.is_navigation_request() else None)
    page.route(re.compile(r"voila/.*\.js"), lambda route: route.abort() if len(opened) == 1 else route.fallback())

    page.goto(site.at("voila/render/browse.ipynb"))

    type_and_see(page)
    assert len(opened) == 2
    trouble.clear()
