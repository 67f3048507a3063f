"""Packed documents: read like open ones, written, and refused where they are made to harm."""

import gzip
import hashlib
import io
import zipfile

import frames
import pandas as pd
import pyarrow as pa
import pytest

from explorer.errors import DocumentError
from explorer.formats import load, packed, save

CSV = b"title,note\nOne,a\n"
PACKED = [".gz", ".zst", ".zip"]


def zipped(**members):
    """Zip some texts; an underscore in a name stands for a dot."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return file.getvalue()


def zstandard(content):
    return pa.compress(content, "zstd", asbytes=True)


PACKERS = {"gzip": gzip.compress, "Zstandard": zstandard, "zip": lambda content: zipped(a_csv=content)}


def refused(content):
    with pytest.raises(DocumentError) as error:
        load(content)
    return str(error.value)


@pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)
def test_a_packed_document_is_known_by_its_content(written, pack):
    content = pack(CSV)

    papers = load(written(content, "list"), quiet=True)

    (row,) = papers.attrs["report"]
    assert papers["title"].tolist() == ["One"]
    assert row["format"] == "CSV"
    assert row["sha256"] == hashlib.sha256(content).hexdigest()


def test_an_archive_is_like_a_folder(written, capsys):
    content = zipped(**{"a_csv": CSV, "in/b_jsonl": '{"title": "Two"}', ".hidden": "", "c_txt": "Dear.", "in/": ""})

    papers = load(written(content, "lists.zip"))

    assert papers["source"].tolist() == ["lists.zip/a.csv", "lists.zip/in/b.jsonl"]
    assert capsys.readouterr().out.splitlines() == [
        "lists.zip/a.csv: 1 paper read.",
        "lists.zip/in/b.jsonl: 1 paper read.",
        "lists.zip/c.txt: skipped, no format reads it.",
    ]


def test_an_archive_in_a_folder_names_its_folder(written, tmp_path):
    (tmp_path / "in").mkdir()
    written(zipped(a_csv=CSV), "in/lists.zip")

    assert load(tmp_path, quiet=True)["source"].tolist() == ["in/lists.zip/a.csv"]


@pytest.mark.parametrize("inner", [gzip.compress(CSV), zipped(a_csv=CSV), zstandard(CSV)])
def test_a_packed_document_in_an_archive_is_read(inner):
    assert load(zipped(inner=inner), quiet=True)["title"].tolist() == ["One"]


def test_what_is_packed_three_times_is_refused():
    content = gzip.compress(gzip.compress(gzip.compress(CSV)))

    assert refused(content) == "text: it is packed more than twice; unpack it first."


@pytest.mark.parametrize("kind", ["gzip", "Zstandard"])
def test_what_was_cut_off_is_refused(kind):
    with pytest.raises(DocumentError, match=rf"text: what {kind} packed is damaged or cut off \(.+\); expected a wh"):
        load(PACKERS[kind](CSV)[:-6])


def test_an_archive_that_was_cut_off_is_refused():
    assert refused(zipped(a_csv=CSV)[:-6]) == (
        "text: what zip packed is damaged or cut off (File is not a zip file); expected a whole file."
    )


@pytest.mark.parametrize("kind", ["gzip", "Zstandard"])
def test_what_swells_is_refused(monkeypatch, kind):
    monkeypatch.setattr(packed, "FREE", 1_000_000)
    monkeypatch.setattr(packed, "RATIO", 2)

    assert refused(PACKERS[kind](b"title,note\n" + b"One,a\n" * 2_000_000)) == (
        "text: it unpacks to more than 1 MB, as no list of papers does; unpack it first."
    )


def test_an_archive_that_swells_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(packed, "FREE", 1_000_000)
    monkeypatch.setattr(packed, "RATIO", 2)

    assert refused(zipped(**{f"{n}_csv": b"a" * 100_000 for n in range(11)})) == (
        "text: it unpacks to more than 1 MB, as no list of papers does; unpack it first."
    )


def test_a_bomb_in_a_bomb_may_not_unpack_to_more_than_one(monkeypatch):
    monkeypatch.setattr(packed, "FREE", 1_000_000)
    monkeypatch.setattr(packed, "RATIO", 2)

    assert "it unpacks to more than 1 MB" in refused(gzip.compress(gzip.compress(b"[" + b" " * 2_000_000)))


@pytest.mark.parametrize("name", ["../a.csv", "/a.csv", "in/../../a.csv", "C:\\a.csv", "..\\a.csv"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, CSV)

    assert refused(file.getvalue()) == (
        f"text: the name {name!r} in it leads out of the archive; expected names inside it."
    )


def test_too_many_files_in_an_archive_are_refused(monkeypatch):
    monkeypatch.setattr(packed, "MEMBERS", 2)

    assert refused(zipped(a="", b="", c="")) == "text: it has 3 files in it; expected at most 2."


def test_a_list_of_files_that_is_too_long_is_never_read(monkeypatch):
    monkeypatch.setattr(packed, "DIRECTORY", 30)

    assert refused(zipped(a="")) == "text: it has too many files in it; expected at most 10,000."


def test_files_that_overlap_are_refused():
    content = bytearray(zipped(a=b"x" * 50, b=b"y" * 50))
    second = content.rindex(b"PK\x01\x02")
    content[second + 42 : second + 46] = (1).to_bytes(4, "little")

    assert refused(bytes(content)) == ("text: files in it overlap, as in an archive that is made to harm; unpack it.")


def test_an_encrypted_file_is_named(written, capsys):
    content = bytearray(zipped(a_csv=CSV, b_csv=CSV))
    for mark, flags in (b"PK\x03\x04", 6), (b"PK\x01\x02", 8):
        content[content.index(mark) + flags] |= 1

    load(written(bytes(content), "lists.zip"))

    assert capsys.readouterr().out == (
        "lists.zip/a.csv: skipped, it is encrypted; unpack it with its password.\nlists.zip/b.csv: 1 paper read.\n"
    )


def test_an_empty_archive_is_refused():
    assert refused(zipped()).startswith("text: none of its 0 files is a document")


@pytest.mark.parametrize("ending", PACKED)
@pytest.mark.parametrize("form", [".csv", ".jsonl", ".parquet"])
def test_what_is_packed_when_saved_is_read_again(tmp_path, form, ending):
    papers = frames.plain().assign(source="here", position=1)

    again = load(save(papers, tmp_path / f"picked{form}{ending}"), quiet=True)

    pd.testing.assert_frame_equal(again, load(save(papers, tmp_path / f"picked{form}"), quiet=True))
    assert len((tmp_path / f"picked{form}{ending}").read_bytes()) > 100


@pytest.mark.parametrize("ending", PACKED)
def test_the_same_papers_are_packed_to_the_same_bytes(tmp_path, ending):
    first, second = (save(frames.plain(), tmp_path / f"{name}.csv{ending}").read_bytes() for name in ("a", "a"))

    assert first == second


def test_an_ending_that_packs_alone_says_no_format(tmp_path):
    with pytest.raises(DocumentError, match=r"x\.gz: its name has no ending that says the format; known: "):
        save(frames.plain(), tmp_path / "x.gz")


@pytest.mark.parametrize(
    ("start", "kind"), [(b"BZh9", "bzip2"), (b"\xfd7zXZ\0", "xz"), (b"x" * 257 + b"ustar", "tar")]
)
def test_what_others_packed_is_to_be_unpacked_first(start, kind):
    with pytest.raises(DocumentError) as error:
        load(start + b"\0" * 300, quiet=True)

    assert str(error.value) == f"text: it is packed by {kind}; unpack it first."
