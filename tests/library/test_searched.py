"""The index of a library is asked of its own papers as they are, and is left as it was written."""

from __future__ import annotations

import dataclasses
import shutil

import pytest
from frames import plain

import explorer as ex
from explorer.errors import DocumentError
from explorer.library import reading
from explorer.library.manifest import INDEXED
from explorer.own.change import Change
from explorer.query import Query
from explorer.search import words
from explorer.search.index import Index
from explorer.search.words import Words


@pytest.fixture
def unbuilt(library, monkeypatch):
    """Let nobody build an index, once there is a library."""
    assert library.exists()
    monkeypatch.setattr(Index, "build", None)


@pytest.fixture
def built(monkeypatch):
    """Count the indexes that are built."""
    real, papers = Index.build, []
    monkeypatch.setattr(Index, "build", lambda found, *to: papers.append(len(found)) or real(found, *to))
    return papers


def found(papers, text="recursive"):
    return ex.Session(papers, query=Query(text=text)).selected.index.tolist()


def remade(library, **changes):
    manifest = reading.Manifest.read(library, str(library))
    dataclasses.replace(manifest, **changes).write(library)


@pytest.mark.usefixtures("unbuilt")
def test_it_is_asked_of_papers_with_own_columns(library, monkeypatch):
    monkeypatch.delenv("EXPLORER_NOTES", raising=False)
    ex.Session(ex.load(library, quiet=True)).note(Change("a", "stars", 5))

    papers = ex.load(library, quiet=True)

    assert papers.loc["a", "stars"] == 5
    assert found(papers) == ["a", "b"]


@pytest.mark.parametrize("field", ["title", "abstract", "authors", "venue", "keywords"])
def test_papers_whose_words_changed_have_an_index_of_their_own(library, built, field):
    papers = ex.load(library, quiet=True)
    texts = ["new"] * 4
    papers[field] = plain()[field].array._from_sequence([texts] * 4 if field in {"authors", "keywords"} else texts)

    assert sorted(found(papers, f"{field.removesuffix('s')}:new")) == ["a", "b", "c", "d"]
    assert built == [4]


def test_a_library_saved_again_is_indexed_as_words_are_now(library, capsys):
    remade(library, indexed=INDEXED + 1)

    ex.save(ex.load(library, quiet=True), library)

    ex.load(library)
    assert "index" not in capsys.readouterr().out


def test_the_index_of_other_papers_is_not_asked(library, tmp_path, built, monkeypatch):
    monkeypatch.setattr(reading, "_check", lambda *_, **__: None)
    index = next(library.glob("papers-*/index"))
    shutil.rmtree(index)
    other = ex.save(plain().head(1), f"{tmp_path}/other/")
    shutil.copytree(next(other.glob("papers-*/index")), index)
    built.clear()

    assert found(ex.load(library, quiet=True)) == ["a", "b"]
    assert built == [4]


def test_papers_whose_library_is_gone_have_an_index_in_memory(library, built):
    papers = ex.load(library, quiet=True)
    shutil.rmtree(library)

    assert found(papers) == ["a", "b"]
    assert built == [4]


@pytest.mark.parametrize("ending", ["idx", "pos", "term", "fast", "fieldnorm", "store"])
def test_an_index_that_is_cut_off_is_said(library, ending):
    path = next(library.glob(f"papers-*/index/*.{ending}"))
    size = path.stat().st_size
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(DocumentError) as error:
        ex.load(library, quiet=True)

    said = f"its index/{path.name} has {size - 1:,} bytes, not the {size:,} that were written"
    assert str(error.value) == (f"{library}: {said}; copy the library again, or make it anew, as by `explorer index`.")


@pytest.mark.usefixtures("unbuilt")
def test_many_papers_of_a_library_are_searched_at_once(library, monkeypatch):
    monkeypatch.setattr(words, "MANY", 1)

    known = Words(ex.load(library, quiet=True))

    assert not known._builder.is_alive()
    assert known.holding("recursive").tolist() == [True, True, False, False]


def test_opening_leaves_a_library_as_it_was_written(library):
    before = {path: path.stat().st_mtime_ns for path in library.rglob("*")}

    found(ex.load(library, quiet=True))

    assert {path: path.stat().st_mtime_ns for path in library.rglob("*")} == before


@pytest.mark.usefixtures("unbuilt")
def test_a_library_is_searched_where_tantivy_may_lock_nothing(library):
    lock = next(library.glob("papers-*/index")) / ".tantivy-meta.lock"
    lock.unlink()
    lock.mkdir()

    assert found(ex.load(library, quiet=True)) == ["a", "b"]
