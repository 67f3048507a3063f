"""People's names as lists of papers write them: "Ludwig van Beethoven", or "van Beethoven, Ludwig"."""

from __future__ import annotations

import re
from collections.abc import Sequence

SUFFIX = re.compile(r"(?:Jr|Sr)\.?|II|III|IV")
_PARTICLES = """
    af al bin ben d da das de degli dei del della den der des di do dos du el la las le los ten ter van von zu zur
"""
PARTICLES = frozenset(_PARTICLES.split())


def displayed(name: str) -> str:
    """Put a name in the order in which it is said: `Davis, Jr., Sammy` is `Sammy Davis Jr.`."""
    return ordered(name.split(","))


def ordered(written: Sequence[str]) -> str:
    """Put the parts between a name's commas in the order in which they are said."""
    family, *rest = (part.strip() for part in written)
    return " ".join(part for part in (*rest[-1:], family, *rest[:-1]) if part)


def inverted(name: str) -> str:
    """Put the family name first, where that can be read back: `Ludwig van Beethoven` is `van Beethoven, Ludwig`."""
    given, family, suffix = parts(name)
    found = ", ".join(part for part in (family, suffix, given) if part)
    return found if given and displayed(found) == name else name


def parts(name: str) -> tuple[str, str, str]:
    """Part a name into given names, family name with its particles, and suffix; a name in one word is a family's."""
    if "," in name:
        family, *rest = (part.strip() for part in name.split(","))
        return rest[-1], family, " ".join(rest[:-1])
    words = name.split()
    has_suffix = len(words) > 2 and SUFFIX.fullmatch(words[-1])
    suffix = words.pop() if has_suffix else ""
    start = max(len(words) - 1, 0)
    while start > 0 and words[start - 1] in PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:]), suffix
