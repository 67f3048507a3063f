"""What papers are known again by: a checksum of their titles and abstracts, without a Python object a paper."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from explorer.search.once import Once
from explorer.terms import DEFAULT_FIELDS

_TEXT = pd.ArrowDtype(pa.large_string())


def print_of(papers: pd.DataFrame, made_by: bytes) -> str:
    """Give a checksum of papers' texts and of what makes something of them; how their columns lie is nothing to it."""
    return hashlib.blake2b(made_by + _texts(papers), digest_size=16).hexdigest()


def _read(papers: pd.DataFrame) -> bytes:
    digest = hashlib.blake2b()
    for name in DEFAULT_FIELDS:
        digest.update(f"\0{name}\0".encode())
        if name in papers:
            digest.update(_column(papers[name].astype(_TEXT).array.__arrow_array__()))
    return digest.digest()


_texts = Once(_read)


def _column(texts: pa.ChunkedArray) -> bytes:
    lengths, letters = hashlib.blake2b(), hashlib.blake2b()
    for chunk in texts.chunks:
        lengths.update(pc.fill_null(pc.binary_length(chunk), -1).to_numpy(zero_copy_only=False).tobytes())
        if len(chunk):
            ends = np.frombuffer(chunk.buffers()[1], np.int64)[[chunk.offset, chunk.offset + len(chunk)]]
            letters.update(memoryview(chunk.buffers()[2] or b"")[ends[0] : ends[1]])
    return lengths.digest() + letters.digest()
