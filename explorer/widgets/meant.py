"""What typed words mean, for the list: its order by meaning, too, and papers near in meaning that lack the words."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from explorer.rows import taken
from explorer.search import meaning, vectors
from explorer.search.meant import beside, nearness, said
from explorer.widgets.base import Guard
from explorer.widgets.cards import title
from explorer.widgets.turns import Turns

if TYPE_CHECKING:
    from explorer.rows import Rows
    from explorer.search.meaning import Progress
    from explorer.search.ranking import Array
    from explorer.session import Session

MEANING = "meaning"  # the order, as it is chosen
FEW = 5  # papers: where no more hold the words, those near in meaning are looked for
COUNT = 5
UNASKED = 1_000  # papers that are read by meaning though nobody asked for an order by it: that takes seconds
PAUSE = 0.2  # seconds without a key: a text means something when it is whole
Shown = dict[str, Any]


class Meant:
    """Order what is selected by meaning, or find what is near; a newer text takes the place of an older one."""

    def __init__(self, session: Session, show: Callable[[Shown], None]) -> None:
        self._session, self._show = session, show
        self._turns = Turns(self._find, PAUSE)
        self._asked: tuple[str, bool] = ("", False)
        self._known: tuple[str, Array] = ("", np.zeros(0))  # how near each paper is to the last text
        self._question = ""  # whether to read very many papers by meaning
        self._is_allowed = self._is_busy = False

    def plan(self, *, by_order: bool) -> None:
        """Do what the query wants once nothing has changed for a moment; what is known of its text is done at once."""
        text = self._session.query.text
        wants = is_offered(text) and (by_order or len(self._session.rows) <= FEW)
        if self._asked != (asked := (text if wants else "", by_order)):
            self._question = ""  # what was asked before may be answered by now
        self._asked = asked
        if self._session.is_arranged and not by_order:
            self._session.arrange(None)
        if not wants or self._known[0] == text:
            self._turns.plan([])
            self._deliver()
            return
        self._tell()
        self._turns.plan([text])

    def allow(self) -> None:
        """Read the papers by meaning, however many they are."""
        self._is_allowed, self._question = True, ""
        self._turns.plan([self._asked[0]])

    def _find(self, text: str) -> None:
        with Guard(self._session, "The search by meaning"):
            loop = _loop()
            if self._question or self._is_busy or not text:
                self._tell(question=self._question if text else "")
            elif loop is None:  # nobody would be told how far it is
                self._take(text, self._read(text, None, by_order=self._asked[1]))
            else:
                self._read_beside(loop, text)

    def _read_beside(self, loop: asyncio.AbstractEventLoop, text: str) -> None:
        def tell(read: int, of: int) -> None:
            loop.call_soon_threadsafe(self._tell_progress, read, of)

        self._is_busy = True
        reading = loop.run_in_executor(None, partial(self._read, text, tell, by_order=self._asked[1]))
        reading.add_done_callback(partial(self._done, text))

    def _read(self, text: str, tell: Progress | None, *, by_order: bool) -> Array | str | None:
        """Say how near each paper is to a text, or what to ask before."""
        papers = self._session.papers
        most = vectors.ASK if by_order else UNASKED
        if len(papers) > most and not (self._is_allowed or vectors.are_kept(papers)):
            return vectors.question(papers)
        vectors.vectors(papers, tell)
        return nearness(papers, text)

    def _done(self, text: str, reading: asyncio.Future[Array | str | None]) -> None:
        self._is_busy = False
        with Guard(self._session, "The search by meaning"):
            self._tell()  # nothing is read any more, however that ended
            self._take(text, reading.result())
        if self._asked[0] not in {"", text}:  # it waited for this one, which may have failed
            self._turns.plan([self._asked[0]])

    def _take(self, text: str, found: Array | str | None) -> None:
        if isinstance(found, str):
            self._question = found if text == self._asked[0] else ""
        elif found is not None:
            self._known = (text, found)
        if self._asked[0] != self._known[0]:  # another text was typed meanwhile, or the reader is asked
            self._turns.plan([self._asked[0]])
            return
        self._deliver()

    def _deliver(self) -> None:
        """Show what is known of the text that is asked for."""
        text, by_order = self._asked
        if text and by_order:
            self._session.arrange(self._known[1])
        self._tell(self._near() if text and len(self._session.rows) <= FEW else [])

    def _near(self) -> list[Shown]:
        session, (text, _) = self._session, self._asked
        rows = session.found(session.query.but(text="", sort=()))
        others = rows[~np.isin(rows, session.rows)]
        return _told(session, beside(session.papers, text, others, self._known[1], COUNT))

    def _tell_progress(self, read: int, of: int) -> None:
        if self._is_busy and self._asked[0]:
            self._tell(status=f"{read:,} of {of:,} papers read by meaning", done=read / of)

    def _tell(
        self, papers: list[Shown] | None = None, *, question: str = "", status: str = "", done: float = 0
    ) -> None:
        is_said = bool(papers or question or status)
        self._show({
            "by_order": self._asked[1], "papers": papers or [], "question": question, "status": status, "done": done,
        } if is_said else {})  # fmt: skip


def is_offered(text: str) -> bool:
    """Say whether a text can be searched by its meaning here."""
    return bool(said(text)) and meaning.is_at_hand()


def offered(sorts: list[dict[str, str]], text: str, *, by_meaning: bool) -> list[dict[str, str]]:
    """Name the orders that a list has under a text: without another, what fits it best comes first."""
    if not said(text):
        return sorts
    too = [{"by": MEANING, "label": "best fit, by words and meaning"}] if by_meaning and is_offered(text) else []
    return [{"by": "", "label": "best fit, by words" if too else "best fit"}, *too, *sorts[1:]]


def _loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _told(session: Session, rows: Rows) -> list[Shown]:
    titles = taken(session.papers, rows)["title"]
    return [{"id": paper, "title": title({"title": text}, ())} for paper, text in titles.items()]
