"""What can go wrong, as exceptions that carry their data and say where, what, and what instead."""

from __future__ import annotations

from secrets import token_hex


class ExplorerError(Exception):
    """Be the parent of every error that explorer raises on purpose."""


class DocumentError(ExplorerError):
    """Say what a document could not give, where in it, and what would be right.

    Parameters
    ----------
    source
        The document's name as the reader gave it.
    problem
        What is wrong and what would be right, without a final full stop.
    place
        Where in the document: ``"line 3"``, ``"record 7"``; empty where it is the whole.
    """

    def __init__(self, source: str, problem: str, *, place: str = "") -> None:
        self.source, self.problem, self.place = source, problem, place
        where = f"{source}, {place}" if place else source
        super().__init__(f"{where}: {problem}.")


class TakenError(ExplorerError):
    """Say that a name in a registry is taken, and by what."""

    def __init__(self, name: str, held: object, offered: object) -> None:
        self.name, self.held, self.offered = name, held, offered
        super().__init__(f"{name!r} is taken by {held!r}; {offered!r} needs another name.")


class FieldError(ExplorerError):
    """Say that a frame lacks a field, and which it has."""

    def __init__(self, field: str, known: tuple[str, ...]) -> None:
        self.field, self.known = field, known
        super().__init__(f"No field {field!r}; known: {', '.join(known) or 'none'}.")


class PaperError(ExplorerError):
    """Say that the papers lack one."""

    def __init__(self, paper: object) -> None:
        self.paper = paper
        super().__init__(f"No paper {str(paper)[:80]!r} in this list.")


class QueryError(ExplorerError):
    """Say what cannot stand in a query, and what can."""


class NotesError(ExplorerError):
    """Say why something was not noted of a paper."""


class LinkError(ExplorerError):
    """Say why the short form of an address cannot be read."""


def error_number() -> str:
    """Make the number under which a reader's sentence and the owner's log speak of one error."""
    return token_hex(3)
