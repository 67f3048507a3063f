from __future__ import annotations

import pytest
from chart_frames import frame_of

from explorer.charts import Lengths, UnfitError
from explorer.percolumn import arrow
from explorer.query import Query
from explorer.search.lengths import word_counts


def test_words_are_counted_in_bins_without_gaps(papers):
    frame = Lengths().frame(papers)

    assert list(zip(frame["low"], frame["high"], frame["papers"], strict=True)) == [
        (1, 1, 1), (2, 2, 0), (3, 3, 1), (4, 4, 1), (5, 5, 1)
    ]  # fmt: skip
    assert set(frame["field"]) == {"abstract_words"}
    assert frame.attrs == {"title": "Words in the abstract of 5 papers", "note": "1 not stated", "empty": ""}


def test_bins_are_of_one_round_width_and_not_too_many():
    papers = frame_of(abstract=["word " * 83, "word " * 249, "word " * 250])

    frame = Lengths().frame(papers)

    assert list(frame["label"][:2]) == ["80 to 89", "90 to 99"]
    assert len(frame) == 18
    assert list(frame["papers"].iloc[[0, -2, -1]]) == [1, 1, 1]


def test_numbers_have_no_words(papers):
    with pytest.raises(UnfitError) as error:
        Lengths("upvotes").frame(papers)

    assert str(error.value) == "'upvotes' holds numbers; Lengths draws texts."


@pytest.mark.parametrize("text", ["", " ", "a", " a\tb\r\nc ", "naïve café", "a\u00a0b", "a  b", "強化 学習"])
def test_a_text_has_as_many_words_as_a_query_finds(text):
    papers = frame_of(abstract=[text])

    (count,) = word_counts(arrow(papers["abstract"]))

    assert len(Query(between={"abstract_words": (count, count)}).select(papers)) == 1
