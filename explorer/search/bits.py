"""Sets of papers, a bit a paper: an eighth of a mask, and joined, met and counted 64 papers at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from explorer.rows import Mask

    Bits = npt.NDArray[np.uint64]

WIDTH = 64  # papers in a number


def packed(mask: Mask) -> Bits:
    """Pack a mask, or several of the same papers; what fills up the last number is no paper."""
    octets = np.packbits(mask, axis=-1, bitorder="little")
    filled = np.zeros((*mask.shape[:-1], width(mask.shape[-1]) * 8), np.uint8)
    filled[..., : octets.shape[-1]] = octets
    return filled.view("<u8")


def unpacked(bits: Bits, count: int) -> Mask:
    """Give the mask of so many papers."""
    return np.unpackbits(bits.view(np.uint8), count=count, bitorder="little").view(np.bool_)


def everything(count: int) -> Bits:
    """Give the set of so many papers."""
    return packed(np.ones(count, np.bool_))


def others(bits: Bits, count: int) -> Bits:
    """Give those of so many papers that are not in a set."""
    return everything(count) & ~bits


def width(count: int) -> int:
    """Say how many numbers hold so many papers."""
    return -(-count // WIDTH)


def size(bits: Bits) -> int:
    """Count the papers of a set."""
    return int(np.bitwise_count(bits).sum())
