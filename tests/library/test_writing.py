"""A library is replaced whole or stays as it was, whatever happens to who writes it."""

from __future__ import annotations

import random
import resource
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pandas as pd
import pytest
from frames import plain

import explorer as ex
from explorer.errors import DocumentError
from explorer.library import writing
from explorer.library.manifest import MANIFEST, Manifest
from explorer.library.reading import check
from explorer.own import lock

SAVE = """
import sys, explorer as ex
one, other = (ex.load(name, quiet=True) for name in sys.argv[2:])
print("begun", flush=True)
while True:
    ex.save(one, sys.argv[1])
    ex.save(other, sys.argv[1])
"""


@contextmanager
def files_up_to(size):
    """Let no file grow longer, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("name", ["new/", "new.library", "new.LIBRARY/"])
def test_a_name_says_that_papers_become_a_library(tmp_path, name):
    assert (ex.save(plain(), f"{tmp_path}/{name}") / MANIFEST).exists()


def test_an_empty_folder_becomes_a_library(tmp_path):
    assert (ex.save(plain(), f"{tmp_path}/") / MANIFEST).exists()


def test_a_folder_of_other_things_is_refused(tmp_path):
    (tmp_path / "thesis.tex").write_text("")

    with pytest.raises(DocumentError) as error:
        ex.save(plain(), f"{tmp_path}/")

    expected = "expected a new name, an empty folder or a library"
    assert str(error.value) == f"{tmp_path}/: the folder holds other things ('thesis.tex'); {expected}."
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.tex"]


def test_a_file_is_refused(tmp_path):
    (tmp_path / "a.library").write_text("")

    with pytest.raises(DocumentError) as error:
        ex.save(plain(), tmp_path / "a.library")

    expected = "expected a new name, an empty folder or a library"
    assert str(error.value) == f"{tmp_path}/a.library: it is a file; {expected}."


def test_a_folder_that_is_nowhere_is_said(tmp_path):
    with pytest.raises(DocumentError) as error:
        ex.save(plain(), f"{tmp_path}/none/new/")

    said = f"{tmp_path}/none/new/: it cannot be written (No such file or directory); what was there is as it was."
    assert str(error.value) == said


@pytest.mark.parametrize("size", [0, 100, 3_000, 9_000])
def test_a_full_disk_is_said_and_leaves_the_library_as_it_was(library, papers, size):
    with files_up_to(size), pytest.raises(DocumentError) as error:
        ex.save(ex.conform([{"title": "Long", "abstract": "word " * 3_000}]), library)

    said = f"{library}: it cannot be written (File too large); what was there is as it was."
    assert str(error.value) == said
    pd.testing.assert_frame_equal(ex.load(library, quiet=True), papers)
    assert len(list(library.glob("papers-*"))) == 1


def test_a_library_that_was_never_finished_says_so_and_can_be_made(tmp_path):
    with files_up_to(100), pytest.raises(DocumentError):
        ex.save(plain(), f"{tmp_path}/new/")
    with pytest.raises(DocumentError) as error:
        ex.load(tmp_path / "new")

    assert "not finished" in str(error.value)
    assert len(ex.load(ex.save(plain(), f"{tmp_path}/new/"), quiet=True)) == 4


def test_who_cannot_have_the_library_leaves_it(library, papers, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0)

    with lock.locked(library / MANIFEST), pytest.raises(DocumentError) as error:
        ex.save(plain().head(1), library)

    problem = "another program is writing it; it stays as it was. Try again when that is done"
    assert str(error.value) == f"{library}: {problem}."
    pd.testing.assert_frame_equal(ex.load(library, quiet=True), papers)


def test_of_two_who_save_at_once_one_wins(library):
    lists = [plain().head(count) for count in (1, 2, 3)]
    savers = [Thread(target=ex.save, args=(papers, library)) for papers in lists]

    for saver in savers:
        saver.start()
    for saver in savers:
        saver.join()

    again = ex.load(library, quiet=True)
    pd.testing.assert_frame_equal(again, lists[len(again) - 1])
    assert len(list(library.glob("papers-*"))) == 1


def test_who_is_interrupted_leaves_nothing_behind(library, papers, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "put_facts", interrupted)

    with pytest.raises(KeyboardInterrupt):
        ex.save(plain().head(1), library)

    pd.testing.assert_frame_equal(ex.load(library, quiet=True), papers)
    assert len(list(library.glob("papers-*"))) == 1


def test_whoever_is_killed_leaves_a_library_that_is_whole(tmp_path):
    lists = {count: plain().head(count) for count in (1, 4)}
    named = [str(ex.save(papers, tmp_path / f"{count}.csv")) for count, papers in lists.items()]
    library = ex.save(lists[1], f"{tmp_path}/kept/")
    chance = random.Random(36)

    for _ in range(3):
        command = [sys.executable, "-c", SAVE, str(library), *named]
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(ex.__file__).parents[1]) as saving:
            saving.stdout.readline()
            with pytest.raises(subprocess.TimeoutExpired):
                saving.wait(chance.uniform(0, 0.2))
            saving.send_signal(signal.SIGKILL)

        assert check(library).papers in lists
        papers = ex.load(library, quiet=True)
        assert papers["title"].tolist() == lists[len(papers)]["title"].tolist()
        assert ex.extract(papers).equals(ex.extract(lists[len(papers)]))


def test_what_a_killed_program_left_is_swept_away(library, papers):
    (library / f"papers-{'0' * 16}").mkdir()

    ex.save(papers, library)

    assert len(list(library.glob("papers-*"))) == 1


def test_whoever_may_read_the_papers_may_read_the_index(library):
    folder = library / Manifest.read(library, "").state

    modes = {path.stat().st_mode for path in (folder / "index").iterdir()}

    assert modes == {(folder / "papers.arrow").stat().st_mode}


def test_a_library_inside_another_is_refused(library, papers):
    inside = library / "other.library"

    with pytest.raises(DocumentError) as error:
        ex.save(papers, inside)

    assert str(error.value) == f"{inside}: it lies inside a library; expected a place outside it."
    assert not inside.exists()
