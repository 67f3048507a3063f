"""What a reader looks at, as a value: comparable, printable, and written into an address."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from explorer import address, short
from explorer.errors import ExplorerError, FieldError, QueryError
from explorer.query import Query
from explorer.rows import row_of

if TYPE_CHECKING:
    import pandas as pd

    from explorer.charts.base import Chart
    from explorer.search.scan import Scan

Place = tuple[str, int, int]  # a field, and where in its text
CHOICE = "show."  # stands before a choice's name in an address


@dataclass(frozen=True)
class View:
    """Hold all that a reader chose; see `explorer.session.Session` for each part.

    `carried` holds the parts of an address that other papers, or other pages, can show.
    """

    query: Query = field(default_factory=Query)
    picked: tuple[str, ...] = ()
    reading: str = ""
    place: Place | None = None
    groups: Mapping[str, Query] = field(default_factory=dict)
    pinned: tuple[Chart, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    carried: tuple[tuple[str, str], ...] = ()

    def to_url(self) -> str:
        """Write the view, query first, as the part of an address that follows ``?``; a long one in short form."""
        return short.fitted(self.parts(), urlencode(self.parts(), errors="replace"))

    def parts(self) -> short.Pairs:
        """Give the parts of the view's address."""
        pairs = address.parts(self.query) + [("pick", paper) for paper in self.picked]
        pairs += [("read", self.reading)] if self.reading else []
        pairs += [("at", _written(self.place))] if self.reading and self.place else []
        pairs += [("group", f"{name}?{query.to_url()}") for name, query in self.groups.items()]
        pairs += [("chart", line) for line in _lines(self.pinned)]
        pairs += [(f"{CHOICE}{name}", value) for name, values in self.choices.items() for value in values]
        return pairs + list(self.carried)

    @classmethod
    def of(cls, parts: Iterable[tuple[str, str]]) -> View:
        """Read a view from the parts of an address; what is none of a view is passed over."""
        given: dict[str, list[str]] = {}
        for key, value in parts:
            given.setdefault(key, []).append(value)
        choices = {key.removeprefix(CHOICE): tuple(held) for key, held in given.items() if key.startswith(CHOICE)}
        return cls(
            query=Query(**address.read((key, value) for key, held in given.items() for value in held)),
            picked=tuple(dict.fromkeys(given.get("pick", ()))),
            reading=given.get("read", [""])[0],
            place=_place(given.get("at", [""])[0]),
            groups={name: Query(**address.read(asked)) for name, asked in map(_group, given.get("group", ()))},
            pinned=_charts(given.get("chart", ())),
            choices=choices,
        )

    def said(self) -> list[str]:
        """Print the arguments of the `Session` that shows the view; what is as at first is left out."""
        first = vars(View())
        stated = {name: held for name, held in vars(self).items() if held != first[name] and name != "carried"}
        return [f"{name}={_SAID.get(name, repr)(held)}" for name, held in stated.items()]


def parted(pairs: short.Pairs, scan: Scan) -> tuple[short.Pairs, tuple[tuple[str, str], ...]]:
    """Part an address into what some papers can show, and what is carried along for other papers."""
    known = {pair: _is_known(*pair, scan) for pair in dict.fromkeys(pairs)}
    if not any(key == "read" and shown for (key, _), shown in known.items()):
        known = {(key, value): shown and key != "at" for (key, value), shown in known.items()}
    return [pair for pair in pairs if known[pair]], tuple(pair for pair in pairs if not known[pair])


def asked(query: Query, put: Callable[[Query], None]) -> ExplorerError | None:
    """Ask what can be asked of a query, and return the first refusal of the rest."""
    try:
        put(query)
    except FieldError as error:
        sort = tuple(name for name in query.sort if name.removeprefix("-") != error.field)
        asked(query.without(error.field).but(sort=sort), put)
        return error
    except QueryError as error:
        asked(query.but(between={}, sort=()), put)
        return error
    return None


def place_of(fact: Mapping[str, Any], reading: str) -> Place | None:
    """Give the place of a fact, where it is of the paper that is open."""
    return (fact["field"], fact["start"], fact["end"]) if fact and fact["paper"] == reading else None


def stands(papers: pd.DataFrame, paper: str, place: Place) -> bool:
    """Say whether a paper has text at a place."""
    name, start, end = place
    row = row_of(papers, paper)
    text = papers[name].iloc[row] if name in papers and row is not None else None
    return isinstance(text, str) and start < end <= len(text)


def _is_known(key: str, value: str, scan: Scan) -> bool:
    if key in {"pick", "read"}:
        return row_of(scan.papers, value) is not None
    try:
        scan.check(Query(**address.read(_group(value)[1] if key == "group" else [(key, value)])))
    except FieldError:
        return False
    except QueryError:
        return key != "group"
    return True


def _group(written: str) -> tuple[str, short.Pairs]:
    """Give the name of a group in an address, and the parts of its query."""
    name, _, asked = written.rpartition("?")
    return name, address.plain(asked)


def _written(place: Place) -> str:
    name, start, end = place
    return f"{name}:{start}-{end}"


def _place(written: str) -> Place | None:
    found = re.fullmatch(r"(?s)(.+):([0-9]{1,9})-([0-9]{1,9})", written)
    return (found[1], int(found[2]), int(found[3])) if found else None


def _said_groups(groups: Mapping[str, Query]) -> str:
    return f"{{{', '.join(f'{name!r}: ex.{query!r}' for name, query in groups.items())}}}"


def _said_charts(charts: Sequence[Chart]) -> str:
    return f"({''.join(f'{line}, ' for line in _lines(charts)).rstrip()})"


def _lines(charts: Sequence[Chart]) -> list[str]:
    if not charts:
        return []
    from explorer.charts.code import code  # noqa: PLC0415 - charts wait until one is there

    return list(map(code, charts))


def _charts(lines: Sequence[str]) -> tuple[Chart, ...]:
    if not lines:
        return ()
    from explorer.charts.code import chart_of  # noqa: PLC0415 - the same

    return tuple(filter(None, map(chart_of, lines)))


_SAID: Mapping[str, Callable[[Any], str]] = {
    "query": lambda query: f"ex.{query!r}",
    "groups": _said_groups,
    "pinned": _said_charts,
    "choices": lambda choices: repr(dict(choices)),
}
