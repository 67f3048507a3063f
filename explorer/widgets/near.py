"""What is near the open paper: found once it is drawn, in a thread where that takes long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from explorer.search import meaning, vectors, weighed
from explorer.search.similar import similar, words_of
from explorer.widgets.base import Guard
from explorer.widgets.cards import title
from explorer.widgets.turns import Turns

if TYPE_CHECKING:
    import pandas as pd

    from explorer.session import Session

COUNT = 5
FEW = 1_000  # papers whose words are read sooner than a thread begins
Shown = dict[str, Any]


class Near:
    """Find the papers near the one that is open, and tell what shows them; a newer paper takes the place of it."""

    def __init__(self, session: Session, show: Callable[[Shown], None]) -> None:
        self._session, self._show = session, show
        self._turns = Turns(self._find)
        self._asked: tuple[str, bool] = ("", False)
        self._told: Shown = {}
        self._question = ""  # whether to read very many papers by meaning
        self._is_busy = False

    def plan(self, reading: str, *, by_meaning: bool) -> None:
        """Find what is near a paper once nothing has changed for a moment; what was asked before is there."""
        asked = (reading, by_meaning and meaning.is_at_hand())
        if asked != self._asked:
            self._asked = asked
            self._turns.plan([asked] if reading else [])

    def allow(self) -> None:
        """Read the papers, however many they are: their words, or else what they mean."""
        papers = self._session.papers
        self._question = ""
        self._tell(self._told.get("papers"), status="…")
        has_words = words_of.known(papers) is not None
        self._prepare(papers, by_meaning=has_words and self._asked[1], is_allowed=True)

    def _find(self, asked: tuple[str, bool]) -> None:
        with Guard(self._session, "Near this"):
            papers, (reading, by_meaning) = self._session.papers, asked
            if _loop() is None:  # nobody would be told how far it is
                self._question = _read(papers, lambda *_: None, by_meaning=by_meaning, is_allowed=False)
            has_words = len(papers) <= FEW or words_of.known(papers) is not None
            is_whole = has_words and (not by_meaning or vectors.are_read(papers))
            found = similar(papers, reading, COUNT, meaning=by_meaning and is_whole) if has_words else None
            doing = "" if is_whole or self._question else f"Reading {len(papers):,} papers…"
            self._tell(
                None if found is None else _rows(found), question="" if is_whole else self._question, status=doing
            )
            if doing:
                self._prepare(papers, by_meaning=by_meaning, is_allowed=False)

    def _prepare(self, papers: pd.DataFrame, *, by_meaning: bool, is_allowed: bool) -> None:
        if self._is_busy:
            return
        loop = asyncio.get_running_loop()

        def tell(read: int, of: int) -> None:
            loop.call_soon_threadsafe(self._tell_progress, read, of)

        self._is_busy = True
        reading = partial(_read, papers, tell, by_meaning=by_meaning, is_allowed=is_allowed)
        loop.run_in_executor(None, reading).add_done_callback(self._done)

    def _done(self, reading: asyncio.Future[str]) -> None:
        self._is_busy = False
        with Guard(self._session, "Near this"):
            self._question = reading.result()
            self._turns.plan([self._asked])

    def _tell_progress(self, read: int, of: int) -> None:
        if self._asked[1]:
            self._tell(self._told.get("papers"), status=f"{read:,} of {of:,} papers read by meaning", done=read / of)

    def _tell(self, papers: list[Shown] | None, *, question: str = "", status: str = "", done: float = 0) -> None:
        reading, by_meaning = self._asked
        self._told = {
            "id": reading, "offered": meaning.is_at_hand(), "meaning": by_meaning,
            "papers": papers, "question": question, "status": status, "done": done,
        }  # fmt: skip
        self._show(self._told)


def _read(papers: pd.DataFrame, tell: Callable[[int, int], None], *, by_meaning: bool, is_allowed: bool) -> str:
    """Read what is needed to find near papers, or return what to ask before."""
    if not is_allowed and (asked := weighed.question(papers)):
        return asked
    words_of(papers)
    if by_meaning and len(papers) > vectors.ASK and not (is_allowed or vectors.are_kept(papers)):
        return vectors.question(papers)
    if by_meaning:
        vectors.vectors(papers, tell)
    return ""


def _loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _rows(papers: pd.DataFrame) -> list[Shown]:
    rows = zip(papers.index, papers["title"], papers["shared"], strict=True)
    return [{"id": paper, "title": title({"title": text}, ()), "shared": list(terms)} for paper, text, terms in rows]
