"""What many papers say is known without a search, and is what a reading finds."""

from __future__ import annotations

import errno
import os
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import frame, papers, typed

from explorer.errors import DocumentError
from explorer.library.reading import opened
from explorer.library.writing import write
from explorer.search.bits import unpacked
from explorer.search.index import Index
from explorer.search.often import NEEDLES, SETS, Often
from explorer.search.reading import Reader
from explorer.search.words import Words
from explorer.terms import Term, parse


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    """Let two papers be many, and all sets be made of more than one piece."""
    for name, value in (("writing.MANY", 2), ("writing.BATCH", 3), ("frequent.TOGETHER", 64), ("frequent.SAMPLE", 50)):
        monkeypatch.setattr(f"explorer.search.{name}", value)


def titles(*said):
    return frame([{"title": title, "abstract": None, "venue": None} for title in said])


def known(index):
    return {needle: unpacked(index._often._sets[place], index.count) for needle, place in index._often._places.items()}


def index_of(rows):
    with TemporaryDirectory() as folder:
        return Index.build(rows, Path(folder))


def test_words_and_beginnings_that_many_say_are_known():
    sets = known(index_of(titles("graph trees", "graph", "grammar", *["other"] * 7)))

    assert sets["graph "].tolist() == [True, True, *[False] * 8]
    assert sets["gra"].tolist() == [True, True, True, *[False] * 7]
    assert "grap" in sets
    assert "gramm" not in sets
    assert "grammar " in sets


def test_a_beginning_holds_the_words_that_few_say():
    sets = known(index_of(titles(*(f"gr{at}" for at in range(40)))))

    assert list(sets) == ["g", "gr", "gr1", "gr2", "gr3"]
    assert sets["gr"].all()


@settings(max_examples=15, deadline=None)
@given(rows=st.lists(papers, min_size=1, max_size=40).map(lambda lists: [*chain.from_iterable(lists)]))
def test_each_set_is_what_a_reading_finds(rows):
    index, reader = index_of(frame(rows)), Reader(frame(rows))

    for needle, holding in known(index).items():
        term = Term((needle.strip(),), prefix=not needle.endswith(" "))
        assert holding.tolist() == reader.holding([term]).tolist()


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("explorer.search.writing.MANY", 2)
        patch.setattr("explorer.search.writing.BATCH", 3)
        patch.setattr("explorer.search.frequent.TOGETHER", 64)
        rows = titles(*(f"re{at % 3} naïve x{at} {'日本語 a_b' if at % 2 else 'recursive'}" for at in range(200)))
        return write(rows, tmp_path_factory.mktemp("often") / "kept.library", facts=False)


@settings(max_examples=100, deadline=None)
@given(text=typed)
def test_terms_that_are_known_and_terms_that_are_not_are_found_together(library, text):
    rows = opened(library)

    found = Words(rows).holding(text)

    assert found.tolist() == Reader(rows).holding(parse(text)).tolist()


@pytest.mark.parametrize(
    "text", ["re* x7", "-re0 x7", "-re0 -x7", "-x7", "naïve -recursive", "x7 x8", "title:re0 naïve", '"naïve x7" re1']
)
def test_they_are_found_together_wanted_and_unwanted(library, text):
    rows = opened(library)

    assert Words(rows)._index._often._places
    assert Words(rows).holding(text).tolist() == Reader(rows).holding(parse(text)).tolist()


@pytest.mark.parametrize(("name", "kept"), [(SETS, 200), (SETS, 0), (NEEDLES, 40)])
def test_sets_that_are_not_whole_are_refused(library, tmp_path, name, kept):
    for path in next(library.glob("papers-*/index")).glob("often.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes()[: kept if path.name == name else None])

    with pytest.raises((ValueError, OSError, EOFError)):
        Often.open(tmp_path, 200)


def test_sets_of_other_papers_are_refused(library):
    with pytest.raises(ValueError, match=r"often.npy holds \(\d+, 4\)"):
        Often.open(next(library.glob("papers-*/index")), 900)


def test_of_papers_without_words_nothing_is_known():
    numbers = pd.DataFrame({"year": pd.Series([1, 2, 3], dtype=pd.ArrowDtype(pa.int64()))}).rename_axis("id")

    assert known(index_of(numbers)) == {}
    assert known(index_of(titles("", None, "-"))) == {}


@pytest.mark.skipif(not hasattr(os, "posix_fallocate"), reason="no room can be taken here")
def test_a_disk_without_room_for_the_sets_is_said(library, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = opened(library)
    monkeypatch.setattr(os, "posix_fallocate", refuse)

    with pytest.raises(DocumentError, match="No space left on device"):
        write(before, library, facts=False)

    assert opened(library).equals(before)
