"""Large documents: read a batch at a time, and the same as if they were read at once."""

import errno
import json
from unittest.mock import Mock

import pandas as pd
import pyarrow as pa
import pytest

from explorer import columns
from explorer.errors import DocumentError
from explorer.formats import base, encoding, load, save, spool
from explorer.papers import conform

RECORDS = [
    {"id": "a", "title": "One", "n": 1, "mixed": 1, "note": None},
    {"id": "b", "title": "Two", "n": 2, "mixed": "x", "keywords": ["k"]},
    {"id": "c", "title": "Three", "n": 0.5, "published": "soon"},
    {"id": "d", "title": "Four", "note": "é", "source": "elsewhere"},
    {"id": "e", "title": "Five", "published": "2024-01-02"},
]


@pytest.fixture
def small(monkeypatch, whole):  # noqa: ARG001 - what is read at once is read before
    """Batches of two papers, blocks of a few bytes, and columns that are large from the first byte on."""
    for module in (base, spool):
        monkeypatch.setattr(module, "BATCH", 2)
    monkeypatch.setattr(encoding, "BLOCK", 32)
    monkeypatch.setattr(columns, "LARGE", 1)


@pytest.fixture
def whole():
    """A list, as text and as it is read at once."""
    text = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS)
    return text, load(text, quiet=True)


@pytest.mark.usefixtures("small")
def test_a_document_in_batches_is_the_same_as_at_once(whole):
    text, papers = whole

    again = load(text, quiet=True)

    pd.testing.assert_frame_equal(again[list(papers)], papers)
    assert again.attrs["report"] == papers.attrs["report"]


@pytest.mark.usefixtures("small")
def test_a_large_documents_columns_stay_in_chunks_and_small_ones_do_not(whole):
    again = load(whole[0], quiet=True)

    assert again["title"].array.__arrow_array__().num_chunks == 3
    assert whole[1]["title"].array.__arrow_array__().num_chunks == 1


@pytest.mark.usefixtures("small")
def test_a_large_column_that_conforms_is_not_copied():
    title = pa.chunked_array([["One"], ["Two"]])
    papers = columns.frame({"id": pa.chunked_array([["a"], ["b"]]), "title": title})

    found = conform(papers)["title"].array.__arrow_array__()

    assert [chunk.buffers()[2].address for chunk in found.chunks] == [
        chunk.buffers()[2].address for chunk in title.chunks
    ]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_what_was_read_in_batches_is_written_like_any_other(tmp_path, whole, suffix):
    again = load(save(load(whole[0], quiet=True), tmp_path / f"again{suffix}"), quiet=True)

    assert again.index.tolist() == list("abcde")
    assert again["mixed"].tolist()[:2] == ["1", "x"]


@pytest.mark.usefixtures("small")
def test_papers_that_stand_twice_in_a_large_document_are_merged():
    text = "".join(json.dumps({"id": name, "title": name}) + "\n" for name in "abcab")

    papers = load(text, quiet=True)

    assert papers.index.tolist() == ["a", "b", "c"]
    assert papers.attrs["report"][0]["merged"] == 2


@pytest.mark.usefixtures("small")
def test_large_documents_are_merged(whole):
    papers = load(whole[0], whole[0], '{"id": "f", "title": "Six"}\n', quiet=True)

    assert papers.index.tolist() == list("abcdef")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("last", "problem"),
    [
        (b'{"title": "\0"}', ", line 4: it holds a zero byte; expected text in UTF-8."),
        (b'{"title": "\x81"}', ", line 4: it holds bytes that are neither UTF-8 nor Windows-1252 text."),
    ],
)
def test_a_wrong_byte_in_a_later_block_names_its_line(last, problem):
    with pytest.raises(DocumentError) as error:
        load(b'{"title": "One or two words"}\n' * 3 + last)

    assert str(error.value) == f"text{problem}"


@pytest.mark.usefixtures("small")
def test_a_later_block_that_is_no_utf8_makes_the_whole_windows_1252():
    papers = load('{"title": "Café"}\n'.encode("cp1252") + b'{"title": "One or two words"}\n' * 3, quiet=True)
    again = load(b'{"title": "One or two words"}\n' * 3 + '{"title": "Café"}\n'.encode("cp1252"), quiet=True)

    assert set(papers["title"]) == set(again["title"]) == {"Café", "One or two words"}
    assert again.attrs["report"][0]["note"] == "read as Windows-1252, because byte 0xE9 in line 4 is not UTF-8"


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("encoded", ["utf-8-sig", "utf-16"])
def test_a_mark_at_the_beginning_holds_for_every_block(encoded):
    text = '{"title": "Café or tea"}\n{"title": "Tea or Café"}\n'

    assert load(text.encode(encoded), quiet=True)["title"].tolist() == ["Café or tea", "Tea or Café"]


@pytest.mark.usefixtures("small")
def test_a_line_that_never_ends_is_refused(monkeypatch):
    monkeypatch.setattr(encoding, "LONGEST_LINE", 100)

    with pytest.raises(DocumentError) as error:
        load(b'{"title": "One"}\n{"title": "' + b"a" * 400)

    assert str(error.value) == ("text, line 2: the line is longer than 0 MB, as no paper is; expected a paper a line.")


@pytest.mark.usefixtures("small")
def test_a_disk_without_room_is_said(whole, monkeypatch):
    full = Mock(side_effect=OSError(errno.ENOSPC, "No space left on device"))
    monkeypatch.setattr(spool, "_put", full)
    monkeypatch.setattr(spool, "gettempdir", lambda: "/tmp/here")

    with pytest.raises(DocumentError) as error:
        load(whole[0])

    assert str(error.value) == (
        "text: its papers cannot be kept in /tmp/here while they are read (No space left on device); "
        "free some room, or name another folder in TMPDIR."
    )
