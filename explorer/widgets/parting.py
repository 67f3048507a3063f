"""How papers are parted into groups that a reader compares, and the queries that a click on them asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from explorer.charts.marks import Mark, mark_query
from explorer.charts.marks import held as is_marked
from explorer.charts.marks import narrowed as marked
from explorer.comparison.inside import Inside
from explorer.comparison.parts import free
from explorer.query import Query
from explorer.widgets.search import chips

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from explorer.rows import Rows
    from explorer.session import Session

KEPT = ""  # stands for the kept views where a field could stand
_LONGEST = 40  # characters of a kept view's first name


@dataclass(frozen=True)
class Parting:
    """Part a session's selected papers by a field, or all of its papers by the views that were kept.

    A field's groups are those of all papers, so that they and their colours stay while the query changes.
    """

    session: Session
    by: str
    groups: Mapping[str, Query]
    everyone: Inside  # which of all papers are in which group

    @classmethod
    def of(cls, session: Session, by: str, groups: Mapping[str, Query]) -> Parting:
        """Part a session's papers."""
        masks = {name: session.holding(query) for name, query in groups.items()}
        return cls(session, by, groups, Inside.of(masks, len(session.papers)))

    @cached_property
    def asked(self) -> Query:
        """Return what papers must answer to be compared: the query, but for what it asks of the field itself."""
        return self.session.query.without(self.by).but(sort=()) if self.by else Query()

    @cached_property
    def compared(self) -> Inside:
        """Say which of the papers that are compared are in which group."""
        return replace(self.everyone, among=self.session.holding(self.asked))

    @cached_property
    def rows(self) -> Rows:
        """Return the rows of the papers that are compared."""
        return np.flatnonzero(self.session.holding(self.asked))

    def inside(self, group: str, mark: Mark | None) -> Query:
        """Return the query for a group's papers, or for those that a mark stands for."""
        query, own = self.session.query, self.groups[group]
        if self.by:
            asked = query.without(self.by)
            own = asked.but(
                among={**asked.among, **own.among},
                between={**asked.between, **own.between},
                has=(*asked.has, *own.has),
            )
        return own if mark is None else narrowed(own, mark)

    def outside(self, group: str, mark: Mark | None) -> Query:
        """Return the query that no longer asks for what stood in a group."""
        query = self.session.query.without(self.by) if self.by else self.groups[group] if mark else Query()
        return turned(query, mark) if self.by and mark and is_held(query, mark) else query


def is_held(query: Query, mark: Mark) -> bool:
    """Say whether a query asks for what a mark stands for; a mark may also ask for a field to be stated."""
    return mark["has"] in query.has if "has" in mark else is_marked(query, mark)


def narrowed(query: Query, mark: Mark) -> Query:
    """Narrow a query to what a mark stands for."""
    return query.but(has=(*query.has, mark["has"])) if "has" in mark else marked(query, mark)


def turned(query: Query, mark: Mark) -> Query:
    """Narrow a query to what a mark stands for, or take that back."""
    if "has" not in mark:
        return mark_query(query, mark)
    others = tuple(name for name in query.has if name != mark["has"])
    return query.but(has=others if mark["has"] in query.has else (*others, mark["has"]))


def said(query: Query) -> str:
    """Say what a query asks, on one line."""
    return ", ".join(filter(None, [query.text, *(chip["label"] for chip in chips(query))])) or "all papers"


def named(query: Query, taken: Container[str]) -> str:
    """Give a query a short name that is not taken."""
    values = [str(value) for values in query.among.values() for value in values if value is not None]
    name = ", ".join(filter(None, [query.text, *values])) or said(query)
    return free(name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…", taken)
