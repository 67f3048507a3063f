"""A list of papers to read, in Markdown: a heading a paper, its fields, its abstract; and lists that people keep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from explorer.errors import DocumentError
from explorer.formats.base import Format, Reading, register
from explorer.formats.encoding import decoded, lines, opening
from explorer.formats.header import MARK, header
from explorer.formats.identifiers import arxiv_id, doi
from explorer.formats.markdown_text import comment, escaped, keeps, plain, read_value, shown, value
from explorer.formats.rows import alone, rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pandas as pd

OURS = f"<!--\n{MARK}"
UNTITLED = "<!-- no title -->"
ADDRESS = re.compile(r"https?://[^\s()<>\\\[\]\"`|]+")
# Possessive, and begun at no escaped bracket, so that no line is gone over again and again.
TEXT = r"((?:[^\[\]\\]+|\\.)*+)"
LINK = re.compile(rf"(?<!\\)\[{TEXT}\]\((https?://(?:[^\s()]++|\([^\s()]*+\))++)\)")
HEADING = re.compile(r"#{1,6}\s+(.*)")
FIELD = re.compile(r"- \*\*((?:[^*\\]|\\.)+)\*\*: (.*)")
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,4}[.)])\s+(?:\[[ xX]\]\s+)?(.*)")
BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")
EMPHASIS = re.compile(r"(?<!\\)(\*\*|__|\*)")
ANCHOR = re.compile(r"\]\(#|^$")  # a table of contents, or nothing
CODE = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/")
EDGES = " \t,.;:|–—-"
EXPECTED = "expected items such as `- [Title](https://…) — text`"


def sniff(head: bytes) -> float:
    """Look for our own header and a heading, or for items that link to something."""
    start = opening(head)
    if start.startswith(OURS):
        return 0.9
    written = start.splitlines()
    is_list = any(LINK.search(line) and _item(line) for line in written)
    return 0.25 if is_list and not start.startswith(("<", "{", "[", "@")) else 0.0


def read(file: BinaryIO) -> Reading:
    """Read a list that explorer wrote, or each item of another that has a link."""
    text, notes = decoded(file)
    reading, written = Reading(notes=notes), lines(text)
    is_ours = text.lstrip("\ufeff").startswith(OURS)
    for record, place in _sections(written) if is_ours else _items(written, reading):
        reading.add(record, f"line {place}")
    alone(reading, "ids")
    if not reading.papers and not is_ours:
        raise DocumentError("document", f"there is no linked paper in it; {EXPECTED}")
    return reading


def write(papers: pd.DataFrame, file: BinaryIO) -> None:
    """Write a section a paper, under a comment that says what was asked."""
    held = shown(papers)
    sections = [comment(header(papers)), *("\n".join(_section(paper)) for paper in rows(held))]
    file.write("\n".join(sections).encode())


def _section(paper: dict[str, Any]) -> Iterator[str]:
    """Write a paper's heading, which links where it can, its fields, and its abstract."""
    title, url, abstract = (paper.pop(name, None) for name in ("title", "url", "abstract"))
    heading = UNTITLED if title is None else escaped(title)
    is_linked = title is not None and url is not None and bool(ADDRESS.fullmatch(url))
    fields = paper if is_linked or url is None else {**paper, "url": url}
    yield f"## [{heading}]({url})\n" if is_linked else f"## {heading}\n"
    for name, said in fields.items():
        if said is not None and name.strip():
            yield f"- **{escaped(name)}**: {value(said)}"
    yield f"\n{escaped(abstract)}\n" if abstract is not None else ""


def _sections(written: Sequence[str]) -> Iterator[tuple[dict[str, Any], int]]:
    """Cut a list that explorer wrote at its headings."""
    record: dict[str, Any] = {}
    start = 0
    for place, line in enumerate(written, 1):
        if line.startswith("## "):
            if start:
                yield record, start
            record, start = _headed(line[3:]), place
        elif start and (field := FIELD.fullmatch(line)):
            name = plain(field[1])
            record[name] = read_value(name, field[2])
        elif start and line:
            record["abstract"] = "\n".join(filter(None, [record.get("abstract"), plain(line)]))
    if start:
        yield record, start


def _headed(heading: str) -> dict[str, Any]:
    if heading == UNTITLED:
        return {}
    found = LINK.fullmatch(heading)
    return {"title": plain(found[1]), "url": found[2]} if found else {"title": plain(heading)}


def _items(written: Sequence[str], reading: Reading) -> Iterator[tuple[dict[str, Any], int]]:
    """Find the items with a link, and the headings that they stand under; skip and name the other items."""
    section = None
    for place, line in enumerate(written, 1):
        heading = HEADING.fullmatch(line)
        if heading and not LINK.search(line):
            section = _bare(heading[1].rstrip("#"))
        elif found := _item(line):
            yield {**found, **({"section": section} if section else {})}, place
        elif (item := ITEM.fullmatch(line)) and not ANCHOR.search(item[1]):
            reading.skip(f"line {place}", "the item has no link")


def _item(line: str) -> dict[str, Any] | None:
    """Read an item's title, which is its first link's or what is bold before it, its links, and what is said besides.

    A paper's own page comes before others; the code's is known by its address.
    """
    item = ITEM.fullmatch(line) or HEADING.fullmatch(line)
    links = list(LINK.finditer(item[1])) if item else []
    if item is None or not links:
        return _addressed(line)
    bold = BOLD.search(item[1], 0, links[0].start())
    title = next(filter(None, bold.groups())) if bold else links[0][1]
    rest = LINK.sub("", item[1].replace(bold[0], "", 1) if bold else item[1]).replace("[]", "")
    return {"title": _bare(title), **linked([link[2] for link in links]), "text": _bare(rest) or None}


def _addressed(line: str) -> dict[str, Any] | None:
    """Read an item whose link is a bare address after its title."""
    item = ITEM.fullmatch(line)
    found = ADDRESS.search(item[1]) if item else None
    title = _bare(item[1][: found.start()]) if item and found else ""
    if item is None or found is None or not title:
        return None
    return {"title": title, **linked([found[0].rstrip(EDGES)]), "text": _bare(item[1][found.end() :]) or None}


def linked(links: Sequence[str]) -> dict[str, Any]:
    """Say what each link of an item is: a paper's page, its code, or another."""
    url = next((link for link in links if arxiv_id(link) or doi(link)), links[0])
    code = next((link for link in links if CODE.match(link) and link != url), None)
    others = [link for link in links if link not in (url, code)]
    name, number = arxiv_id(url), doi(url)
    found = {"url": url, "code_url": code, "links": others or None, "id": name, "arxiv_id": name, "doi": number}
    return {field: value for field, value in found.items() if value}


def _bare(text: str) -> str:
    return plain(EMPHASIS.sub("", text)).strip(EDGES)


register(Format("Markdown", (".md",), sniff, read, write, frozenset(), keeps))
