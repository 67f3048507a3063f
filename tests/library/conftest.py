"""Libraries to test with."""

from __future__ import annotations

import pytest
from frames import plain

import explorer as ex


@pytest.fixture
def papers():
    """Four papers, with a report, a ledger and a query."""
    found = ex.merge(plain(), ex.conform([{"id": "a", "title": "Sliced Recursive Transformer", "note": "again"}]))
    found.attrs["query"] = "Query(text='trees')"
    return found


@pytest.fixture
def library(tmp_path, papers):
    """A library of these papers."""
    return ex.save(papers, f"{tmp_path}/kept/")
