"""Names of people, as lists hold them: each alone, the first name first."""

from __future__ import annotations

import re

# "Smith, J. D., Doe, K." as bioRxiv writes many into one: after each family name, initials alone.
_MANY = re.compile(r"[^,]+, (?:\w\.?[ -]?)+\.(?:, [^,]+, (?:\w\.?[ -]?)+\.)*,?")
_AND = re.compile(r",? and |, |; ")


def forward(name: str) -> str:
    """Put the first name first: `Özel, B.` is `B. Özel`, and `Doe, Jo, Jr.` is `Jo Doe Jr.`."""
    family, *given = (part.strip() for part in name.split(","))
    if len(given) not in (1, 2) or not all([family, *given]):
        return name.strip()
    return " ".join([given[0], family, *given[1:]])


def listed(names: str) -> list[str]:
    """Part names that stand in one text, as `A. Łoś, B. Ode and C. Wu`."""
    return [name for part in _AND.split(names) if (name := part.strip())]


def initialled(names: str) -> list[str]:
    """Part names whose first names are initials, as `Smith, J. D., Doe, K.`; any other text is one name."""
    if len(names) > 20_000 or not _MANY.fullmatch(names):
        return [forward(names)]
    parts = [part.strip() for part in names.rstrip(",").split(",")]
    return [f"{given} {family}" for family, given in zip(parts[::2], parts[1::2], strict=True)]


def without_brackets(text: str) -> str:
    """Take out what stands in brackets, and in brackets in these."""
    depth, kept = 0, []
    for mark in text:
        depth += mark == "("
        kept += [mark] if not depth else []
        depth -= mark == ")" and depth > 0
    return "".join(kept)
