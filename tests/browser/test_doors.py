"""Who gets in: a link with a token, a login, names, methods, cookies; against the real server."""

from __future__ import annotations

import re
import uuid
from random import randrange
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import expect

from explorer.keys import hashed
from explorer.voila.login import OFTEN, OLD, WRONG
from explorer.voila.tries import LIMIT
from tests.browser.visits import COUNTER, UPGRADE, answer, type_and_see

TOKEN = "open/sesame?"
PASSWORD = "correct horse"
PAGE = "/voila/render/browse.ipynb"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
NOBODY = uuid.UUID(int=0)
BEHIND = ["/voila/static/voila.js", "/voila/labextensions/anywidget/package.json", "/voila/templates/lab/static/x.js",
          f"/explorer/pulse/{NOBODY}", f"/api/kernels/{NOBODY}", "/nowhere", "/logout", "/login/",
          f"/voila/query/{NOBODY}", "/voila/render"]  # fmt: skip


@pytest.fixture(scope="module")
def books(notebooks):
    return notebooks(browse=COUNTER)


@pytest.fixture(scope="module")
def locked(start, books):
    """A server with a token."""
    return start("serve", "--no-preheat", "--notebooks", books, f"--token={TOKEN}")


@pytest.fixture(scope="module")
def guarded(start, books, tmp_path_factory):
    """A server with a password, at a path."""
    file = tmp_path_factory.mktemp("hash") / "hash"
    file.write_text(hashed(PASSWORD))
    return start("serve", "--no-preheat", "--notebooks", books, "--base-url", "/team/", "--password-file", file)


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"ignore_https_errors": True}


@pytest.fixture(scope="module")
def secure(start, books, certificate):
    return start(
        "serve", "--no-preheat", "--notebooks", books, f"--token={TOKEN}",
        "--ip", "0.0.0.0", "--certfile", certificate[0], "--keyfile", certificate[1],
    )  # fmt: skip


@pytest.fixture
def stranger():
    """An address that has made no try yet."""
    return f"127.{randrange(1, 255)}.{randrange(256)}.7"


def form_of(server, path, source):
    """Open the login page; give the cookie that it set, and its hidden field."""
    _, headers, text = answer(server, path, source=source)
    return headers["Set-Cookie"].partition(";")[0], re.search(r'name="_xsrf" value="([^"]+)"', text)[1]


def login(server, path, source, password, wanted="", **headers):
    """Send the login page's form as a browser does."""
    cookie, xsrf = form_of(server, path, source)
    body = urlencode({"password": password, "next": wanted, "_xsrf": xsrf})
    return answer(server, path, "POST", body, source=source, Cookie=cookie, **FORM, **headers)


def test_a_link_with_the_token_opens_the_view_and_does_not_stay(locked, page, context):
    seen = []
    page.on("request", lambda request: seen.append(f"{request.url} {request.headers.get('referer', '')}"))

    page.goto(f"{locked.url}&q=graph")

    type_and_see(page)
    assert page.url == locked.at("voila/render/browse.ipynb?q=graph")
    assert [line for line in seen if "sesame" in line] == seen[:1]
    assert "sesame" not in page.content()
    assert "sesame" not in locked.log
    cookies = {cookie["name"].partition("-")[0]: cookie for cookie in context.cookies()}
    assert {(cookie["httpOnly"], cookie["sameSite"], cookie["secure"]) for cookie in cookies.values()} == {
        (True, "Lax", False)
    }


def test_a_visitor_who_is_in_opens_links_with_and_without_the_token(locked, page):
    page.goto(locked.url)
    page.goto(locked.at("?q=1"))
    type_and_see(page)

    page.goto(f"{locked.at(PAGE[1:])}?token=out-of-date&q=2")

    type_and_see(page)
    assert page.url == locked.at("voila/render/browse.ipynb?q=2")


def test_the_login_page_says_what_is_wrong_and_leads_to_the_view(locked, page, trouble):
    page.goto(locked.at("voila/render/browse.ipynb?q=a%26b"))
    box = page.get_by_label("Token")
    expect(box).to_be_focused()
    box.fill("sesame")
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("alert")).to_have_text(WRONG)
    trouble.clear()

    page.get_by_label("Token").fill(TOKEN)
    page.keyboard.press("Enter")

    type_and_see(page)
    assert page.url == locked.at("voila/render/browse.ipynb?q=a%26b")


def test_a_link_with_an_old_token_says_so_and_keeps_the_view(locked, page):
    page.goto(locked.at("?token=out-of-date&q=a"))
    expect(page.get_by_role("alert")).to_have_text(OLD)
    page.get_by_label("Token").fill(TOKEN)
    page.keyboard.press("Enter")

    type_and_see(page)
    assert page.url == locked.at("voila/render/browse.ipynb?q=a")


def test_a_link_tried_too_often_says_so(locked, stranger):
    places = [answer(locked, "/?token=old", source=stranger)[1]["Location"] for _ in range(LIMIT + 1)]

    assert places == ["/login?link=old"] * LIMIT + ["/login?link=often"]
    assert OFTEN in answer(locked, places[-1], source=stranger)[2]


def test_a_password_opens_behind_a_base_path(guarded, page):
    page.goto(guarded.url)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Open").click()

    type_and_see(page)
    assert page.url == guarded.at("voila/render/browse.ipynb")


def test_a_page_whose_login_ended_with_its_server_says_that_it_is_gone(locked, page, context, trouble):
    page.goto(locked.url)
    type_and_see(page)

    context.clear_cookies()

    expect(page.get_by_role("alert").filter(has_text="The connection to the kernel is gone.")).to_be_visible()
    trouble.clear()


@pytest.mark.parametrize("path", ["/", PAGE, "/voila/render/none.ipynb", "/voila/render/browse.ipynb?q=1"])
def test_a_page_asks_who_comes(locked, path):
    status, headers, _ = answer(locked, path)

    assert status == 302
    assert headers["Location"] == "/login" + ("" if path == "/" else f"?next={quote(path, safe='')}")
    assert headers["Set-Cookie"] is None


@pytest.mark.parametrize("path", BEHIND)
def test_nothing_else_is_there_for_who_is_not_in(locked, path):
    assert answer(locked, path)[0] == 403
    assert answer(locked, f"{path}?token={quote(TOKEN, safe='')}")[0] == 403


def test_no_channel_no_goodbye_and_no_form_without_the_key(locked):
    assert answer(locked, f"/api/kernels/{NOBODY}/channels", **UPGRADE)[0] == 403
    assert answer(locked, f"/explorer/goodbye/{NOBODY}", "POST", "")[0] == 403
    assert answer(locked, PAGE, "POST", "")[0] == 403
    assert answer(locked, f"{PAGE}?token={quote(TOKEN, safe='')}", "POST", "")[0] == 403


def test_a_script_brings_the_token_in_its_header(locked, stranger):
    good, bad = {"Authorization": f"Bearer {TOKEN}"}, {"Authorization": "token sesame"}

    assert answer(locked, f"/explorer/pulse/{NOBODY}", source=stranger, **good)[0] == 410
    assert answer(locked, f"/explorer/pulse/{NOBODY}", source=stranger, **bad)[0] == 403


@pytest.mark.parametrize("way", ["form", "link", "header"])
def test_nobody_guesses_for_long(locked, stranger, way):
    def tries(token):
        if way == "form":
            return login(locked, "/login", stranger, token)
        if way == "link":
            return answer(locked, f"/?token={quote(token, safe='')}", source=stranger)
        return answer(locked, PAGE, source=stranger, Authorization=f"Bearer {token}")

    for number in range(LIMIT):
        assert "explorer-" not in str(tries(f"guess{number}")[1].get_all("Set-Cookie"))

    status, headers, text = tries(TOKEN)
    assert "explorer-" not in str(headers.get_all("Set-Cookie"))
    assert status == (429 if way == "form" else 302)
    assert way != "form" or (OFTEN in text and headers["Retry-After"] == "60")
    assert login(locked, "/login", "127.0.0.1", TOKEN)[0] == 303  # nobody else waits


def test_a_form_of_another_site_logs_nobody_in(guarded, stranger):
    crossed = login(guarded, "/team/login", stranger, PASSWORD, Origin="http://elsewhere.example")
    forged = answer(guarded, "/team/login", "POST", urlencode({"password": PASSWORD}), source=stranger, **FORM)

    assert crossed[0] in {403, 404}
    assert forged[0] == 403
    assert crossed[1]["Set-Cookie"] is forged[1]["Set-Cookie"] is None


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/team/", "//elsewhere.example", "/\\elsewhere.example", "/"]
)
def test_a_login_leads_to_no_other_site(guarded, stranger, wanted):
    status, headers, _ = login(guarded, "/team/login", stranger, PASSWORD, wanted)

    assert (status, headers["Location"]) == (303, "/team/")


def test_a_session_is_made_by_the_login_and_by_nothing_else(guarded, locked, stranger):
    _, headers, _ = login(guarded, "/team/login", stranger, PASSWORD)
    [session] = [cookie for cookie in headers.get_all("Set-Cookie") if cookie.startswith("explorer-")]
    name, value = session.partition(";")[0].split("=", 1)
    _, again, _ = login(guarded, "/team/login", stranger, PASSWORD)
    other = re.search(
        r"explorer-\d+", str(answer(locked, f"/?token={quote(TOKEN, safe='')}")[1].get_all("Set-Cookie"))
    )[0]

    assert answer(guarded, f"/team{PAGE.replace('browse', 'none')}", Cookie=f"{name}={value}")[0] != 302
    assert value not in str(again.get_all("Set-Cookie"))
    assert answer(guarded, "/team/", Cookie=f"{name}=planted")[1]["Location"] == "/team/login"
    assert answer(guarded, "/team/", Cookie=f"{name}={value[:-1]}0")[1]["Location"] == "/team/login"
    assert answer(locked, "/", Cookie=f"{other}={value}")[1]["Location"] == "/login"
    assert {"HttpOnly", "SameSite=Lax", "Path=/team/"} <= set(session.split("; "))


@pytest.mark.parametrize("host", ["elsewhere.example", "127.0.0.1.elsewhere.example:80", "10.0.0.1"])
def test_a_server_of_this_machine_answers_to_no_other_name(served, host):
    status, _, text = answer(served, PAGE, Host=host)

    assert status == 403
    assert f"No dashboards are known as {host.partition(':')[0]}" in text


@pytest.mark.parametrize("host", ["a b", "a,b", "", "<b>", "a\\b"])
def test_a_host_that_is_none_is_refused(served, host):
    assert answer(served, PAGE, Host=host)[0] in {400, 403}


def test_a_host_that_is_forwarded_is_not_believed(served):
    _, headers, _ = answer(served, "/", **{"X-Forwarded-Host": "elsewhere.example", "X-Forwarded-Proto": "https"})

    assert headers["Location"] == PAGE
    assert headers["Strict-Transport-Security"] is None


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "PROPFIND", "get"])
@pytest.mark.parametrize("path", ["/", PAGE, "/login", "/voila/static/voila.js"])
def test_an_odd_method_is_refused(locked, served, path, method):
    assert answer(served, path, method)[0] == 405
    assert answer(locked, path, method)[0] == 405


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS"])
def test_asking_about_a_page_makes_no_kernel(served, method):
    assert answer(served, PAGE, method)[0] == 405


def test_headers_that_are_too_large_are_refused(served):
    with pytest.raises(ConnectionError):
        answer(served, "/", Cookie="a" * 70_000)
    with pytest.raises(ConnectionError):
        answer(served, f"/?q={'a' * 70_000}")

    assert answer(served, "/")[0] == 302


def test_what_is_open_to_everybody_says_so(start, books):
    server = start("serve", "--no-preheat", "--notebooks", books, "--ip", "0.0.0.0", "--public")

    assert server.log.endswith(
        "Public: whoever reaches this address sees these papers and uses this machine's processor and memory; "
        "nobody can run code or read other files.\n"
    )
    assert answer(server, "/")[1]["Location"] == PAGE


def test_a_page_opens_by_https_and_its_socket_too(secure, page, context):
    sockets = []
    page.on("websocket", lambda socket: sockets.append(socket.url))

    page.goto(secure.url)

    type_and_see(page)
    assert secure.url.startswith("https://127.0.0.1:")
    assert sockets
    assert {url.partition(":")[0] for url in sockets} == {"wss"}
    assert {cookie["secure"] for cookie in context.cookies()} == {True}


def test_a_browser_is_bound_to_https_by_no_name_that_other_servers_use_too(secure):
    assert answer(secure, "/login")[1]["Strict-Transport-Security"] is None
    assert answer(secure, "/login", Host="10.1.2.3")[1]["Strict-Transport-Security"] == "max-age=2592000"
