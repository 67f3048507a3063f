"""Texts that are hard to cut into words, papers that say them, and what may be typed to find them."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
from hypothesis import strategies as st

PIECES = [
    *(
        "re",
        "rec",
        "recursive",
        "Recursive",
        "C++",
        "g^n",
        "a_b",
        "x-y",
        "1.5",
        "naïve",
        "nai\u0308ve",
        "e\u0301",
        "\u0301",
    ),
    *(
        "日本語",
        "日",
        "ا",
        "🙂",
        "👩\u200d👧",
        "ﬁ",
        "ſ",
        "ß",
        "SS",
        "İ",
        "ΑΣ",
        "ας",
        "\u3164",
        "\0",
        "a\0b",
        "\n",
        "\t",
    ),
    *("'", ".", "-", "—", "_", "(", ".*", "[a-z]"),
]
TYPED = [
    *PIECES,
    *('"', "*", "re*", "-", "-re", "title:", "abstract:x", "author:", "venue:", "keyword:re*", "title:g^n*", '"x y"'),
    *('-"x y"', "x-y*"),
]
said = st.lists(st.sampled_from(PIECES), max_size=5).map(" ".join)
typed = st.lists(st.sampled_from(TYPED) | st.text(max_size=3), max_size=4).map(" ".join)
texts = said | st.text() | st.none()
papers = st.lists(st.fixed_dictionaries({"title": texts, "abstract": texts, "venue": texts}), min_size=1, max_size=5)


def table(rows):
    columns = {name: pa.array([row[name] for row in rows], pa.string()) for name in ("title", "abstract", "venue")}
    return pa.table({"id": [f"p{at}" for at in range(len(rows))], **columns})


def frame(rows):
    return table(rows).to_pandas(types_mapper=pd.ArrowDtype).set_index("id")
