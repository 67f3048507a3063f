"""A few visitors who speak as pages do: what `make load` does with thirty, without a watch."""

from __future__ import annotations

import asyncio
import json

import pytest

from tests.browser.conftest import running
from tests.visitor import Visitor, fetch, type_word


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """Serve the shipped document to four visitors."""
    with running("serve", "--visitors", "4", log_path=tmp_path_factory.mktemp("serve") / "log.txt") as running_server:
        yield running_server


async def visit(server, words):
    """Come, type some words, and leave; say how many keys the list followed."""
    visitor = Visitor(server.url)
    await visitor.come()
    listening = asyncio.create_task(visitor.listen())
    followed = [len(await type_word(visitor, word, 0.01)) for word in words]
    await visitor.leave()
    await listening
    return sum(followed)


def test_every_key_of_three_visitors_at_once_is_followed(server):
    async def all_come():
        return await asyncio.gather(*(visit(server, ["graph", "language", "video"]) for _ in range(3)))

    assert asyncio.run(all_come()) == [18, 18, 18]
    assert " error " not in server.log


def test_visitors_who_left_leave_nothing_behind(server):
    async def come_and_go():
        for _ in range(6):
            await visit(server, ["graph"])
        return json.loads(await fetch(f"{server.url}healthz"))["visitors"]

    assert asyncio.run(come_and_go()) == 0
    assert server.log.count("why=goodbye") >= 6
