"""`explorer index` makes a library, checks one, and says so in a sentence."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from frames import plain

import explorer as ex
from explorer.cli import main
from explorer.library.manifest import MANIFEST
from explorer.search import meaning
from explorer.serve import prepare


def run(*arguments):
    return CliRunner().invoke(main, ["index", *map(str, arguments)])


@pytest.fixture
def document(tmp_path):
    """A list of four papers."""
    return ex.save(plain(), tmp_path / "list.csv")


def test_a_document_becomes_a_library(document, tmp_path):
    outcome = run(document, "-o", f"{tmp_path}/kept")

    assert outcome.stdout == f"list.csv: 4 papers read.\n{tmp_path}/kept: 4 papers, with facts.\n"
    assert ex.load(tmp_path / "kept", quiet=True).index.tolist() == list("abcd")


def test_facts_can_be_left_out(document, tmp_path):
    outcome = run(document, "-o", f"{tmp_path}/kept/", "--no-facts")

    assert outcome.stdout.endswith("kept/: 4 papers, without facts.\n")
    assert ex.extract(ex.load(tmp_path / "kept", quiet=True)).equals(ex.extract(plain()))


def test_words_vectors_and_the_map_are_made_beforehand_and_kept_in_the_library(document, tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_CACHE", str(tmp_path / "cache"))

    outcome = run(document, "-o", f"{tmp_path}/kept/", "--near", "--meaning", "--map")

    assert outcome.stdout.endswith("kept/: 4 papers, with facts, weighed words, vectors and a map.\n")
    kinds = {path.name.partition("-")[0] for path in (tmp_path / "kept" / "extras").iterdir()}
    assert kinds == {"vectors", "words"}  # four papers stand in a line, which is not worth a file


def test_without_a_model_no_library_is_begun(document, tmp_path, monkeypatch):
    monkeypatch.setattr(meaning, "is_at_hand", lambda: False)

    outcome = run(document, "-o", f"{tmp_path}/kept/", "--meaning")

    assert outcome.stderr == "Comparing by meaning needs more packages: pip install 'explorer[semantic]'.\n"
    assert not (tmp_path / "kept").exists()


def test_a_whole_library_is_said(document, tmp_path):
    run(document, "-o", f"{tmp_path}/kept/")

    assert run("--check", f"{tmp_path}/kept").stdout == f"{tmp_path}/kept: 4 papers, every byte as it was written.\n"


def test_a_damaged_library_is_said(document, tmp_path):
    run(document, "-o", f"{tmp_path}/kept/")
    next(tmp_path.glob("kept/papers-*/facts.arrow")).unlink()

    outcome = run("--check", tmp_path / "kept")

    assert outcome.exit_code == 2
    assert outcome.stderr.startswith(f"{tmp_path}/kept: its facts.arrow is missing; ")


def test_what_is_kept_beside_and_damaged_is_said(document, tmp_path):
    run(document, "-o", f"{tmp_path}/kept/", "--near")
    words = next(tmp_path.glob("kept/extras/words-*"))
    words.write_bytes(words.read_bytes()[:-1])

    assert run("--check", f"{tmp_path}/kept").stdout == (
        f"{tmp_path}/kept: 4 papers, every byte as it was written; "
        f"its extras are not ({words.name}), and are made anew when they are asked for.\n"
    )


def test_a_check_makes_no_library(document, tmp_path):
    outcome = run(document, "-o", tmp_path / "other", "--check", tmp_path / "kept")

    assert "--check reads a library and makes none: name it alone" in outcome.stderr
    assert not (tmp_path / "other").exists()


def test_only_a_library_is_checked(tmp_path):
    outcome = run("--check", tmp_path)

    assert outcome.exit_code == 2
    assert outcome.stderr == f"{tmp_path}: it is no library; expected a folder that `explorer index` made.\n"


def test_a_library_needs_a_name():
    assert "Name the library: -o library/" in run().stderr


def test_a_folder_of_other_things_is_refused_before_anything_is_read(document, tmp_path):
    outcome = run("none.json", "-o", tmp_path)

    assert outcome.exit_code == 2
    assert outcome.stderr.startswith(f"{tmp_path}: the folder holds other things ('{document.name}'); ")


def test_a_bad_document_leaves_no_library(tmp_path):
    outcome = run(tmp_path / "none.json", "-o", f"{tmp_path}/kept/")

    assert outcome.exit_code == 2
    assert not (tmp_path / "kept").exists()


def test_a_library_is_served(document, tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DOCUMENTS", "")
    run(document, "-o", f"{tmp_path}/kept/")

    assert prepare([f"{tmp_path}/kept/"]) == "4 papers"
    assert ex.load(quiet=True).attrs["library"].startswith(f"{tmp_path}/kept/papers-")


def test_a_killed_library_is_not_served(document, tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_NOTES", "")
    run(document, "-o", f"{tmp_path}/kept/")
    (tmp_path / "kept" / MANIFEST).unlink()

    outcome = CliRunner().invoke(main, ["serve", f"{tmp_path}/kept/"])

    assert outcome.exit_code == 2
    assert "not finished or not copied whole" in outcome.stderr
