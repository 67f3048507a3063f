"""The index finds what a plain reading of the papers finds, whatever engine reads them."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import duckdb
import frames
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
import tantivy
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import frame, papers, said, table, typed

from explorer.library.reading import opened
from explorer.library.writing import write
from explorer.query import Query
from explorer.search import writing
from explorer.search.index import Index
from explorer.search.reading import Reader
from explorer.search.words import Words
from explorer.terms import parse
from explorer.where import select

TESTS = Path(__file__).parents[1]
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (TESTS, TESTS.parent)))}
LONG = "long" * 17_000


def found(index, text):
    return np.flatnonzero(index.holding(parse(text))).tolist()


@settings(max_examples=200, deadline=None)
@given(rows=papers, text=typed)
def test_pandas_polars_duckdb_and_the_index_agree(rows, text):
    query = Query(text=text, sort=("id",))

    by_index = [f"p{row}" for row in np.flatnonzero(Words(frame(rows)).holding(text))]

    assert list(query.select(frame(rows)).index) == by_index
    assert select(pl.from_arrow(table(rows)), query)["id"].to_list() == by_index
    assert [row[0] for row in select(duckdb.from_arrow(table(rows)), query).fetchall()] == by_index


@settings(max_examples=40, deadline=None)
@given(rows=papers, asked=st.lists(typed, min_size=5, max_size=10))
def test_the_index_of_a_library_agrees_with_them(rows, asked):
    with TemporaryDirectory() as folder:
        write(frame(rows), folder, facts=False)
        words = Words(opened(folder))

    assert words._index is not None
    for text in asked:
        by_index = [f"p{row}" for row in np.flatnonzero(words.holding(text))]
        assert by_index == list(Query(text=text).select(frame(rows)).index)
        assert by_index == list(select(pl.from_arrow(table(rows)), Query(text=text))["id"])


def test_an_index_of_several_segments_and_one_of_merged_ones_keep_the_rows_of_papers(monkeypatch, tmp_path):
    titles = [f"word{at % 7} word{at % 11}" for at in range(600)]
    papers = frame([{"title": title, "abstract": None, "venue": None} for title in titles])
    for module, name, value in (("writing", "MANY", 1), ("writing", "BATCH", 20), ("words", "MANY", 1)):
        monkeypatch.setattr(f"explorer.search.{module}.{name}", value)
    several = Index(split(papers, tmp_path / "several", by=100))
    merged = Index(split(papers, tmp_path / "merged", by=30))
    known = Words(papers)
    known.wait()

    assert several._searcher.num_segments == 6
    assert merged._searcher.num_segments < 20
    for text in ("word3", "word3 word5", "-word1", "word1*", '"word3 word5"', "title:word10"):
        expected = np.flatnonzero(Reader(papers).holding(parse(text))).tolist()
        assert found(several, text) == found(merged, text) == found(known._index, text) == expected


def split(papers, folder, by):
    """Write so many papers a segment, shuffled; of eight segments Tantivy makes one."""
    folder.mkdir()
    index = tantivy.Index(writing.schema(), str(folder))
    index.register_tokenizer(writing.WORDS, writing.analyzer())
    documents = list(writing._documents(papers))
    random.Random(7).shuffle(documents)
    for start in range(0, len(documents), by):
        writer = index.writer(15_000_000, 1)
        for document in documents[start : start + by]:
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
    return index


names = st.lists(said, max_size=3) | st.none()


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.tuples(names, names), min_size=1, max_size=4), text=typed)
def test_names_and_keywords_are_found_as_a_reading_finds_them(rows, text):
    lists = pd.ArrowDtype(pa.list_(pa.string()))
    authors, keywords = (pd.Series(column, dtype=lists) for column in zip(*rows, strict=True))
    people = pd.DataFrame({"authors": authors, "keywords": keywords})
    text = text.replace("abstract:", "author:")

    assert Words(people).holding(text).tolist() == Reader(people).holding(parse(text)).tolist()


def test_prefixes_that_go_on_in_more_words_than_tantivy_would_try_lose_no_paper():
    many = frame([{"title": f"re{at} and re{at}", "abstract": None, "venue": None} for at in range(300)])

    index = Index.build(many)

    assert len(found(index, "re*")) == len(found(index, "and-re*")) == 300


def test_a_phrase_stays_in_its_field_and_a_name_in_its_list():
    index = Index.build(frames.plain())

    assert [found(index, text) for text in ('"transformer sharing"', 'author:"lovelace al"', "author:al")] == [
        [],
        [],
        [3],
    ]


@pytest.mark.parametrize("text", ["b*", f"{LONG[:2_000]}*", f"{LONG}", f"a-{LONG[:-1]}*", f"-{LONG}", '"a b"'])
def test_words_that_are_too_long_for_an_index_are_read(text):
    rows = frame([{"title": title, "abstract": None, "venue": None} for title in ("a b", f"a {LONG} b", LONG[:2_000])])

    assert Words(rows).holding(text).tolist() == Reader(rows).holding(parse(text)).tolist()


def test_what_only_reading_can_tell_the_index_says_so():
    index = Index.build(frames.plain())

    assert index.holding(parse("x" * 2_000 + "*")) is None
    assert index.ranked(parse("x" * 2_000 + "*"), np.ones(4, bool)) is None


def test_the_best_come_first_a_title_counts_more_and_equals_stay_as_they_come():
    rows = [("Trees", "Of graphs."), ("Of graphs", "Trees."), ("Trees", "Of graphs."), ("Trees", "And trees.")]
    index = Index.build(frame([{"title": title, "abstract": said, "venue": None} for title, said in rows]))

    assert index.ranked(parse("graphs"), index.holding(parse("graphs"))).tolist() == [1, 0, 2]
    assert index.ranked(parse("graphs -nothing trees"), np.array([True, True, True, True])).tolist() == [1, 0, 2, 3]


def test_what_is_only_unwanted_gives_no_order():
    assert Index.build(frames.plain()).ranked(parse("-graphs"), np.ones(4, bool)) is None


def test_among_many_the_best_of_few_are_found(monkeypatch):
    monkeypatch.setattr("explorer.search.index.RANKED", 2)
    monkeypatch.setattr("explorer.search.index.MOST", 2)
    rows = [("graphs graphs", ""), ("graphs", ""), ("graphs", "x"), ("x", "graphs x y"), ("x", "graphs")]
    index = Index.build(frame([{"title": title, "abstract": said, "venue": None} for title, said in rows]))

    few = index.ranked(parse("graphs"), np.array([False, False, False, True, True]), 5)

    assert few.tolist() == [4, 3]
    assert index.ranked(parse("graphs"), np.ones(5, bool)).tolist() == [0, 1, 2, 3, 4]


def test_more_papers_than_one_sum_holds_are_all_found(monkeypatch):
    monkeypatch.setattr("explorer.search.index.PIECE", 2 * 52)
    index = Index.build(
        frame([{"title": "a" if at % 3 else "b", "abstract": None, "venue": None} for at in range(500)])
    )

    assert found(index, "b") == list(range(0, 500, 3))


def test_an_index_in_a_folder_is_opened_again(tmp_path):
    Index.build(frames.plain(), tmp_path)

    assert found(Index.open(tmp_path), "title:recurs*") == [0, 1]


@pytest.mark.parametrize("name", frames.UGLY)
def test_ugly_frames_are_indexed(name):
    papers = frames.ugly(name)
    words, reader = Words(papers), Reader(papers)

    for text in ("a", "-zebra", "one*", "script", "word-word", "author:a", "e\u0301a", "🙂"):
        assert words.holding(text).tolist() == reader.holding(parse(text)).tolist()
        assert sorted(words.ranked(text, words.holding(text))) == np.flatnonzero(words.holding(text)).tolist()


def test_many_papers_are_read_until_their_index_is_there(monkeypatch):
    monkeypatch.setattr("explorer.search.words.MANY", 1)
    building = Event()
    monkeypatch.setattr("explorer.search.index.Index.build", lambda _: building.wait())
    words = Words(frames.plain())

    before = words.holding("recursive").tolist()

    assert before == [True, True, False, False]
    assert words.ranked("recursive", np.array(before)).tolist() == [0, 1]
    building.set()
    words.wait()


def test_their_index_answers_once_it_is_there(monkeypatch):
    monkeypatch.setattr("explorer.search.words.MANY", 1)
    words = Words(frames.plain())

    words.wait()

    assert words._index.count == 4
    assert words.holding("recursive").tolist() == [True, True, False, False]


def python(script):
    return subprocess.run(
        [sys.executable, "-c", script], cwd=TESTS, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )


def test_a_process_that_ends_leaves_its_index_unwritten():
    ended = python("import frames; from explorer.search import words; words.MANY = 1; words.Words(frames.plain())")

    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_searches_in_what_its_parent_built():
    script = """
import os, frames
from explorer.search.index import Index
from explorer.search.words import Words
words = Words(frames.plain(), Index.build(frames.plain()))
if os.fork() == 0:
    holding = words.holding("recursive")
    print(holding.tolist(), words.ranked("recursive", holding).tolist(), flush=True)
    os._exit(0)
print(os.waitstatus_to_exitcode(os.wait()[1]))
"""

    ended = python(script)

    assert ended.stdout == "[True, True, False, False] [0, 1]\n0\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_waits_for_an_index_that_is_under_way():
    script = """
import os, frames
from explorer.search import words
words.MANY = 1
known = words.Words(frames.plain())
if os.fork() == 0:
    print(known._index.count, known.holding("recursive").tolist(), flush=True)
    os._exit(0)
print(os.waitstatus_to_exitcode(os.wait()[1]))
"""

    ended = python(script)

    assert ended.stdout == "4 [True, True, False, False]\n0\n"
