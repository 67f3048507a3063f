"""Text folded sooner, and as the query itself folds it."""

from __future__ import annotations

import narwhals as nw
import pandas as pd
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from explorer import where
from explorer.search.folding import folded

texts = st.text(st.sampled_from("aZ5 _-\n\t\0.éİßſ日本\u0301\u200d🙂")) | st.text() | st.none()


def frame(**columns):
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    return table.to_pandas(types_mapper=pd.ArrowDtype)


@given(st.lists(st.tuples(texts, texts)))
def test_every_text_folds_as_the_query_folds_it(rows):
    papers = frame(title=[row[0] for row in rows], abstract=[row[1] for row in rows])
    known = nw.from_native(papers)

    slowly = known.select(where.folded(("title", "abstract"), known.collect_schema()).alias("words"))[
        "words"
    ].to_list()

    assert folded(papers, ("title", "abstract")).to_pylist() == slowly


def test_a_part_of_a_frame_folds_as_that_part():
    papers = frame(title=["Ab  c", "No -- é", None, " d. ", ""])[1:4]

    assert folded(papers, ("title",)).to_pylist() == [" \n no é \n ", " \n  \n ", " \n  d  \n "]


def test_the_names_of_a_list_stand_apart():
    papers = pd.DataFrame(
        {"authors": pd.Series([["A. B", "C"], [], None], dtype=pd.ArrowDtype(pa.list_(pa.string())))}
    )

    assert folded(papers, ("authors",)).to_pylist() == [" \n a b \u3164 c \n ", " \n  \n ", " \n  \n "]


def test_a_field_that_holds_no_text_has_no_words():
    assert folded(pd.DataFrame({"venue": [1, 2]}), ("venue", "title")).to_pylist() == [" \n ", " \n "]
