"""An interactive, notebook-based explorer of research-paper lists."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer import charts, widgets
    from explorer.claims import ledger
    from explorer.comparison import compare, group
    from explorer.errors import ExplorerError
    from explorer.facts.enrich import enrich
    from explorer.facts.kept import extract
    from explorer.formats import load, save
    from explorer.lists import common, merge, new, only
    from explorer.own.columns import annotate
    from explorer.papers import conform
    from explorer.query import Query
    from explorer.search.similar import similar
    from explorer.session import Session

__version__ = "0.1.0"
__all__ = [
    "ExplorerError",
    "Query",
    "Session",
    "annotate",
    "charts",
    "common",
    "compare",
    "conform",
    "enrich",
    "extract",
    "group",
    "ledger",
    "load",
    "merge",
    "new",
    "only",
    "save",
    "similar",
    "widgets",
]

_HOMES = {
    "ExplorerError": "errors",
    "Query": "query",
    "Session": "session",
    "annotate": "own.columns",
    "common": "lists",
    "compare": "comparison",
    "conform": "papers",
    "enrich": "facts.enrich",
    "extract": "facts.kept",
    "group": "comparison",
    "ledger": "claims",
    "load": "formats",
    "merge": "lists",
    "new": "lists",
    "only": "lists",
    "save": "formats",
    "similar": "search.similar",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a public name, whatever it is
    """Load a public name on first use (PEP 562): `import explorer` alone costs next to nothing."""
    if name not in __all__:
        raise AttributeError(f"module 'explorer' has no attribute {name!r}")
    home = _HOMES.get(name)
    found = getattr(importlib.import_module(f"explorer.{home}"), name) if home else _room(name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def _room(name: str) -> Any:  # noqa: ANN401 - a module
    return importlib.import_module(f"explorer.{name}")
