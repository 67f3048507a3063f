"""The short form of a long address, ``v=…``, and back: what a mail or a chat does not cut."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterable
from urllib.parse import parse_qsl

from explorer.errors import LinkError

Pairs = list[tuple[str, str]]

KEY = "v"
LONGEST = 1_500  # characters of an address that is written as it is
MOST = 2**18  # bytes that a short form may stand for

_VERSION = "1"  # of the words below: another list of them is another version
_WORDS = (
    b"&sort=title&sort=-published&in.author_count=[null, &in.abstract_words=[&in.year=[20&in.published=["
    b'"202&in.upvotes=[&has=project_url&has=code_url&not.topics=&all.topics=&is.source=&is.datasets=&is.keywords='
    b"&is.venue=&is.code_url=null&is.contribution=&is.claims=measured&is.claims=none stated&is.topics=theory"
    b"&is.topics=vision&show.rows=&show.view=abstracts&show.pair=&show.by=topics&show.new=charts.&show.plot=charts."
    b"&chart=charts.Lengths()&chart=charts.Network('authors')&chart=charts.Terms(&chart=charts.Upset('topics'"
    b"&chart=charts.Scatter(&chart=charts.Figures(unit%3D'&chart=charts.Distribution('upvotes'"
    b"&chart=charts.Timeline('published', step%3D'year'&chart=charts.Share('claims', 'contribution')"
    b"&chart=charts.Crosstab('topics', 'claims', by%3D'&chart=charts.Count('topics', limit%3D1&group=%3Fq%3D&group="
    b"&is.topics%3D&is.claims%3D&at=abstract:1&read=&pick=&pick=2&pick=21&pick=22&pick=23&pick=24&pick=25&q="
)
_STRUCTURE = re.compile(r"[%&+#=?\x00-\x1f\x7f]")


def fitted(pairs: Iterable[tuple[str, str]], asked: str) -> str:
    """Give an address as it is, or its short form where that is what a reader can send."""
    return shortest(pairs, asked) if len(asked) > LONGEST else asked


def shortest(pairs: Iterable[tuple[str, str]], asked: str) -> str:
    """Give an address as it is, or its short form where that is shorter."""
    return min(asked, shortened(pairs), key=len)


def shortened(pairs: Iterable[tuple[str, str]]) -> str:
    """Write the parts of an address in short form."""
    packer = zlib.compressobj(9, zdict=_WORDS)
    packed = packer.compress(
        "".join(f"&{_lean(key)}={_lean(value)}" for key, value in pairs).encode("utf-8", "replace")
    )
    return f"{KEY}={_VERSION}{base64.urlsafe_b64encode(packed + packer.flush()).decode().rstrip('=')}"


def lengthened(short: str) -> Pairs:
    """Read the parts of an address from its short form.

    Raises
    ------
    LinkError
        Where the form is damaged, of another version, or stands for more than any view holds.
    """
    if short[:1].isdigit() and short[:1] != _VERSION:
        raise LinkError("This link was made by another version of explorer, and cannot be read by this one.")
    pairs = parse_qsl(_unpacked(short[1:]), keep_blank_values=True)
    return [(key, value) for key, value in pairs if key != KEY]  # one short form does not hold another


def _unpacked(packed: str) -> str:
    unpacker = zlib.decompressobj(zdict=_WORDS)
    try:
        held = base64.b64decode(packed + "=" * (-len(packed) % 4), altchars=b"-_", validate=True)
        text = unpacker.decompress(held, MOST).decode()
    except (ValueError, zlib.error) as error:
        raise LinkError("This link is damaged: a part of it was changed or cut. Ask for it again.") from error
    if unpacker.unconsumed_tail:
        raise LinkError("This link stands for more than any view holds, and is not read.")
    if not unpacker.eof:
        raise LinkError("This link is damaged: a part of it was changed or cut. Ask for it again.")
    return text


def _lean(text: str) -> str:
    """Write only what parts an address as numbers: words are packed better as they are."""
    return _STRUCTURE.sub(lambda found: f"%{ord(found[0]):02X}", text)
