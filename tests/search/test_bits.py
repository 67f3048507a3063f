"""Sets of papers, a bit a paper."""

from __future__ import annotations

import numpy as np
import pytest

from explorer.search.bits import everything, others, packed, size, unpacked


@pytest.mark.parametrize("count", [0, 1, 63, 64, 65, 200])
def test_a_mask_is_what_was_packed(count):
    mask = np.arange(count) % 3 == 0

    bits = packed(mask)

    assert unpacked(bits, count).tolist() == mask.tolist()
    assert size(bits) == mask.sum()
    assert size(others(bits, count)) == count - mask.sum()
    assert size(everything(count)) == count


def test_several_masks_are_packed_at_once():
    masks = np.eye(70, dtype=bool)[:3]

    assert packed(masks).tolist() == [packed(mask).tolist() for mask in masks]
