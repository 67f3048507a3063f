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
_LONGEST = 300  # characters of what went wrong that a reader is told; the log has all of them


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
        why = str(error).strip().partition("\n")[0][:_LONGEST] or type(error).__name__
        self.session.problem = f"{self.doing} failed: {why}{'' if why.endswith('.') else '.'} (Error {number}.)"
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

    A class names its front end with ``_esm = script("papers")`` and ``_css = style("papers")``, and overrides `watch`
    to follow what is selected. What its front end sends as ``{"do": "pick"}`` goes to its method ``_do_pick``; what
    else the front end may change is named in `edits`. A control's choice is kept with `choose`, read with `choice`
    and followed in `follow`, so that the address holds it.
    """

    session: Session
    edits: tuple[str, ...] = ()  # the traits that a front end may change
    number = ""  # tells the choices of two widgets of a kind apart

    def __init__(self, session: Session, **traits: Any) -> None:  # noqa: ANN401 - the traits' own types
        self.session = session
        super().__init__(**traits)
        for kind in type(self).__mro__[: type(self).__mro__.index(Widget)]:
            self.add_class(f"ex-{kind.__name__.lower()}")
        self.on_msg(self._hear)
        self._columns = list(session.papers)
        session.observe(self._see_columns, "papers")  # told before what is selected
        session.observe(self._see, "selected")
        session.observe(self._follow, "choices")
        self.watch()
        if session.choices:
            self.follow()

    def renew(self) -> None:
        """Take up columns that the papers did not have: the first tag makes one."""

    def watch(self) -> None:
        """Show what is selected now."""

    def follow(self) -> None:
        """Show what was chosen; what is not on offer is passed over."""

    def choice(self, name: str) -> tuple[str, ...]:
        """Return what was chosen; nothing where it is as at first."""
        return tuple(self.session.choices.get(f"{name}{self.number}", ()))

    def choose(self, name: str, *values: str) -> None:
        """Keep what was chosen; without values it is as at first."""
        self.session.choose(f"{name}{self.number}", *values)

    def receive(self, message: dict[str, Any]) -> None:
        """Do what the front end asks: `message["do"]` names it; what no front end of ours asks is passed over."""
        act = getattr(type(self), f"_do_{message.get('do')}", None)
        if act:
            act(self, message)

    @guarded
    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Take what the front end changed; what is not its to change is passed over."""
        super().set_state({name: value for name, value in sync_data.items() if name in self.edits})

    @guarded
    def _handle_msg(self, msg: dict[str, Any]) -> None:
        # ipywidgets shows what goes wrong here in no log: a message must have a shape before it is passed on.
        data = msg["content"]["data"]
        if data["method"] == "update":
            self.set_state(data["state"])
        elif data["method"] == "custom":
            self._handle_custom_msg(data["content"], msg["buffers"])
        elif data["method"] == "request_state":
            self.send_state()

    @guarded
    def _see_columns(self, _: traitlets.Bunch) -> None:
        if self._columns != (columns := list(self.session.papers)):
            self._columns = columns
            self.renew()

    @guarded
    def _see(self, _: traitlets.Bunch) -> None:
        self.watch()

    @guarded
    def _follow(self, _: traitlets.Bunch) -> None:
        self.follow()

    @guarded
    def _hear(self, _: object, message: dict[str, Any], __: object) -> None:
        self.session.problem = ""
        self.receive(message)
