"""As many visitors as there are places, with real browsers; what the owner sees of them; how it all ends."""

from __future__ import annotations

import json
import os
import re
import signal
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import psutil
import pytest
from playwright.sync_api import expect
from waiting import until

from tests.browser.visits import COUNTER

BROKEN = [
    "import explorer as ex",
    "from explorer import widgets as w",
    "session = ex.Session(ex.load())",
    "session.observe(lambda change: 1 / 0, 'query')",
    "w.Page(w.Search(session), w.Papers(session))",
]
PATIENCE = 30  # seconds
STOPPING = "The server is stopping. Reload in a moment to get the same view back."
NUMBER = "[0-9a-f]{6}"


@pytest.fixture(scope="module")
def site(start, notebooks):
    """A server for three visitors."""
    folder = notebooks(browse=COUNTER, broken=BROKEN)
    (folder / "unreadable.ipynb").write_text("{")
    return start("serve", "--visitors", "3", "--log", "json", "--notebooks", folder)


@pytest.fixture
def alone(start, notebooks):
    """A server that a test may end."""
    return start("serve", "--notebooks", notebooks(browse=COUNTER))


@pytest.fixture
def words():
    """Find a page's search box."""
    return lambda page: page.get_by_role("textbox", name="Words")


def lines(server):
    """Give what the server logged, a line an event."""
    return [json.loads(line) for line in server.log.splitlines()]


def events(server, **wanted):
    """Give the events that have some fields."""
    return [line["event"] for line in lines(server) if wanted.items() <= line.items()]


def asked(server, path, **headers):
    """Ask as a program does; give the status and the text."""
    try:
        with urlopen(Request(server.at(path), headers=headers), timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def family(server):
    """Give the processes of a server: its own, the kernels' parent, and the kernels."""
    own = psutil.Process(server.process.pid)
    return [own, *own.children(recursive=True)]


def test_three_visitors_get_in_the_fourth_waits_and_enters_when_one_closes(site, context, words, trouble):
    pages = [context.new_page() for _ in range(4)]
    for page in pages[:3]:
        page.goto(site.url)
        expect(words(page)).to_be_visible()

    answer = pages[3].goto(site.url)

    assert (answer.status, answer.headers["retry-after"]) == (503, "5")
    expect(pages[3].get_by_role("heading")).to_have_text("Waiting for a place")
    expect(pages[3].get_by_role("status")).to_have_text(
        re.compile("^3 of 3 places are taken. This page looks every 5 s")
    )
    pages[0].close()
    expect(words(pages[3])).to_be_visible()
    words(pages[3]).fill("graph")
    expect(pages[3].get_by_text("5 letters")).to_be_visible()
    trouble.clear()
    for page in pages[1:]:
        page.close()


def test_who_has_the_only_place_keeps_it_from_page_to_page(start, notebooks, page, words, trouble):
    server = start("serve", "--visitors", "1", "--notebooks", notebooks(browse=COUNTER, results=COUNTER))
    page.goto(server.url)
    expect(words(page)).to_be_visible()

    page.evaluate("location.assign('results.ipynb')")
    page.wait_for_url("**/results.ipynb")
    expect(words(page)).to_be_visible()
    page.reload()
    expect(words(page)).to_be_visible()

    assert [line.split()[3] for line in server.log.splitlines()].count("opened") == 3
    assert "full" not in server.log
    trouble.clear()


def test_the_page_that_waits_needs_no_script(site, browser, context, words, trouble):
    for page in [context.new_page() for _ in range(3)]:
        page.goto(site.url)
        expect(words(page)).to_be_visible()
    plain = browser.new_context(java_script_enabled=False)
    waiting = plain.new_page()
    waiting.goto(site.url)
    expect(waiting.get_by_role("heading")).to_have_text("Waiting for a place")

    for page in context.pages:
        page.close()

    expect(waiting.get_by_text("Starting a kernel…")).to_be_visible()
    plain.close()
    trouble.clear()  # an earlier test's visitors may not have left yet


def test_of_twenty_who_come_at_once_as_many_get_in_as_there_are_places(start, notebooks):
    server = start("serve", "--visitors", "3", "--notebooks", notebooks(browse=COUNTER))
    with ThreadPoolExecutor(20) as visitors:
        answers = list(visitors.map(lambda _: asked(server, "voila/render/browse.ipynb"), range(20)))

    assert sorted(status for status, _ in answers) == [200] * 3 + [503] * 17
    assert json.loads(asked(server, "healthz")[1])["visitors"] == 3


def test_a_page_that_no_browser_runs_loses_its_place(start, notebooks, page, words, trouble):
    server = start("serve", "--visitors", "1", "--notebooks", notebooks(browse=COUNTER))
    asked(server, "voila/render/browse.ipynb")

    page.goto(server.url)

    expect(page.get_by_role("heading")).to_have_text("Waiting for a place")
    expect(words(page)).to_be_visible()
    assert "why=silent" in server.log
    trouble.clear()


def test_the_owner_reads_when_a_visitor_came_saw_and_left(site, page, words):
    page.goto(site.url)
    expect(words(page)).to_be_visible()
    visitor = [line for line in lines(site) if line["event"] == "opened"][-1]["visitor"]
    page.close()

    until(lambda: "ended" in events(site, visitor=visitor))

    assert events(site, visitor=visitor) == ["opened", "drawn", "ended"]
    opened, drawn, ended = (line for line in lines(site) if line.get("visitor") == visitor)
    assert opened["page"] == drawn["page"] == ended["page"] == "browse.ipynb"
    assert 0 < drawn["seconds"] < PATIENCE
    assert ended["why"] == "goodbye"
    assert "127.0.0.1" not in site.log


def test_an_error_in_a_callback_has_a_number_that_the_log_knows(site, page):
    page.goto(site.at("voila/render/broken.ipynb"))

    page.get_by_role("searchbox").fill("graph")

    alert = page.get_by_role("alert").filter(has_text="failed")
    expect(alert).to_have_text(re.compile(f"^Search failed: division by zero. .Error {NUMBER}..$"))
    number = re.search(NUMBER, alert.inner_text().partition("Error")[2])[0]
    told = next(line for line in lines(site) if line.get("error") == number)
    assert (told["event"], told["page"], told["level"]) == ("Search failed", "broken.ipynb", "error")
    assert told["visitor"]
    assert told["trace"].endswith("ZeroDivisionError: division by zero")


def test_a_page_that_cannot_be_made_says_so_with_a_number_and_holds_no_place(site, page):
    page.goto(site.at("voila/render/unreadable.ipynb"))

    alert = page.get_by_role("alert").filter(has_text="wrong")
    expect(alert).to_have_text(
        re.compile(rf"^Something went wrong while this page was made \(error {NUMBER}\). Try again$")
    )
    number = re.search(NUMBER, alert.inner_text().partition("error")[2])[0]
    assert "Traceback" not in page.content()
    visitor = next(line["visitor"] for line in lines(site) if line.get("error") == number)
    assert events(site, visitor=visitor, why="failed") == ["ended"]


def test_anyone_may_ask_whether_the_server_is_well(site):
    status, text = asked(site, "healthz")

    assert status == 200
    assert json.loads(text) | {"visitors": 0, "ready": 0} == {"ok": True, "visitors": 0, "places": 3, "ready": 0}


def test_the_figures_are_for_this_machine_alone(site):
    status, figures = asked(site, "metrics")

    assert status == 200
    for name in ("explorer_places 3.0", "explorer_first_view_seconds_count", "kernel_currently_running_total"):
        assert name in figures
    assert asked(site, "metrics", **{"X-Forwarded-For": "192.0.2.1"})[0] == 403


def test_a_stop_tells_pages_and_leaves_no_process(start, page, trouble):
    alone = start("serve")
    page.goto(alone.url)
    expect(page.get_by_role("searchbox")).to_be_visible()
    until(lambda: " drawn " in alone.log)
    processes = family(alone)

    alone.process.send_signal(signal.SIGTERM)

    assert alone.process.wait(10) == 0
    assert psutil.wait_procs(processes[1:], timeout=5)[1] == []
    assert [line.split()[3] for line in alone.log.splitlines()[-2:]] == ["stopping", "stopped"]
    expect(page.get_by_role("alert").filter(has_text="stopping")).to_have_text(f"{STOPPING}Reload")
    trouble.clear()


def test_a_server_that_is_killed_leaves_no_process(alone, page, words, trouble):
    page.goto(alone.url)
    expect(words(page)).to_be_visible()
    processes = family(alone)

    os.kill(alone.process.pid, signal.SIGKILL)
    alone.process.wait(10)

    assert psutil.wait_procs(processes[1:], timeout=PATIENCE)[1] == []
    trouble.clear()


def test_a_second_signal_ends_at_once(alone):
    processes = family(alone)
    os.kill(processes[1].pid, signal.SIGSTOP)  # a parent that does not end when it is asked to
    alone.process.send_signal(signal.SIGTERM)
    until(lambda: "stopping" in alone.log)

    alone.process.terminate()

    assert alone.process.wait(1) == -signal.SIGTERM
    os.kill(processes[1].pid, signal.SIGCONT)
    assert psutil.wait_procs(processes[1:], timeout=PATIENCE)[1] == []
