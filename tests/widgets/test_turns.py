"""One thing after another, in turns of the event loop."""

from __future__ import annotations

import asyncio

import pytest

from explorer.widgets.turns import Turns


def test_without_an_event_loop_all_is_done_at_once():
    done = []

    Turns(done.append).plan("abc")

    assert done == ["a", "b", "c"]


def test_other_work_comes_between_two_turns():
    async def worked() -> list[str]:
        done, last = [], asyncio.Event()

        def act(thing):
            done.append(thing)
            asyncio.get_running_loop().call_soon(done.append, "other work")
            if thing == "b":
                last.set()

        Turns(act).plan("ab")
        await asyncio.wait_for(last.wait(), 5)
        return done

    assert asyncio.run(worked())[:3] == ["a", "other work", "b"]


def test_a_newer_plan_takes_the_place_of_what_is_left():
    async def worked() -> list[str]:
        done, last = [], asyncio.Event()

        def act(thing):
            done.append(thing)
            if thing == "a":
                turns.plan("xy")
            if thing == "y":
                last.set()

        turns = Turns(act)
        turns.plan("abc")
        await asyncio.wait_for(last.wait(), 5)
        return done

    assert asyncio.run(worked()) == ["a", "x", "y"]


@pytest.mark.parametrize(("took", "rest"), [(0.1, 0.03), (0.5, 0.5), (5.0, 1.0)])
def test_after_a_turn_that_took_long_the_next_plan_waits_as_long_but_not_for_ever(monkeypatch, took, rest):
    async def worked() -> list[float]:
        waited = []
        turns = Turns(str)
        monkeypatch.setattr(turns, "_wait", lambda _, seconds: waited.append(seconds))
        turns.plan("a")
        monkeypatch.setattr("explorer.widgets.turns.time.perf_counter", iter([0.0, took]).__next__)
        turns._turn(asyncio.get_running_loop())
        turns.plan("b")
        return waited

    assert asyncio.run(worked()) == [0.03, rest]
