"""The filters: each field's values with their counts, or its range, under the query."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import traitlets

from explorer.columns import PLACES
from explorer.own.columns import fields_of
from explorer.papers import kinds
from explorer.values import NOT_STATED
from explorer.where import WORDS
from explorer.widgets.base import Widget, script, style
from explorer.widgets.html import label, shown

if TYPE_CHECKING:
    import pandas as pd

    from explorer.query import Value
    from explorer.session import Session

LIMIT = 300
CHOICES = {"category", "list", "flag"}
RANGES = {"number", "date"}


class Filters(Widget):
    """Let the reader narrow the query by some fields; fields that the papers lack are not offered.

    Without names, every field that tells papers apart is offered.
    """

    _esm = script("filters")
    _css = style("filters")
    facets: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(self, session: Session, *fields: str) -> None:
        self._named = fields
        self.session = session
        self.renew()
        super().__init__(session)

    def renew(self) -> None:
        """Offer the fields that the papers have."""
        papers = self.session.papers
        self.fields = offered(papers, own_too(papers, self._named))
        self._extents = {name: self.session.extent(name) for name, kind in self.fields.items() if kind in RANGES}

    def watch(self) -> None:
        """Count every field's values under the query."""
        self.facets = [facet for name, kind in self.fields.items() if (facet := self._facet(name, kind))]

    def _do_clear(self, message: dict[str, Any]) -> None:
        """Ask nothing of a field."""
        self.session.query = self.session.query.without(message["field"])

    def _do_range(self, message: dict[str, Any]) -> None:
        """Ask for a field between two limits."""
        query, limits = self.session.query, _in_order(message["low"], message["high"])
        self.session.query = query.but(between={**query.between, message["field"]: limits})

    def _do_toggle(self, message: dict[str, Any]) -> None:
        """Ask for a value, or no longer ask for it; any link is as good as another."""
        query, name, value = self.session.query, message["field"], message["value"]
        others = query.but(has=tuple(held for held in query.has if held != name))
        if value in query.every.get(name, ()):
            self.session.query = query.waive(name, value)
        elif self.fields[name] != "link" or value is None:
            self.session.query = others.narrow(name, value)
        else:
            others = query.without(name)
            self.session.query = others if name in query.has else others.but(has=(*query.has, name))

    def _facet(self, name: str, kind: str) -> dict[str, Any] | None:
        shared = {"field": name, "label": label(name), "asked": _is_asked(self.session, name)}
        if kind in RANGES:
            return self._range(name, kind, shared)
        counts = _stated_or_not(self.session, name) if kind == "link" else self.session.counts(name)
        wanted = self.session.query.among.get(name, ()) + self.session.query.every.get(name, ())
        found = dict(counts)
        gone = [(value, 0) for value in wanted if value not in found]
        on = {*wanted, *([True] if name in self.session.query.has else [])}
        far = [(value, count) for value, count in counts[LIMIT:] if value in wanted]
        values = [_choice(value, count, is_on=value in on) for value, count in [*gone, *far, *counts[:LIMIT]]]
        return {**shared, "kind": "values", "of": len(counts) + len(gone), "values": values}

    def _range(self, name: str, kind: str, shared: dict[str, Any]) -> dict[str, Any] | None:
        lowest, highest = map(_plain, self._extents[name])
        if lowest is None or lowest == highest:
            return None
        low, high = self.session.query.between.get(name, (None, None))
        return {**shared, "kind": kind, "lowest": lowest, "highest": highest, "low": low, "high": high}


def own_too(papers: pd.DataFrame, fields: tuple[str, ...]) -> tuple[str, ...]:
    """Name the reader's own column, too, where a field's name was taken by the document."""
    own = fields_of(papers)
    return tuple(dict.fromkeys(name for field in fields for name in (field, own.get(field, field))))


def offered(papers: pd.DataFrame, fields: tuple[str, ...]) -> dict[str, str]:
    """Return the fields that can be filtered by and their kinds: those named, or all that tell papers apart."""
    known = {name: kind for name, kind in kinds(papers).items() if kind in CHOICES | RANGES | {"link"}}
    known |= dict.fromkeys(known.keys() & {fields_of(papers).get("stars")}, "category")  # five values, no range
    counted = {f"{name}{WORDS}": "number" for name, kind in kinds(papers).items() if kind == "text"}
    if fields:
        return {name: (known | counted)[name] for name in fields if name in known | counted}
    return {name: kind for name, kind in known.items() if name not in {"position", "url", *PLACES}}


def _in_order(low: Value, high: Value) -> tuple[Value, Value]:
    is_upside_down = low is not None and high is not None and low > high  # type: ignore[operator] # of one kind
    return (high, low) if is_upside_down else (low, high)


def _is_asked(session: Session, name: str) -> bool:
    query = session.query
    return any(name in part for part in (query.among, query.every, query.between, query.has))


def _stated_or_not(session: Session, name: str) -> list[tuple[Value, int]]:
    """Count the papers that state a link, and those that do not: nearly every link is another."""
    here = session.holding(session.query.without(name))
    states = session.papers[name].notna().to_numpy(dtype=bool)
    stated, missing = int((here & states).sum()), int((here & ~states).sum())
    return [*([(True, stated)] if stated else []), *([(None, missing)] if missing else [])]


def _choice(value: Value, count: int, *, is_on: bool) -> dict[str, Any]:
    said = "stated" if value is True else NOT_STATED if value is None else shown(value)
    return {"value": value, "label": said, "count": count, "on": is_on}


def _plain(limit: Any) -> Value:  # noqa: ANN401 - a number or a moment
    return limit.isoformat()[:10] if isinstance(limit, dt.date) else limit
