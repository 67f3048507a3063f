"""What a column holds, what people call it, and its values as text that fits."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa

Kind = Literal["texts", "lists", "numbers", "dates", "flags", "nothing", "records"]

_WHOLE = 2**53  # below it, every whole number is a float of its own
_WIDE, _SIGNS = frozenset("mMW@%…—"), frozenset("w#&+<=>^~≤≥−×≈→")
_NARROW = frozenset("ijltfr.,;:'|!()[] ")


def kind_of(values: pd.Series) -> Kind:
    """Say what a column holds."""
    if isinstance(values.dtype, pd.ArrowDtype):
        return _arrow_kind(values.dtype.pyarrow_dtype)
    if pd.api.types.is_bool_dtype(values.dtype):
        return "flags"
    if pd.api.types.is_numeric_dtype(values.dtype):
        return "numbers"
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        return "dates"
    return _python_kind(values)


def name_of(field: str) -> str:
    """Say a field's name as a person would: ``author_count`` is ``Author count``."""
    words = field.replace("_", " ").strip() or field
    return words[:1].upper() + words[1:]


def spaced(field: str) -> str:
    """Say a field's name within a sentence: ``author count``."""
    return field.replace("_", " ")


def whole(values: pd.Series) -> pd.Series | None:
    """Return a column of numbers as whole ones; none where some are not, or no float holds them exactly."""
    if isinstance(values.dtype, pd.ArrowDtype) and pa.types.is_integer(values.dtype.pyarrow_dtype):
        return values
    numbers = values.to_numpy(dtype=float, na_value=np.nan)
    missing = np.isnan(numbers)
    stated = np.where(missing, 0, numbers)
    if (abs(stated) >= _WHOLE).any() or (stated % 1).any():
        return None
    return pd.Series(pd.arrays.ArrowExtensionArray(pa.array(stated.astype("int64"), mask=missing)))


def counted(count: int, noun: str) -> str:
    """Say a number of things: ``1 claim``, ``1,423 claims``."""
    return f"{count:,} {noun if count == 1 else f'{noun}s'}"


def papers_of(count: int) -> str:
    """Say a number of papers: ``1 paper``, ``1,423 papers``."""
    return counted(count, "paper")


def figures_of(count: int) -> str:
    """Say a number of figures: ``1 figure``, ``52 figures``."""
    return counted(count, "figure")


def plain(value: object) -> str:
    """Say a value on one line, without the characters that XML forbids."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = " ".join(str(value).split())
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cs", "Cn"})


def width_of(text: str, size: float) -> float:
    """Estimate how wide a text is in a page's font, or in matplotlib's own, of that size, in pixels."""
    return size * sum(map(_em, text))


def fitted(text: str, size: float, room: float) -> str:
    """Shorten a text that is wider than the room, with an ellipsis at its end."""
    if width_of(text, size) <= room:
        return text
    left = room - size
    for end, char in enumerate(text):
        left -= size * _em(char)
        if left < 0:
            return text[:end].rstrip() + "…"
    return text


def _arrow_kind(dtype: pa.DataType) -> Kind:
    """Say what an Arrow type holds."""
    if pa.types.is_null(dtype):
        return "nothing"
    if pa.types.is_boolean(dtype):
        return "flags"
    if pa.types.is_integer(dtype) or pa.types.is_floating(dtype) or pa.types.is_decimal(dtype):
        return "numbers"
    if pa.types.is_timestamp(dtype) or pa.types.is_date(dtype):
        return "dates"
    if pa.types.is_list(dtype) or pa.types.is_large_list(dtype):
        return "records" if pa.types.is_nested(dtype.value_type) else "lists"
    return "records" if pa.types.is_nested(dtype) else "texts"


def _python_kind(values: pd.Series) -> Kind:
    """Say what a column of Python objects holds, by the first that is stated."""
    stated = values.dropna()
    if stated.empty:
        return "nothing"
    first = stated.iloc[0]
    if isinstance(first, list | tuple):
        return "lists"
    return "texts" if isinstance(first, str) else "records"


@lru_cache(maxsize=2000)
def _em(char: str) -> float:
    """Estimate a character's width as a part of the font's size."""
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.0
    if char in _NARROW:
        return 0.38
    if char in _WIDE:
        return 1.0
    if char in _SIGNS:
        return 0.84
    return 0.76 if char.isupper() else 0.63 if char.isdecimal() else 0.61
