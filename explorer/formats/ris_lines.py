"""A document of tagged lines as references: RIS, and the form of it that Web of Science exports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

RIS_START = re.compile(r"^TY  ?-", re.MULTILINE)
WOS_START = re.compile(r"^PT [A-Z]\s*$", re.MULTILINE)
Tags = dict[str, list[str]]


class Reference(NamedTuple):
    """Hold a reference's place, the values of each of its tags, and whether its last line was there."""

    place: str
    tags: Tags
    is_whole: bool = True


def ris(written: Iterable[str]) -> list[Reference]:
    """Find the references of a RIS document, whatever stands between them."""
    from rispy import RisParser  # noqa: PLC0415 - only RIS needs it

    return _references(written, RisParser().parse_line, "TY", frozenset())


def wos(written: Iterable[str]) -> list[Reference]:
    """Find the references of a Web of Science export."""
    from rispy.config import WOK_LIST_TYPE_TAGS  # noqa: PLC0415 - only Web of Science needs it
    from rispy.parser import WokParser  # noqa: PLC0415 - the same

    return _references(written, WokParser().parse_line, "PT", frozenset(WOK_LIST_TYPE_TAGS) | {"C1", "BE"})


def _references(
    written: Iterable[str],
    parse: Callable[[str], tuple[str, str] | tuple[None, str]],
    start: str,
    lists: frozenset[str],
) -> list[Reference]:
    """Cut lines into references; a line without a tag goes on with the value before, or is the next of a list."""
    found: list[Reference] = []
    tags: Tags | None = None
    last = ""
    for place, line in enumerate(written, 1):
        tag, value = parse(line)
        if tag == start:
            if tags is not None:
                found[-1] = found[-1]._replace(is_whole=False)
            tags, last = {start: [value]}, start
            found.append(Reference(f"line {place}", tags))
        elif tags is None or not line.strip():
            continue
        elif tag == "ER":
            tags = None
        elif tag is None and last not in lists:
            tags[last][-1] = f"{tags[last][-1]} {value}".strip()
        else:
            last = tag or last
            tags.setdefault(last, []).append(value)
    return found if tags is None else [*found[:-1], found[-1]._replace(is_whole=False)]
