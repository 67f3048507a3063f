"""What the reader says of a paper: shown in the pane and on the cards, changed from both, and followed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import ipywidgets

from explorer.errors import NotesError
from explorer.own.change import Change
from explorer.widgets.base import Guard, Widget
from explorer.widgets.html import is_missing

if TYPE_CHECKING:
    from explorer.session import Session

SOMEBODY = "a visitor"  # who gave no name
OFTEN = 1.0  # seconds between two looks at the file: each costs one call of stat


def state(session: Session, paper: str) -> dict[str, Any]:
    """Return what the pane shows: what is said of a paper and by whom, and what may be changed, or why nothing may."""
    notes = session.notes
    if notes is None or not paper:
        return {}
    said = session.records.get(paper, {})
    refusal = notes.refusal
    return {
        "paper": paper,
        "access": "read" if refusal else notes.access,
        "why": refusal if notes.access != "read" else "",
        **{name: said.get(name) for name in ("status", "stars")},
        "tags": said.get("tags", []),
        "note": said.get("note", ""),
        "signed": _signed(said.get("changes", {})),
        "known": notes.tags,
    }


def may_note(session: Session) -> bool:
    """Say whether the reader may say anything."""
    return session.notes is not None and not session.notes.refusal


def badges(session: Session, paper: str) -> list[dict[str, str]]:
    """Return what a card shows of a paper's own columns."""
    said = session.records.get(paper, {})
    stars = said.get("stars") or 0
    shown = [("own-stars", "★" * stars)] if stars else []
    shown += [("own-status", said["status"])] if said.get("status") else []
    shown += [("own-tag", tag) for tag in said.get("tags", ())]
    return [{"kind": kind, "text": text} for kind, text in shown]


def note(widget: Widget, message: Mapping[str, Any]) -> None:
    """Write what the front end asks, and tell it when that is on the disk; a refusal is told to the reader."""
    session = widget.session
    shared = session.notes is not None and session.notes.access == "shared"
    by = message.get("by") or SOMEBODY if shared else ""
    try:
        paper, field = str(message.get("paper")), str(message.get("field"))
        session.note(Change(paper, field, message.get("value"), by=by, was=message.get("was")))
    except NotesError as error:
        session.problem = str(error)
        widget.send({"noted": message.get("n"), "failed": str(error)})
        return
    widget.send({"noted": message.get("n")})


class Following:
    """Show what other windows note, while a page is open and an event loop runs."""

    def __init__(self, session: Session, page: ipywidgets.Widget) -> None:
        self._session, self._page = session, page
        try:
            self._wait(asyncio.get_running_loop())
        except RuntimeError:  # in a script nobody waits for others
            return

    def _wait(self, loop: asyncio.AbstractEventLoop) -> None:
        loop.call_later(OFTEN, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._page.comm is None:
            return
        with Guard(self._session, "Following the notes"):
            try:
                self._session.look()
            except NotesError as error:
                self._session.problem = str(error)
        self._wait(loop)


def _signed(changes: object) -> dict[str, Any]:
    """Say of each value who set it and when, where a name was given."""
    if not isinstance(changes, Mapping):
        return {}
    tags = changes.get("tags")
    found: dict[str, Any] = {name: _name(who) for name, who in changes.items() if name != "tags"}
    found["tags"] = {tag: _name(who) for tag, who in tags.items()} if isinstance(tags, Mapping) else {}
    return found


def _name(who: object) -> str:
    by, at = (who.get("by"), who.get("at")) if isinstance(who, Mapping) else (None, None)
    return "" if is_missing(by) else f"{by}, {str(at)[:10]}"
