"""A library is searched by the index that it keeps, which finds what a reading finds."""

from __future__ import annotations

import pytest
from frames import UGLY, ugly

import explorer as ex
from explorer.library.writing import write
from explorer.search.scan import Scan

TYPED = ("transformer", '"recursive transformer"', "-trees", "tr*", "title:trees", "c++", "g^n", "état", "author:ada")


def found(papers, text):
    return Scan(papers).select(ex.Query(text)).index.tolist()


@pytest.mark.parametrize("name", UGLY)
@pytest.mark.parametrize("text", TYPED)
def test_a_library_finds_what_its_document_does(name, text, tmp_path):
    papers = ugly(name)

    kept = ex.load(write(papers, tmp_path / "kept", facts=False), quiet=True)

    assert found(kept, text) == found(papers, text)
