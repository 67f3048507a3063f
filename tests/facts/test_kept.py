"""Facts that were read before."""

from __future__ import annotations

import pandas as pd
import pytest

import explorer as ex
from explorer.facts import frame, kept


@pytest.fixture
def papers(monkeypatch, tmp_path):
    monkeypatch.setenv("EXPLORER_CACHE", str(tmp_path / "cache"))
    return ex.conform(
        [{"id": f"p{at}", "title": f"Net{at}: A Deep Tree", "abstract": f"It is {at}% faster."} for at in range(30)]
    )


def test_facts_that_are_kept_are_those_that_were_read(papers):
    read = ex.extract(papers)

    again = ex.extract(papers)

    pd.testing.assert_frame_equal(again, read)
    pd.testing.assert_frame_equal(again, frame.extract(papers))


def test_what_was_read_is_not_read_again(papers, monkeypatch):
    ex.extract(papers)
    monkeypatch.setattr(frame, "extract", lambda _: pytest.fail("read again"))

    assert len(ex.extract(papers)) > 0


def test_another_text_is_read_anew(papers):
    ex.extract(papers)
    changed = papers.assign(abstract=papers["abstract"].str.replace("faster", "slower"))

    ex.extract(changed)

    assert len(list(kept.folder().glob("*.parquet"))) == 2


def test_a_damaged_file_is_read_anew(papers):
    read = ex.extract(papers)
    for file in kept.folder().iterdir():
        file.write_bytes(file.read_bytes()[:100])

    pd.testing.assert_frame_equal(ex.extract(papers), read)


def test_a_folder_that_cannot_be_written_costs_only_time(papers, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("EXPLORER_CACHE", str(tmp_path / "file" / "below"))

    assert len(ex.extract(papers)) > 0
