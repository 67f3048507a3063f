import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from explorer.errors import DocumentError
from explorer.formats import load, save


def test_every_field_of_a_table_is_there(read):
    table, lines = read("papers.parquet"), read("papers.jsonl")

    pd.testing.assert_frame_equal(table, lines)


def test_a_cut_table_is_refused(data, written):
    path = written((data / "papers.parquet").read_bytes()[:-30])

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value).startswith(f"{path}: the Parquet file is damaged (")
    assert str(error.value).endswith("); expected a whole one.")


def test_another_table_is_refused(tmp_path):
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"a": [1], "b": [2]}), path)

    with pytest.raises(DocumentError) as error:
        load(path)

    assert str(error.value) == f"{path}: its columns are a, b; expected a table with a title or an id a paper."


def test_what_is_nested_becomes_json_and_what_is_wide_becomes_ours(tmp_path):
    path = tmp_path / "a.parquet"
    table = pa.table(
        {
            "title": pa.array(["One"], pa.large_string()),
            "who": pa.array([{"name": "Ada"}]),
            "year": pa.array([2024], pa.int16()),
            "venue": pa.array(["a"]).dictionary_encode(),
            "published": pa.array([1], pa.timestamp("ns", "UTC")),
        }
    )
    pq.write_table(table, path)

    papers = load(path, quiet=True)

    assert papers["who"].tolist() == ['{"name": "Ada"}']
    assert papers["year"].dtype == pd.ArrowDtype(pa.int64())
    assert papers["venue"].tolist() == ["a"]
    assert papers["published"].dtype == pd.ArrowDtype(pa.timestamp("ms"))


def test_what_is_written_is_read_again(read, tmp_path):
    papers = read("hub-list.json")

    again = load(save(papers, tmp_path / "again.parquet"), quiet=True)

    pd.testing.assert_frame_equal(again, papers)
