"""A library that is not whole says so and is refused, and never answers wrongly."""

from __future__ import annotations

import json
import shutil

import pytest

import explorer as ex
from explorer.errors import DocumentError
from explorer.library import manifest as manifest_module
from explorer.library import reading
from explorer.library.manifest import MANIFEST

ANEW = "copy the library again, or make it anew, as by `explorer index`"
FILES = ["papers.arrow", "facts.arrow", "derived.arrow", "ledger.json"]


def refusal(library):
    with pytest.raises(DocumentError) as error:
        ex.load(library, quiet=True)
    return str(error.value)


def file_of(library, name):
    return next(library.glob(f"papers-*/{name}"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_cut_off_is_said(library, name):
    path = file_of(library, name)
    size = path.stat().st_size

    path.write_bytes(path.read_bytes()[:-1])

    assert (
        refusal(library)
        == f"{library}: its {name} has {size - 1:,} bytes, not the {size:,} that were written; {ANEW}."
    )


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_said(library, name):
    file_of(library, name).unlink()

    assert refusal(library) == f"{library}: its {name} is missing; {ANEW}."


@pytest.mark.parametrize("name", FILES)
def test_a_changed_byte_is_said(library, name):
    path = file_of(library, name)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1

    path.write_bytes(content)

    assert refusal(library) == f"{library}: its {name} is not what was written; {ANEW}."


def test_a_changed_byte_of_a_large_file_is_found_by_a_check(library, monkeypatch):
    monkeypatch.setattr(reading, "SMALL", 0)
    path = file_of(library, "papers.arrow")
    path.write_bytes(path.read_bytes().replace(b"Sliced Recursive", b"Sliced recursive"))

    with pytest.raises(DocumentError) as error:
        reading.check(library)

    assert str(error.value) == f"{library}: its papers.arrow is not what was written; {ANEW}."


def test_bytes_that_arrow_cannot_map_are_said(library, monkeypatch):
    monkeypatch.setattr(reading, "_check", lambda *_, **__: None)
    file_of(library, "facts.arrow").write_bytes(b"no table")

    said = refusal(library)

    assert said == f"{library}: its files cannot be mapped (File is too small: 8); {ANEW}."


def test_another_list_in_the_place_of_the_papers_is_said(library, monkeypatch):
    monkeypatch.setattr(reading, "_check", lambda *_, **__: None)
    shutil.copy(file_of(library, "facts.arrow"), file_of(library, "papers.arrow"))

    assert refusal(library) == f"{library}: it does not hold the 4 papers that it says; {ANEW}."


def test_a_library_without_its_manifest_is_no_folder_of_documents(library):
    (library / MANIFEST).unlink()

    said = refusal(library)

    assert said == (
        f"{library}: it is a library without its {MANIFEST}, not finished or not copied whole; "
        "copy it again, or make it anew, as by `explorer index`."
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text[: len(text) // 2],
        lambda text: text.replace('"papers": 4', '"papers": 5'),
        lambda _: "[]",
        lambda _: "{}",
        lambda _: "",
        lambda _: "\0" * 4096,
    ],
)
def test_a_damaged_manifest_is_said(library, change):
    (library / MANIFEST).write_text(change((library / MANIFEST).read_text()))

    assert refusal(library) == f"{library}: its {MANIFEST} is damaged or cut off; {ANEW}."


def test_a_newer_library_is_said(library, monkeypatch, papers):
    monkeypatch.setattr(manifest_module, "VERSION", 2)
    ex.save(papers, library)
    monkeypatch.undo()

    assert refusal(library) == (
        f"{library}: a newer explorer ({ex.__version__}) wrote it, in version 2; this one reads up to version 1: "
        "use that explorer, or make it anew, as by `explorer index`."
    )


def test_a_broken_library_in_a_folder_is_said_and_the_rest_is_read(library, capsys):
    ex.save(ex.conform([{"id": "z", "title": "Another"}]), library.parent / "more.csv")
    file_of(library, "papers.arrow").unlink()

    papers = ex.load(library.parent)

    assert papers.index.tolist() == ["z"]
    assert f"kept: skipped, its papers.arrow is missing; {ANEW}.\n" in capsys.readouterr().out


def test_a_state_that_is_replaced_while_it_is_opened_gives_way_to_the_next(library, papers, monkeypatch):
    real, calls = reading._mapped, []

    def late(state, manifest, said):
        if not calls:
            ex.save(papers.head(2), library)
        calls.append(state)
        return real(state, manifest, said)

    monkeypatch.setattr(reading, "_mapped", late)

    assert len(ex.load(library, quiet=True)) == 2


def test_the_manifest_s_version_is_looked_at_before_the_rest(library):
    held = json.loads((library / MANIFEST).read_text())
    (library / MANIFEST).write_text(json.dumps({**held, "version": 7, "checksum": "of another kind"}))

    assert "in version 7" in refusal(library)
