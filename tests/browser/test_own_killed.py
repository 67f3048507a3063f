"""Fifty visitors write while the server is killed: whatever it acknowledged is in the file."""

from __future__ import annotations

import asyncio
import json
import re
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import count

import psutil
import pytest
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1, serialize_msg_to_ws_v1
from tornado.websocket import WebSocketClosedError

from explorer.voila.channels import CONTROL
from tests.browser.conftest import Server, running
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


@dataclass
class Crowd:
    """Visitors who come a few at a time, begin together, and count what was acknowledged."""

    server: Server
    acknowledged: list = field(default_factory=list)
    inside: int = 0
    door: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(4))
    begin: asyncio.Event = field(default_factory=asyncio.Event)
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    async def visit(self, name):
        """Open a page; once all have, tag papers one after another until the server is gone."""
        async with self.door:
            _, _, page = await asyncio.to_thread(answer, self.server, "/voila/render/browse.ipynb")
            opened = await connected(self.server, re.search(r'"kernelId":\s*"([^"]+)"', page)[1])
            pane = await pane_of(opened)
        with closing(opened):
            self.inside += 1
            if self.inside == VISITORS:
                self.begin.set()
            await self.begin.wait()
            for n in count():
                paper, tag = f"p{n % 5}", f"{name}-{n // 5}"
                content = {"do": "own", "n": n, "paper": paper, "field": "tag", "value": tag, "by": name}
                if not await is_acknowledged(opened, pane, content):
                    return
                self.acknowledged.append((paper, tag))
                if len(self.acknowledged) >= ENOUGH:
                    self.enough.set()


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


def test_nothing_acknowledged_is_lost_when_the_server_is_killed(document, notebooks, tmp_path):
    async def script(server):
        crowd = Crowd(server)
        writing = asyncio.gather(*(crowd.visit(f"v{n}") for n in range(VISITORS)))
        await asyncio.wait(
            [writing, asyncio.ensure_future(crowd.enough.wait())], timeout=240, return_when="FIRST_COMPLETED"
        )
        kill(server)
        await asyncio.wait_for(writing, PATIENCE)
        return crowd.acknowledged

    arguments = (document, "--notes", "shared", "--visitors", VISITORS, "--notebooks", notebooks(browse=PAGE))
    with running("serve", *arguments, log_path=tmp_path / "log.txt") as server:
        acknowledged = run(lambda: script(server))

    lines = document.with_name("list.jsonl.notes.jsonl").read_text("utf-8").splitlines()
    written = {(record["id"], tag) for record in map(json.loads, lines) for tag in record["tags"]}
    assert len(acknowledged) >= ENOUGH
    assert set(acknowledged) <= written
