"""Papers of our own making for the finders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from explorer.facts import Reading
from explorer.facts.base import Found

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def read() -> Callable[..., list[tuple[str, str | None]]]:
    """Find the facts of a kind in a text: what is quoted, and its label."""

    def find(kind: str, abstract: str, title: str = "") -> list[tuple[str, str | None]]:
        reading = Reading(title, abstract)
        return [(reading.quote(found), found.label) for found in reading.found(kind)]

    return find


@pytest.fixture
def found() -> Callable[..., list[Found]]:
    """Find the facts of a kind in a text."""

    def find(kind: str, abstract: str, title: str = "") -> list[Found]:
        return list(Reading(title, abstract).found(kind))

    return find
