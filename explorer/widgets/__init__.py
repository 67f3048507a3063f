"""Thin editors and watchers of a session, to be put on a page."""

from __future__ import annotations

from explorer.widgets.board import Board
from explorer.widgets.compare import Compare
from explorer.widgets.export import Export
from explorer.widgets.filters import Filters
from explorer.widgets.groups import Groups
from explorer.widgets.ledger import Ledger
from explorer.widgets.map import Map
from explorer.widgets.page import Page
from explorer.widgets.paper import Paper
from explorer.widgets.papers import Papers
from explorer.widgets.plot import Plot
from explorer.widgets.report import Report
from explorer.widgets.search import Search

__all__ = [
    "Board",
    "Compare",
    "Export",
    "Filters",
    "Groups",
    "Ledger",
    "Map",
    "Page",
    "Paper",
    "Papers",
    "Plot",
    "Report",
    "Search",
]
