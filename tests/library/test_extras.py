"""What takes long to make of papers is kept in their library, and never believed where it is not whole."""

from __future__ import annotations

import numpy as np
import pytest

import explorer as ex
from explorer.library import extras
from explorer.search import layout, meaning, pairs, vectors, weighed, weighing


@pytest.fixture(autouse=True)
def cache(monkeypatch, tmp_path):
    """An empty cache."""
    monkeypatch.setenv("EXPLORER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def model(monkeypatch):
    """A model that counts the texts that it reads; a text means its length."""

    class Model:
        key = "counting"
        read = 0

        def embed(self, texts, _=None):
            self.read += len(texts)
            return np.array([[len(text), 1] for text in texts], np.float32)

    found = Model()
    monkeypatch.setattr(vectors, "model", lambda: found)
    monkeypatch.setattr(vectors, "_KNOWN", vectors.Once(vectors.vectors))
    monkeypatch.setattr(vectors, "PART", 3)
    return found


@pytest.fixture
def many(tmp_path):
    """A library of papers that are laid out."""
    words = ("salmon river trout", "eagle mountain hawk")
    rows = [{"id": f"p{at}", "title": f"Study {at}", "abstract": f"{words[at % 2]} {at}"} for at in range(12)]
    return ex.load(ex.save(ex.conform(rows), f"{tmp_path}/many/"), quiet=True)


def names(folder):
    return sorted(path.name for path in folder.glob("*"))


def forget():
    vectors._KNOWN._kept.clear()


def test_vectors_are_read_once_and_lie_in_the_library(library, cache, model):
    papers = ex.load(library, quiet=True)
    first = np.concatenate(vectors.vectors(papers))
    forget()

    again = np.concatenate(vectors.vectors(ex.load(library, quiet=True)))

    assert again.tolist() == first.tolist()
    assert model.read == len(papers)
    assert [name.partition("-")[0] for name in names(library / "extras")] == ["vectors"] * 2
    assert names(cache) == []


def test_another_model_reads_them_anew_and_takes_their_place(library, model):
    vectors.vectors(ex.load(library, quiet=True))
    before = names(library / "extras")
    model.key = "another"
    forget()

    vectors.vectors(ex.load(library, quiet=True))

    assert model.read == 8
    assert len(names(library / "extras")) == 2
    assert not {*names(library / "extras")} & {*before}


@pytest.mark.parametrize("damage", [lambda held: held[:-1], lambda held: b"x" + held[1:], lambda _: b""])
def test_a_damaged_file_is_made_anew(library, model, damage):
    right = np.concatenate(vectors.vectors(ex.load(library, quiet=True)))
    forget()
    file = next((library / "extras").iterdir())
    file.write_bytes(damage(file.read_bytes()))

    again = np.concatenate(vectors.vectors(ex.load(library, quiet=True)))

    assert again.tolist() == right.tolist()
    assert model.read > len(right)


def test_a_library_that_cannot_be_written_leaves_them_in_the_cache(library, cache, model):
    (library / "extras").write_text("no folder")

    vectors.vectors(ex.load(library, quiet=True))
    forget()
    vectors.vectors(ex.load(library, quiet=True))

    assert model.read == 4
    assert len(names(cache)) == 2


def test_a_new_state_of_the_same_papers_finds_them_again(library, model):
    papers = ex.load(library, quiet=True)
    vectors.vectors(papers)
    forget()

    ex.save(papers, library)
    vectors.vectors(ex.load(library, quiet=True))

    assert model.read == 4


def test_the_map_is_kept_in_the_library(many, cache, monkeypatch):
    first = layout.layout(many)
    monkeypatch.setattr(layout, "made", lambda *_: pytest.fail("laid out again"))

    again = layout.layout(many)

    assert again.equals(first)
    assert names(cache) == []


def test_weighed_words_are_kept_in_the_library(many, monkeypatch):
    first = weighed.words(many)
    monkeypatch.setattr(weighing, "read", lambda *_: pytest.fail("read again"))

    again = weighed.words(many)

    assert again.stems.equals(first.stems)
    for name in ("starts", "papers", "weights", "lengths"):
        assert getattr(again, name).tolist() == getattr(first, name).tolist()


def test_no_text_is_read_to_ask_for_words_where_none_are_kept(many, monkeypatch):
    monkeypatch.setattr(weighed, "ASK", 1)
    monkeypatch.setattr(weighed, "print_of", lambda *_: pytest.fail("texts read"))

    asked = weighed.question(many)

    assert asked == f"Reading the words of {len(many)} papers takes about 1 minute here."


def test_nothing_is_asked_where_words_are_kept(many, monkeypatch):
    monkeypatch.setattr(weighed, "ASK", 1)
    weighed.words(many)

    assert weighed.question(many) == ""


def test_words_of_a_long_library_are_weighed_on_the_disk_and_leave_nothing_there(many, monkeypatch, tmp_path):
    monkeypatch.setattr(pairs, "ROWS", 3)
    folders, read = [], weighing.read
    monkeypatch.setattr(weighing, "read", lambda *given: folders.append(given[-1]) or read(*given))

    words = weighed.words(many)

    assert [folder.parent for folder in folders] == [tmp_path / "many" / "extras"]
    assert [path.name.partition("-")[0] for path in (tmp_path / "many" / "extras").iterdir()] == ["words"]
    assert words.weights.tolist() == read(many).weights.tolist()


def test_words_of_a_document_are_kept_nowhere(many, cache, tmp_path):
    weighed.words(ex.conform(many.reset_index().to_dict("records")))

    assert names(cache) == names(tmp_path / "many" / "extras") == []


def test_a_part_of_a_library_is_kept_elsewhere(many, cache):
    layout.layout(many.head(6))

    assert len(names(cache)) == 1


def test_papers_with_what_is_known_of_them_are_still_the_librarys(many, cache):
    papers = ex.enrich(many, ex.extract(many))

    layout.layout(ex.Session(papers).papers)

    assert names(cache) == []


def test_the_oldest_are_removed_from_the_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(extras, "MOST", 2)

    for name in ("map-a", "map-b", "vectors-a", "map-c"):
        extras.keep(name.encode(), name, [tmp_path])

    assert extras.kept("map-a", [tmp_path]) is None
    assert bytes(extras.kept("map-c", [tmp_path])) == b"map-c"
    assert bytes(extras.kept("vectors-a", [tmp_path])) == b"vectors-a"


@pytest.mark.skipif(not meaning.is_at_hand(), reason="the extra `semantic` is not installed")
def test_a_real_models_vectors_are_the_same_from_the_library(many):
    first = np.concatenate(vectors.vectors(many))
    forget()

    again = np.concatenate(vectors.vectors(many))

    assert again.tolist() == first.tolist()
