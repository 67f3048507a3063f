from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

TYPES = {
    "topics": pa.list_(pa.string()),
    "authors": pa.list_(pa.string()),
    "venue": pa.string(),
    "abstract": pa.string(),
    "published": pa.timestamp("ms"),
    "year": pa.int64(),
    "is_open": pa.bool_(),
    "upvotes": pa.int64(),
}


def frame_of(**columns: list[Any]) -> pd.DataFrame:
    """Make a papers frame of lists; dates are ISO strings."""
    if "published" in columns:
        columns["published"] = [date and pd.Timestamp(date) for date in columns["published"]]
    made = {name: pd.array(values, dtype=pd.ArrowDtype(TYPES[name])) for name, values in columns.items()}
    count = len(next(iter(columns.values())))
    return pd.DataFrame(made, index=pd.Index([f"paper-{place}" for place in range(count)], name="id"))
