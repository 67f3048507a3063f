"""A mapping from names to things that refuses a name that is taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from explorer.errors import TakenError

Thing = TypeVar("Thing")


class Registry(Mapping[str, Thing]):
    """Hold things by name, in the order in which they were added."""

    def __init__(self) -> None:
        self._things: dict[str, Thing] = {}

    def add(self, name: str, thing: Thing) -> Thing:
        """Add a thing under a free name and return it; raise `TakenError` where the name is taken."""
        if name in self._things:
            raise TakenError(name, self._things[name], thing)
        self._things[name] = thing
        return thing

    def __getitem__(self, name: str) -> Thing:
        return self._things[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._things)

    def __len__(self) -> int:
        return len(self._things)
