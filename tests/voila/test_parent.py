"""What the process does that kernels are forked from."""

from __future__ import annotations

import json
import os
from socket import socketpair
from types import SimpleNamespace

import pytest

from explorer.voila import parent


@pytest.fixture
def asked(monkeypatch):
    """Fork nothing, and note in what order the parent does what it does."""
    told = []
    children = iter(range(1, 9))
    monkeypatch.setattr(os, "fork", lambda: told.append("fork") or next(children))
    return told


def answered(lines, told, monkeypatch, *, is_quiet):
    """Ask the parent for a kernel a line, and return what it answers."""
    ours, theirs = socketpair()
    ready = [] if is_quiet else [theirs]
    monkeypatch.setattr(parent, "select", SimpleNamespace(select=lambda *_: (ready, [], [])))
    ours.sendall("".join(f"{json.dumps(line)}\n" for line in lines).encode())
    ours.shutdown(1)
    last = parent.next_kernel(theirs, lambda: told.append("look further"))
    with ours:
        return last, ours.makefile("r").read().split()


def test_the_parent_looks_further_once_when_the_first_kernel_is_there_and_nobody_waits(asked, monkeypatch):
    last, children = answered([{}, {}, {}], asked, monkeypatch, is_quiet=True)

    assert asked == ["fork", "look further", "fork", "fork"]
    assert (last, children) == (None, ["1", "2", "3"])


def test_the_parent_does_nothing_else_while_a_kernel_is_asked_for(asked, monkeypatch):
    answered([{}, {}], asked, monkeypatch, is_quiet=False)

    assert asked == ["fork", "fork"]


def test_a_child_is_told_what_was_asked_for(monkeypatch):
    monkeypatch.setattr(os, "fork", lambda: 0)

    last, children = answered([{"cmd": ["a"]}], [], monkeypatch, is_quiet=True)

    assert (last, children) == ({"cmd": ["a"]}, [])
