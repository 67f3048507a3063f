"""What is made of a column once."""

from __future__ import annotations

import frames

from explorer.papers import kinds
from explorer.percolumn import PerColumn


def test_a_column_is_looked_at_once_however_many_frames_hold_it():
    papers, made = frames.plain(), []
    count = PerColumn(lambda column: made.append(column) or len(column))

    counted = [count(papers["title"]), count(papers.copy(deep=False)["title"]), count(papers.assign(a=1)["title"])]

    assert counted == [4, 4, 4]
    assert len(made) == 1


def test_what_is_made_of_a_column_goes_with_it():
    count, papers = PerColumn(len), frames.plain()
    count(papers["title"])

    del papers

    assert count._kept == {}


def test_a_frame_of_pandas_own_columns_has_kinds():
    papers = frames.plain().assign(
        link=["https://a.b", None, "http://c.d", None], mixed=["https://a.b", "x", "y", "z"]
    )

    assert {name: kinds(papers)[name] for name in ("link", "mixed")} == {"link": "text", "mixed": "text"}
