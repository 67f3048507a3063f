import json
from pathlib import Path
from unittest.mock import Mock

import pandas as pd
import pytest

from explorer.errors import DocumentError, TakenError
from explorer.formats import FORMATS, Format, Reading, load, register, save, shipped

KNOWN = ", ".join(FORMATS)
ENDINGS = {ending for form in FORMATS.values() if form.write for ending in form.suffixes}
WRITTEN = ", ".join(sorted({*ENDINGS, ".library"}))


def refused(*documents):
    with pytest.raises(DocumentError) as error:
        load(*documents)
    return str(error.value)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it is empty; expected a list of papers"),
        (b"\n \n", "it is empty; expected a list of papers"),
        (b"\x7fELF\0\0\1", f"it is a binary file, not a list of papers; known formats: {KNOWN}"),
        (b"Dear reader,\nno list here.", f"no format reads it; known formats: {KNOWN}"),
        (b"a" * 100_000_000, f"no format reads it; known formats: {KNOWN}"),
    ],
    ids=["empty", "blank", "binary", "prose", "one line of 100 MB"],
)
def test_what_is_no_paper_list_is_refused_in_one_sentence(written, content, problem):
    path = written(content)

    assert refused(path) == f"{path}: {problem}."


def test_a_list_cut_by_a_zero_byte_names_its_line(written):
    path = written(b'{"title": "One"}\n{"title": "Two\0"}\n')

    assert refused(path) == f"{path}, line 2: it holds a zero byte; expected text in UTF-8."


def test_a_missing_file_is_refused_with_where_it_was_looked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert refused("nowhere.csv") == (f"nowhere.csv: there is no such file or folder; names start from {tmp_path}.")


@pytest.mark.parametrize("name", ["a\0b", "a" * 5_000])
def test_an_impossible_name_is_refused(name):
    with pytest.raises(DocumentError):
        load(name)


def test_a_file_that_may_not_be_read_is_refused(written, monkeypatch):
    path = written("[]")
    monkeypatch.setattr(Path, "open", Mock(side_effect=PermissionError(13, "Permission denied")))

    assert refused(path) == (f"{path}: it cannot be opened (Permission denied); expected a file that you may read.")


def test_a_link_to_itself_is_refused(tmp_path):
    path = tmp_path / "loop"
    path.symlink_to(path)

    assert refused(path).startswith(f"{path}: it cannot be opened (")


def test_a_device_is_refused():
    assert refused("/dev/null") == "/dev/null: it is neither a file nor a folder; expected a list of papers."


def test_a_folder_gives_every_document_and_names_what_is_none(written, tmp_path, capsys):
    written("title,note\nOne,a\n", "a.csv")
    written("Read me.", "README.md")
    written("[{", "broken.json")
    written("hidden", ".hidden")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.jsonl").write_text('{"title": "Two"}\n{"title": "One"}\n')
    (tmp_path / "in" / "loop").symlink_to(tmp_path)

    papers = load(tmp_path)

    assert papers["source"].tolist() == ["a.csv", "in/b.jsonl"]
    assert capsys.readouterr().out == (
        "README.md: skipped, no format reads it.\n"
        "a.csv: 1 paper read.\n"
        "broken.json: skipped, line 1, column 3: the JSON ends in the middle; the file was cut off; "
        'expected a list of papers, or {"data": [...]}.\n'
        "in/b.jsonl: 2 papers read, 1 merged (1 by title).\n"
    )


def test_a_folder_without_documents_is_refused(tmp_path, written):
    written("Read me.", "README.md")

    assert refused(tmp_path) == (f"{tmp_path}: none of its 1 files is a document; known formats: {KNOWN}.")


def test_several_documents_make_one_frame_and_a_row_each_in_the_report(data):
    papers = load(data / "papers.csv", str(data / "papers.jsonl"), quiet=True)

    report = papers.attrs["report"]
    assert len(papers) == 2
    assert report["read"].sum() - report["merged"].sum() == len(papers)
    assert report["document"].tolist() == ["papers.csv", "papers.jsonl"]
    assert report["merged"].tolist() == [0, 2]


def test_several_documents_are_merged_by_names_and_that_is_said(written, capsys):
    one = written(
        '{"id": "k1", "title": "Sliced Nets", "doi": "10.1000/x"}\n{"id": "k2", "title": "Trees"}\n', "a.jsonl"
    )
    two = written('{"id": "k3", "doi": "10.1000/X", "year": 2024}\n{"id": "k4", "title": "Trees"}\n', "b.jsonl")

    papers = load(one, two)

    assert papers.index.tolist() == ["k1", "k2", "k4"]
    assert capsys.readouterr().out == "a.jsonl: 2 papers read.\nb.jsonl: 2 papers read, 1 merged (1 by DOI).\n"
    assert papers.attrs["ledger"][:] == [
        {
            "paper": "k1",
            "merged": "k3",
            "source": "b.jsonl",
            "position": 1,
            "by": "doi",
            "score": 100.0,
            "gave": ["year"],
            "lost": {"doi": {"kept": "10.1000/x", "lost": "10.1000/X"}},
        }
    ]


def test_one_document_is_read_as_it_stands(written):
    record = '{"id": "%s", "title": "Sliced Nets", "doi": "10.1000/x"}\n'

    papers = load(written(record % "k1" + record % "k2", "a.jsonl"), quiet=True)

    assert papers.index.tolist() == ["k1", "k2"]
    assert papers.attrs["ledger"] == []


def test_without_names_the_documents_being_served_are_read(data, monkeypatch):
    monkeypatch.setenv("EXPLORER_DOCUMENTS", json.dumps([str(data / "papers.csv")]))

    assert set(load(quiet=True)["source"]) == {"papers.csv"}


def test_without_names_and_server_the_shipped_document_is_read(monkeypatch):
    monkeypatch.delenv("EXPLORER_DOCUMENTS", raising=False)

    pd.testing.assert_frame_equal(load(quiet=True), load(shipped(), quiet=True))


def test_a_wrong_list_of_served_documents_is_refused(monkeypatch):
    monkeypatch.setenv("EXPLORER_DOCUMENTS", "data")

    assert refused() == "EXPLORER_DOCUMENTS: it is no JSON list of paths."


def test_the_name_of_a_file_says_nothing(data, written):
    papers = load(written((data / "hub-list.json").read_bytes(), "papers.csv"), quiet=True)

    assert papers.attrs["report"][0]["format"] == "Hugging Face JSON"


def test_a_format_nobody_writes_is_refused(tmp_path):
    path = tmp_path / "x.docx"

    with pytest.raises(DocumentError) as error:
        save(pd.DataFrame(), path)

    assert str(error.value) == (f"{path}: no format writes '.docx' files; known: {WRITTEN}.")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    path = tmp_path / "nowhere" / "x.csv"

    with pytest.raises(DocumentError, match="there is no such file or folder"):
        save(pd.DataFrame({"title": ["One"]}), path)

    assert list(tmp_path.iterdir()) == []


def test_a_taken_format_is_refused():
    with pytest.raises(TakenError):
        register(Format("CSV", (), lambda _: 0.0, lambda _: Reading()))

    assert FORMATS["CSV"].suffixes == (".csv",)


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", None),
        ("cp1252", "read as Windows-1252, because byte 0xE9 in line 2 is not UTF-8"),
    ],
)
@pytest.mark.parametrize("text", ["title,note\nCafé,a\n", '{"a": "",\n"title": "Café"}', '[\n{"title": "Café"}]'])
def test_each_usual_encoding_is_read_and_a_guess_is_said(written, encoding, note, text):
    papers = load(written(text.encode(encoding)), quiet=True)

    assert papers["title"].tolist() == ["Café"]
    assert papers.attrs["report"][0]["note"] == note


def test_bytes_that_are_no_text_name_their_line(written):
    path = written(b"title,note\nCaf\x81\xe9,a\n")

    assert refused(path) == (f"{path}, line 2: it holds bytes that are neither UTF-8 nor Windows-1252 text.")


@pytest.mark.parametrize("name", ["odd.csv", "odd.library"])
def test_papers_of_one_id_are_saved_as_one_and_that_is_said(name, tmp_path, capsys):
    papers = load(quiet=True).head(3)

    save(pd.concat([papers, papers.head(1)]), tmp_path / name)

    assert capsys.readouterr().out == f"{name}: 1 paper merged into another of the same id.\n"
    assert load(tmp_path / name, quiet=True).index.tolist() == papers.index.tolist()


def test_where_a_whole_name_starts_is_not_said(tmp_path):
    with pytest.raises(DocumentError) as error:
        load(tmp_path / "nowhere")

    assert str(error.value) == f"{tmp_path}/nowhere: there is no such file or folder."


def test_an_empty_record_is_not_said_to_be_merged(tmp_path, capsys):
    save(pd.DataFrame({"id": ["a", None], "title": ["Trees", None]}), tmp_path / "odd.csv")

    assert capsys.readouterr().out == ""
