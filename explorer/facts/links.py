"""Links: every address in a paper's text, and what it leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.facts.base import FIELDS, Found, Reading, finder
from explorer.facts.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Iterator

_HOSTS = {host: kind for kind, hosts in table("hosts").items() for host in hosts}
_BARE = "|".join(re.escape(host) for host in sorted(_HOSTS, key=len, reverse=True) if "/" not in host)
_ADDRESS = re.compile(
    r"(?:\b(?:https?|ftp)://|\bwww\.(?=\w)|(?<![\w@/.-])(?:[\w-]{1,40}\.(?:github|gitlab)\.io(?![\w.])|"
    rf"(?:{_BARE})/))[^\s<>\"{{}}|^`“”‘’«»，。；：）（、]*",
    re.ASCII,
)
_HINT = re.compile(r"://|www\.|\.(?:com|org|io|co|net|ai|science)\b")
_MARKDOWN = re.compile(r"\]\(|\*\*|\$|\\(?![_%#&~])")
_SAYS = {
    "project": re.compile(
        r"\b(?:project|home|web)[ -]?(?:page|site)s?\b|\bwebsites?\b|\bproject\b|\bpage\b", re.IGNORECASE
    ),
    "demo": re.compile(r"\b(?:demo|demos|demonstration|playground|web app|interactive|try it)\b", re.IGNORECASE),
    "data": re.compile(r"\b(?:data|datasets?|benchmarks?|corpus|corpora|leaderboard|annotations)\b", re.IGNORECASE),
    "model": re.compile(r"\b(?:models?|weights|checkpoints?)\b", re.IGNORECASE),
    "code": re.compile(
        r"\b(?:codes?|source|implementations?|repository|repo|codebase|scripts|package|library)\b",
        re.IGNORECASE,
    ),
}
_CODE_HOSTS = frozenset(table("hosts")["code"])


@finder("link")
def find_links(reading: Reading) -> Iterator[Found]:
    """Find addresses, each without the punctuation of the sentence around it."""
    for field in FIELDS:
        text = reading.text(field)
        if not _HINT.search(text):
            continue
        before = 0
        for match in _ADDRESS.finditer(text):
            end = match.start() + len(_trimmed(match[0]))
            if end - match.start() > 4 and "." in text[match.start() : end]:
                clause = _clause(text, before, match.start())
                yield Found(field, match.start(), end, kind_of(text[match.start() : end], clause))
                before = end


def kind_of(url: str, clause: str = "") -> str:
    """Say what an address leads to, from its host and from the words before it."""
    address = re.sub(r"^(?:\w{3,5}://)?(?:www\.)?", "", url).lower()
    host = address.split("/")[0].split(":")[0]
    if host in _CODE_HOSTS:
        return "code"
    by_host = _by_host(address, host)
    said = _said(clause)
    return said or by_host or "other"


def _by_host(address: str, host: str) -> str | None:
    if host.endswith((".github.io", ".gitlab.io")):
        return "project"
    for known, kind in _HOSTS.items():
        if address.startswith(known):
            return kind
    parent = host.partition(".")[2]
    return _HOSTS.get(parent) if parent else None


def _said(clause: str) -> str | None:
    """Give the one thing that the words before an address promise; a page where they promise several."""
    said = [kind for kind, words in _SAYS.items() if words.search(clause)]
    if not said:
        return None
    return said[0] if len(said) == 1 or said[0] == "project" else None


def _clause(text: str, before: int, start: int) -> str:
    """Give the words between the previous sentence or address and this one."""
    words = text[max(before, start - 200) : start]
    return re.split(r"[.!?]\s", words)[-1]


def _trimmed(address: str) -> str:
    """Cut the punctuation that belongs to the sentence, and keep a bracket that the address opened."""
    cut = _MARKDOWN.search(address)
    if cut:
        address = address[: cut.start()]
    while address:
        last = address[-1]
        if (
            last in ".,;:!?'\"*_…"
            or (last == ")" and address.count(")") > address.count("("))
            or (last == "]" and address.count("]") > address.count("["))
            or last in "(["
        ):
            address = address[:-1]
        else:
            return address
    return address
