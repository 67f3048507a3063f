"""Words of the field, in plain files beside this module: general knowledge, nothing of any one paper."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def table(file: str) -> dict[str, tuple[str, ...]]:
    """Read a vocabulary file: each key holds terms between commas or line ends."""
    text = (Path(__file__).parent / f"{file}.toml").read_text("utf-8")
    return {key: _terms(value) for key, value in tomllib.loads(text).items()}


def terms(file: str, key: str) -> frozenset[str]:
    """Give one entry of a vocabulary file as a set of terms."""
    return frozenset(table(file)[key])


def _terms(value: str) -> tuple[str, ...]:
    cut = (term.strip() for line in value.splitlines() for term in line.split(","))
    return tuple(dict.fromkeys(term for term in cut if term))
