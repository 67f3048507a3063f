"""Many visitors at once, and one after another: how long the list takes to follow a key, and what stays in memory.

Run `make load`: a server of its own, 30 visitors who speak as pages do and search for two minutes, then 200 who come,
search once and leave. `make load ARGS="--visitors 10 --seconds 20 --visits 50"` is a shorter one. The visitors run on
the same machine as the server and take a share of its cores. Each types a word at five keys a second, whether the last
was answered or not, reads for 4 to 12 seconds, and empties the box.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import psutil
from tornado.httpclient import AsyncHTTPClient

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.browser.conftest import Server, running
from tests.visitor import Visitor, fetch, type_word

KEY = 0.2  # seconds from key to key
READING = (4.0, 12.0)  # seconds between two words, in which a reader reads
WORDS = ["transformer", "diffusion", "graph", "language", "reward", "agents", "benchmark", "video", "attention"]
FIRST = 60  # visits: by then what is loaded once is loaded, and Jupyter's timers of a minute have begun to end
MB = 2**20


def main() -> None:
    """Start a server, load it, and print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--visits", type=int, default=200)
    asked = parser.parse_args()
    AsyncHTTPClient.configure(None, max_clients=4 * asked.visitors)
    log_path = Path(tempfile.mkdtemp()) / "log.txt"
    with running("serve", "--visitors", asked.visitors, log_path=log_path) as server:
        asyncio.run(measured(server, asked))
    errors = [line for line in log_path.read_text().splitlines() if " error " in line]
    print(f"errors in the log: {len(errors)}", *errors[:3], sep="\n")


async def measured(server: Server, asked: argparse.Namespace) -> None:
    """Let visitors come at once, then one after another."""
    await at_once(server, asked.visitors, asked.seconds)
    await settled(server)
    await in_turn(server, asked.visits)


async def at_once(server: Server, count: int, seconds: float) -> None:
    """Print how long the list took to follow each key of many readers."""
    visitors = [Visitor(server.url) for _ in range(count)]
    begun = time.perf_counter()
    await asyncio.gather(*(visitor.come() for visitor in visitors))
    print(f"{count} visitors at once, {os.cpu_count()} cores: all in after {time.perf_counter() - begun:.1f} s")
    ends = time.perf_counter() + seconds
    used = cores_used(server)
    outcomes = await asyncio.gather(*(search(visitor, number, ends) for number, visitor in enumerate(visitors)))
    times = 1000 * np.array([time for keys, _ in outcomes for time in keys])
    errors = [error for _, errors in outcomes for error in errors]
    p50, p95, most = np.percentile(times, [50, 95, 100])
    print(f"{len(times):,} keys in {seconds:.0f} s, {len(errors)} errors", *errors[:3])
    print(f"key press to list: median {p50:.0f} ms, p95 {p95:.0f} ms, most {most:.0f} ms (aim: p95 250 ms)")
    print(f"the server's processes took {(cores_used(server) - used) / seconds:.2f} cores")
    print(memory(server))
    for visitor in visitors:
        await visitor.leave()


async def search(visitor: Visitor, number: int, ends: float) -> tuple[list[float], list[str]]:
    """Type words and read, until it is time to leave."""
    chance, times, errors = random.Random(number), [], []
    listening = asyncio.create_task(visitor.listen())
    await asyncio.sleep(chance.uniform(0, READING[1]))
    while time.perf_counter() < ends:
        try:
            times += await type_word(visitor, chance.choice(WORDS), KEY)
            await asyncio.sleep(chance.uniform(*READING))
            times.append(await asyncio.wait_for(visitor.press(""), 60))
        except (TimeoutError, OSError) as error:
            errors.append(repr(error))
    listening.cancel()
    return times, errors


async def in_turn(server: Server, count: int) -> None:
    """Print what visits leave in memory."""
    own, parent, *_ = processes(server)
    held = []
    for _ in range(count):
        visitor = Visitor(server.url)
        await visitor.come()
        listening = asyncio.create_task(visitor.listen())
        await asyncio.wait_for(visitor.press("graph"), 60)
        await visitor.leave()
        await listening
        held.append((rss(own), rss(parent)))
    await settled(server)
    first = min(FIRST, count // 3)
    for name, sizes in zip(("server", "kernels' parent"), np.array(held).T / MB, strict=True):
        slope = np.polyfit(np.arange(len(sizes) - first), sizes[first:], 1)[0] * 100
        print(
            f"{count} visits in turn, {name}: {sizes[0]:.1f} MB after the first, {sizes[first]:.1f} after {first}, "
            f"{sizes[-1]:.1f} at last; {slope:+.2f} MB a 100 visits"
        )
    health = json.loads(await fetch(f"{server.url}healthz"))
    left = len(processes(server)) - 2 - health["ready"]
    print(f"kernels left, beside the {health['ready']} that wait for visitors: {left}")


async def settled(server: Server) -> None:
    """Wait until everybody left and every kernel that waits for a visitor is there."""
    for _ in range(300):
        health = json.loads(await fetch(f"{server.url}healthz"))
        if not health["visitors"] and len(processes(server)) == health["ready"] + 2:
            return
        await asyncio.sleep(0.1)


def processes(server: Server) -> list[psutil.Process]:
    """Give the server, the kernels' parent, and the kernels."""
    own = psutil.Process(server.process.pid)
    return [own, *own.children(recursive=True)]


def cores_used(server: Server) -> float:
    """Give the seconds that a server's processes have worked."""
    with suppress(psutil.NoSuchProcess):
        return sum(sum(process.cpu_times()[:2]) for process in processes(server))
    return 0.0


def rss(process: psutil.Process) -> int:
    """Give the bytes that a process has in memory, shared ones too."""
    return int(process.memory_info().rss)


def memory(server: Server) -> str:
    """Say what each kind of process takes, what several share split among them."""
    own, parent, *kernels = (process.memory_full_info().pss / MB for process in processes(server))
    return (
        f"memory: server {own:.0f} MB, parent {parent:.0f} MB, {len(kernels)} kernels {sum(kernels):.0f} MB "
        f"({np.median(kernels):.0f} MB each), {own + parent + sum(kernels):.0f} MB in all"
    )


if __name__ == "__main__":
    main()
