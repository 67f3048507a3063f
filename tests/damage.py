"""Real documents, and what becomes of them on a bad day: bytes flipped, lost, doubled, values that nobody expects."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from explorer.errors import ExplorerError
from explorer.formats import FORMATS, load
from explorer.formats.base import HEAD, recognised
from explorer.formats.packed import packing
from explorer.papers import conform

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

TESTS = Path(__file__).parent
SAMPLES = TESTS.parents[1] / "shared" / "samples"
LARGEST = 1 << 20  # bytes; of what is larger only the first are damaged, so that an input takes no second
VALUE = re.compile(rb'"[^"\n]*"|(?<=>)[^<\n]+(?=<)|(?<=\{)[^{}\n]+(?=\})|\d+')
ODD = (
    *(b"", b"null", b"true", b"[]", b"{}", b'""', b'{"a":[{}]}', b"[null]", b'["a",1]', b'[{"b":{}}]', b"-1", b"NaN"),
    *(b"9" * 400, b"1" * 5_000, b"1e999", b"-0.0", b"0000-00-00", b"9999-12-31T23:59:59-23:59", b"2024-02-30", b"\0"),
    *(b'"\\ud800"', b'"\\u0000"', b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xe2\x80\xae", b"\r", b"\x1b[2J"),
    *(b"[" * 3_000, b"{" * 3_000, b'{"a":' * 3_000, b"<a>" * 3_000, b"(" * 500, b"$" * 501, b"\\" * 501, b'"', b"'"),
    *(b"a" * 50_000, b" " * 50_000, b"\n" * 20_000, b"- " * 10_000, b"| " * 10_000, b"and " * 5_000, b"," * 20_000),
    *(b"<![CDATA[", b"]]>", b"<!--", b"&lol;", b"&#0;", b"&#x110000;", b"<!DOCTYPE a [", b"@string{a = a # a}", b"%s"),
    *(b"=cmd|' /C calc'!A0", b"../../a", b"file:///a", b"javascript:alert(1)", b"@article{", b"ER  - "),
)  # fmt: skip


def seeds() -> list[Path]:
    """Find the real documents where they lie beside the checkout."""
    return sorted(path for path in SAMPLES.rglob("*") if path.is_file())


def damaged(content: bytes, chance: Random) -> bytes:
    """Damage a document in one to four ways."""
    found = content[:LARGEST]
    for _ in range(chance.randint(1, 4)):
        found = chance.choice(WAYS)(found, chance)
    return found[: 2 * LARGEST]


def damaged_within(content: bytes, chance: Random) -> bytes:
    """Damage one file of a zip, which stays whole itself."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(held))
    held[name] = damaged(held[name], chance)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, inner in held.items():
            archive.writestr(member, inner)
    return file.getvalue()


def outcomes(content: bytes, name: str | None) -> list[str]:
    """Read a document by what it seems to be, then by the reader of that name; say what came of each."""
    found = [_outcome(lambda: load(content, quiet=True))]
    if name:
        found.append(_outcome(lambda: conform(FORMATS[name].read(io.BytesIO(content)).papers)))
    return found


def reader(content: bytes) -> str | None:
    """Give the name of the format that reads a document; none where it is packed, or no list of papers."""
    try:
        return None if packing(io.BytesIO(content), content[:HEAD]) else recognised(content[:HEAD], "document").name
    except ExplorerError:
        return None


def _outcome(read: Callable[[], pd.DataFrame]) -> str:
    try:
        papers = read()
    except ExplorerError as error:
        return "refused" if str(error).endswith(".") else f"refused without a sentence: {error}"
    assert papers.index.is_unique
    assert papers.index.name == "id"
    return "read"


def _flipped(content: bytes, chance: Random) -> bytes:
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 4, 32)) if found else 0):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def _cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randint(0, len(content))]


def _gap(content: bytes, chance: Random) -> bytes:
    start, end = sorted((_place(content, chance), _place(content, chance)))
    return content[:start] + content[end:]


def _doubled(content: bytes, chance: Random) -> bytes:
    start, end = sorted((_place(content, chance), _place(content, chance)))
    piece = content[start : min(end, start + 4_096)]
    return content[:start] + piece * chance.choice((2, 2, 20)) + content[end:]


def _inserted(content: bytes, chance: Random) -> bytes:
    place = _place(content, chance)
    return content[:place] + chance.choice(ODD) + content[place:]


def _replaced(content: bytes, chance: Random) -> bytes:
    """Put something odd in the place of the first value after some place."""
    found = VALUE.search(content, _place(content, chance))
    return content[: found.start()] + chance.choice(ODD) + content[found.end() :] if found else content


def _place(content: bytes, chance: Random) -> int:
    return chance.randint(0, len(content))


WAYS = (_flipped, _cut, _gap, _doubled, _inserted, _replaced, _replaced)
