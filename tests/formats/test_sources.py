"""Whatever a reader names: a folder, a pattern, standard input, an open file, a text."""

import hashlib
import io
import sys
from unittest.mock import Mock

import pandas as pd
import pytest

from explorer.errors import DocumentError
from explorer.formats import load

CSV = "title,note\nOne,a\n"


@pytest.fixture
def lists(written, tmp_path):
    """A folder of lists, and one below it."""
    (tmp_path / "in").mkdir()
    for name in ("b.csv", "a.csv", ".hidden.csv", "a.notes.jsonl", "c.txt", "in/d.csv"):
        written(CSV.replace("One", name), name)
    return tmp_path


def piped(monkeypatch, content):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def refused(document):
    with pytest.raises(DocumentError) as error:
        load(document)
    return str(error.value)


@pytest.mark.parametrize("kind", [str, lambda path: path])
def test_a_pattern_gives_its_documents_in_order_and_none_that_is_hidden(lists, kind):
    assert load(kind(lists / "*.csv"), quiet=True)["source"].tolist() == ["a.csv", "b.csv"]


def test_a_pattern_may_go_through_folders(lists, monkeypatch):
    monkeypatch.chdir(lists)

    assert load("**/*.csv", quiet=True)["source"].tolist() == ["a.csv", "b.csv", "in/d.csv"]


def test_a_pattern_that_nothing_answers_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert refused("lists/*.bib") == f"lists/*.bib: no file is called so; names start from {tmp_path}."


def test_a_file_that_is_called_like_a_pattern_stands_for_itself(written):
    assert load(written(CSV, "list[1].csv"), quiet=True)["source"].tolist() == ["list[1].csv"]


def test_a_pattern_says_which_of_its_files_is_no_document(lists, written, capsys):
    written("[{", "bad.csv")

    load(lists / "*.csv")

    assert capsys.readouterr().out.splitlines()[2] == (
        "bad.csv: skipped, line 1, column 3: the JSON ends in the middle; the file was cut off; "
        'expected a list of papers, or {"data": [...]}.'
    )


def test_standard_input_is_read(monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    piped(monkeypatch, CSV.encode())

    papers = load("-")

    assert papers["source"].tolist() == ["standard input"]
    assert capsys.readouterr().out == "standard input: 1 paper read.\n"


def test_an_empty_standard_input_is_refused(monkeypatch):
    piped(monkeypatch, b"")

    assert refused("-") == "standard input: it is empty; expected a list of papers."


def test_no_standard_input_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)

    assert refused("-") == "standard input: there is none; name a file."


@pytest.mark.parametrize("mode", ["r", "rb"])
def test_an_open_file_is_read_and_stays_open(written, mode):
    with written(CSV, "list.csv").open(mode) as file:
        papers = load(file, quiet=True)

        assert papers["source"].tolist() == ["list.csv"]
        assert not file.closed


@pytest.mark.parametrize("file", [io.StringIO(CSV), io.BytesIO(CSV.encode())])
def test_a_file_without_a_name_is_read(file):
    assert load(file, quiet=True)["source"].tolist() == ["file"]


@pytest.mark.parametrize("text", [CSV, CSV.encode()])
def test_a_text_is_read(text, capsys):
    papers = load(text)

    assert papers["source"].tolist() == ["text"]
    assert capsys.readouterr().out == "text: 1 paper read.\n"


def test_a_text_that_is_no_list_is_refused():
    assert refused("title,note\nOne,Two,Three\n") == (
        "text: none of its rows is a paper (line 2: 3 cells where the header has 2); "
        "expected a header with a title or an id, and a row a paper."
    )


def test_a_closed_file_is_refused():
    file = io.BytesIO(b"[]")
    file.close()

    assert refused(file) == (
        "file: it cannot be read (I/O operation on closed file.); expected a file open for reading."
    )


def test_what_reads_as_neither_bytes_nor_text_is_refused():
    assert refused(Mock(read=lambda _: 7, name=None)).startswith("file: it cannot be read (")


@pytest.mark.parametrize("thing", [7, None, pd.DataFrame()])
def test_what_is_no_document_is_refused(thing):
    assert refused(thing) == (
        f"{type(thing).__name__}: it is no document; "
        "expected a name, a pattern, an open file or a text of several lines."
    )


def test_many_kinds_at_once_make_one_frame(lists):
    papers = load(lists / "a.csv", lists / "in", CSV, io.StringIO(CSV), quiet=True)

    assert papers.attrs["report"]["document"].tolist() == ["a.csv", "d.csv", "text", "file"]
    assert papers.attrs["report"]["merged"].tolist() == [0, 0, 0, 1]


def test_notes_lie_beside_the_first_document_that_lies_somewhere(lists):
    (lists / "papers.notes.jsonl").write_text('{"id": "a-csv", "stars": 4}\n')

    papers = load(CSV, lists / "*.csv", quiet=True)

    assert papers["stars"].tolist() == [pd.NA, 4, pd.NA]


def test_each_document_has_its_checksum(lists):
    report = load(lists / "*.csv", quiet=True).attrs["report"]

    assert report["sha256"].tolist() == [
        hashlib.sha256(CSV.replace("One", name).encode()).hexdigest() for name in ("a.csv", "b.csv")
    ]


def test_several_documents_are_no_list():
    with pytest.raises(DocumentError) as error:
        load(["a.bib", "b.ris"])

    assert str(error.value) == "list: it is no document; several are named one after another: load(*documents)."


def test_an_empty_name_names_nothing():
    with pytest.raises(DocumentError) as error:
        load("")

    assert str(error.value) == "'': nothing is named; the folder that you are in is called '.'."
