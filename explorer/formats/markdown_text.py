"""A text in Markdown that stays text, whatever stands in it, and the text again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from explorer.columns import KNOWN, LIST, TEXT
from explorer.formats.base import PLACE
from explorer.formats.cells import is_nested, parted, written

if TYPE_CHECKING:
    from collections.abc import Iterable

# What CommonMark reads as structure inside a line, and at the start of one.
MARKS = re.compile(r"[\\`*_\[\]<>&|~]")
START = re.compile(r"([#+=-]|\d+(?=[.)](?:\s|$)))")
# A line ends, or a blank at an edge is dropped: written as a reference to the character.
BLANKS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029]|^\\s|\\s$")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")
LARGEST = 0x10FFFF


def escaped(text: str) -> str:
    """Write a text as one line of Markdown that shows it and does nothing else."""
    shown = BLANKS.sub(_reference, MARKS.sub(r"\\\g<0>", text))
    return START.sub(_guarded, shown, count=1) if START.match(shown) else shown


def plain(line: str) -> str:
    """Read a line of Markdown's escapes as the characters they stand for."""
    return ESCAPE.sub(_character, line)


def value(written_as: Any) -> str:  # noqa: ANN401 - a value of a papers frame
    """Write a value as one line of Markdown."""
    return escaped(written(written_as))


def read_value(name: str, line: str) -> Any:  # noqa: ANN401 - a text, or a list of texts
    """Read a field's value; dates and numbers of ours become such when the frame is made."""
    text = plain(line)
    return parted(text) if KNOWN.get(name) == LIST else text


def keeps(name: str, values: pd.Series) -> bool:
    """Say whether a column comes back as it was: one of ours of its own type, or texts under another name."""
    is_free = bool(name.strip()) and name not in PLACE and (name in KNOWN or name.lower() not in KNOWN)
    return is_free and values.dtype == pd.ArrowDtype(KNOWN.get(name, TEXT)) and not is_nested(values)


def shown(papers: pd.DataFrame) -> pd.DataFrame:
    """Leave out what no list to read is for: where papers stood elsewhere, and JSON objects."""
    unread = [name for name in papers if name in PLACE or is_nested(papers[name])]
    return papers.drop(columns=unread)


def comment(lines: Iterable[str]) -> str:
    """Write lines as a comment that nothing in them ends."""
    safe = "\n".join(lines).replace("--", "- -")
    return f"<!--\n{safe}\n-->\n"


def _reference(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _guarded(found: re.Match[str]) -> str:
    return f"\\{found[0]}" if not found[0].isdigit() else f"&#{ord(found[0][0])};{found[0][1:]}"


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    number = int(found[2])
    return chr(number) if number <= LARGEST and not 0xD800 <= number < 0xE000 else "\N{REPLACEMENT CHARACTER}"
