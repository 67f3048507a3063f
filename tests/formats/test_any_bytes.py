"""Whatever the bytes: a papers frame or an error of ours, and nothing else."""

import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from explorer.errors import ExplorerError
from explorer.formats import FORMATS, load, save
from explorer.formats.packed import SUFFIXES
from explorer.papers import conform

FIXTURES = sorted((Path(__file__).parents[1] / "data").iterdir())
WITH_FILES = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
STARTS = [
    b"",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"(\xb5/\xfd",
    b"[",
    b"{",
    b'{"title": ',
    b"title,id\n",
    b"PAR1",
    b"<html>",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
]
PAGE = b"Daily Papers\n\nby AK and the research community\n\nJul 1\n\n"


def is_frame(papers):
    return isinstance(papers, pd.DataFrame) and papers.index.is_unique and papers.index.name == "id"


def read_or_refused(read, *given):
    try:
        return is_frame(read(*given))
    except ExplorerError as error:
        return str(error).endswith(".")


@pytest.mark.parametrize("name", FORMATS)
@given(start=st.sampled_from([*STARTS, PAGE]), content=st.binary())
@example(start=b"", content=b'[{"title": ["\\ud800", {"\\udfff": [null]}]}]')
@example(start=b"", content=b'{"title": "\\u0000", "published": "9999-12-31T23:59:59-23:59"}\n')
@example(start=b"", content=b"title,when\nA,2024-13-01T00:00:00\n")
@example(start=b"", content=b"[\"{(1, 2): {3}, 'title': b'a'}\"]")
@example(start=b"", content=b'[{"title": ' + b"[" * 900 + b"1" + b"]" * 900 + b"}]")
def test_any_bytes_into_a_reader(name, start, content):
    form = FORMATS[name]

    assert read_or_refused(lambda: conform(form.read(io.BytesIO(start + content)).papers))
    assert 0 <= form.sniff(start + content) <= 1


@WITH_FILES
@given(start=st.sampled_from([*STARTS, PAGE]), content=st.binary() | st.text().map(str.encode))
def test_any_bytes_into_load(tmp_path, start, content):
    path = tmp_path / "any"
    path.write_bytes(start + content)

    assert read_or_refused(lambda: load(path, quiet=True))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.name)
@given(st.data())
def test_a_damaged_document_into_load(fixture, data):
    content = damaged(fixture.read_bytes(), data)

    assert read_or_refused(lambda: load(content, quiet=True))


@pytest.mark.parametrize("suffix", SUFFIXES)
@given(st.data())
def test_a_damaged_archive_into_load(packs, suffix, data):
    content = damaged(packs[suffix], data)

    assert read_or_refused(lambda: load(content, quiet=True))


@pytest.fixture(scope="module")
def packs(tmp_path_factory):
    """The same list, packed in each way."""
    folder, papers = tmp_path_factory.mktemp("packs"), load(FIXTURES[0].with_name("papers.jsonl"), quiet=True)
    return {suffix: save(papers, folder / f"a.jsonl{suffix}").read_bytes() for suffix in SUFFIXES}


def damaged(content, data):
    """Flip a few bytes and cut the end off."""
    content = bytearray(content)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=4)):
        content[place] = data.draw(st.integers(0, 255))
    return bytes(content[: data.draw(st.integers(0, len(content)))])
