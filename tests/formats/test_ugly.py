"""Ugly frames through every writer and back."""

import io
import re

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.formats import FORMATS, load, save
from explorer.papers import conform

WRITTEN = {form.suffixes[0]: form for form in FORMATS.values() if form.write}
SUFFIXES = list(WRITTEN)
KNOWN = pa.schema([("year", pa.int64()), ("published", pa.timestamp("ms")), ("authors", pa.list_(pa.string()))])
UGLY = {
    "no paper": pd.DataFrame({"title": [], "note": []}),
    "one paper": pd.DataFrame({"title": ["One"]}),
    "nothing known": pa.table({"title": ["One"], **{n: [None] for n in KNOWN.names}}).to_pandas(),
    "664 authors": [{"title": "One", "authors": [f"Author {n}; ünd Søn" for n in range(664)]}],
    "markup": [{"title": '<script>alert("1")</script>', "abstract": "<b>&amp;", "code_url": "javascript:x"}],
    "the same id": [{"id": "a", "title": "One"}, {"id": "a", "abstract": "We."}],
    "emoji": [{"title": "🦜👩‍🔬 Parrots", "keywords": ["🦜", "a;b", '"', "=1"]}],
    "right to left": [{"title": "שלום עולם", "abstract": "مرحبا\u200f بالعالم"}],
    "a long abstract": [{"title": "One", "abstract": "long " * 20_000}],
    "cells that run": [{"title": t, "note": t} for t in ("=1", "+1", "-1", "@a", "\tb", "\rc", "'=d", "'e", ',\n"')],
    "line ends": [{"title": "One", "abstract": "a\r\nb\rc\nd\u2028e\x85f\x1cg"}],
    "every type": [
        {"title": "One", "n": -(2**62), "x": 1e-300, "b": True, "l": ["1", "2"], "t": "1"},
        {"title": "Two", "n": 7, "x": -2.0, "b": False, "l": [""], "t": "true"},
    ],
}


def what_is_held(papers, suffix, like):
    """Give what a format reads again as it was, in one order: not what it says it loses, nor what holds nothing."""
    said = "; ".join(WRITTEN[suffix].put(conform(like), io.BytesIO()))
    lost = set(re.findall(r"(\w+) of [\d,]+(?=[,;]|$)", said))
    names = [name for name in like if WRITTEN[suffix].is_held(name, like[name]) and name not in lost]
    held = conform(papers.reindex(columns=names))
    return held.reset_index(drop=True) if "id" in lost else held


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", UGLY)
def test_an_ugly_frame_comes_back_as_it_was(tmp_path, name, suffix):
    papers = conform(UGLY[name]).assign(source="here", position=1)

    again = load(save(papers, tmp_path / f"ugly{suffix}"), quiet=True)

    pd.testing.assert_frame_equal(what_is_held(again, suffix, papers), what_is_held(papers, suffix, papers))


TEXTS = st.text(max_size=20)
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"id": st.text(min_size=1), "title": TEXTS, "note": TEXTS, "keywords": st.lists(TEXTS)},
        optional={
            "abstract": TEXTS,
            "upvotes": st.integers(-(2**53), 2**53),
            "score": st.floats(allow_nan=False),
            "published": st.datetimes(allow_imaginary=False).map(lambda t: t.replace(microsecond=0)),
        },
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.parametrize("suffix", SUFFIXES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(RECORDS)
def test_any_papers_come_back_as_they_were(tmp_path, suffix, records):
    papers = conform([{**record, "id": f"x{record['id']}"} for record in records])
    papers = conform(papers.assign(source="here", position=1))

    again = load(save(papers, tmp_path / f"any{suffix}"), quiet=True)

    pd.testing.assert_frame_equal(what_is_held(again, suffix, papers), what_is_held(papers, suffix, papers))
