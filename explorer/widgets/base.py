"""What every widget shares: its front end by name, and a guard around every callback."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import anywidget
import traitlets

from explorer.errors import error_number

if TYPE_CHECKING:
    from explorer.session import Session

HERE = Path(__file__).parent
log = logging.getLogger("explorer")

Given = ParamSpec("Given")
W = TypeVar("W", bound="Widget")


def script(*names: str) -> str:
    """Return a widget's front end: what all share, the parts it shares with some, then its own."""
    return "\n".join((HERE / f"{name}.js").read_text("utf-8") for name in ("common", *names))


def style(*names: str) -> str:
    """Return a widget's style sheet, after those of the parts it shares."""
    return "\n".join((HERE / f"{name}.css").read_text("utf-8") for name in names)


class Guard:
    """Log what went wrong in a callback and tell the reader in one sentence; Voila shows neither (voila#67)."""

    def __init__(self, session: Session, doing: str) -> None:
        self.session, self.doing = session, doing

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> bool:
        """Say that an error is dealt with, but for those that end the program."""
        if not isinstance(error, Exception):
            return False
        number = error_number()
        log.error("%s failed", self.doing, exc_info=error, extra={"fields": {"error": number}})
        said = f"{self.doing} failed: {error or type(error).__name__}"
        self.session.problem = f"{said}{'' if said.endswith('.') else '.'} (Error {number}.)"
        return True


def guarded(callback: Callable[Concatenate[W, Given], None]) -> Callable[Concatenate[W, Given], None]:
    """Make a widget's method one that never raises: it logs, and tells the reader."""

    @functools.wraps(callback)
    def call(widget: W, *args: Given.args, **kwargs: Given.kwargs) -> None:
        with Guard(widget.session, type(widget).__name__):
            callback(widget, *args, **kwargs)

    return call  # type: ignore[return-value] # wraps() forgets that the first argument is positional


class Widget(anywidget.AnyWidget):
    """Edit or watch a session.

    A class names its front end with ``_esm = script("papers")`` and ``_css = style("papers")``, overrides `watch`
    to follow what is selected, and `receive` to answer what its front end sends.
    """

    session: Session

    def __init__(self, session: Session, **traits: Any) -> None:  # noqa: ANN401 - the traits' own types
        self.session = session
        super().__init__(**traits)
        for kind in type(self).__mro__[: type(self).__mro__.index(Widget)]:
            self.add_class(f"ex-{kind.__name__.lower()}")
        self.on_msg(self._hear)
        self._columns = list(session.papers)
        session.observe(self._see_columns, "papers")  # told before what is selected
        session.observe(self._see, "selected")
        self.watch()

    def renew(self) -> None:
        """Take up columns that the papers did not have: the first tag makes one."""

    def watch(self) -> None:
        """Show what is selected now."""

    def receive(self, message: dict[str, Any]) -> None:
        """Do what the front end asks: `message["do"]` names it."""

    @guarded
    def _see_columns(self, _: traitlets.Bunch) -> None:
        if self._columns != (columns := list(self.session.papers)):
            self._columns = columns
            self.renew()

    @guarded
    def _see(self, _: traitlets.Bunch) -> None:
        self.watch()

    @guarded
    def _hear(self, _: object, message: dict[str, Any], __: object) -> None:
        self.session.problem = ""
        self.receive(message)
