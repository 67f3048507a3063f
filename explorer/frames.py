"""Traits that hold frames: never compared cell by cell, and made only where somebody looks."""

from __future__ import annotations

from typing import Any

import traitlets


class Frame(traitlets.Any):
    """Hold a frame; another frame is another value, however equal."""

    def set(self, obj: traitlets.HasTraits, value: object) -> None:
        """Tell observers of every new frame, without comparing millions of cells; traitlets#756."""
        name = str(self.name)
        old = obj._trait_values.get(name)  # noqa: SLF001 - as TraitType.set does
        obj._trait_values[name] = value  # noqa: SLF001 - the same
        if old is not value:
            obj._notify_trait(name, old, value)  # noqa: SLF001 - the same


def forget(obj: traitlets.HasTraits, name: str, told: str = "") -> None:
    """Let a trait's frame be made anew by its default when somebody asks for it, and tell its observers, or others."""
    obj._trait_values.pop(name, None)  # noqa: SLF001 - then traitlets asks for the default
    obj.notify_change(Announced(name=told or name, owner=obj, type="change"))


class Announced(traitlets.Bunch):
    """Tell of a new frame, which is made only where an observer looks at it."""

    def __missing__(self, key: str) -> Any:  # noqa: ANN401 - a trait's value
        """Give the new value."""
        if key != "new":
            raise KeyError(key)
        return getattr(self["owner"], self["name"])
