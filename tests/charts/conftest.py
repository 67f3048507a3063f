from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from chart_frames import frame_of

if TYPE_CHECKING:
    import pandas as pd


@pytest.fixture
def papers() -> pd.DataFrame:
    return frame_of(
        topics=[["vision", "graphs"], ["vision"], ["vision", "vision"], None, []],
        venue=["ICLR", None, "ICLR", "ACL", "<script>alert('&')</script> $x_1$"],
        abstract=["one two three", "four", None, "a  b\nc d", "one two three four five"],
        published=["2024-01-30", "2024-02-01", None, "2024-02-29", "2024-05-01"],
        year=[2019, 2021, None, 2021, 2022],
        is_open=[True, False, True, None, True],
        upvotes=[1, 0, 200, 3, 14],
    )
