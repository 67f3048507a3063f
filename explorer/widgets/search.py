"""The search box: what is typed becomes the query's text, and what is asked stands below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import traitlets

from explorer.widgets.base import Widget, guarded, script, style
from explorer.widgets.html import label, shown

if TYPE_CHECKING:
    from explorer.query import Query
    from explorer.session import Session


class Search(Widget):
    """Edit the query's text as the reader types, and show the rest of the query as chips that can be taken off."""

    _esm = script("search")
    _css = style("search")
    edits = ("value",)
    value = traitlets.Unicode().tag(sync=True)
    where = traitlets.Unicode().tag(sync=True)
    addressed = traitlets.Bool(False).tag(sync=True)  # noqa: FBT003 - whether the address holds what is typed
    chips: traitlets.List[Any] = traitlets.List().tag(sync=True)

    def __init__(self, session: Session, where: str = "titles and abstracts") -> None:
        super().__init__(session, where=where)
        self.observe(self._ask, "value")

    def watch(self) -> None:
        """Show the query."""
        self.value = self.session.query.text
        self.chips = chips(self.session.query)

    def _do_drop(self, message: dict[str, Any]) -> None:
        """Take one field's conditions off the query."""
        self.session.query = self.session.query.without(message["field"])

    def _do_clear(self, _: dict[str, Any]) -> None:
        """Ask for nothing."""
        self.session.query = self.session.query.unfiltered().but(text="")

    @guarded
    def _ask(self, _: object) -> None:
        if self.value != self.session.query.text:
            self.session.query = self.session.query.but(text=self.value)


def chips(query: Query) -> list[dict[str, str]]:
    """Say what is asked of each field, one chip a field and condition."""
    said = [(field, ", ".join(map(shown, values))) for field, values in query.among.items()]
    said += [(field, " and ".join(map(shown, values))) for field, values in query.every.items()]
    said += [(field, f"not {', '.join(map(shown, values))}") for field, values in query.exclude.items()]
    said += [(field, _range(*limits)) for field, limits in query.between.items()]
    said += [(field, "stated") for field in query.has]
    return [{"field": field, "label": f"{label(field)}: {words}"} for field, words in said]


def _range(low: Any, high: Any) -> str:  # noqa: ANN401 - a query's values
    if low is None:
        return f"up to {shown(high)}"
    return f"from {shown(low)}" if high is None else f"{shown(low)} to {shown(high)}"
