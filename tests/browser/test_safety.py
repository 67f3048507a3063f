"""What a visitor who is no browser of ours may try, against the real server."""

from __future__ import annotations

import asyncio
import json
import re
import struct
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from tornado.websocket import websocket_connect

from explorer.voila.channels import LARGEST, V1
from tests.browser.visits import answer, kernel_in

PATIENCE = 30  # seconds
BEGUN = b"\x82\xff"  # a binary message, masked, whose length follows in eight bytes
TRAVERSALS = [
    "/voila/render/../../../etc/passwd",
    "/voila/render/%2e%2e/%2e%2e/pyproject.toml",
    "/voila/render/..%2f..%2fpyproject.toml",
    "/voila/static/../../../../etc/passwd",
    "/voila/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fapp.py",
    "/voila/templates/explorer/static/../../../../cli.py",
    "/voila/templates/..%2f..%2f..%2f..%2fcli.py",
    "/voila/labextensions/..%2f..%2f..%2fetc/passwd",
    "/voila/files/pyproject.toml",
    "/files/pyproject.toml",
]
UNOFFERED = [
    "/voila/render//browse.ipynb",
    "/voila/render/./browse.ipynb",
    "/api/contents",
    "/api/contents/browse.ipynb",
    "/api/terminals",
    "/api/kernelspecs",
    "/api/kernels",
    "/api/sessions",
    "/terminals/websocket/1",
    "/voila/tree",
    "/voila/query/00000000-0000-0000-0000-000000000000",
    "/voila/execution/00000000-0000-0000-0000-000000000000",
    "/api/kernelspecs/python3",
    "/api/config/x",
    "/api/shutdown",
    "/logout",
    "/login",
    "/tree",
    "/lab",
    "/nbconvert/html/browse.ipynb",
]


@pytest.fixture(scope="module")
def kernel(served):
    """A visitor's kernel, as its page names it."""
    _, _, page = answer(served, "/voila/render/browse.ipynb")
    return kernel_in(page)


async def connected(server, kernel):
    """Open a kernel's channel as a page does."""
    url = server.url.replace("http", "ws", 1).rstrip("/")
    return await websocket_connect(f"{url}/api/kernels/{kernel}/channels?session_id=x", subprotocols=[V1])


async def gone(opened):
    """Listen until a channel is closed, and give the code that says why."""
    while await asyncio.wait_for(opened.read_message(), PATIENCE) is not None:
        pass
    opened.close()
    return opened.close_code


@asynccontextmanager
async def channel(server, kernel):
    """Open a channel, and close it."""
    opened = await connected(server, kernel)
    try:
        yield opened
    finally:
        opened.close()
        await gone(opened)


def message(kind, content, channel="shell"):
    """Write a message as a page does."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "", "session": "x", "version": "5.3"}
    header["date"] = "2026-01-01T00:00:00Z"
    return serialize_msg_to_ws_v1([json.dumps(part).encode() for part in (header, {}, {}, content)], channel)


async def heard(opened, kind):
    """Listen until an answer of a kind comes; give the kinds of all that came."""
    kinds = []
    while kind not in kinds:
        _, parts = deserialize_msg_from_ws_v1(await asyncio.wait_for(opened.read_message(), PATIENCE))
        kinds.append(json.loads(parts[0])["msg_type"])
    return kinds


async def states(opened):
    """Ask for the state of every widget of a kernel, by name."""
    await opened.write_message(message("comm_info_request", {"target_name": "jupyter.widget"}), binary=True)
    names, known = None, {}
    while names is None or names - known.keys():
        _, parts = deserialize_msg_from_ws_v1(await asyncio.wait_for(opened.read_message(), PATIENCE))
        kind, content = json.loads(parts[0])["msg_type"], json.loads(parts[3])
        if kind == "comm_info_reply":
            names = set(content["comms"])
            for name in names:
                asked = {"comm_id": name, "data": {"method": "request_state"}}
                await opened.write_message(message("comm_msg", asked), binary=True)
        if kind == "comm_msg" and content["data"].get("method") == "update":
            known[content["comm_id"]] = content["data"]["state"]
    return known


def run(script):
    """Run what needs an event loop: in a thread, because Playwright's runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(script())).result()


@pytest.mark.parametrize("channel_name", ["shell", "control"])
def test_a_visitor_cannot_run_code(served, kernel, tmp_path, channel_name):
    mine = tmp_path / "mine"
    code = f"open({str(mine)!r}, 'w').close()"

    async def script():
        async with channel(served, kernel) as opened:
            await opened.write_message(message("execute_request", {"code": code}, channel_name), binary=True)
            await opened.write_message(message("kernel_info_request", {}), binary=True)
            return await heard(opened, "kernel_info_reply")

    assert "execute_reply" not in run(script)
    assert not mine.exists()


def test_a_visitor_makes_no_widget_of_another_class(served, kernel):
    state = {
        "_model_module": "@jupyter-widgets/controls", "_model_module_version": "2.0.0", "_model_name": "TextModel",
        "_view_module": "@jupyter-widgets/controls", "_view_module_version": "2.0.0", "_view_name": "TextView",
    }  # fmt: skip
    forged = {"comm_id": "forged", "target_name": "jupyter.widget", "data": {"state": state}}

    async def script():
        async with channel(served, kernel) as opened:
            await opened.write_message(message("comm_open", forged), binary=True)
            await opened.write_message(message("comm_info_request", {}), binary=True)
            while True:
                _, parts = deserialize_msg_from_ws_v1(await asyncio.wait_for(opened.read_message(), PATIENCE))
                if json.loads(parts[0])["msg_type"] == "comm_info_reply":
                    return json.loads(parts[3])["comms"]

    assert "forged" not in run(script)


def test_a_visitor_reaches_no_widget_of_another(served, kernel):
    other = kernel_in(answer(served, "/voila/render/browse.ipynb")[2])

    async def script():
        async with channel(served, kernel) as mine, channel(served, other) as theirs:
            name, before = next((name, held) for name, held in (await states(theirs)).items() if "chips" in held)
            for change in ({"value": "planted"}, {"_esm": "planted"}, {"layout": "planted"}):
                forged = {"comm_id": name, "data": {"method": "update", "state": change}}
                await mine.write_message(message("comm_msg", forged), binary=True)
            return before, (await states(mine)), (await states(theirs))[name]

    before, mine, after = run(script)
    assert after == before
    assert "planted" not in json.dumps(mine)


def test_a_widget_s_code_is_not_a_visitor_s_to_change(served, kernel):
    async def script():
        async with channel(served, kernel) as opened:
            name, before = next((name, held) for name, held in (await states(opened)).items() if "_esm" in held)
            for change in ({"_esm": "planted"}, {"_css": "planted"}, {"_model_module": "planted"}):
                forged = {"comm_id": name, "data": {"method": "update", "state": change}}
                await opened.write_message(message("comm_msg", forged), binary=True)
            return before, (await states(opened))[name]

    before, after = run(script)
    assert after == before


def test_a_page_of_another_site_reaches_no_kernel(served, kernel):
    asked = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
    asked["Sec-WebSocket-Key"] = "dGhlIHNhbXBsZSBub25jZQ=="
    path = f"/api/kernels/{kernel}/channels?session_id=x"

    assert answer(served, path, Origin="http://elsewhere.example", **asked)[0] == 403


def test_a_message_that_is_too_large_closes_the_channel(served, kernel):
    async def script():
        opened = await connected(served, kernel)
        await opened.protocol.stream.write(BEGUN + struct.pack("!Q", LARGEST + 1))  # its bytes are not waited for
        return await gone(opened)

    assert run(script) == 1009


def test_a_visitor_ends_no_kernel_through_the_api(served, kernel):
    status, _, _ = answer(served, f"/api/kernels/{kernel}", "DELETE")

    assert status in {403, 405}
    assert answer(served, f"/explorer/pulse/{kernel}")[0] == 204


def test_a_form_of_another_site_ends_no_kernel(served, kernel):
    status, _, _ = answer(served, f"/explorer/goodbye/{kernel}", "POST", "", Origin="http://elsewhere.example")

    assert status == 403
    assert answer(served, f"/explorer/pulse/{kernel}")[0] == 204


def test_a_form_that_is_too_large_is_refused(served, kernel):
    announced = {"Content-Length": str(LARGEST + 1)}

    assert answer(served, f"/explorer/goodbye/{kernel}", "POST", **announced)[0] in {400, 413}


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out_of_what_is_served(served, path):
    status, _, text = answer(served, path)

    assert status in {400, 403, 404}
    assert "root:" not in text
    assert "[project]" not in text
    assert "import" not in text


@pytest.mark.parametrize("path", UNOFFERED)
def test_what_a_page_has_no_need_of_is_not_there(served, path):
    assert answer(served, path)[0] == 404


@pytest.mark.parametrize("path", ["/voila/render/browse.ipynb", "/voila/static/voila.js", "/nowhere"])
def test_every_answer_forbids_what_comes_from_elsewhere(served, path):
    _, headers, _ = answer(served, path)

    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'self'"
    assert not re.search(r"\*|http|unsafe-eval", headers["Content-Security-Policy"])
    assert headers["X-Content-Type-Options"] == "nosniff"
