"""Behind nginx as the README says: https outside, a path in front, a token, sockets, a visitor's own address."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from waiting import until

from explorer.voila.tries import LIMIT
from tests.browser.visits import COUNTER, UPGRADE, answer, kernel_in, kernel_of, type_and_see

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="no nginx was found (apt-get install nginx)")
SHOWN = Path(__file__).parents[2] / "explorer" / "share" / "nginx.conf"
TOKEN = "open/sesame?"
AROUND = """
daemon off; master_process off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    include {folder}/papers.conf;
}}
"""


def free_port():
    """Find a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


def written(folder, certificate, outer, inner):
    """Write what the README shows into a folder, with this test's files and ports."""
    text = SHOWN.read_text()
    for shown, ours in {
        "listen 443": f"listen 127.0.0.1:{outer}",
        "/etc/ssl/certs/papers.pem": str(certificate[0]),
        "/etc/ssl/private/papers.key": str(certificate[1]),
        "127.0.0.1:8866": f"127.0.0.1:{inner}",
    }.items():
        assert text.count(shown) == 1
        text = text.replace(shown, ours)
    (folder / "papers.conf").write_text(text)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder))
    return folder / "nginx.conf"


@contextmanager
def nginx(configuration):
    """Run nginx in the foreground until the end of the block."""
    command = ["nginx", "-e", "stderr", "-p", configuration.parent, "-c", configuration]
    log = configuration.with_name("log.txt")
    with log.open("w") as said, subprocess.Popen(command, stderr=said) as process:
        try:
            yield process
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def proxied(start, notebooks, certificate, tmp_path_factory):
    """The dashboards as the proxy shows them; `inner` is the server behind it."""
    outer, inner = free_port(), free_port()
    configuration = written(tmp_path_factory.mktemp("nginx"), certificate, outer, inner)
    url = f"https://localhost:{outer}/papers/"
    with nginx(configuration):
        # The server comes up later than nginx does by far.
        server = start(
            "serve", "--no-preheat", "--notebooks", notebooks(browse=COUNTER), f"--token={TOKEN}",
            "--port", inner, "--url", url,
        )  # fmt: skip
        yield server


@pytest.fixture
def inner(proxied):
    """The server itself, as who gets behind the proxy reaches it."""
    command = proxied.process.args
    port = command[len(command) - 1 - command[::-1].index("--port") + 1]
    return replace(proxied, url=f"http://127.0.0.1:{port}/")


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"ignore_https_errors": True}


def entered(server, **headers):
    """Open the link; give the cookie."""
    _, answered, _ = answer(server, f"/papers/?token={TOKEN.replace('?', '%3F')}", **headers)
    return answered["Set-Cookie"]


def test_a_page_opens_through_the_proxy_and_its_kernel_ends_with_it(proxied, page, context):
    sockets, statuses = [], []
    page.on("websocket", lambda opened: sockets.append(opened.url))
    page.on("response", lambda answered: statuses.append((answered.status, answered.url)))

    page.goto(f"{proxied.url}&q=graph")

    type_and_see(page)
    assert page.url == proxied.at("voila/render/browse.ipynb?q=graph")
    assert [url for url in sockets if not url.startswith(proxied.at("").replace("https", "wss"))] == []
    assert sockets
    assert [answered for answered in statuses if answered[0] >= 400] == []
    assert {(cookie["secure"], cookie["path"]) for cookie in context.cookies()} == {(True, "/papers/")}
    kernel = kernel_of(page)
    with page.expect_response(re.compile("explorer/pulse")) as pulse:
        pass
    assert pulse.value.status == 204
    page.goto("about:blank")
    cookie = entered(proxied).partition(";")[0]
    until(lambda: answer(proxied, f"/papers/explorer/pulse/{kernel}", Cookie=cookie)[0] == 410)
    assert "sesame" not in proxied.log


def test_the_link_that_is_printed_is_the_proxy_s(proxied):
    assert re.fullmatch(r"https://localhost:\d+/papers/\?token=open%2Fsesame%3F", proxied.url)
    assert answer(proxied, "/papers")[1]["Location"].endswith("/papers/")


def test_a_socket_asks_where_its_page_comes_from_outside(proxied):
    cookie, own = entered(proxied).partition(";")[0], proxied.url.partition("/papers/")[0]
    _, _, opened = answer(proxied, "/papers/voila/render/browse.ipynb", Cookie=cookie)
    path = f"/papers/api/kernels/{kernel_in(opened)}/channels?session_id=x"

    def asked(origin):
        return answer(proxied, path, Origin=origin, Cookie=cookie, **UPGRADE)[0]

    assert asked(own) == 101
    assert asked("https://elsewhere.example") == 403
    assert asked(own.replace("localhost", "elsewhere.example")) == 403


def test_a_visitor_s_address_is_the_one_that_the_proxy_saw(proxied, inner):
    claimed = {"X-Forwarded-For": "203.0.113.9", "X-Real-IP": "203.0.113.9"}
    for _ in range(LIMIT):
        answer(proxied, "/papers/?token=wrong", source="127.0.0.9", **claimed)

    assert entered(proxied, source="127.0.0.9") is None
    assert entered(proxied, source="127.0.0.10", **claimed)
    assert entered(inner, **claimed)  # what the proxy itself would say is believed


def test_what_no_proxy_stands_before_believes_no_address(start, notebooks):
    server = start("serve", "--no-preheat", "--notebooks", notebooks(browse=COUNTER), "--token=t")
    for number in range(LIMIT):
        answer(server, "/?token=wrong", source="127.0.0.9", **{"X-Forwarded-For": f"203.0.113.{number}"})

    _, headers, _ = answer(server, "/?token=t", source="127.0.0.9", **{"X-Forwarded-For": "203.0.113.99"})

    assert headers["Set-Cookie"] is None


def test_cookies_go_by_https_to_the_path_only(proxied):
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/papers/"} <= set(entered(proxied).split("; "))


def test_what_lies_outside_the_path_is_not_the_dashboards(proxied):
    assert answer(proxied, "/voila/render/browse.ipynb")[0] == 404
    assert answer(proxied, "/papers/../papers/voila/render/%2e%2e/%2e%2e/etc/passwd")[0] in {400, 403, 404}
