"""Fifty visitors write while the server is killed: whatever it acknowledged is in the file."""

from __future__ import annotations

import asyncio
import json
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from itertools import count

import psutil
import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from tornado.websocket import WebSocketClosedError

from explorer.voila.channels import CONTROL
from tests.browser.conftest import running
from tests.browser.test_safety import answer, connected, message, run

VISITORS, ENOUGH, PATIENCE = 50, 200, 120
DATE, PROTOCOL = "2026-01-01T00:00:00Z", "1.0.0"  # of messages about all widgets
PAGE = [
    "import explorer as ex\nfrom explorer import widgets as w\nsession = ex.Session(ex.load(quiet=True))",
    "w.Page(w.Paper(session))",
]


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "list.jsonl"
    path.write_text("".join(json.dumps({"id": f"p{n}", "title": f"Paper {n}"}) + "\n" for n in range(5)))
    return path


async def heard(opened):
    """Give the content of the next message of a widget; nothing once the channel is closed."""
    while (read := await asyncio.wait_for(opened.read_message(), PATIENCE)) is not None:
        _, parts = deserialize_msg_from_ws_v1(read)
        if json.loads(parts[0])["msg_type"] == "comm_msg":
            return json.loads(parts[3])
    return None


async def pane_of(opened):
    """Ask a kernel, as a page does, for the state of all widgets, and find the reading pane's."""
    content = {"comm_id": "c", "target_name": CONTROL, "data": {}}
    header = {
        "msg_id": "open",
        "msg_type": "comm_open",
        "session": "x",
        "username": "",
        "version": "5.3",
        "date": DATE,
    }
    parts = [json.dumps(part).encode() for part in (header, {}, {"version": PROTOCOL}, content)]
    await opened.write_message(serialize_msg_to_ws_v1(parts, "shell"), binary=True)
    asked = {"comm_id": "c", "data": {"method": "request_states"}}
    await opened.write_message(message("comm_msg", asked), binary=True)
    while True:
        said = (await heard(opened))["data"]
        if said.get("method") == "update_states":
            return next(name for name, held in said["states"].items() if "own" in held["state"])


async def visit(server, kernel, name, acknowledged, full):
    """Tag papers one after another, and remember what was acknowledged, until the server is gone."""
    with closing(await connected(server, kernel)) as opened:
        pane = await pane_of(opened)
        for n in count():
            paper, tag = f"p{n % 5}", f"{name}-{n // 5}"
            content = {"do": "own", "n": n, "paper": paper, "field": "tag", "value": tag, "by": name}
            if not await is_acknowledged(opened, pane, content):
                return
            acknowledged.append((paper, tag))
            if len(acknowledged) >= ENOUGH:
                full.set()


async def is_acknowledged(opened, pane, content):
    """Ask for a change, and say whether the answer came before the end."""
    asked = {"comm_id": pane, "data": {"method": "custom", "content": content}}
    with suppress(WebSocketClosedError):
        await opened.write_message(message("comm_msg", asked), binary=True)
        while (said := await heard(opened)) is not None:
            if "noted" in (answered := said["data"].get("content", {})):
                assert answered == {"noted": content["n"]}
                return True
    return False


def kill(server):
    """Kill a server and all that it started, at once."""
    ours = psutil.Process(server.process.pid)
    for process in [ours, *ours.children(recursive=True)]:
        process.kill()


def kernels(server, many):
    """Open pages, a few at a time, and give their kernels."""
    with ThreadPoolExecutor(4) as threads:
        pages = list(threads.map(lambda _: answer(server, "/voila/render/browse.ipynb")[2], range(many)))
    return [re.search(r'"kernelId":\s*"([^"]+)"', page)[1] for page in pages]


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(document, notebooks, tmp_path):
    acknowledged = []

    async def script(server, names):
        full = asyncio.Event()
        visits = [visit(server, kernel, f"v{n}", acknowledged, full) for n, kernel in enumerate(names)]
        writing = asyncio.gather(*visits)
        await asyncio.wait_for(full.wait(), PATIENCE)
        kill(server)
        await asyncio.wait_for(writing, PATIENCE)

    arguments = (document, "--notes", "shared", "--notebooks", notebooks(browse=PAGE))
    with running("serve", *arguments, log_path=tmp_path / "log.txt") as server:
        names = kernels(server, VISITORS)
        run(lambda: script(server, names))

    lines = document.with_name("list.jsonl.notes.jsonl").read_text("utf-8").splitlines()
    written = {(record["id"], tag) for record in map(json.loads, lines) for tag in record["tags"]}
    assert len(set(names)) == VISITORS
    assert len(acknowledged) >= ENOUGH
    assert set(acknowledged) <= written
