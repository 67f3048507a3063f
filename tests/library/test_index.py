"""A library is searched by the index that it keeps, which finds what a reading finds."""

from __future__ import annotations

import numpy as np
import pytest
from frames import UGLY, plain, ugly

import explorer as ex
from explorer.library import reading
from explorer.library.writing import write
from explorer.search.index import Index
from explorer.search.scan import Scan
from explorer.search.words import Words
from explorer.terms import parse

TYPED = ("transformer", '"recursive transformer"', "-trees", "tr*", "title:trees", "c++", "g^n", "état", "author:ada")


@pytest.fixture
def built(library, monkeypatch):
    """List the papers that are indexed, once there is a library."""
    assert library.exists()
    found = []
    monkeypatch.setattr(Index, "build", found.append)
    return found


def found(papers, text):
    return Scan(papers).select(ex.Query(text)).index.tolist()


@pytest.mark.parametrize("text", TYPED)
def test_nothing_is_indexed_again(library, built, text):
    papers = ex.load(library, quiet=True)

    holding = Scan(papers).holding(text)

    assert holding.tolist() == Words(papers)._read.holding(parse(text)).tolist()
    assert built == []


@pytest.mark.parametrize("name", UGLY)
@pytest.mark.parametrize("text", TYPED)
def test_a_library_finds_what_its_document_does(name, text, tmp_path):
    papers = ugly(name)

    kept = ex.load(write(papers, tmp_path / "kept", facts=False), quiet=True)

    assert found(kept, text) == found(papers, text)


def test_columns_of_facts_leave_the_index_as_it_is(library, built):
    papers = ex.load(library, quiet=True)

    enriched = ex.enrich(papers, ex.extract(papers))

    assert found(enriched, "transformer") == found(papers, "transformer") == ["a"]
    assert built == []


def test_a_part_of_a_library_is_searched_by_itself(library):
    papers = ex.load(library, quiet=True)

    assert found(papers.iloc[::-1], "-nowhere") == papers.index[::-1].tolist()


def test_an_index_of_another_kind_is_made_anew_and_said(library, monkeypatch, capsys):
    monkeypatch.setattr(reading, "INDEXED", 2)
    monkeypatch.setattr("explorer.search.words.INDEXED", 2)

    papers = ex.load(library)

    assert capsys.readouterr().out.endswith("kept: its index is of another kind, and made anew in memory.\n")
    assert Words(papers)._index is None
    assert found(papers, "transformer") == found(plain(), "transformer")


def test_an_index_that_tantivy_cannot_read_is_made_anew(library):
    papers = ex.load(library, quiet=True)
    for path in library.glob("papers-*/index/*"):
        path.write_bytes(b"?")

    assert Words(papers)._index is None
    assert found(papers, "transformer") == found(plain(), "transformer")


def test_who_reads_a_library_goes_on_when_it_is_replaced(library):
    scan = Scan(ex.load(library, quiet=True))

    ex.save(plain().head(1), library)

    assert len(list(library.glob("papers-*"))) == 1
    assert np.array_equal(scan.holding("transformer"), Scan(plain()).holding("transformer"))


def test_an_index_that_lacks_papers_is_made_anew(library, monkeypatch):
    half = Index.build(plain().head(2))
    monkeypatch.setattr(Index, "open", {reading.held(ex.load(library, quiet=True)).state / "index": half}.get)

    assert Words(ex.load(library, quiet=True))._index is None
