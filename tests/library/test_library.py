"""A library gives back what was saved: papers, facts, and what was done to them."""

from __future__ import annotations

import json

import pandas as pd
import pyarrow as pa
import pytest
from frames import UGLY, plain, ugly

import explorer as ex
from explorer.facts import frame as reading_facts
from explorer.library import facts as facts_module
from explorer.library import files, reading, tables, writing
from explorer.library.manifest import MANIFEST
from explorer.own.change import Change


def state(library):
    return next(library.glob("papers-*"))


def test_papers_come_back_as_they_were(library, papers):
    pd.testing.assert_frame_equal(ex.load(library, quiet=True), papers)


@pytest.mark.parametrize("name", UGLY)
def test_ugly_papers_come_back_as_they_were(name, tmp_path):
    papers = ugly(name)

    again = ex.load(ex.save(papers, f"{tmp_path}/kept/"), quiet=True)

    pd.testing.assert_frame_equal(again, papers)
    pd.testing.assert_frame_equal(ex.extract(again), ex.extract(papers))
    pd.testing.assert_frame_equal(ex.enrich(again, ex.extract(again)), ex.enrich(papers, ex.extract(papers)))


def test_many_batches_come_back_as_one_list(tmp_path, monkeypatch, papers):
    monkeypatch.setattr(tables, "ROWS", 3)
    monkeypatch.setattr(facts_module, "PIECE", 3)

    again = ex.load(ex.save(papers, f"{tmp_path}/kept/"), quiet=True)

    pd.testing.assert_frame_equal(again, papers)
    pd.testing.assert_frame_equal(ex.extract(again), ex.extract(papers))
    pd.testing.assert_frame_equal(ex.enrich(again, ex.extract(again)), ex.enrich(papers, ex.extract(papers)))


def test_what_was_done_to_papers_comes_back(library, papers):
    again = ex.load(library, quiet=True)

    assert {name: again.attrs[name] for name in papers.attrs} == papers.attrs


def test_a_library_is_said_by_the_documents_it_was_made_of(tmp_path, capsys):
    ex.save(plain(), tmp_path / "list.csv")
    ex.save(ex.load(tmp_path / "list.csv", quiet=True), f"{tmp_path}/kept/")

    ex.load(tmp_path / "kept")

    assert capsys.readouterr().out == "list.csv: 4 papers read.\n"


def test_a_library_of_a_selection_says_how_many_it_keeps(tmp_path, capsys):
    ex.save(plain().head(1), f"{tmp_path}/kept/")

    ex.load(tmp_path / "kept")

    assert capsys.readouterr().out == "records: 4 papers read.\nkept: 1 of 4 papers are kept.\n"


def test_facts_of_another_grammar_are_said(library, monkeypatch, capsys):
    monkeypatch.setattr(reading, "grammar", lambda: b"newer")

    ex.load(library)

    assert capsys.readouterr().out.endswith(f"kept: its facts are those that explorer {ex.__version__} read.\n")


def test_facts_of_another_grammar_are_read_anew_when_the_library_is_saved(tmp_path, monkeypatch, capsys):
    with monkeypatch.context() as older:
        older.setattr(writing, "grammar", lambda: b"older")
        library = ex.save(plain(), f"{tmp_path}/kept/")

    ex.save(ex.load(library, quiet=True), library)

    ex.load(library)
    assert capsys.readouterr().out == "records: 4 papers read.\n"


def test_a_library_and_a_document_are_merged(library):
    papers = ex.load(library, '{"id": "z", "title": "Another"}\n', quiet=True)

    assert papers.index.tolist() == ["a", "b", "c", "d", "z"]
    assert papers.attrs["report"]["document"].tolist() == ["records", "records", "text"]


@pytest.mark.parametrize("named", ["{}/*", "{}"])
def test_a_library_is_found_in_a_folder_and_by_a_pattern(named, library, capsys):
    ex.save(ex.conform([{"id": "z", "title": "Another"}]), library.parent / "more.csv")

    papers = ex.load(named.format(library.parent))

    assert papers.index.tolist() == ["a", "b", "c", "d", "z"]
    assert "skipped" not in capsys.readouterr().out


def test_columns_and_ids_are_not_copied(library):
    papers = ex.load(library, quiet=True)

    table = reading._OPEN[papers.attrs["library"]].papers
    columns = [papers.index, *(papers[name] for name in papers)]
    shared = [tables.is_shared(values.array.__arrow_array__(), table.column(values.name)) for values in columns]
    assert shared == [True] * len(table.column_names)


def test_a_library_s_facts_are_not_read_again(library, monkeypatch):
    monkeypatch.setattr(reading_facts, "extract", None)
    papers = ex.load(library, quiet=True)

    assert ex.extract(papers)["paper"].unique().tolist() == ["a", "c"]


def test_facts_of_changed_papers_are_their_own(library):
    papers = ex.load(library, quiet=True)
    papers.loc["a", "abstract"] = "It is 30% faster."

    facts = ex.extract(papers)

    assert facts.query("kind == 'result'")["text"].tolist() == ["30%"]


def test_facts_of_some_papers_are_theirs(library):
    papers = ex.load(library, quiet=True)

    assert set(ex.extract(papers.loc[["a", "b"]])["paper"]) == {"a"}


def test_a_document_s_value_that_came_later_is_not_overwritten(library):
    papers = ex.load(library, quiet=True)
    facts = ex.extract(papers)

    enriched = ex.enrich(papers.assign(claims="mine"), facts)

    assert enriched["claims"].tolist() == ["mine"] * 4


def test_a_library_of_a_library_has_its_facts(library, tmp_path, monkeypatch):
    facts = ex.extract(ex.load(library, quiet=True))
    monkeypatch.setattr(reading_facts, "extract", None)

    again = ex.load(ex.save(ex.load(library, quiet=True), tmp_path / "next.library"), quiet=True)

    pd.testing.assert_frame_equal(ex.extract(again), facts)


def test_a_library_is_saved_over_itself(library, papers):
    ex.save(ex.load(library, quiet=True), library)

    pd.testing.assert_frame_equal(ex.load(library, quiet=True), papers)
    assert len(list(library.glob("papers-*"))) == 1


def test_notes_lie_in_the_library_and_stay_when_it_is_replaced(library, papers, monkeypatch):
    monkeypatch.delenv("EXPLORER_NOTES", raising=False)
    session = ex.Session(ex.load(library, quiet=True))
    session.note(Change("a", "stars", 5))

    ex.save(papers, library)

    assert ex.load(library, quiet=True).loc["a", "stars"] == 5
    assert (library / "papers.notes.jsonl").exists()


def test_a_library_says_what_it_is(library):
    held = json.loads((library / MANIFEST).read_text())

    assert held["version"] == 1
    assert held["library"]["papers"] == 4
    kept = state(library)
    assert held["library"]["files"].keys() == {path.relative_to(kept).as_posix() for path in files.visible(kept)}
    assert held["library"]["fields"]["authors"] == str(pa.list_(pa.string()))
