"""What a process does once for all the kernels that are forked from it."""

from __future__ import annotations

import ipywidgets

import explorer as ex
from explorer import charts, widgets
from explorer.comparison.parts import offered
from explorer.comparison.table import fields

FIRST = ("source", "venue", "topics", "keywords", "year")  # counted sooner than all texts are read for their lengths


def lay_out() -> None:
    """Make a page as a dashboard does; while ipykernel is not there, its widgets speak to nobody."""
    papers = ex.load(quiet=True)
    facts = ex.extract(papers, at_most=20_000)
    session = ex.Session(ex.enrich(papers, facts), facts, ex.Query("a"))
    widgets.Page(
        widgets.Search(session), widgets.Export(session), widgets.Papers(session), widgets.Filters(session),
        widgets.Paper(session), widgets.Plot(session, *map(charts.Count, FIRST), charts.Lengths()),
    )  # fmt: skip
    session.query = ex.Query()
    ipywidgets.Widget.close_all()


def look_further() -> None:
    """Count what parts papers into groups."""
    papers = ex.load(quiet=True)
    papers = ex.enrich(papers, ex.extract(papers, at_most=20_000))
    offered(papers)
    fields(papers)


def listen() -> None:
    """Let a kernel hear from widgets: ipywidgets does so when it is imported in a kernel, not before one is there."""
    ipywidgets.register_comm_target()
